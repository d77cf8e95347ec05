import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync, strFromU8, zipSync } from 'fflate';
import { mostUnpacked, packPackage, readPackage, textOf, UneditablePackage } from './code-package.js';
import { environmentBytes, variableFault } from './environment.js';
import { tryFilter } from './event-filter.js';
import { moduleAdvice } from './module-advice.js';
import { invocationsOf, parseReport } from './report.js';
import { trustsLambda } from './role-trust.js';
import { initialCode, nodeMajor, runtimeKind, runtimes } from './runtimes.js';
import { isEventName, kinesisEvent, readKept, recordsOf, templateEvent, eventTemplates } from './test-events.js';
import { newTrigger, settingsOf, sourceOf, triggerFaults, valuesOf } from './trigger-form-model.js';
import {
  changeText,
  createPath,
  deletePath,
  deployed,
  handlerFile,
  hasChanges,
  isChanged,
  openWorkspace,
  packWorkspace,
  pathFault,
  renamePath,
  treeOf,
} from './workspace.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const now = new Date(2026, 0, 2, 3, 4, 6);
const workspaceOf = (files: Record<string, string>) =>
  openWorkspace(Object.entries(files).map(([path, text]) => ({ path, data: bytes(text), mode: 0, modified: now })));
const place = { region: 'us-east-1', account: '000000000000', now: 1_700_000_000_000 };

test('a package keeps its modes, its times and its bytes', () => {
  const zip = packPackage([
    { path: 'bootstrap', data: bytes('#!/bin/sh'), mode: 0o100755, modified: now },
    { path: 'lib/', data: new Uint8Array(), mode: 0o040755, modified: now },
    { path: 'lib/a.bin', data: Uint8Array.of(0, 255, 1), mode: 0, modified: new Date(0) },
    { path: '한글.js', data: bytes('1'), mode: 0o100600, modified: now },
  ]);
  const files = readPackage(zip);
  assert.deepEqual(
    files.map(({ path, mode }) => [path, mode.toString(8)]),
    [
      ['bootstrap', '100755'],
      ['lib/', '40755'],
      ['lib/a.bin', '100644'],
      ['한글.js', '100600'],
    ],
  );
  assert.deepEqual(files[0]?.modified, now);
  assert.deepEqual(packPackage(files), zip);
  assert.deepEqual(readPackage(zipSync({ a: bytes('x') }))[0]?.mode, 0);
  assert.throws(() => readPackage(bytes('no zip')));
  assert.equal(textOf(Uint8Array.of(0xff, 0xfe)), undefined);
  assert.equal(textOf(Uint8Array.of(65, 0)), undefined);
  assert.equal(textOf(bytes('\uFEFFa')), '\uFEFFa');
});

test('a package that a page cannot hold or keep as it is is not opened', () => {
  const refusal = (zip: Uint8Array): string => {
    try {
      readPackage(zip);
    } catch (error) {
      if (error instanceof UneditablePackage) return error.reason;
    }
    return 'none';
  };
  const zipOf = (...paths: readonly string[]): Uint8Array =>
    zipSync(Object.fromEntries(paths.map((path) => [path, bytes('x')])));
  /** Writes over all that is like the first, in local headers and in the directory. */
  const replaced = (zip: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array => {
    const copy = Buffer.from(zip);
    for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) copy.set(to, at);
    return copy;
  };
  assert.equal(refusal(zipOf('a', 'b/c')), 'none');
  for (const path of ['../x', 'a/../../x', '/etc/passwd', 'a\\b']) assert.equal(refusal(zipOf(path)), 'names', path);
  assert.equal(refusal(replaced(zipOf('one', 'two'), bytes('two'), bytes('one'))), 'names');
  assert.equal(refusal(replaced(zipOf('__prot0__'), bytes('__prot0__'), bytes('__proto__'))), 'names');
  assert.equal(refusal(replaced(zipOf('one'), bytes('one'), Uint8Array.of(0xff, 0xfe, 0x41))), 'names');
  const bomb = zipSync({ a: new Uint8Array(mostUnpacked + 1) }, { level: 1 });
  assert.ok(bomb.length < 1_000_000);
  assert.equal(refusal(bomb), 'size');
  const size = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer);
  assert.equal(refusal(replaced(bomb, size(mostUnpacked + 1), size(9))), 'unreadable');
  assert.equal(refusal(zipOf(...Array.from({ length: 10_001 }, (_, index) => `f${index}`))), 'files');
  assert.equal(refusal(zipOf('a').subarray(0, 60)), 'unreadable');
  assert.equal(refusal(new Uint8Array()), 'unreadable');
});

