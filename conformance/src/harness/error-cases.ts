import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Paddock } from './server.js';

/** An operation, an input that AWS refuses, and how. */
export type ErrorCase = readonly [operation: string, input: object, code: string, message: string | RegExp];

/** A test for each case: status 400, and a body of code and message and nothing else. */
export function testErrors(call: Paddock['call'], cases: readonly ErrorCase[]): void {
  for (const [operation, input, code, message] of cases) {
    const shown = JSON.stringify(input);
    void it(`${operation} ${shown.length > 120 ? `${shown.slice(0, 117)}...` : shown}`, async () => {
      const { status, json } = await call(operation, input);
      assert.equal(json?.['__type'], code, JSON.stringify(json));
      if (typeof message === 'string') assert.equal(json['message'], message);
      else assert.match(String(json['message']), message);
      assert.deepEqual(Object.keys(json), ['__type', 'message']);
      assert.equal(status, 400);
    });
  }
}
