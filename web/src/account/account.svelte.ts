import { ApiProblem } from '../ui/api';
import { visitor } from '../ui/visitor.svelte';
import { authApi } from './authApi';
import { chainFor, signInMessage } from './signInMessage';
import type { Wallet } from './wallets';
import { addressOf, chainOf, discoverWallets, signText, walletWords } from './wallets';
import type { WireMe } from './wire';

type Step = 'idle' | 'address' | 'signature' | 'server';

/** Who is signed in, and the way there. */
export class AccountState {
  me = $state.raw<WireMe | null>(null);
  wallets = $state.raw<readonly Wallet[]>([]);
  step = $state<Step>('idle');
  /** What went wrong last, in one sentence. */
  problem = $state<string | null>(null);
  /** Why the setup code was refused. */
  codeProblem = $state<string | null>(null);
  private readonly stop = discoverWallets((wallets) => (this.wallets = wallets));

  async load(): Promise<void> {
    await this.attempt(async () => {
      this.me = await authApi.me();
    });
  }

  /** Signs in by a wallet; what refuses is said. */
  async signIn(wallet: Wallet): Promise<void> {
    this.step = 'address';
    await this.attempt(async () => {
      const address = await addressOf(wallet);
      const chain = await chainOf(wallet);
      const nonce = await authApi.nonce(address);
      const text = signInMessage(location, nonce, address, chainFor(nonce, chain));
      this.step = 'signature';
      const signature = await signText(wallet, address, text);
      this.step = 'server';
      this.me = await authApi.signIn(text, signature);
      visitor.turn++;
    });
    this.step = 'idle';
    this.reopen();
  }

  async signOut(): Promise<void> {
    await this.attempt(async () => {
      const closed = this.me?.signIn === 'all';
      await authApi.signOut();
      if (closed) location.reload();
      this.me = await authApi.me();
      visitor.turn++;
    });
  }

  async becomeAdmin(code: string): Promise<void> {
    this.codeProblem = null;
    await this.attempt(async () => {
      this.me = await authApi.setup(code);
    });
    [this.codeProblem, this.problem] = [this.problem, null];
  }

  close(): void {
    this.stop();
  }

  // Where reading needs a sign-in, the page begins anew with it.
  private reopen(): void {
    if (this.me?.account && this.me.signIn === 'all') location.reload();
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await act();
    } catch (fault) {
      this.problem =
        fault instanceof ApiProblem
          ? fault.message
          : fault instanceof TypeError
            ? 'The server does not answer.'
            : walletWords(fault);
    }
  }
}