test('the tree of very many files is bounded, and they are found by their names', () => {
  const files = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`lib/f${index}.js`, '']));
  const [lib] = treeOf(workspaceOf(files));
  assert.equal(lib?.children?.length, 51);
  assert.equal(lib?.children?.at(-1)?.more, 4950);
  assert.deepEqual(
    treeOf(workspaceOf(files), 'F4999')[0]?.children?.map(({ path }) => path),
    ['lib/f4999.js'],
  );
});

test('a workspace tells what is not deployed', () => {
  const opened = workspaceOf({ 'index.mjs': 'a', 'lib/x.js': 'b' });
  assert.equal(hasChanges(opened), false);
  const changed = changeText(opened, 'index.mjs', 'c', now);
  assert.equal(isChanged(changed, 'index.mjs'), true);
  assert.equal(isChanged(changed, 'lib/x.js'), false);
  assert.equal(hasChanges(changeText(changed, 'index.mjs', 'a', now)), false);
  assert.equal(hasChanges(deployed(changed)), false);
  const moved = renamePath(opened, 'lib/', 'src/');
  assert.deepEqual([...moved.files.keys()], ['index.mjs', 'src/x.js']);
  assert.equal(hasChanges(moved), true);
  assert.equal(hasChanges(renamePath(moved, 'src/', 'lib/')), false);
  assert.deepEqual([...deletePath(opened, 'lib/').files.keys()], ['index.mjs']);
  const created = createPath(createPath(opened, 'new/', now), 'new/y.json', now);
  assert.deepEqual(
    readPackage(packWorkspace(created)).map(({ path }) => path),
    ['index.mjs', 'lib/x.js', 'new/', 'new/y.json'],
  );
});

test('paths stay inside, and are not taken twice', () => {
  const files = workspaceOf({ 'index.mjs': '', 'lib/x.js': '' });
  assert.equal(pathFault(files, ''), 'empty');
  assert.equal(pathFault(files, '../x'), 'outside');
  assert.equal(pathFault(files, '/x'), 'outside');
  assert.equal(pathFault(files, 'a//b'), 'outside');
  assert.equal(pathFault(files, 'a\\b'), 'characters');
  assert.equal(pathFault(files, 'x'.repeat(2001)), 'long');
  assert.equal(pathFault(files, 'index.mjs'), 'taken');
  assert.equal(pathFault(files, 'index.mjs/x'), 'taken');
  assert.equal(pathFault(files, 'lib'), 'taken');
  assert.equal(pathFault(files, 'lib/'), 'taken');
  assert.equal(pathFault(files, 'lib/y.js'), undefined);
  assert.equal(pathFault(files, 'lib/', 'lib/'), undefined);
  assert.equal(pathFault(files, 'lib/inner/', 'lib/'), 'taken');
});

test('the tree has folders first, and those that no entry names', () => {
  assert.deepEqual(treeOf(workspaceOf({ 'b.js': '', 'a/c/d.js': '', 'a/b.js': '', 'empty/': '' })), [
    {
      path: 'a/',
      name: 'a',
      children: [
        { path: 'a/c/', name: 'c', children: [{ path: 'a/c/d.js', name: 'd.js', children: undefined }] },
        { path: 'a/b.js', name: 'b.js', children: undefined },
      ],
    },
    { path: 'empty/', name: 'empty', children: [] },
    { path: 'b.js', name: 'b.js', children: undefined },
  ]);
});

