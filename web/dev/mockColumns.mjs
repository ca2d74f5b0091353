// Development only: a heatmap body as columns (docs/protocol.md, "Columns").
const ZONES = ['green', 'yellow', 'red', 'unknown', 'exempt', 'liquidated'];
const QUEUE = ['none', 'grace', 'due', 'blocked', 'recovered', 'liquidated'];
const second = (iso) => (iso ? Date.parse(iso) / 1000 : 0);

function integers(values) {
  const big = values.map(BigInt);
  const most = big.reduce((a, b) => (a > b ? a : b), 1n);
  const limbs = most < 1n << 64n ? 1 : most < 1n << 128n ? 2 : 4;
  const column = new BigUint64Array(big.length * limbs);
  big.forEach((value, i) => {
    for (let k = 0; k < limbs; k++) column[i * limbs + k] = value >> BigInt(64 * k);
  });
  return { place: { width: limbs * 8 }, bytes: Buffer.from(column.buffer) };
}

function texts(values) {
  const parts = values.map((value) => Buffer.from(value));
  const offsets = new Uint32Array(values.length + 1);
  parts.forEach((part, i) => (offsets[i + 1] = offsets[i] + part.length));
  return { place: { texts: values.length }, bytes: Buffer.concat([Buffer.from(offsets.buffer), ...parts]) };
}

const words = (values) => ({ place: { width: 4 }, bytes: Buffer.from(Uint32Array.from(values).buffer) });
const bytes = (values) => ({ place: { width: 1 }, bytes: Buffer.from(Uint8Array.from(values)) });

function shared(values) {
  const places = new Map();
  for (const value of values) if (!places.has(value)) places.set(value, places.size);
  return [words(values.map((value) => places.get(value))), texts([...places.keys()])];
}

/** The bytes of a heatmap whose clusters are in id order. */
export function columnsOf({ clusters: rows, ...head }) {
  const all = (name) => rows.map((row) => row[name]);
  const known = (read) => rows.map(({ lastKnown }) => (lastKnown ? read(lastKnown) : 0));
  const [region, regions] = shared(all('region'));
  const [operator, operators] = shared(all('operator'));
  const [classId, classIds] = shared(all('classId'));
  const columns = {
    ...{ id: integers(all('id')), name: texts(all('name')) },
    ...{ regions, region, operators, operator, classIds, classId },
    ...{ nodes: words(all('nodes')), gpus: integers(all('gpus')) },
    ...{ collateral: integers(all('collateral')), rewards: integers(all('rewards')) },
    queueState: bytes(rows.map((row) => QUEUE.indexOf(row.queueState))),
    flaggedAt: integers(rows.map((row) => second(row.flaggedAt))),
    deadline: integers(rows.map((row) => second(row.deadline))),
    disputed: bytes(rows.map((row) => (row.disputed ? 1 : 0))),
    lastKnownZone: bytes(known(({ zone }) => ZONES.indexOf(zone) + 1)),
    lastKnownRatio: integers(known(({ ratio }) => ratio.replace('.', ''))),
    lastKnownBlock: integers(known(({ block }) => block)),
  };
  const pad = (part) => Buffer.concat([part, Buffer.alloc(-part.length & 7)]);
  const area = [];
  let at = 0;
  for (const column of Object.values(columns)) {
    column.place.at = at;
    area.push(pad(column.bytes));
    at += area.at(-1).length;
  }
  const places = Object.fromEntries(Object.entries(columns).map(([name, { place }]) => [name, place]));
  const text = Buffer.from(JSON.stringify({ ...head, columns: places }));
  const start = Buffer.from('ISOCOLS\u0001________');
  start.writeUInt32LE(text.length, 8);
  start.writeUInt32LE(rows.length, 12);
  return Buffer.concat([pad(Buffer.concat([start, text])), ...area]);
}
