/** What a browser wallet can be asked (EIP-1193). */
export interface WalletProvider {
  request(asked: { method: string; params?: readonly unknown[] }): Promise<unknown>;
}

/** A wallet that announced itself (EIP-6963). */
export interface Wallet {
  readonly id: string;
  readonly name: string;
  /** A data: URL of a picture; empty where it sent anything else. */
  readonly icon: string;
  readonly provider: WalletProvider;
}

interface Announced {
  readonly info?: { readonly uuid?: unknown; readonly name?: unknown; readonly icon?: unknown };
  readonly provider?: Partial<WalletProvider>;
}

const MOST = 20;
const ICON = /^data:image\/(png|jpeg|webp|gif|svg\+xml)[;,]/;

/** Listens for wallets and asks them to announce themselves; `found` is called with all of them so far. Call the result to stop. */
export function discoverWallets(found: (wallets: readonly Wallet[]) => void): () => void {
  const wallets = new Map<string, Wallet>();
  const announced = (event: Event): void => {
    const wallet = readWallet((event as CustomEvent<Announced | null>).detail);
    if (!wallet || wallets.has(wallet.id) || wallets.size >= MOST) return;
    wallets.set(wallet.id, wallet);
    found([...wallets.values()]);
  };
  addEventListener('eip6963:announceProvider', announced);
  dispatchEvent(new Event('eip6963:requestProvider'));
  return () => removeEventListener('eip6963:announceProvider', announced);
}

/** What came as an announcement, if it is one: any script of the page's extensions can send it. */
export function readWallet(detail: Announced | null): Wallet | null {
  const { info, provider } = detail ?? {};
  if (typeof info?.uuid !== 'string' || typeof info.name !== 'string' || typeof provider?.request !== 'function')
    return null;
  const icon = typeof info.icon === 'string' && ICON.test(info.icon) ? info.icon : '';
  return { id: info.uuid, name: info.name.slice(0, 40), icon, provider: provider as WalletProvider };
}

/** The wallet's address; asks its owner. */
export async function addressOf(wallet: Wallet): Promise<string> {
  const accounts = await wallet.provider.request({ method: 'eth_requestAccounts' });
  const first = Array.isArray(accounts) ? (accounts as unknown[])[0] : null;
  if (typeof first !== 'string' || !/^0x[0-9a-f]{40}$/i.test(first)) throw new Error(`${wallet.name} gave no address.`);
  return first;
}

/** The chain that the wallet is on; null where it does not say. */
export async function chainOf(wallet: Wallet): Promise<number | null> {
  const chain = await wallet.provider.request({ method: 'eth_chainId' });
  return typeof chain === 'string' && /^0x[0-9a-f]{1,13}$/i.test(chain) ? Number.parseInt(chain, 16) : null;
}

/** The wallet's signature over a text (EIP-191); asks its owner. */
export async function signText(wallet: Wallet, address: string, text: string): Promise<string> {
  const hex = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const signature = await wallet.provider.request({ method: 'personal_sign', params: [`0x${hex}`, address] });
  if (typeof signature !== 'string') throw new Error(`${wallet.name} gave no signature.`);
  return signature;
}

/** Why a wallet refused, in its own words where it has any. */
export function walletWords(fault: unknown): string {
  const said = fault as { code?: unknown; message?: unknown } | null;
  if (said?.code === 4001) return 'You declined in the wallet.';
  if (said?.code === -32002) return 'The wallet already asks something: open it.';
  return typeof said?.message === 'string' && said.message ? said.message.slice(0, 200) : 'The wallet did not answer.';
}