test('what a handler is in, and why it does not load', () => {
  assert.equal(handlerFile(workspaceOf({ 'index.mjs': '', 'index.js': '' }), 'index.handler'), 'index.js');
  assert.equal(handlerFile(workspaceOf({ 'a/b.py': '' }), 'a.b.handler'), 'a/b.py');
  const common = `'use strict';\nconst AWS = require('aws-sdk');\nexports.handler = function(event, context, callback) {};`;
  const advise = (files: Record<string, string>, runtime = 'nodejs22.x') =>
    moduleAdvice(workspaceOf(files), 'index.handler', runtime);
  assert.deepEqual(advise({ 'index.mjs': common }), {
    kind: 'commonjs-in-module',
    path: 'index.mjs',
    rename: 'index.js',
  });
  assert.equal(advise({ 'index.js': common }), undefined);
  assert.deepEqual(advise({ 'index.js': common }, 'nodejs24.x'), { kind: 'callback', path: 'index.js' });
  assert.deepEqual(advise({ 'index.js': common, 'package.json': '{"type":"module"}' }), {
    kind: 'commonjs-in-module',
    path: 'index.js',
    rename: 'index.cjs',
  });
  assert.deepEqual(advise({ 'index.js': 'export const handler = async () => {};' }), {
    kind: 'module-in-commonjs',
    path: 'index.js',
    rename: 'index.mjs',
  });
  assert.equal(advise({ 'index.mjs': '// require("x")\nexport const handler = 1;' }), undefined);
  assert.equal(advise({ 'index.js': common, 'package.json': '{' }), undefined);
  assert.deepEqual(advise({ 'x.js': '' }), { kind: 'no-handler', handler: 'index.handler' });
  assert.equal(advise({ 'index.py': 'import x' }, 'python3.12'), undefined);
  for (const { id, kind } of runtimes) {
    const { path, text, handler } = initialCode(id);
    assert.equal(runtimeKind(id), kind);
    assert.equal(moduleAdvice(workspaceOf({ [path]: text }), handler, id), undefined, id);
  }
  assert.equal(nodeMajor('python3.12'), undefined);
});

const requestId = '8f507cfc-0000-4000-8000-000000000001';

test('REPORT lines of both formats', () => {
  const text = `REPORT RequestId: ${requestId}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tInit Duration: 80.10 ms\tStatus: timeout\t\n`;
  const read = {
    requestId,
    durationMs: 12.34,
    billedMs: 13,
    memoryMb: 128,
    maxMemoryMb: 64,
    initMs: 80.1,
    status: 'timeout',
    errorType: undefined,
  };
  assert.deepEqual(parseReport(text), read);
  const record = {
    requestId,
    metrics: { durationMs: 12.34, billedDurationMs: 13, memorySizeMB: 128, maxMemoryUsedMB: 64, initDurationMs: 80.1 },
    status: 'timeout',
  };
  assert.deepEqual(parseReport(JSON.stringify({ type: 'platform.report', record })), read);
  assert.equal(parseReport('{"type":"platform.start"}'), undefined);
  assert.equal(parseReport('{no json'), undefined);
  assert.equal(parseReport('hello'), undefined);
});

