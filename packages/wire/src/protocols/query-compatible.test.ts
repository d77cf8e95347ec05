import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../errors.js';
import { jsonProtocol } from './json.js';
import { queryProtocol } from './query.js';

const queryCompatible = { codes: { LimitExceededFault: 'LimitExceeded' } };
const answering = { operation: 'Do', requestId: 'r' };
const asking = { ...answering, headers: { 'x-amzn-query-mode': 'true' } };
const headerOf = (error: AwsError, options: object, request: typeof answering) =>
  jsonProtocol({ version: '1.0', ...options }).encodeError(error, request).headers['x-amzn-query-error'];

test('JSON tells clients that ask what Query would have called an error, and whose fault it is', () => {
  const limit = new AwsError('LimitExceededFault', 'No.');
  const fault = new AwsError('InternalServiceFault', 'No.', { status: 500 });
  assert.equal(headerOf(limit, { queryCompatible }, asking), 'LimitExceeded;Sender');
  assert.equal(headerOf(fault, { queryCompatible }, asking), 'InternalServiceFault;Receiver');
  assert.equal(headerOf(limit, { queryCompatible }, answering), undefined);
  assert.equal(headerOf(limit, {}, asking), undefined);
  const { body } = jsonProtocol({ version: '1.0', queryCompatible }).encodeError(limit, asking);
  assert.equal(body, '{"__type":"LimitExceededFault","message":"No."}');
});

test('Query answers the code', () => {
  const { body } = queryProtocol({ queryCompatible }).encodeError(new AwsError('LimitExceededFault', 'No.'), answering);
  assert.match(body as string, /<Code>LimitExceeded<\/Code>/);
});
