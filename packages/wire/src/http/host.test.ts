import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostAllowed, splitHost } from './host.js';

const policy = { names: ['aws.example.com', '.streams.example.com'] };

test('a host header is split into name and port', () => {
  assert.deepEqual(splitHost('LocalHost:4566'), { name: 'localhost', port: 4566 });
  assert.deepEqual(splitHost('[::1]:80'), { name: '::1', port: 80 });
  assert.deepEqual(splitHost('a.example.'), { name: 'a.example', port: undefined });
  for (const bad of ['', ':80', '[::1', '[zz]', '[1.2.3.4]', 'a b', 'a/b', 'user@a', 'a:port', '.']) {
    assert.equal(splitHost(bad), undefined, bad);
  }
});

test('names that no stranger can own are allowed, and those that the operator gave', () => {
  const allowed = [
    'localhost:4566',
    'bucket.s3.localhost:4566',
    '127.0.0.1',
    '10.1.2.3:4566',
    '[fe80::1]:4566',
    'paddock:4566',
    'host.docker.internal',
    'aws.example.com',
    'kinesis.streams.example.com:443',
  ];
  const refused = [
    undefined,
    '',
    'evil.example',
    'rebind.evil.example:4566',
    'streams.example.com.evil.example',
    '127.0.0.1.evil.example',
  ];
  for (const host of allowed) assert.equal(hostAllowed(host, policy), true, host);
  for (const host of refused) assert.equal(hostAllowed(host, policy), false, host);
});
