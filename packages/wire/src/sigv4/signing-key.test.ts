import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deriveSigningKey, SigningKey, SigningKeyCache } from './signing-key.js';

describe('SigningKey', () => {
  it('signs as HMAC-SHA256 does, messages of any length', () => {
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const message = fc.oneof(fc.string(), fc.string({ minLength: 300, maxLength: 500, unit: 'binary' }));
    fc.assert(
      fc.property(key, fc.array(message, { minLength: 1 }), (bytes, messages) => {
        const signing = new SigningKey(Buffer.from(bytes));
        for (const text of messages) {
          assert.equal(signing.sign(text), createHmac('sha256', bytes).update(text).digest('hex'));
        }
      }),
    );
  });
});

describe('SigningKeyCache', () => {
  const key = deriveSigningKey('secret', '20231122', 'us-east-1', 'kinesis');

  it('forgets what was used longest ago', () => {
    const cache = new SigningKeyCache(2);
    cache.set('a', 'secret', key);
    cache.set('b', 'secret', key);
    assert.equal(cache.get('a', 'secret'), key);
    cache.set('c', 'secret', key);
    assert.equal(cache.size, 2);
    assert.equal(cache.get('b', 'secret'), undefined);
    assert.equal(cache.get('a', 'secret'), key);
    assert.equal(cache.get('c', 'secret'), key);
  });

  it('gives nothing for another secret', () => {
    const cache = new SigningKeyCache();
    const bytes = Uint8Array.of(1, 2, 3);
    cache.set('a', bytes, key);
    assert.equal(cache.get('a', Uint8Array.of(1, 2, 3)), key);
    bytes[0] = 9;
    assert.equal(cache.get('a', bytes), undefined);
    assert.equal(cache.get('a', 'secret'), undefined);
  });
});
