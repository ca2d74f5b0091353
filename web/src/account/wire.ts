/** Bodies of /api/v1/auth (docs/protocol.md, Sign-in). */
export interface WireAccount {
  readonly id: string;
  readonly address: string;
  readonly chainId: number;
  readonly isAdmin: boolean;
  readonly createdAt: string;
  readonly lastSignInAt: string;
}

export interface WireMe {
  readonly account: WireAccount | null;
  readonly session: string | null;
  readonly scopes: readonly string[];
  readonly signIn: 'writes' | 'all';
  readonly hasAdmin: boolean | null;
}

export interface WireNonce {
  readonly nonce: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly chainIds: readonly number[];
  readonly address: string | null;
}

export interface WireKey {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly expired: boolean;
}

export interface WireMadeKey {
  readonly key: WireKey;
  readonly secret: string;
}

export interface WireSession {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly endsAt: string;
  readonly agent: string;
  readonly wallet: 'key' | 'contract';
}

export interface WireAuditLine {
  readonly number: number;
  readonly at: string;
  readonly action: string;
  readonly account: string | null;
  readonly subject: string | null;
  readonly address: string | null;
  readonly detail: string | null;
}
