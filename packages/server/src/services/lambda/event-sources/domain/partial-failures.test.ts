import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBatchResponse } from './partial-failures.js';

const numbers = ['10', '11', '12'];
const read = (response: string) => {
  const outcome = readBatchResponse(response, (number) => {
    const index = numbers.indexOf(number);
    return index < 0 ? undefined : index;
  });
  return outcome.kind === 'from' ? outcome.index : outcome.kind;
};

test('what AWS takes for success', () => {
  for (const text of [
    '',
    'null',
    '""',
    '[]',
    '{}',
    '{"batchItemFailures":[]}',
    '{"batchItemFailures":null}',
    '{"other":1}',
  ])
    assert.equal(read(text), 'success', text);
});

test('what AWS takes for a failure of the whole batch', () => {
  for (const item of [
    '{"itemIdentifier":""}',
    '{"itemIdentifier":null}',
    '{"identifier":"10"}',
    '{"itemIdentifier":"9"}',
    '{"itemIdentifier":10}',
    'null',
    '"10"',
  ])
    assert.equal(read(`{"batchItemFailures":[{"itemIdentifier":"11"},${item}]}`), 'failure', item);
  for (const text of ['{"batchItemFailures":"11"}', '{"batchItemFailures":{}}', '"done"', '1', '[1]', '{'])
    assert.equal(read(text), 'failure', text);
});

test('the lowest of the numbers is where to go on', () => {
  assert.equal(read('{"batchItemFailures":[{"itemIdentifier":"12"},{"itemIdentifier":"11"}]}'), 1);
  assert.equal(read('{"batchItemFailures":[{"itemIdentifier":"10"}]}'), 0);
});
