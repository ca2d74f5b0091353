/** 0x1234…abcd. */
export const shortAddress = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`;

/** What an API key may, as people read it. */
export const SCOPES: readonly { readonly scope: string; readonly word: string }[] = [
  { scope: 'read', word: 'Read networks' },
  { scope: 'alerts:read', word: 'Read alert rules, channels and deliveries' },
  { scope: 'alerts:write', word: 'Change alert rules and channels' },
  { scope: 'keys', word: 'Manage keys and sessions' },
];

const ACTIONS: Readonly<Record<string, string>> = {
  'signed-in': 'Signed in',
  'sign-in-refused': 'Sign-in refused',
  'signed-out': 'Signed out',
  'session-revoked': 'Session ended',
  'wallet-withdrew': 'Wallet withdrew its signature',
  'key-made': 'Key made',
  'key-revoked': 'Key revoked',
  'admin-made': 'Became admin',
  'setup-refused': 'Setup code refused',
  'rule-made': 'Alert rule made',
  'rule-changed': 'Alert rule changed',
  'rule-deleted': 'Alert rule deleted',
  'rule-snoozed': 'Alert rule snoozed',
  'snooze-ended': 'Snooze ended',
  'channel-made': 'Channel made',
  'channel-changed': 'Channel changed',
  'channel-deleted': 'Channel deleted',
  'channel-disabled': 'Channel turned off',
  'delivery-replayed': 'Delivery sent once more',
};

export const actionWord = (action: string): string => ACTIONS[action] ?? action;

/** A browser by its own words: "Firefox on Linux". */
export function browserWord(agent: string): string {
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrom(e|ium)\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : null;
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : null;
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? (agent.slice(0, 40) || 'A program');
}

/** 2026-01-31 12:00 in the viewer's own time. */
export function moment(iso: string): string {
  const time = new Date(iso);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
