import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { encodeCborValue } from '../cbor-writer.js';
import type { CborValue } from '../cbor.js';
import { Blob } from '../blob.js';
import { restJsonProtocol } from '../protocols/rest-json.js';
import { restXmlProtocol } from '../protocols/rest-xml.js';
import { queryProtocol } from '../protocols/query.js';
import {
  blob,
  boolean,
  confidential,
  header,
  headers,
  integer,
  label,
  list,
  map,
  namedList,
  payload,
  query,
  sensitive,
  statusCode,
  string,
  structure,
  timestamp,
} from '../shapes.js';
import { decodeCborPrefix } from './cbor-prefix.js';
import { jsonOfPrefix } from './json-prefix.js';
import { plainAnswer } from './plain-answer.js';
import { plainInput } from './plain-input.js';
import { masked } from './plain-value.js';
import { xmlOfPrefix } from './xml-prefix.js';

const everything = structure('Everything', {
  Name: string(),
  Count: integer(),
  Yes: boolean,
  Data: blob(),
  When: timestamp,
  Names: list(string()),
  Inner: structure('Inner', { Key: string() }),
  Variables: sensitive(map(string(), string())),
  Password: confidential(string()),
  Secret: sensitive(blob()),
});
const head = { method: 'POST', path: '/', query: '', headers: {} };
const when = '2023-11-14T22:13:20.123Z';
const shown = {
  Name: 'a',
  Count: 3,
  Yes: true,
  Data: 'AQI=',
  When: when,
  Names: ['b', 'c'],
  Inner: { Key: 'd' },
  Variables: { PASS: '***' },
  Password: '***',
  Secret: '*** (2 bytes)',
};
const read = (name: string, body: string | Uint8Array, more: object = {}, secrets = new Set<string>()) =>
  plainInput(
    { protocol: { name }, shape: everything, head, body: Buffer.from(body as string), isCut: false, ...more },
    secrets,
  );

