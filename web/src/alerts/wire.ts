/** Bodies of /api/v1/alerts (docs/protocol.md, Alerts). */
export interface WireAt {
  readonly number: number;
  readonly hash: string;
  readonly timestamp: string;
}

/** What a rule watches; which members are there is told by `type`. */
export interface WireKind {
  readonly type: string;
  readonly [member: string]: string | number | readonly string[];
}

export interface WireScope {
  readonly type: string;
  readonly clusters?: readonly string[];
  readonly operators?: readonly string[];
  readonly gpuClass?: string;
}

/** A rule as it is sent; the server adds `id` and `owner`. */
export interface WireRuleDraft {
  readonly network: string;
  readonly name: string;
  readonly kind: WireKind;
  readonly scope: WireScope;
  readonly pendingBlocks: number;
  readonly holdBlocks: number;
  readonly delta: string;
  readonly groupWaitSeconds: number;
  readonly channels: readonly string[];
  readonly escalateTo?: string;
  readonly escalateAfterSeconds: number;
  readonly enabled: boolean;
}

export interface WireRule extends WireRuleDraft {
  readonly id: string;
  readonly owner: string;
}

export interface WireChannelDraft {
  readonly name: string;
  readonly kind: string;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface WireChannel extends WireChannelDraft {
  readonly id: string;
}

export interface WireChannelRow {
  readonly channel: WireChannel;
  readonly trouble: string | null;
  /** A signing secret that the server made; only in the answer to the call that made it. */
  readonly secret?: string;
}

export interface WireReason {
  readonly block: WireAt;
  readonly ratio: string | null;
  readonly threshold: string | null;
  readonly ruleVersion: number;
  readonly words: string;
}

export interface WireEpisode {
  readonly rule: string;
  readonly cluster: string | null;
  readonly phase: 'pending' | 'firing' | 'leaving' | 'happened' | 'blind';
  readonly alertId: string | null;
  readonly snoozed: boolean;
  readonly fired: WireReason | null;
}

export interface WireIncident {
  readonly alertId: string;
  readonly rule: string;
  readonly ruleName: string;
  readonly isOpen: boolean;
  readonly told: number;
  readonly open: number;
  readonly history: readonly { readonly transition: number; readonly kind: string; readonly why: WireReason }[];
}

export interface WireEpisodes {
  readonly episodes: readonly WireEpisode[];
  readonly incidents: readonly WireIncident[];
}

export interface WireSubject {
  readonly cluster: string;
  readonly name: string;
  readonly zone: string;
  readonly why: string;
}

export interface WireMessage {
  readonly alertId: string;
  readonly transition: number;
  /** `Fire`, `Update`, `Resolve`, `Retract`, `Blind`, `Sighted`, `Test` or `Digest`. */
  readonly kind: string;
  readonly severity: string;
  readonly network: string;
  readonly rule: string;
  readonly ruleName: string;
  readonly headline: string;
  readonly subjects: readonly WireSubject[];
  readonly subjectCount: number;
  readonly label?: string;
}

export interface WireHistory {
  readonly messages: readonly { readonly createdAt: string; readonly message: WireMessage }[];
  readonly next: string | null;
}

export interface WireAttempt {
  readonly at: string;
  readonly outcome: string;
  readonly status: number | null;
  readonly milliseconds: number;
  readonly answer: string;
}

export interface WireDelivery {
  readonly id: string;
  readonly channel: string;
  readonly state: 'waiting' | 'delivered' | 'dead' | 'expired';
  readonly dueAt: string | null;
  readonly expiresAt: string | null;
  readonly createdAt: string;
  readonly message: WireMessage;
  readonly attempts: readonly WireAttempt[];
}

export interface WireDeliveries {
  readonly deliveries: readonly WireDelivery[];
  readonly next: string | null;
}

export interface WireSnooze {
  readonly rule: string;
  readonly cluster?: string | null;
  readonly until?: string | null;
  readonly untilWorseThan?: string | null;
}

export interface WireNotice {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly text: string;
  readonly message: WireMessage;
}

export interface WireChannelTest {
  readonly taken: boolean;
  readonly status: number | null;
  readonly answer: string;
  readonly milliseconds: number;
}

export interface WireFiring {
  readonly cluster: string | null;
  readonly blind: boolean;
  readonly from: WireAt;
  readonly ratio: string | null;
  readonly threshold: string | null;
  readonly to: number | null;
  readonly seconds: number;
}

export interface WireBackTest {
  readonly from: WireAt;
  readonly to: WireAt;
  readonly blocks: number;
  readonly firings: readonly WireFiring[];
  readonly firingCount: number;
  readonly messageCount: number;
}

/** One mistake in a body. */
export interface WireFieldProblem {
  /** JSON pointer; empty for the whole. */
  readonly pointer: string;
  readonly message: string;
  readonly expected: string;
}
