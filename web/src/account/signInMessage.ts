import type { WireNonce } from './wire';

/** Where the page is: what the wallet shows, and what the server checks. */
export interface PagePlace {
  readonly origin: string;
  readonly host: string;
}

export const STATEMENT = 'Sign in to Isotherm. This costs nothing and moves nothing.';

/** The chain to sign in for: the wallet's own where the server follows it, else the server's first. */
export function chainFor(nonce: WireNonce, wallets: number | null): number {
  const own = nonce.chainIds.find((id) => id === wallets) ?? nonce.chainIds[0];
  if (own === undefined) throw new Error('The server names no chain to sign in for.');
  return own;
}

/** The text to sign (ERC-4361). */
export function signInMessage(place: PagePlace, nonce: WireNonce, address: string, chainId: number): string {
  return [
    `${place.host} wants you to sign in with your Ethereum account:`,
    nonce.address ?? address,
    '',
    STATEMENT,
    '',
    `URI: ${place.origin}`,
    'Version: 1',
    `Chain ID: ${chainId}`,
    `Nonce: ${nonce.nonce}`,
    `Issued At: ${nonce.issuedAt}`,
  ].join('\n');
}