test('which invocations have failed', () => {
  const id = (n: number): string => requestId.replace(/1$/, String(n));
  const line = (stream: string, message: string, time: number) => ({ stream, message, time });
  const found = invocationsOf([
    line('a', `START RequestId: ${id(1)} Version: $LATEST\n`, 1),
    line('b', `START RequestId: ${id(2)} Version: $LATEST\n`, 2),
    line('b', '[ERROR] KeyError: x', 3),
    line('a', `REPORT RequestId: ${id(1)}\tDuration: 1.00 ms`, 4),
    line('b', `REPORT RequestId: ${id(2)}\tDuration: 1.00 ms`, 5),
    line('a', `2026-01-01T00:00:00.000Z\t${id(3)}\tERROR\tInvoke Error \t{}`, 6),
    line('a', `REPORT RequestId: ${id(3)}\tDuration: 1.00 ms`, 7),
    line('a', `2026-01-01T00:00:00.000Z\t${id(4)}\tERROR\tmine`, 8),
    line('a', `REPORT RequestId: ${id(4)}\tDuration: 1.00 ms`, 9),
  ]);
  assert.deepEqual(
    found.map(({ requestId: one, hasFailed, time }) => [one, hasFailed, time]),
    [
      [id(4), false, 9],
      [id(3), true, 7],
      [id(2), true, 5],
      [id(1), false, 4],
    ],
  );
});

test('test events', () => {
  for (const template of eventTemplates) assert.ok(JSON.parse(templateEvent(template, place)), template);
  const { awslogs } = JSON.parse(templateEvent('cloudwatch-logs', place)) as { awslogs: { data: string } };
  assert.match(strFromU8(gunzipSync(Buffer.from(awslogs.data, 'base64'))), /DATA_MESSAGE/);
  const { Records } = kinesisEvent(recordsOf('{"Name":"별"}\n\n{"a":1}\n'), place, 's', 'k');
  assert.deepEqual(
    Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString()),
    ['{"Name":"별"}', '{"a":1}'],
  );
  assert.notEqual(Records[0]?.kinesis.sequenceNumber, Records[1]?.kinesis.sequenceNumber);
  assert.deepEqual(recordsOf('[{"a":1},"b"]'), ['{"a":1}', 'b']);
  assert.deepEqual(recordsOf('{\n "a": 1\n}'), ['{"a":1}']);
  assert.equal(isEventName('a b'), false);
  assert.equal(isEventName('ok-1'), true);
  assert.equal(readKept('x'), undefined);
  assert.deepEqual(readKept({ f: [{ name: 'a', body: '{}' }, 1] }), { f: [{ name: 'a', body: '{}' }] });
});

test('environment variables', () => {
  const variables = [
    { name: 'TABLE_NAME', value: 'x' },
    { name: 'TABLE_NAME', value: 'y' },
    { name: '', value: '' },
    { name: '1x', value: '' },
    { name: 'A', value: '' },
    { name: 'AWS_REGION', value: '' },
  ];
  assert.deepEqual(
    variables.map((_, index) => variableFault(variables, index)),
    [undefined, 'double', 'empty', 'pattern', 'pattern', 'reserved'],
  );
  assert.equal(environmentBytes([{ name: 'AB', value: '한' }]), '{"AB":"..."}'.length);
  assert.equal(environmentBytes([]), 0);
});

test('filters are tried as the service holds them', () => {
  const record = JSON.stringify({
    partitionKey: 'k',
    data: { Name: 'Shadowfax', Distance: 175, tags: ['a', 'b'], ip: '10.0.0.7', deep: [{ x: 1 }] },
  });
  const is = (pattern: unknown): string => tryFilter(JSON.stringify(pattern), record).is;
  assert.equal(is({ data: { Name: ['Shadowfax'] } }), 'match');
  assert.equal(is({ data: { Name: [{ prefix: 'Sh' }], Distance: [{ numeric: ['>', 100, '<=', 175] }] } }), 'match');
  assert.equal(is({ data: { Distance: [{ numeric: ['>', 175] }] } }), 'no-match');
  assert.equal(is({ data: { tags: ['b'] } }), 'match');
  assert.equal(is({ data: { deep: { x: [1] } } }), 'match');
  assert.equal(is({ data: { none: [{ exists: false }] } }), 'match');
  assert.equal(is({ data: { Name: [{ exists: false }] } }), 'no-match');
  assert.equal(is({ data: { Name: [{ 'anything-but': ['Rocinante'] }] } }), 'match');
  assert.equal(is({ data: { Name: [{ 'anything-but': { prefix: 'Sh' } }] } }), 'no-match');
  assert.equal(is({ data: { Name: [{ wildcard: 'S*d*x' }] } }), 'match');
  assert.equal(is({ data: { Name: [{ wildcard: 'S*y' }] } }), 'no-match');
  assert.equal(is({ data: { Name: [{ suffix: { 'equals-ignore-case': 'FAX' } }] } }), 'match');
  assert.equal(is({ data: { ip: [{ cidr: '10.0.0.0/24' }] } }), 'match');
  assert.equal(is({ data: { ip: [{ cidr: '10.0.1.0/24' }] } }), 'no-match');
  assert.equal(is({ $or: [{ partitionKey: ['z'] }, { data: { Distance: [175] } }] }), 'match');
  assert.deepEqual(tryFilter('{"data":{"Name":[{"like":"x"}]}}', record), { is: 'fault', message: '$.data.Name[0]' });
  for (const bad of ['{}', '[]', '{', '{"data":{"Name":"x"}}', '{"data":{"Name":[]}}'])
    assert.equal(tryFilter(bad, record).is, 'fault', bad);
});

