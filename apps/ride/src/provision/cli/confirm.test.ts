import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isConfirmed, isRealAws } from './confirm.js';

const at = (endpoint: string | undefined) => isRealAws({ endpoint, region: 'us-east-1', credentials: 'chain' });

test('AWS is AWS however it is named', () => {
  for (const endpoint of [
    undefined,
    'https://kinesis.us-east-1.amazonaws.com',
    'https://sts.cn-north-1.amazonaws.com.cn/',
    'https://vpce-1.kinesis.eu-west-1.vpce.amazonaws.com',
  ]) {
    assert.ok(at(endpoint), endpoint);
  }
  for (const endpoint of ['http://127.0.0.1:4566', 'http://amazonaws.com.example', 'http://myamazonaws.com', 'no']) {
    assert.ok(!at(endpoint), endpoint);
  }
});

test('removing from AWS takes the account, typed', async (context) => {
  const said = context.mock.method(console, 'error', () => undefined);
  const answering = (answer: string): Promise<boolean> =>
    isConfirmed('123456789012', (question) => {
      assert.match(question, /123456789012/);
      return Promise.resolve(answer);
    });
  assert.equal(await answering(' 123456789012 '), true);
  assert.equal(said.mock.callCount(), 0);
  for (const answer of ['', 'y', 'yes', '12345678901', '000000000000']) {
    assert.equal(await answering(answer), false, answer);
  }
  assert.equal(await isConfirmed('123456789012', undefined), false);
  assert.match(String(said.mock.calls.at(-1)?.arguments[0]), /-yes says that it shall/);
});
