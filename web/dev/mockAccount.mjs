// Development only: who is signed in. Any signature is good; the setup code is MOCK.
const ADDRESS = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const DAY = 86_400_000;
const SCOPES = ['read', 'alerts:read', 'alerts:write', 'keys'];
const at = (days) => new Date(Date.now() + days * DAY).toISOString();

/** `signIn`: `writes` or `all`; `isIn`: somebody is signed in from the start; `full`: with long lists. */
export function mockAccount({ signIn, isIn, full }) {
  const id = `eip155:31337:${ADDRESS}`;
  let hasAdmin = false;
  let [account, number] = [null, 0];
  const log = [];
  const note = (action, detail = null) =>
    log.unshift({ number: ++number, at: at(0), action, account: id, subject: null, address: '203.0.113.7', detail });
  const enter = () => {
    account = { id, address: ADDRESS, chainId: 31337, isAdmin: false, createdAt: at(-40), lastSignInAt: at(0) };
    note('signed-in', 'wallet key');
  };
  const session = (index, agent, current = false) => ({
    ...{ id: `s${index}`, current, createdAt: at(-index), lastSeenAt: at(-index / 9) },
    ...{ expiresAt: at(1), endsAt: at(14 - index), agent, wallet: index % 3 === 2 ? 'contract' : 'key' },
  });
  const keyOf = (index, name, scopes, expiresAt) => ({
    ...{ id: `k${index}`, name, hint: `iso_${String(index).padStart(4, 'q')}`, scopes, createdAt: at(-index) },
    ...{ expiresAt, lastUsedAt: index % 2 ? at(-0.1) : null, expired: expiresAt !== null && expiresAt < at(0) },
  });
  let sessions = [
    session(0, 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', true),
    session(2, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1'),
    session(5, 'curl/8.5.0'),
  ];
  let keys = full
    ? Array.from({ length: 12 }, (_, i) =>
        keyOf(
          i,
          i === 3 ? 'a-key-whose-name-has-no-end-and-no-blank-in-all-of-its-64-charact' : `bot ${i}`,
          SCOPES,
          at(i * 30 - 30),
        ),
      )
    : [];
  if (isIn) enter();
  if (full)
    for (let i = 0; i < 60; i++) note(['key-made', 'signed-in', 'sign-in-refused', 'key-revoked'][i % 4], `bot ${i}`);
  const me = () => ({
    ...{ account, session: account ? 's0' : null, scopes: account ? SCOPES : signIn === 'all' ? [] : ['read'] },
    ...{ signIn, hasAdmin: account ? hasAdmin : null },
  });
  const problem = (status, type, title, detail) => ({
    status,
    body: { type: `/problems/${type}`, title, status, detail },
  });

  return {
    isIn: () => account !== null,
    isClosed: () => signIn === 'all' && account === null,
    needed: problem(401, 'sign-in-needed', 'Sign-in needed', 'Sign in, or send an API key.'),
    expire: () => (account = null),
    /** An answer to /auth/<path>: `{ status, body }`. */
    answer(method, path, body) {
      const call = `${method} ${path}`;
      if (call === 'GET me') return { status: 200, body: me() };
      if (call === 'POST nonce')
        return {
          status: 200,
          body: { nonce: 'mockmockmock', issuedAt: at(0), expiresAt: at(0.007), chainIds: [31337], address: ADDRESS },
        };
      if (call === 'POST sign-in') return (enter(), { status: 200, body: me() });
      if (call === 'POST sign-out') return ((account = null), { status: 204 });
      if (!account) return this.needed;
      if (call === 'POST setup') {
        if (body?.code !== 'MOCK')
          return problem(
            403,
            'setup-refused',
            'Setup refused',
            'The code is wrong, was used or is over; the next start prints a new one.',
          );
        [hasAdmin, account] = [true, { ...account, isAdmin: true }];
        note('admin-made');
        return { status: 200, body: me() };
      }
      if (call === 'GET keys') return { status: 200, body: { keys } };
      if (call === 'POST keys') {
        if (keys.length >= 50)
          return problem(409, 'too-many-keys', 'Too many keys', 'You have 50 keys: revoke one first.');
        const key = keyOf(++number + 100, body.name, body.scopes, body.expiresInDays ? at(body.expiresInDays) : null);
        keys = [key, ...keys];
        note('key-made', body.name);
        return { status: 201, body: { key, secret: `iso_${'mock'.repeat(10)}xyz` } };
      }
      if (call === 'GET sessions') return { status: 200, body: { sessions } };
      if (call === 'GET audit') return { status: 200, body: { lines: log.slice(0, 100), next: null } };
      const [, list, key] = /^DELETE (keys|sessions)\/(.+)$/.exec(call) ?? [];
      if (list === 'keys') return ((keys = keys.filter((one) => one.id !== key)), { status: 204 });
      if (list === 'sessions') {
        if (sessions.find((one) => one.id === key)?.current) account = null;
        sessions = sessions.filter((one) => one.id !== key);
        return { status: 204 };
      }
      return problem(404, 'not-found', 'Not found', call);
    },
  };
}
