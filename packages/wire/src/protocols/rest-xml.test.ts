import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blob } from '../blob.js';
import { AwsError } from '../errors.js';
import {
  blob,
  boolean,
  flatList,
  header,
  headers,
  integer,
  label,
  list,
  map,
  namedList,
  payload,
  query,
  required,
  statusCode,
  string,
  structure,
  timestamp,
} from '../shapes.js';
import { restXmlProtocol } from './rest-xml.js';

const protocol = restXmlProtocol({ xmlNamespace: 'urn:x' });
const head = (more: object = {}) => ({ method: 'PUT', path: '/', query: '', headers: {}, ...more });
const answering = { operation: 'Get', requestId: 'ID', extendedRequestId: 'HOST' };
const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

const item = structure('Item', { Key: required(string()), Size: integer(), Old: boolean, At: timestamp });
const input = structure('Request', {
  Bucket: required(label(string())),
  Most: query('max', integer()),
  Type: header('Content-Type', string()),
  Meta: headers('x-meta-', map(string(), string())),
  Items: payload(structure('Items', { Item: flatList(item), Names: namedList('Name', string()), Quiet: boolean })),
});

test('members are read from where they stand', () => {
  const body =
    '<Items xmlns="urn:x"><Item><Key>a&amp;b</Key><Size> 5 </Size></Item><Item><Key/><At>2023-11-14T22:13:20.000Z</At></Item>' +
    '<Names><Name>x</Name><Name>y</Name></Names><Unknown><Deep/></Unknown><Quiet>true</Quiet></Items>';
  const request = head({
    labels: { Bucket: 'b' },
    query: 'max=7&other',
    headers: { 'content-type': 'text/xml', 'x-meta-a': '1', 'x-meta-b': '2' },
  });
  assert.deepEqual(protocol.decode(input, request, Buffer.from(body)), {
    Bucket: 'b',
    Most: 7,
    Type: 'text/xml',
    Meta: { a: '1', b: '2' },
    Items: {
      Item: [
        { Key: 'a&b', Size: 5 },
        { Key: '', At: 1_700_000_000_000 },
      ],
      Names: ['x', 'y'],
      Quiet: true,
    },
  });
  assert.deepEqual(protocol.decode(input, request, Buffer.alloc(0)).Items, undefined);
});

test('documents that are none of the shape’s are malformed', () => {
  for (const body of [
    'nonsense',
    '<Other/>',
    '<Items><Item/></Items>',
    '<Items><Item><Key>a</Key><Size>many</Size></Item></Items>',
    '<Items><Item><Key><b/></Key></Item></Items>',
    '<Items><Quiet>perhaps</Quiet></Items>',
  ])
    assert.throws(
      () => protocol.decode(input, head(), Buffer.from(body)),
      (error) => error instanceof AwsError && error.code === 'MalformedXML',
      body,
    );
  assert.throws(() => protocol.decode(input, head(), Buffer.from([0x3c, 0xff])), AwsError);
  assert.throws(
    () => protocol.decode(input, head({ query: 'max=many' }), Buffer.alloc(0)),
    (error) => error instanceof AwsError && error.members['ArgumentName'] === 'max',
  );
});

test('a body can be bytes', () => {
  const bytes = structure('Put', { Body: payload(blob()) });
  assert.equal(Buffer.from(protocol.decode(bytes, head(), Buffer.from('<x')).Body?.bytes() ?? []).toString(), '<x');
});

test('answers are documents, in the namespace', () => {
  const output = structure('List', {
    Tag: header('etag', string()),
    Name: string(),
    Items: flatList(item),
    Names: namedList('Name', string()),
    Plain: list(string()),
    Gone: string(),
  });
  const value = {
    Tag: '"t"',
    Name: '',
    Items: [
      { Key: '<&>', Size: 1 },
      { Key: 'b', At: 0 },
    ],
    Names: ['n'],
    Plain: ['p'],
  };
  const answer = protocol.encode(output, value, answering);
  assert.deepEqual(answer, {
    status: 200,
    headers: { etag: '"t"', 'content-type': 'application/xml' },
    body:
      `${PROLOG}<List xmlns="urn:x"><Name/><Items><Key>&lt;&amp;&gt;</Key><Size>1</Size></Items>` +
      '<Items><Key>b</Key><At>1970-01-01T00:00:00.000Z</At></Items><Names><Name>n</Name></Names><Plain><member>p</member></Plain></List>',
  });
});

test('answers are bytes, streams, texts or nothing', async () => {
  const output = structure('Get', {
    Status: statusCode(integer()),
    Type: header('content-type', string()),
    Meta: headers('x-meta-', map(string(), string())),
    Body: payload(blob()),
  });
  const fixed = protocol.encode(
    output,
    { Status: 206, Type: 'a/b', Meta: { x: 'ü' }, Body: Blob.fromBytes(Buffer.from('abc')) },
    answering,
  );
  assert.deepEqual(
    [fixed.status, fixed.headers, Buffer.from(fixed.body as Uint8Array).toString()],
    [206, { 'content-type': 'a/b', 'x-meta-x': '=?UTF-8?B?w7w=?=', 'content-length': '3' }, 'abc'],
  );
  async function* chunks() {
    yield Buffer.from('ab');
  }
  const stream = chunks();
  const streaming = protocol.encode(output, { Body: Blob.fromStream(2, stream) }, answering);
  assert.equal(streaming.body, stream);
  assert.equal(streaming.headers['content-length'], '2');
  await stream.return();
  assert.deepEqual(protocol.encode(undefined, undefined, { ...answering, status: 204 }), {
    status: 204,
    headers: {},
    body: '',
  });
  const text = protocol.encode(structure('T', { Text: payload(string()) }), { Text: '<x/>' }, answering);
  assert.deepEqual([text.headers, text.body], [{ 'content-type': 'application/xml' }, '<x/>']);
});

test('errors are bare elements', () => {
  const error = new AwsError('NoSuchKey', 'The key <k>', {
    status: 404,
    members: { Key: 'k', Size: 3 },
    headers: { a: 'b' },
  });
  assert.deepEqual(protocol.encodeError(error, answering), {
    status: 404,
    headers: { 'content-type': 'application/xml', a: 'b' },
    body: `${PROLOG}<Error><Code>NoSuchKey</Code><Message>The key &lt;k&gt;</Message><Key>k</Key><Size>3</Size><RequestId>ID</RequestId><HostId>HOST</HostId></Error>`,
  });
  const unchanged = new AwsError('NotModified', undefined, { status: 304, headers: { etag: 'x' } });
  assert.deepEqual(protocol.encodeError(unchanged, answering), { status: 304, headers: { etag: 'x' }, body: '' });
});

test('documents are verified before they are read', () => {
  const verifying = restXmlProtocol({
    xmlNamespace: 'urn:x',
    verify: () => {
      throw new AwsError('BadDigest');
    },
  });
  assert.throws(() => verifying.decode(input, head(), Buffer.from('<Items/>')), /BadDigest/);
  const bytes = structure('Put', { Body: payload(blob()) });
  assert.ok(verifying.decode(bytes, head(), Buffer.from('x')).Body);
});
