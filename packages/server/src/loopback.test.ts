import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isLoopback } from './loopback.js';

it('knows what always means this machine', () => {
  const yes = [
    '127.0.0.1',
    '127.255.0.9',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'localhost',
    'LOCALHOST.',
    'a.localhost',
  ];
  for (const host of yes) assert.equal(isLoopback(host), true, host);
});

it('knows what does not', () => {
  const no = [
    '0.0.0.0',
    '::',
    '128.0.0.1',
    '127.0.0.1.example',
    '127.0.0',
    'localhost.example',
    '::2',
    '::ffff:10.0.0.1',
    '',
    '127.0.0.1:80',
  ];
  for (const host of no) assert.equal(isLoopback(host), false, host);
});
