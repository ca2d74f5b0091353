import type { WireChannel, WireChannelDraft } from './wire';

/** A field of a channel's form. `name` is the member of `settings`. */
export interface ChannelField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'url' | 'password' | 'number' | 'lines' | 'choice';
  /** Never given back by the server: what is left empty stays as it was. */
  readonly secret?: true;
  readonly optional?: true;
  readonly hint?: string;
  readonly choices?: readonly { readonly value: string; readonly word: string }[];
}

export interface ChannelKind {
  readonly kind: string;
  readonly word: string;
  readonly fields: readonly ChannelField[];
  readonly note?: string;
}

const user: readonly ChannelField[] = [
  { name: 'userName', label: 'User name', type: 'text', optional: true },
  { name: 'password', label: 'Password', type: 'password', secret: true, optional: true },
];

/** Every kind and what it asks (docs/alerts.md, Channels). */
export const CHANNEL_KINDS: readonly ChannelKind[] = [
  {
    kind: 'browser',
    word: 'This page',
    fields: [],
    note: 'Shown on this page wherever you are signed in and have it open, and as a notification if you allow it.',
  },
  {
    kind: 'webhook',
    word: 'Webhook',
    fields: [
      { name: 'url', label: 'Address', type: 'url', hint: 'https://…' },
      {
        name: 'secret',
        label: 'Signing secret',
        type: 'password',
        secret: true,
        optional: true,
        hint: 'whsec_…; left empty, one is made and shown once',
      },
    ],
  },
  {
    kind: 'mail',
    word: 'E-mail',
    fields: [
      { name: 'to', label: 'To', type: 'lines', hint: 'one address a line, at most 10' },
      { name: 'from', label: 'From', type: 'text', hint: 'alerts@example.org' },
      { name: 'host', label: 'Mail server (SMTP)', type: 'text' },
      { name: 'port', label: 'Port', type: 'number' },
      {
        name: 'security',
        label: 'Encryption',
        type: 'choice',
        choices: [
          { value: 'starttls', word: 'STARTTLS' },
          { value: 'tls', word: 'TLS' },
          { value: 'none', word: 'none' },
        ],
      },
      ...user,
    ],
  },
  { kind: 'slack', word: 'Slack', fields: [{ name: 'url', label: 'Webhook address', type: 'url', secret: true }] },
  { kind: 'discord', word: 'Discord', fields: [{ name: 'url', label: 'Webhook address', type: 'url', secret: true }] },
  {
    kind: 'telegram',
    word: 'Telegram',
    fields: [
      { name: 'botToken', label: 'Bot token', type: 'password', secret: true },
      { name: 'chatId', label: 'Chat', type: 'text', hint: 'a number, or @channel' },
    ],
  },
  {
    kind: 'pagerduty',
    word: 'PagerDuty',
    fields: [{ name: 'routingKey', label: 'Integration key', type: 'password', secret: true }],
  },
  {
    kind: 'alertmanager',
    word: 'Alertmanager',
    fields: [{ name: 'url', label: 'Base address', type: 'url', hint: 'https://…' }, ...user],
  },
];

export const channelKind = (kind: string): ChannelKind =>
  CHANNEL_KINDS.find((one) => one.kind === kind) ?? { kind, word: kind, fields: [] };

/** What is typed; each setting as text. */
export interface ChannelDraft {
  kind: string;
  name: string;
  enabled: boolean;
  values: Record<string, string>;
}

/** An empty form, with what is usual filled in. */
export function emptyChannel(kind: string): ChannelDraft {
  const values = Object.fromEntries(channelKind(kind).fields.map((field) => [field.name, '']));
  if (kind === 'mail') Object.assign(values, { port: '587', security: 'starttls' });
  return { kind, name: channelKind(kind).word, enabled: true, values };
}

/** A channel as its owner may change it; secrets are empty, which leaves them as they are. */
export function draftOf(channel: WireChannel): ChannelDraft {
  const draft = emptyChannel(channel.kind);
  for (const field of channelKind(channel.kind).fields) {
    const value = channel.settings[field.name];
    if (!field.secret && value !== undefined && value !== null)
      draft.values[field.name] = Array.isArray(value) ? value.join('\n') : String(value);
  }
  return { ...draft, name: channel.name, enabled: channel.enabled };
}

/** The body of a form. What is left empty is left out; numbers and lists are sent as such. */
export function channelOf(draft: ChannelDraft): WireChannelDraft {
  const settings: Record<string, unknown> = {};
  for (const field of channelKind(draft.kind).fields) {
    const text = field.secret ? (draft.values[field.name] ?? '') : (draft.values[field.name] ?? '').trim();
    if (text === '') continue;
    if (field.type === 'number') settings[field.name] = /^\d+$/.test(text) ? Number(text) : text;
    else if (field.type === 'lines') settings[field.name] = text.split(/[\s,]+/).filter(Boolean);
    else settings[field.name] = text;
  }
  return { name: draft.name.trim(), kind: draft.kind, enabled: draft.enabled, settings };
}

/** The pointers at which the form can show what is wrong. */
export const channelPointers = (kind: string): readonly string[] => [
  '/name',
  '/kind',
  ...channelKind(kind).fields.map((field) => `/settings/${field.name}`),
];

/** Names of the secrets that a channel has; `previous` while a rotation lasts. */
export function secretsOf({ settings }: WireChannel): readonly string[] {
  const set = settings['secretsSet'];
  return Array.isArray(set) ? set.filter((name) => typeof name === 'string') : [];
}

/** Where a channel leads, without a secret. */
export function whereWords({ kind, settings }: WireChannel): string {
  const text = (name: string): string => (typeof settings[name] === 'string' ? settings[name] : '');
  switch (kind) {
    case 'mail':
      return (Array.isArray(settings['to']) ? settings['to'].join(', ') : '') + ` by ${text('host')}`;
    case 'telegram':
      return `chat ${text('chatId')}`;
    default:
      return text('url');
  }
}
