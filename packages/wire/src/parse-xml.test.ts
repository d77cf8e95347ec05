import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeXml } from './encode-xml.js';
import { parseXml } from './parse-xml.js';

test('elements, texts, references, CDATA, comments and namespaces', () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a list --><a:List xmlns:a="urn:x" b='2'><Item>1 &amp; &#x32;&#51;</Item><Item/><Item><![CDATA[<x>]]></Item></a:List>`;
  const root = parseXml(text);
  assert.equal(root?.name, 'List');
  assert.deepEqual(
    root.children.map((item) => item.text),
    ['1 & 23', '', '<x>'],
  );
});

test('what is not well-formed is undefined', () => {
  for (const text of [
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a>&nbsp;</a>',
    '<a>&</a>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a b=1/>',
    '<a><?xml version="1.0"?></a>',
    '<a>'.repeat(40) + '</a>'.repeat(40),
  ])
    assert.equal(parseXml(text), undefined, text);
});

test('any text comes through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = escapeXml(text);
      if (!written.includes('\ufffd')) assert.equal(parseXml(`<a>${written}</a>`)?.text, text);
    }),
  );
});

test('a large document takes a while that grows with it', () => {
  const parts = '<Part><ETag>"0123456789"</ETag><PartNumber>1</PartNumber></Part>'.repeat(10_000);
  assert.equal(parseXml(`<Parts>${parts}</Parts>`)?.children.length, 10_000);
  assert.equal(parseXml(`<a ${'b="1" '.repeat(20_000)}`), undefined);
});
