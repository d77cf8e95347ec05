import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Answer } from './raw.js';

/** An operation of DynamoDB, what it is asked, how it refuses, and with which code unless it is a ValidationException. */
export type Refusal = readonly [
  operation: string,
  input: object | string,
  message: string | RegExp | undefined,
  code?: string,
];

const packages: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
};

/** The code as DynamoDB writes it, with the package that it comes from. */
export const typed = (code: string): string => `${packages[code] ?? 'com.amazonaws.dynamodb.v20120810'}#${code}`;

/** A test for each case: status 400, and a body of code and message and nothing else. */
export function testRefusals(
  send: (operation: string, input: object | string) => Promise<Answer>,
  cases: readonly Refusal[],
): void {
  for (const [operation, input, message, code = 'ValidationException'] of cases) {
    const shown = typeof input === 'string' ? input : JSON.stringify(input);
    void it(`${operation} ${shown.length > 140 ? `${shown.slice(0, 137)}...` : shown}`, async () => {
      const { status, json, text } = await send(operation, input);
      assert.equal(json?.['__type'], typed(code), text.slice(0, 500));
      const member = code === 'SerializationException' ? 'Message' : 'message';
      if (message instanceof RegExp) assert.match(String(json[member]), message);
      else assert.equal(json[member], message);
      assert.deepEqual(Object.keys(json), message === undefined ? ['__type'] : ['__type', member]);
      assert.equal(status, 400);
    });
  }
}