test('the form of a trigger', () => {
  const arn = 'arn:aws:kinesis:us-east-1:000000000000:stream/wildrydes-summary';
  assert.deepEqual(triggerFaults({ ...newTrigger, sourceArn: arn }, 'kinesis', true), {});
  const faults = triggerFaults(
    {
      ...newTrigger,
      batchSize: '10001',
      batchWindow: '',
      parallelization: '2',
      tumblingWindow: '30',
      maximumAge: '59',
      retries: '-1',
      position: 'AT_TIMESTAMP',
      onFailure: 'bucket',
      filters: ['{"data":{}}'],
    },
    'kinesis',
    true,
  );
  assert.deepEqual(faults, {
    sourceArn: { is: 'required' },
    batchSize: { is: 'range', from: 1, to: 10_000 },
    batchWindow: { is: 'required' },
    parallelization: { is: 'parallel-window' },
    retries: { is: 'range', from: 0, to: 10_000 },
    maximumAge: { is: 'range', from: 60, to: 604_800 },
    tumblingWindow: { is: 'filtered-window' },
    positionTime: { is: 'time' },
    onFailure: { is: 'bucket' },
    patterns: ['$.data'],
  });
  assert.deepEqual(settingsOf(newTrigger).MaximumRetryAttempts, -1);
  const mapping = { EventSourceArn: arn, State: 'Disabled', BatchSize: 7, MaximumRecordAgeInSeconds: -1 };
  assert.deepEqual(valuesOf(mapping), {
    ...newTrigger,
    sourceArn: arn,
    enabled: false,
    batchSize: '7',
    countsEvents: false,
  });
  assert.deepEqual(sourceOf(arn), { kind: 'kinesis', name: 'wildrydes-summary', detail: '' });
  assert.deepEqual(sourceOf(`${arn}/consumer/fast:1`), { kind: 'consumer', name: 'wildrydes-summary', detail: 'fast' });
  assert.deepEqual(sourceOf('arn:aws:dynamodb:us-east-1:0:table/T/stream/2026-01-01T00:00:00.000'), {
    kind: 'dynamodb',
    name: 'T',
    detail: '2026-01-01T00:00:00.000',
  });
});

test('a role that trusts Lambda', () => {
  const policy = (statement: unknown): string => encodeURIComponent(JSON.stringify({ Statement: statement }));
  const one = { Effect: 'Allow', Principal: { Service: ['x', 'lambda.amazonaws.com'] }, Action: 'sts:AssumeRole' };
  assert.equal(trustsLambda(policy(one)), true);
  assert.equal(trustsLambda(policy([{ ...one, Effect: 'Deny' }])), false);
  assert.equal(trustsLambda(policy([{ ...one, Principal: { Service: 'ec2.amazonaws.com' } }])), false);
  assert.equal(trustsLambda('%'), false);
  assert.equal(trustsLambda(undefined), false);
});
