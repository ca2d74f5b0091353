// Prints what layouts cost: node dev/layoutTimes.mjs [clusters …]. Times are of the built code, in ms: least, median and worst of the runs.
import { build } from 'vite';

const bundle = await build({
  configFile: false,
  logLevel: 'error',
  build: {
    write: false,
    target: 'es2022',
    lib: { entry: new URL('../src/map/layout/arranger.ts', import.meta.url).pathname, formats: ['es'] },
    rollupOptions: { output: { codeSplitting: false } },
  },
});
const { code } = [bundle].flat()[0].output[0];
const { Arranger } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

const VIEW = { width: 1600, height: 900, touch: false };
const PLAIN = { group: 'region', within: 'none', size: 'equal', sort: 'id' };
const REGIONS = ['ap-northeast', 'ap-south', 'eu-central', 'sa-east', 'us-east', 'us-west'];
const CLASSES = ['A100', 'B200', 'H100', 'H200', 'L40S'];

let seed = 7;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function network(size) {
  const operators = Array.from(
    { length: Math.min(2000, Math.ceil(size / 50)) },
    (_, i) => `0x${i.toString(16).padStart(40, '0')}`,
  );
  const upTo = (count) => Uint32Array.from({ length: size }, () => Math.floor(random() * count));
  const shades = Float64Array.from({ length: size }, () => 1.05 + random());
  const collateral = Float64Array.from({ length: size }, () => 4e21 * Math.exp(normal()));
  return {
    columns: {
      size,
      present: new Uint8Array(size).fill(1),
      gpus: Float64Array.from({ length: size }, () => 8 * (1 + Math.floor(random() * 16))),
      collateral,
      classAt: upTo(CLASSES.length),
      regionAt: upTo(REGIONS.length),
      regions: REGIONS,
      operatorAt: upTo(operators.length),
      operators,
      byId: Uint32Array.from({ length: size }, (_, i) => i),
    },
    market: { classes: CLASSES.map((name) => ({ name })) },
    zones: Uint8Array.from(shades, (shade) => (shade > 1.5 ? 0 : shade < 1.2 ? 2 : 1)),
    shades,
    requirements: () => collateral,
    shortfalls: () => collateral,
  };
}

function summary(all) {
  const sorted = all.toSorted((a, b) => a - b);
  return [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((ms) => ms.toFixed(2)).join(' / ');
}

function times(runs, act) {
  const all = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    act(i);
    all.push(performance.now() - start);
  }
  return summary(all);
}

const sizes = process.argv.slice(2).map(Number);
for (const size of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000, 1_000_000]) {
  const input = network(size);
  const runs = size >= 1_000_000 ? 5 : 30;
  const table = {};
  const arranger = new Arranger();
  const act = (name, change) => {
    table[name] = times(runs, () => arranger.arrange(input, { ...PLAIN, ...change }, VIEW));
  };
  act('slots by region', {});
  table['slots, resize'] = times(runs, (i) => arranger.resize({ ...VIEW, width: VIEW.width - i }));
  table['slots, a block'] = times(runs, () => arranger.follow(input));
  const out = new Uint32Array(size);
  table['rowsIn, all'] = times(runs, () => arranger.resize(VIEW).rowsIn(0, 0, 1600, 1e7, out));
  act('slots by region and class', { within: 'class' });
  act('slots by operator', { group: 'operator' });
  act('slots by region, by risk', { sort: 'risk' });
  table['out of order'] = times(runs, () => arranger.outOfOrder(input));
  await Arranger.prepare({ ...PLAIN, size: 'collateral' });
  act('treemap by region', { size: 'collateral' });
  act('treemap by region and class', { size: 'collateral', within: 'class' });
  act('treemap by region again', { size: 'collateral' });
  const blocks = Array.from({ length: runs }, () => {
    const collateral = input.columns.collateral.map((c) => c * (1 + 0.006 * (random() - 0.5)));
    const next = { ...input, columns: { ...input.columns, collateral } };
    const start = performance.now();
    arranger.follow(next);
    return performance.now() - start;
  });
  table['treemap, a block of other sizes'] = summary(blocks);
  console.log(`\n${size} clusters, 1600 × 900: least / median / worst ms`);
  console.table(table);
}
