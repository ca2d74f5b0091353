import { stateHash } from '../dev/mockHash.mjs';
import { readBlock, readMarket } from '../src/model/market';
import type { WireBlock, WireFrameBlock, WireGlobals, WireSnapshot, WireTerms } from '../src/stream/wire';
import { ZONES } from '../src/stream/wire';
import { pictureOf } from './fixtures';

/** What an honest server says of a state. */
export function sealed(block: WireBlock, world: WireGlobals, clusters: WireTerms[]) {
  const { thresholds, ...inputs } = world;
  const picture = pictureOf(readMarket(readBlock(block), world), clusters);
  const counts = Object.fromEntries(ZONES.map((z, i) => [z, picture.counts[i]!])) as WireSnapshot['counts'];
  const body = { network: 'demo', schema: 1, block, inputs, thresholds, clusters, counts, queued: picture.queued };
  return { ...body, stateHash: stateHash(body) };
}

/** A block as a frame names it. */
export function frameBlock(block: WireBlock, confirmed: number | null): WireFrameBlock {
  return [block.number, block.hash, Date.parse(block.timestamp) / 1000, confirmed];
}