describe('an input', () => {
  it('is shown in members names without its secrets, whatever the protocol', () => {
    const document = {
      Name: 'a',
      Count: 3,
      Yes: true,
      Data: 'AQI=',
      When: 1_700_000_000.123,
      Names: ['b', 'c'],
      Inner: { Key: 'd', Unknown: 'hush' },
      Variables: { PASS: 'hunter2' },
      Password: 'letmein',
      Secret: 'AQI=',
      Other: 'hush',
    };
    const secrets = new Set<string>();
    assert.deepEqual(read('json-1.1', JSON.stringify(document), {}, secrets), shown);
    assert.deepEqual([...secrets], ['hunter2', 'letmein', 'AQI=']);
    const bytes = { ...document, Data: Buffer.from([1, 2]), Secret: Buffer.from([1, 2]) };
    assert.deepEqual(read('rpc-v2-cbor', encodeCborValue(bytes)), shown);
    assert.deepEqual(read('cbor-1.1', encodeCborValue({ ...bytes, When: 1_700_000_000_123 })), shown);
    const form =
      `Name=a&Count=3&Yes=true&Data=AQI%3D&When=${encodeURIComponent(when)}&Names.member.1=b&Names.member.2=c&Inner.Key=d` +
      '&Variables.entry.1.key=PASS&Variables.entry.1.value=hunter2&Password=letmein&Secret=AQI%3D';
    assert.deepEqual(read('query', form), shown);
    assert.deepEqual(read('query', '', { head: { ...head, query: form } }), shown);
  });

  it('shows no value that is of another type than its member, and nothing that cannot be read', () => {
    const secrets = new Set<string>();
    assert.deepEqual(
      read('json-1.1', '{"Variables":"hunter2","Inner":"x","Count":"4","Password":{"a":["hunter3"]}}', {}, secrets),
      {
        Count: '(no integer)',
        Inner: '(no structure)',
        Variables: '***',
        Password: '***',
      },
    );
    assert.deepEqual([...secrets].toSorted(), ['4', 'hunter2', 'hunter3', 'x']);
    assert.equal(read('json-1.1', '{"Name":'), undefined);
    assert.equal(read('cbor-1.1', Buffer.from([0xa1])), undefined);
    assert.equal(read('query', 'Count=many'), undefined);
  });

  it('is what is whole in a body that is cut', () => {
    assert.deepEqual(read('json-1.1', '{"Name":"a","Names":["b","c","hal', { isCut: true }), {
      Name: 'a',
      Names: ['b', 'c'],
    });
    const cbor = encodeCborValue({ Name: 'a', Names: ['b', 'c', 'half'] });
    assert.deepEqual(read('cbor-1.1', cbor.subarray(0, -2), { isCut: true }), { Name: 'a', Names: ['b', 'c'] });
    assert.deepEqual(read('query', 'Name=a&Names.member.1=hal', { isCut: true }), { Name: 'a' });
  });

  it('of a REST request is taken from path, query, headers and body', () => {
    const shape = structure('Put', {
      Bucket: label(string()),
      Versions: query('versions', list(string())),
      Kind: header('X-Kind', string()),
      Key: sensitive(header('X-Key', string())),
      Metadata: headers('x-meta-', map(string(), string())),
      Body: payload(blob()),
    });
    const request = {
      protocol: { name: 'rest-xml' },
      shape,
      head: {
        ...head,
        query: 'versions=1&versions=2',
        labels: { Bucket: 'b' },
        headers: { 'x-kind': 'k', 'x-key': 'hunter2', 'x-meta-a': '1', authorization: 'AWS4' },
      },
      body: Buffer.from('hello'),
      isCut: false,
    };
    const all = { Bucket: 'b', Versions: ['1', '2'], Kind: 'k', Key: '***', Metadata: { a: '1' }, Body: 'aGVsbG8=' };
    assert.deepEqual(plainInput(request, new Set()), all);
    const { Body: _, ...rest } = all;
    assert.deepEqual(plainInput({ ...request, isCut: true }, new Set()), rest);
    const document = structure('Doc', {
      Name: label(string()),
      Tags: namedList('Tag', structure('Tag', { Key: string() })),
    });
    const xml = '<Doc><Tags><Tag><Key>a</Key></Tag><Tag><Key>b</K';
    const cut = { ...request, shape: document, head: { ...head, labels: { Name: 'n' } }, isCut: true };
    assert.deepEqual(plainInput({ ...cut, body: Buffer.from(xml) }, new Set()), {
      Name: 'n',
      Tags: [{ Key: 'a' }],
    });
    const json = { ...cut, protocol: { name: 'rest-json' }, body: Buffer.from('{"Tags":[{"Key":"a"},{"Key":"b') };
    assert.deepEqual(plainInput(json, new Set()), { Name: 'n', Tags: [{ Key: 'a' }, {}] });
  });
});

