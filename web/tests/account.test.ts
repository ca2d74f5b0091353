// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AccountState } from '../src/account/account.svelte';
import { browserWord, moment, shortAddress } from '../src/account/accountWords';
import { chainFor, signInMessage } from '../src/account/signInMessage';
import type { Wallet } from '../src/account/wallets';
import { addressOf, chainOf, discoverWallets, readWallet, signText, walletWords } from '../src/account/wallets';
import type { WireNonce } from '../src/account/wire';

const ADDRESS = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const NONCE: WireNonce = {
  nonce: 'abcdefgh12345678',
  issuedAt: '2026-01-31T12:00:00Z',
  expiresAt: '2026-01-31T12:10:00Z',
  chainIds: [1, 31337],
  address: ADDRESS,
};

const answering = (answers: Record<string, unknown>): Wallet => ({
  id: 'one',
  name: 'Test wallet',
  icon: '',
  provider: {
    request: ({ method }) => {
      const answer = answers[method];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  },
});

afterEach(() => vi.unstubAllGlobals());

describe('The message to sign', () => {
  it('is what the server reads, with the checksum that it gave', () => {
    const place = { origin: 'http://localhost:5080', host: 'localhost:5080' };
    expect(signInMessage(place, NONCE, ADDRESS.toLowerCase(), 1)).toBe(
      [
        'localhost:5080 wants you to sign in with your Ethereum account:',
        ADDRESS,
        '',
        'Sign in to Isotherm. This costs nothing and moves nothing.',
        '',
        'URI: http://localhost:5080',
        'Version: 1',
        'Chain ID: 1',
        'Nonce: abcdefgh12345678',
        'Issued At: 2026-01-31T12:00:00Z',
      ].join('\n'),
    );
  });

  it('is for the wallet’s chain where the server follows it', () => {
    expect(chainFor(NONCE, 31337)).toBe(31337);
    expect(chainFor(NONCE, 5)).toBe(1);
    expect(chainFor(NONCE, null)).toBe(1);
    expect(() => chainFor({ ...NONCE, chainIds: [] }, 1)).toThrow('no chain');
  });
});

describe('Wallets', () => {
  const provider = { request: () => Promise.resolve(null) };

  it('are found however early or late they announce themselves, each once', () => {
    const announce = (uuid: string): boolean =>
      dispatchEvent(
        new CustomEvent('eip6963:announceProvider', { detail: { info: { uuid, name: uuid, icon: '' }, provider } }),
      );
    const early = (): boolean => announce('early');
    addEventListener('eip6963:requestProvider', early);
    const seen: string[][] = [];
    const stop = discoverWallets((wallets) => seen.push(wallets.map((wallet) => wallet.id)));
    announce('late');
    announce('early');
    stop();
    announce('after');
    removeEventListener('eip6963:requestProvider', early);
    expect(seen).toEqual([['early'], ['early', 'late']]);
  });

  it('are what says what it is and can be asked; a picture is data and no address', () => {
    expect(readWallet(null)).toBeNull();
    expect(readWallet({})).toBeNull();
    expect(readWallet({ info: { uuid: 'a', name: 'A' } })).toBeNull();
    expect(readWallet({ info: { uuid: 1, name: 'A' }, provider })).toBeNull();
    const icon = 'data:image/png;base64,AA';
    expect(readWallet({ info: { uuid: 'a', name: 'A', icon }, provider })?.icon).toBe(icon);
    expect(readWallet({ info: { uuid: 'a', name: 'A', icon: 'https://evil.example/a.png' }, provider })?.icon).toBe('');
    expect(readWallet({ info: { uuid: 'a', name: 'A', icon: 'data:text/html,x' }, provider })?.icon).toBe('');
    expect(readWallet({ info: { uuid: 'a', name: 'x'.repeat(99) }, provider })?.name).toHaveLength(40);
  });

  it('give an address, a chain and a signature, or it is said what they gave instead', async () => {
    expect(await addressOf(answering({ eth_requestAccounts: [ADDRESS] }))).toBe(ADDRESS);
    await expect(addressOf(answering({ eth_requestAccounts: [] }))).rejects.toThrow('Test wallet gave no address.');
    expect(await chainOf(answering({ eth_chainId: '0x7a69' }))).toBe(31337);
    expect(await chainOf(answering({ eth_chainId: 1 }))).toBeNull();
    const asked = vi.fn(() => Promise.resolve('0x12'));
    const wallet = { ...answering({}), provider: { request: asked } };
    expect(await signText(wallet, ADDRESS, 'é')).toBe('0x12');
    expect(asked).toHaveBeenCalledWith({ method: 'personal_sign', params: ['0xc3a9', ADDRESS] });
    await expect(signText(answering({ personal_sign: 7 }), ADDRESS, 'a')).rejects.toThrow('no signature');
  });

  it('refuse in words', () => {
    expect(walletWords({ code: 4001, message: 'x' })).toBe('You declined in the wallet.');
    expect(walletWords({ code: -32002 })).toContain('open it');
    expect(walletWords({ code: 1, message: 'Broken' })).toBe('Broken');
    expect(walletWords(null)).toBe('The wallet did not answer.');
  });
});

describe('Signing in', () => {
  const me = { account: null, session: null, scopes: [], signIn: 'writes', hasAdmin: null };
  const wallet = answering({
    eth_requestAccounts: [ADDRESS.toLowerCase()],
    eth_chainId: '0x1',
    personal_sign: '0xabcd',
  });
  const serve = (answers: Record<string, [number, unknown]>): ReturnType<typeof vi.fn> => {
    const fetched = vi.fn((url: string) => {
      const [status, body] = answers[url] ?? [404, {}];
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    });
    vi.stubGlobal('fetch', fetched);
    return fetched;
  };

  it('asks for a nonce, has it signed and sends both', async () => {
    const known = { ...me, account: { id: `eip155:1:${ADDRESS}`, address: ADDRESS, chainId: 1 } };
    const fetched = serve({ '/api/v1/auth/nonce': [200, NONCE], '/api/v1/auth/sign-in': [200, known] });
    const account = new AccountState();
    await account.signIn(wallet);
    account.close();
    expect(account.problem).toBeNull();
    expect(account.me?.account?.address).toBe(ADDRESS);
    expect(account.step).toBe('idle');
    const sent = JSON.parse((fetched.mock.calls[1]![1] as { body: string }).body) as {
      message: string;
      signature: string;
    };
    expect(sent.signature).toBe('0xabcd');
    expect(sent.message).toContain(`\n${ADDRESS}\n`);
    expect(sent.message).toContain('\nNonce: abcdefgh12345678\n');
  });

  it('says what the server or the wallet refused, and can be tried again', async () => {
    serve({
      '/api/v1/auth/nonce': [
        429,
        { type: '/problems/too-many-requests', detail: 'Too many requests at once; try again in 3 s.' },
      ],
    });
    const account = new AccountState();
    await account.signIn(wallet);
    expect(account.problem).toBe('Too many requests at once; try again in 3 s.');
    expect(account.step).toBe('idle');
    const declined = Object.assign(new Error('no'), { code: 4001 });
    await account.signIn(answering({ eth_requestAccounts: declined }));
    expect(account.problem).toBe('You declined in the wallet.');
    account.close();
  });
});

describe('Words', () => {
  it('name an address, a browser and a moment', () => {
    expect(shortAddress(ADDRESS)).toBe('0x5aAe…eAed');
    expect(browserWord('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
      'Firefox on Linux',
    );
    expect(browserWord('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36')).toBe(
      'Chrome on Windows',
    );
    expect(browserWord('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604')).toBe(
      'Safari on iOS',
    );
    expect(browserWord('')).toBe('A program');
    expect(browserWord('curl/8')).toBe('curl/8');
    expect(moment('2026-01-31T12:00:00Z')).toMatch(/^2026-0[12]-\d\d \d\d:\d\d$/);
  });
});
