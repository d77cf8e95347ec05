import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonProtocol, queryProtocol, structure, type WireRequest } from '@paddock/wire';
import { Identifier } from './identify.js';
import type { BoundOperation } from './operation.js';
import type { Service } from './service.js';

const operation = (name: string): [string, BoundOperation] => [
  name,
  { name, input: structure(name, {}), output: undefined, errors: [], needs: () => [], run: () => undefined },
];
const nothing = async (): Promise<void> => undefined;
const lifecycle = { start: nothing, drain: nothing, stop: nothing };
const jsonType = 'application/x-amz-json-1.1';
const formType = 'application/x-www-form-urlencoded';
const streams: Service = {
  name: 'streams',
  signingName: 'streams',
  targetPrefix: 'Streams_1',
  protocols: new Map([[jsonType, jsonProtocol({ version: '1.1' })]]),
  operations: new Map([operation('List')]),
  ...lifecycle,
};
const people: Service = {
  name: 'people',
  signingName: 'people',
  queryVersion: '2010-05-08',
  protocols: new Map([[formType, queryProtocol()]]),
  operations: new Map([operation('GetUser')]),
  ...lifecycle,
};
const identifier = new Identifier([streams, people]);

const identify = ({ body = '', ...request }: { body?: string } & Partial<Omit<WireRequest, 'body'>>) =>
  identifier.identify({
    method: 'POST',
    path: '/',
    query: '',
    headers: {},
    remoteAddress: '127.0.0.1',
    http: '1.1',
    onClose: () => undefined,
    ...request,
    body: Buffer.from(body),
  });
const form = (body: string) => identify({ body, headers: { 'content-type': formType } });
const target = (name: string, contentType = jsonType) =>
  identify({ headers: { 'content-type': contentType, 'x-amz-target': name } });
const asked = (identified: ReturnType<typeof identify>): string => {
  assert.ok('error' in identified);
  return `${identified.error.code}: ${identified.asked}`;
};

test('finds service and operation by target, and by action and version', () => {
  for (const [found, service, name] of [
    [target('Streams_1.List'), streams, 'List'],
    [form('Action=GetUser&Version=2010-05-08'), people, 'GetUser'],
    [identify({ method: 'GET', query: 'Action=GetUser&Version=2010-05-08' }), people, 'GetUser'],
  ] as const) {
    assert.ok(!('error' in found));
    assert.equal(found.service, service);
    assert.equal(found.operation.name, name);
  }
});

test('tells services apart that are signed for alike, and whose operation it is that there is not', () => {
  const tables: Service = {
    ...streams,
    name: 'tables',
    targetPrefix: 'Tables_1',
    operations: new Map([operation('List')]),
  };
  const both = new Identifier([streams, tables]);
  for (const [prefix, service] of [
    ['Streams_1', streams],
    ['Tables_1', tables],
    ['Others_1', undefined],
  ] as const) {
    const request = { method: 'POST', path: '/', query: '', remoteAddress: '', body: Buffer.alloc(0) };
    const asked = (name: string) =>
      both.identify({
        ...request,
        http: '1.1',
        onClose: () => undefined,
        headers: { 'content-type': jsonType, 'x-amz-target': `${prefix}.${name}` },
      });
    assert.equal(asked('List').service, service);
    assert.equal(asked('Nope').service, service);
  }
});

test('says what a request asks for that names no operation', () => {
  assert.equal(asked(form('Action=GetFoo&Version=2010-05-08')), 'InvalidAction: Action GetFoo, Version 2010-05-08');
  assert.equal(asked(form('Action=GetFoo')), 'InvalidAction: Action GetFoo, Version none');
  assert.equal(asked(form('Version=2010-05-08')), 'MissingAction: POST /, Version 2010-05-08');
  assert.equal(asked(target('Streams_1.Nope')), 'UnknownOperationException: X-Amz-Target Streams_1.Nope');
  assert.equal(asked(target('Others_1.List')), 'UnknownOperationException: X-Amz-Target Others_1.List');
  assert.equal(
    asked(target('Streams_1.List', 'text/plain; charset=x')),
    'UnknownOperationException: X-Amz-Target Streams_1.List, Content-Type text/plain',
  );
  assert.equal(asked(identify({ method: 'PUT', path: '/bucket/key' })), 'AccessDeniedException: PUT /bucket/key');
  assert.equal(
    asked(identify({ method: 'GET', headers: { 'x-amz-target': 'Streams_1.List' } })),
    'AccessDeniedException: GET /, X-Amz-Target Streams_1.List',
  );
});

test('of what strangers write keeps little, and that printable', () => {
  assert.equal(
    asked(form('Action=%1b%5b31m%0a%e2%80%ae%c3%a9%00&Version=2010-05-08')),
    'InvalidAction: Action ?[31m????, Version 2010-05-08',
  );
  const long = 'a'.repeat(5_000_000);
  const kept = `${'a'.repeat(93)}...`;
  assert.equal(
    asked(form(`Action=${long}&Version=${long}`)),
    `InvalidAction: Action ${kept}, Version ${kept.slice(1)}`,
  );
  assert.ok(asked(identify({ method: long, path: `/${long}`, headers: { 'x-amz-target': long } })).length < 300);
});
