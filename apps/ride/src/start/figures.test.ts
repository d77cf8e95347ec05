import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Totals, minuteAfter, minuteOf, sources } from './figures.js';
import { errorIn } from './function-log.js';
import type { FigureId, Point } from './figures.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 22, 20, 40, 20);
const of = (id: FigureId, ...points: Point[]): Map<FigureId, Point[]> => new Map([[id, points]]);

test('what was there before the start does not count', () => {
  const totals = new Totals(START);
  const at = minuteOf(START);
  totals.take(of('records', { at, value: 50 }), START);
  assert.equal(totals.figures.records, 0);
  totals.take(of('records', { at, value: 56 }), START + 2_000);
  assert.equal(totals.figures.records, 6);
});

test('whenever it is looked, the total is that of all minutes, and those long over are not asked for again', () => {
  const looks = fc.array(fc.record({ after: fc.integer({ min: 0, max: 200_000 }), put: fc.nat(1_000) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(looks, (steps) => {
      const totals = new Totals(START);
      const minutes = new Map<number, number>();
      let [now, put] = [START, 0];
      totals.take(of('rows'), now);
      for (const step of steps) {
        now += step.after;
        put += step.put;
        minutes.set(minuteOf(now), (minutes.get(minuteOf(now)) ?? 0) + step.put);
        const asked = [...minutes].filter(([at]) => at >= totals.from).map(([at, value]) => ({ at, value }));
        totals.take(of('rows', ...asked), now);
        assert.equal(totals.figures.rows, put);
        assert.ok(now - totals.from <= 3 * MINUTE);
      }
    }),
  );
});

test('the newest rows are those of the last minute that had some', () => {
  const totals = new Totals(START);
  totals.take(of('rows'), START);
  const at = minuteAfter(START);
  totals.take(of('rows', { at, value: 3 }, { at: at + MINUTE, value: 0 }), at + MINUTE + 5_000);
  assert.deepEqual(totals.figures.latestRows, { at, value: 3 });
  totals.take(of('rows'), at + 4 * MINUTE);
  assert.deepEqual(totals.figures.latestRows, { at, value: 3 });
});

test('an age is the newest, also when it is nothing', () => {
  const totals = new Totals(START);
  totals.take(new Map(), START);
  assert.equal(totals.figures.triggerAge, undefined);
  const at = minuteOf(START);
  totals.take(of('triggerAge', { at, value: 900 }, { at: at + MINUTE, value: 0 }), START + MINUTE);
  assert.equal(totals.figures.triggerAge, 0);
});

test('each figure has a metric of its own', () => {
  const all = sources({ stream: 's', summaryStream: 't', table: 'u', functionName: 'f' });
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
});

test('the error in a line of the log is told in short', () => {
  const line =
    '2026-11-22T15:27:37.824Z\t4e01\tERROR\tInvoke Error \t{"errorType":"Error","errorMessage":"may \\"not\\" write","stack":[]}';
  assert.equal(errorIn(line), 'may "not" write');
  assert.equal(
    errorIn('2026-11-22T15:27:37.824Z 4e01 Task timed out after 3.00 seconds'),
    'Task timed out after 3.00 seconds',
  );
  assert.equal(errorIn('2026\t4e01\tERROR\tsomething else\n'), 'something else');
  assert.equal(errorIn(undefined), undefined);
});
