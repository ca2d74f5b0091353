import { describe, expect, test } from 'vitest';
import { Zone } from '../src/model/zone';
import { Announcements, QUIET_MS } from '../src/ui/announcements';
import { randomFrom } from './fixtures';

describe('what the page says by itself', () => {
  test('names what crossed, the worst first', () => {
    const say = new Announcements();
    say.crossed(1, 'b', Zone.green, Zone.yellow);
    say.crossed(2, 'a', Zone.yellow, Zone.red);
    say.crossed(3, 'c', Zone.green, Zone.red);
    expect(say.take(0)).toBe('2 clusters turned red: a, c. 1 cluster turned warning: b.');
    expect(say.take(60_000)).toBeNull();
  });

  test('counts what it does not name', () => {
    const say = new Announcements();
    for (let row = 0; row < 300; row++) say.crossed(row, `c-${row}`, Zone.green, Zone.unknown);
    say.enteredQueue(7, 'c-7');
    say.registered(2);
    say.disappeared(1);
    expect(say.take(0)).toBe(
      '300 clusters became unknown: c-0, c-1, c-2 and 297 more. c-7 entered the liquidation queue. ' +
        '2 clusters registered. 1 cluster gone.',
    );
  });

  test('is quiet for 5 s and then says all that happened meanwhile, in one message', () => {
    const say = new Announcements();
    say.say('Data is late');
    expect(say.take(1_000)).toBe('Data is late.');
    say.say('Data is live again');
    say.crossed(1, 'a', Zone.green, Zone.yellow);
    say.crossed(1, 'a', Zone.yellow, Zone.red);
    say.crossed(2, 'b', Zone.green, Zone.yellow);
    say.crossed(2, 'b', Zone.yellow, Zone.green);
    expect(say.take(1_000 + QUIET_MS - 1)).toBeNull();
    expect(say.wait(2_000)).toBe(4_000);
    expect(say.take(1_000 + QUIET_MS)).toBe(
      'Data is live again. 1 cluster turned red: a. 1 cluster crossed and came back: b.',
    );
    expect(say.waiting).toBe(false);
  });

  test('says a sentence once, however often it is told', () => {
    const say = new Announcements();
    for (let i = 0; i < 9; i++) say.say('41 of 300 clusters match');
    say.say('12 clusters match', 'filter');
    say.say('3 clusters match', 'filter');
    expect(say.take(0)).toBe('41 of 300 clusters match. 3 clusters match.');
  });

  test.each([1, 2, 3])('never says two messages within 5 s and loses no cluster, seed %d', (seed) => {
    const random = randomFrom(seed);
    const say = new Announcements();
    const [crossed, heard] = [new Set<string>(), [] as { at: number; text: string }[]];
    const zones = Array.from({ length: 3 }, () => Zone.green as Zone);
    for (let now = 0; now < 200_000; now += 200) {
      if (random() < 0.1 && now < 180_000) {
        const row = Math.floor(random() * 3);
        const to = ([Zone.green, Zone.yellow, Zone.red] as const)[Math.floor(random() * 3)]!;
        if (to !== zones[row]) {
          say.crossed(row, `c-${row}`, zones[row]!, to);
          crossed.add(`c-${row}`);
        }
        zones[row] = to;
      }
      const text = say.take(now);
      if (text === null) continue;
      for (const name of crossed) expect(text).toContain(name);
      crossed.clear();
      heard.push({ at: now, text });
    }
    expect(heard.length).toBeGreaterThan(10);
    for (let i = 1; i < heard.length; i++) expect(heard[i]!.at - heard[i - 1]!.at).toBeGreaterThanOrEqual(QUIET_MS);
    expect(crossed.size).toBe(0);
  });
});
