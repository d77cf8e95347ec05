import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accountOfAccessKeyId, makeAccessKeyId } from './access-key-id.js';

const account = fc.integer({ min: 0, max: 999_999_999_999 }).map((number) => String(number).padStart(12, '0'));
const prefix = fc.constantFrom('AKIA' as const, 'ASIA' as const);
const noise = fc.uint8Array({ minLength: 5, maxLength: 8 });

test('an id has AWS’s form and names its account', () => {
  fc.assert(
    fc.property(prefix, account, noise, (kind, number, random) => {
      const id = makeAccessKeyId(kind, number, random);
      assert.match(id, /^(?:AKIA|ASIA)[Q-Z2-7][A-Z2-7]{15}$/);
      assert.ok(id.startsWith(kind));
      assert.equal(accountOfAccessKeyId(id), number);
    }),
  );
});

test('ids differ by 39 random bits', () => {
  const id = (...bytes: number[]) => makeAccessKeyId('ASIA', '123456789012', Uint8Array.from(bytes));
  assert.equal(id(0, 0, 0, 0, 0), 'ASIARZPUZDIKAAAAAAAA');
  assert.equal(id(255, 255, 255, 255, 255), 'ASIARZPUZDIKP7777777');
  assert.notEqual(id(0, 0, 0, 0, 1), id(0, 0, 0, 0, 0));
});

test('AWS’s own ids are read', () => {
  assert.equal(accountOfAccessKeyId('ASIAY34FZKBOKMUTVV7A'), '609629065308');
});

test('ids that name no account', () => {
  for (const id of [
    'AKIAIOSFODNN7EXAMPLE', // of before 2019
    'AROARZPUZDIKAAAAAAAA',
    'ASIARZPUZDIKAAAAAAA',
    'ASIARZPUZDIKAAAAAAAAA',
    'ASIARZPUZDIKAAAAAAA1',
    'asiarzpuzdikaaaaaaaa',
    'ASIA7777777777777777', // thirteen digits
    'test',
    '',
  ])
    assert.equal(accountOfAccessKeyId(id), undefined, id);
});
