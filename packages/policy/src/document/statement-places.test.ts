import { test } from 'node:test';
import assert from 'node:assert/strict';
import { statementPlaces } from './statement-places.js';

/** `3:17-9:6` */
const told = (text: string): string[] =>
  statementPlaces(text).map(({ start, end }) => `${start.line}:${start.column}-${end.line}:${end.column}`);

const statement = (effect: string) => ({ Effect: effect, Action: 's3:GetObject', Resource: '*' });

test('a statement starts after the bracket of the list, or after the statement before it', () => {
  const document = { Version: '2012-10-17', Statement: [statement('Allow'), statement('Deny')] };
  assert.deepEqual(told(JSON.stringify(document)), ['1:38-1:95', '1:95-1:152']);
});

test('lines are counted', () => {
  const document = { Version: '2012-10-17', Statement: [statement('Allow'), statement('Deny')] };
  assert.deepEqual(told(JSON.stringify(document, null, 2)), ['3:17-8:6', '8:6-13:6']);
});

test('a line ends with CR LF, LF or CR', () => {
  const lines = [' ', '{', '  "Version": "2012-10-17",', '  "Statement": [', '    {', '    }', '  ]', '}', ' '];
  for (const end of ['\r\n', '\n', '\r']) assert.deepEqual(told(lines.join(end)), ['4:17-6:6'], JSON.stringify(end));
});

test('a lone statement starts after its own brace', () => {
  const text = '{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}';
  assert.deepEqual(told(text), ['1:16-1:77']);
});

test('what is no policy has no statements', () => {
  for (const text of ['', '{', '[]', '{}', '"Statement"']) assert.deepEqual(told(text), [], text);
});