describe('an answer', () => {
  const answering = { operation: 'Get', requestId: 'r' };
  const value = {
    Name: 'a',
    Count: 3,
    Yes: true,
    Data: Blob.fromBase64('AQI='),
    When: Date.parse(when),
    Names: ['b', 'c'],
    Inner: { Key: 'd' },
    Variables: { PASS: 'hunter2' },
    Password: 'letmein',
    Secret: Blob.fromBase64('AQI='),
  };
  const answer = (protocol: string, body: string, more: object = {}) => ({
    protocol: { name: protocol },
    shape: everything,
    status: 200,
    headers: {},
    body: Buffer.from(body),
    isCut: false,
    errorCode: undefined,
    ...more,
  });

  it('is shown like an input', () => {
    const { body } = queryProtocol().encode(everything, value, answering);
    assert.deepEqual(plainAnswer(answer('query', body as string), new Set()), shown);
    const json = restJsonProtocol().encode(everything, value, answering);
    assert.deepEqual(plainAnswer(answer('rest-json', json.body as string), new Set()), shown);
    assert.deepEqual(
      plainAnswer(
        answer('query', (body as string).slice(0, (body as string).indexOf('<Names>') + 5), { isCut: true }),
        new Set(),
      ),
      {
        Name: 'a',
        Count: 3,
        Yes: true,
        Data: 'AQI=',
        When: when,
      },
    );
    assert.deepEqual(plainAnswer(answer('json-1.1', '', { shape: undefined }), new Set()), {});
    assert.equal(plainAnswer(answer('json-1.1', '<'), new Set()), undefined);
  });

  it('of a REST service is put together of status, headers and body', () => {
    const shape = structure('Got', {
      Status: statusCode(integer()),
      ETag: header('ETag', string()),
      Metadata: headers('x-meta-', map(string(), string())),
      Tags: namedList('Tag', structure('Tag', { Key: string(), Password: confidential(string()) })),
    });
    const protocol = restXmlProtocol({ xmlNamespace: 'n' });
    const output = { Status: 206, ETag: 'e', Metadata: { a: '1' }, Tags: [{ Key: 'k', Password: 'hunter2' }] };
    const { status, headers: sent, body } = protocol.encode(shape, output, answering);
    const recorded = answer('rest-xml', body as string, { shape, status, headers: sent });
    assert.deepEqual(plainAnswer(recorded, new Set()), { ...output, Tags: [{ Key: 'k', Password: '***' }] });
  });

  it('that is an error says so in one form', () => {
    const expected = { __type: 'NoSuchKey', message: 'Gone', Key: 'k' };
    const error = { errorCode: 'NoSuchKey' };
    const xml =
      '<Error><Code>NoSuchKey</Code><Message>Gone</Message><Key>k</Key><StringToSign>x</StringToSign></Error>';
    assert.deepEqual(plainAnswer(answer('rest-xml', xml, error), new Set()), expected);
    assert.deepEqual(plainAnswer(answer('query', `<ErrorResponse>${xml}</ErrorResponse>`, error), new Set()), expected);
    const json = '{"__type":"a#NoSuchKey","Message":"Gone","Key":"k","Token-0":"hush"}';
    assert.deepEqual(plainAnswer(answer('json-1.0', json, error), new Set()), expected);
    assert.deepEqual(plainAnswer(answer('rest-xml', '', error), new Set()), { __type: 'NoSuchKey' });
  });
});

describe('what is cut', () => {
  const documents = fc.jsonValue({ maxDepth: 4 });

  it('is never more than what was there, in JSON and in CBOR', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (value, at) => {
        const text = JSON.stringify({ value, after: 'x' });
        assert.ok(isPart(jsonOfPrefix(text.slice(0, at % text.length)), JSON.parse(text)));
        const bytes = encodeCborValue(JSON.parse(text) as CborValue);
        assert.ok(isPart(decodeCborPrefix(bytes.subarray(0, at % bytes.length)), JSON.parse(text)));
      }),
    );
  });

  it('costs no more than its bytes, however it is made', () => {
    assert.equal(jsonOfPrefix('['.repeat(65_536)), undefined);
    assert.throws(() => decodeCborPrefix(Buffer.alloc(65_536, 0x81)));
    assert.deepEqual(decodeCborPrefix(Buffer.from([0x9b, 255, 255, 255, 255, 255, 255, 255, 255])), []);
    assert.equal(xmlOfPrefix('<a>'.repeat(20_000)), undefined);
  });
});

/** Whether all that the one says, the other says too. */
function isPart(part: unknown, whole: unknown): boolean {
  if (part === undefined) return true;
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((item, index) => isPart(item, whole[index]));
  if (typeof part === 'object' && part !== null) {
    const there = whole as Readonly<Record<string, unknown>>;
    return Object.entries(part).every(([name, value]) => Object.hasOwn(there, name) && isPart(value, there[name]));
  }
  return Object.is(part, whole) || part === whole;
}

describe('masked', () => {
  it('hides the signatures and tokens of requests in any text', () => {
    const url = 'https://x/?X-Amz-Credential=AKIA%2Fx&X-Amz-Security-Token=AbC%2B%2F%3D&X-Amz-Signature=0af1&a=b';
    assert.equal(masked(url), 'https://x/?X-Amz-Credential=AKIA%2Fx&X-Amz-Security-Token=***&X-Amz-Signature=***&a=b');
    const said = "should have been 'POST\nx-amz-security-token:AbC+/=\n\nSignature=0af1, Credential=c'";
    assert.equal(masked(said), "should have been 'POST\nx-amz-security-token:***\n\nSignature=***, Credential=c'");
    assert.equal(masked('{"x-amz-security-token": "AbC"}'), '{"x-amz-security-token": "***"}');
    assert.equal(masked('the signature of the token is wrong'), 'the signature of the token is wrong');
  });
});
