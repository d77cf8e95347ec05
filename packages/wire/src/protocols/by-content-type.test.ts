import assert from 'node:assert/strict';
import { test } from 'node:test';
import { protocolByContentType } from './by-content-type.js';

test('finds the protocol of a content type, whatever its case and parameters', () => {
  assert.equal(protocolByContentType('application/x-amz-json-1.1')?.name, 'json-1.1');
  assert.equal(protocolByContentType('application/x-amz-json-1.0')?.name, 'json-1.0');
  assert.equal(protocolByContentType('application/x-amz-cbor-1.1')?.name, 'cbor-1.1');
  assert.equal(protocolByContentType('Application/X-Amz-Json-1.1 ; charset=utf-8')?.name, 'json-1.1');
});

test('finds none for others', () => {
  for (const type of [undefined, '', 'application/json', 'text/plain', 'application/x-amz-json-1.1x'])
    assert.equal(protocolByContentType(type), undefined);
});
