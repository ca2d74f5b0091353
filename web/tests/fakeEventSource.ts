/** An EventSource that a test speaks through. */
export class FakeEventSource {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readyState = 1;
  onerror: (() => void) | null = null;
  private readonly listeners = new Map<string, (event: { data: string; lastEventId: string }) => void>();

  constructor(readonly url: string) {
    FakeEventSource.opened.push(this);
  }

  addEventListener(kind: string, listener: (event: { data: string; lastEventId: string }) => void): void {
    this.listeners.set(kind, listener);
  }

  say(kind: string, data: string, lastEventId = ''): void {
    this.listeners.get(kind)!({ data, lastEventId });
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }

  breakDown(): void {
    this.readyState = FakeEventSource.CLOSED;
    this.onerror!();
  }

  static get last(): FakeEventSource {
    return FakeEventSource.opened.at(-1)!;
  }
}
