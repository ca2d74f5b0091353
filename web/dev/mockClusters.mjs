// Development only: who lives in a made-up network.
const regions = [
  ['eu-central', 'eu', 72],
  ['us-east', 'us', 64],
  ['us-west', 'uw', 54],
  ['ap-south', 'as', 44],
  ['ap-northeast', 'an', 38],
  ['sa-east', 'sa', 28],
];
const kinds = ['RTX 4090', 'A100', 'H100', 'H200', 'L40S', 'RTX 3090', 'A40', 'B200'];

/** Classes and clusters; `random` decides all of it, `unit` is one token in base units. */
export function mockClusters({ count, random, unit, inToken }) {
  const classes = kinds.map((gpuClass, i) => ({
    id: String(i + 1),
    gpuClass,
    base: String(BigInt([90, 260, 420, 560, 180, 60, 130, 800][i]) * (inToken ? unit : 10n ** 8n)),
    demandBps: 10000 + (i % 3) * 750,
  }));
  const operators = Array.from(
    { length: 25 },
    (_, i) => '0x' + (0xa11ce000 + i * 7919).toString(16).padStart(8, '0').repeat(5),
  );
  const clusters = Array.from({ length: count }, (_, i) => {
    const region = regions.find((r, k) => i % 300 < regions.slice(0, k + 1).reduce((a, b) => a + b[2], 0));
    const cls = classes[Math.floor(random() * 8)];
    const nodes = 3 + Math.floor(random() * 14);
    const gpus = nodes * [1, 2, 4, 8][Math.floor(random() * 4)];
    const r = random();
    const ratio = r < 0.04 ? 1 + random() * 0.2 : r < 0.18 ? 1.22 + random() * 0.27 : 1.53 + random() * random() * 1.4;
    const value = ((gpus * Number(cls.base)) / (inToken ? Number(unit) : 1e8)) * (cls.demandBps / 1e4) * ratio;
    const tokens = (BigInt(Math.floor((value / (inToken ? 1 : 0.1842)) * 1e6)) * unit) / 10n ** 6n;
    return {
      id: String(i + 1),
      name: `${region[1]}-${cls.gpuClass.replace('RTX ', '').toLowerCase()}-${String(i % 100).padStart(2, '0')}`,
      region: region[0],
      operator: operators[Math.floor(random() * random() * 25)],
      gpuClass: cls.gpuClass,
      classId: cls.id,
      nodes,
      gpus: i % 97 === 50 ? 0 : gpus,
      collateral: String((tokens * 96n) / 100n),
      rewards: String((tokens * 4n) / 100n),
      queueState: i % 60 === 33 ? 'liquidated' : 'none',
      flaggedAt: null,
      deadline: null,
      lastKnown: null,
    };
  });
  return { classes, clusters };
}
