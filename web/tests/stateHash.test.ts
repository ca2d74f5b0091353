import fixture from '../../tests/fixtures/state-hash.json';
import { describe, expect, test } from 'vitest';
import { stateHash } from '../dev/mockHash.mjs';
import { murmur32 } from '../src/stream/murmur';
import { NetworkModel } from '../src/stream/networkModel';
import type { WireHeatmap, WireTerms, ZoneName } from '../src/stream/wire';
import { ZONES } from '../src/stream/wire';

type Body = Omit<WireHeatmap, 'clusters'> & { clusters: (WireTerms & { zone: ZoneName })[] };
const bodies = fixture.bodies as unknown as Body[];

describe('murmur', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  test.each<[string, number, number]>([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['', 0xffffffff, 0x81f16f39],
    ['a', 0x9747b28c, 0x7fa09ea6],
    ['aa', 0x9747b28c, 0x5d211726],
    ['aaa', 0x9747b28c, 0x283e0130],
    ['aaaa', 0x9747b28c, 0x5a97808a],
    ['abcd', 0x9747b28c, 0xf0478627],
    ['Hello, world!', 0x9747b28c, 0x24884cba],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
  ])('of %j with seed %i is the published value', (text, seed, hash) => {
    expect(murmur32(bytes(text), bytes(text).length, seed)).toBe(hash);
  });
});

describe('stateHash', () => {
  test.each(bodies.map((body) => [body.block.number, body] as const))(
    "of the engine's body at block %i is the engine's",
    (_, body) => {
      const counts = Object.fromEntries(ZONES.map((z) => [z, body.clusters.filter((c) => c.zone === z).length]));
      const queued = body.clusters.filter((c) => !['none', 'liquidated'].includes(c.queueState)).length;
      const sent = { ...body, counts, queued } as unknown as WireHeatmap;
      expect(new NetworkModel().applySnapshot(sent, 1)).toBe('applied');
      expect(stateHash(sent)).toBe(body.stateHash);
    },
  );
});
