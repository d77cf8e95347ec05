import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { signingNameOf } from './signing-name.js';

const scope = 'AKID/20261122/us-east-1/lambda/aws4_request';
const byHeader = (authorization: string) => signingNameOf({ headers: { authorization }, query: '' });
const byQuery = (query: string) => signingNameOf({ headers: {}, query });

test('reads the service from the scope of a header or of a query', () => {
  assert.equal(byHeader(`AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`), 'lambda');
  assert.equal(byHeader(`AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=host`), 'lambda');
  assert.equal(byHeader(`AWS4-HMAC-SHA256 SignedHeaders=host Credential=${scope}`), 'lambda');
  assert.equal(byQuery(`a=b&X-Amz-Credential=${encodeURIComponent(scope)}&c=d`), 'lambda');
  assert.equal(byQuery(`X-Amz-Credential=${scope}`), 'lambda');
});

test('reads none where there is none', () => {
  assert.equal(byQuery(''), undefined);
  for (const header of ['', 'Basic abc', 'Credential=', 'Credential=a', 'Credential=a/b', 'Credential=//'])
    assert.equal(byHeader(header), undefined);
  fc.assert(
    fc.property(fc.string(), (text) => {
      byHeader(`Credential=${text}`);
      byQuery(text);
    }),
  );
});
