import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, type MissingData } from './decision.js';

/** Points as AWS's tables write them, the newest last: 0 is fine, X breaches, - is missing. */
const rows: readonly (readonly [string, number, string, string, string, string])[] = [
  ['0-X-X', 3, 'OK', 'OK', 'OK', 'OK'],
  ['0----', 3, 'OK', 'OK', 'OK', 'OK'],
  ['-----', 3, 'INSUFFICIENT_DATA', 'keep', 'ALARM', 'OK'],
  ['0XX-X', 3, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['----X', 3, 'INSUFFICIENT_DATA', 'keep', 'ALARM', 'OK'],
  ['X----', 3, 'ALARM', 'keep', 'ALARM', 'OK'],
  ['0-X-X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['00X0X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0-X--', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['----0', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['----X', 2, 'INSUFFICIENT_DATA', 'keep', 'ALARM', 'OK'],
  ['---X-', 2, 'ALARM', 'keep', 'ALARM', 'OK'],
];

const treatments: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

for (const [text, toAlarm, ...expected] of rows) {
  for (const [index, missing] of treatments.entries()) {
    void test(`${toAlarm} of 3, ${text}, ${missing}: ${expected[index]}`, () => {
      const points = [...text.matchAll(/./g)]
        .reverse()
        .map(([char], age) => ({ time: -age, value: char === '-' ? undefined : Number(char === 'X') }));
      const { state } = decide(points, { periods: 3, toAlarm, missing, isBreaching: (value) => value > 0 });
      assert.equal(state ?? 'keep', expected[index]);
    });
  }
}
