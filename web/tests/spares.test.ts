import { expect, test } from 'vitest';
import { Spares } from '../src/model/spares';

test('what is put is taken again, the newest first, and no more than two are kept', () => {
  const spares = new Spares<number>();
  expect(spares.take()).toBeNull();
  for (const spare of [1, 2, 3]) spares.put(spare);
  expect([spares.take(), spares.take(), spares.take()]).toEqual([2, 1, null]);
});
