import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tagChanges, tagProblems } from '../../shared/tags.js';
import { inAppNames, isApplicationName, isInAppName, nameOfArn } from './application.js';
import { afterLook, rowsWith } from './live/rows.js';
import type { InAppStream } from './live/state.js';
import { loggedError, logStreamOf } from './log-stream.js';
import { metricQueries } from './metric-queries.js';
import { isTrusted, merged, readsStream, roleNameFor, trustPolicy, writesStream } from './role-policy.js';
import { draftOf, escaped, hasProblems, newColumn, schemaOf, schemaProblems, unescaped } from './schema.js';

describe('names', () => {
  it('are told from ARNs', () => {
    assert.equal(nameOfArn('arn:aws:kinesis:us-east-1:123456789012:stream/wildrydes'), 'wildrydes');
    assert.equal(nameOfArn('arn:aws:lambda:us-east-1:123456789012:function:f:live'), 'f:live');
    assert.equal(nameOfArn('wildrydes'), 'wildrydes');
  });
  it('are what the API takes', () => {
    assert.ok(isApplicationName('wild.rydes_1-2'));
    assert.ok(!isApplicationName('wild rydes') && !isApplicationName('') && !isApplicationName('x'.repeat(129)));
    assert.ok(isInAppName('SOURCE_SQL_STREAM') && !isInAppName('a-b') && !isInAppName('x'.repeat(33)));
  });
  it('of in-application streams count from 001', () =>
    assert.deepEqual(inAppNames('S', 3), ['S_001', 'S_002', 'S_003']));
  it('of roles fit into 64 characters', () => {
    assert.equal(roleNameFor('wildrydes', 'us-east-1'), 'kinesis-analytics-wildrydes-us-east-1');
    const long = roleNameFor('x'.repeat(128), 'ap-northeast-2');
    assert.equal(long.length, 64);
    assert.ok(long.endsWith('-ap-northeast-2'));
  });
});

describe('schemas', () => {
  const csv = {
    RecordFormat: {
      RecordFormatType: 'CSV' as const,
      MappingParameters: { CSVMappingParameters: { RecordRowDelimiter: '\r\n', RecordColumnDelimiter: '\t' } },
    },
    RecordEncoding: 'UTF-8',
    RecordColumns: [{ Name: 'a', SqlType: 'INTEGER' }],
  };
  it('come out of the form as they went in', () => {
    assert.deepEqual(schemaOf(draftOf(csv)), csv);
    const json = {
      RecordFormat: {
        RecordFormatType: 'JSON' as const,
        MappingParameters: { JSONMappingParameters: { RecordRowPath: '$.rows' } },
      },
      RecordColumns: [
        { Name: 'a', SqlType: 'DOUBLE', Mapping: '$.a' },
        { Name: 'b', SqlType: 'VARCHAR(8)' },
      ],
    };
    assert.deepEqual(schemaOf(draftOf(json)), json);
  });
  it('show delimiters with escapes', () => {
    for (const text of ['\n', '\r\n', '\t', ',', '\\n', '|']) assert.equal(unescaped(escaped(text)), text);
    assert.equal(escaped('\r\n'), '\\r\\n');
  });
  it('say what is wrong, at its place', () => {
    const draft = draftOf(csv);
    assert.ok(!hasProblems(schemaProblems(draft)));
    const [twice, bad] = [newColumn('a', 'TEXT'), newColumn('b c', 'decimal(10, 2)')];
    const { byColumn } = schemaProblems({ ...draft, columns: [...draft.columns, twice, bad] });
    assert.deepEqual(byColumn.get(twice.id), { name: 'schema.nameTwice', type: 'schema.type' });
    assert.deepEqual(byColumn.get(bad.id), { name: 'schema.name' });
    assert.equal(schemaProblems({ ...draft, columns: [] }).columns, 'schema.noColumns');
    assert.equal(schemaProblems({ ...draft, rowDelimiter: '' }).rowDelimiter, 'schema.delimiter');
    assert.equal(schemaProblems({ ...draft, format: 'JSON', rowPath: 'rows' }).rowPath, 'schema.rowPath');
  });
});

describe('the console’s role', () => {
  it('is widened, and keeps what it may', () => {
    const once = merged(undefined, [readsStream('arn:a')]);
    const twice = merged(once, [readsStream('arn:b'), writesStream('arn:c')]);
    assert.deepEqual(
      twice.Statement.map(({ Sid, Resource }) => [Sid, Resource]),
      [
        ['ReadInputKinesis', ['arn:a', 'arn:b']],
        ['WriteOutputKinesis', ['arn:c']],
      ],
    );
    assert.deepEqual(merged(twice, [readsStream('arn:a')]), twice);
  });
  it('is one that the service may assume', () => {
    assert.ok(isTrusted(encodeURIComponent(JSON.stringify(trustPolicy))));
    assert.ok(
      !isTrusted(encodeURIComponent('{"Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"}}}')),
    );
    assert.ok(!isTrusted('%'));
  });
});

describe('live rows', () => {
  const stream = (count: number, rows: number): InAppStream => ({
    Name: 'S',
    Kind: 'CREATED',
    Columns: [{ Name: 'n', SqlType: 'INTEGER' }],
    RecordCount: count,
    Rows: Array.from({ length: rows }, (_, index) => ({ RowTime: 't', Values: [String(count - rows + index)] })),
  });
  const values = (rows: { readonly rows: readonly { readonly values: readonly (string | null)[] }[] }) =>
    rows.rows.map(({ values: [value] }) => value);

  it('come on top, and those that were not there are marked', () => {
    const first = afterLook(undefined, stream(2, 2));
    assert.deepEqual(values(first), ['1', '0']);
    assert.ok(first.rows.every(({ isNew }) => !isNew));
    const second = afterLook(first, stream(4, 4));
    assert.deepEqual(values(second), ['3', '2', '1', '0']);
    assert.deepEqual(
      second.rows.map(({ isNew }) => isNew),
      [true, true, false, false],
    );
    assert.ok(afterLook(second, stream(4, 4)).rows.every(({ isNew }) => !isNew));
  });
  it('tells how many were missed', () => {
    const later = afterLook(afterLook(undefined, stream(5, 5)), stream(300, 100));
    assert.equal(later.missed, 195);
    assert.equal(later.rows.length, 105);
  });
  it('begins anew with another run', () =>
    assert.deepEqual(values(afterLook(afterLook(undefined, stream(5, 5)), stream(1, 1))), ['0']));
  it('are found by their values', () => {
    const { rows } = afterLook(undefined, stream(3, 3));
    assert.equal(rowsWith(rows, ' 2 ').length, 1);
    assert.equal(rowsWith(rows, '').length, 3);
  });
});

describe('logs and metrics', () => {
  it('know a log stream by its ARN', () => {
    assert.deepEqual(logStreamOf('arn:aws:logs:us-east-1:123456789012:log-group:/aws/x:log-stream:y'), {
      group: '/aws/x',
      stream: 'y',
    });
    assert.equal(logStreamOf('arn:aws:logs:us-east-1:123456789012:log-group:/aws/x'), undefined);
  });
  it('read the service’s messages, and show others as they are', () => {
    const text = JSON.stringify({ message: 'Broken', inputId: '1.1', errorCode: 'InputError' });
    assert.deepEqual(loggedError('0', 5, text), {
      id: '0',
      time: 5,
      code: 'InputError',
      part: '1.1',
      message: 'Broken',
    });
    assert.equal(loggedError('0', 5, 'plain').message, 'plain');
  });
  it('ask for each output', () => {
    const queries = metricQueries(
      {
        ApplicationName: 'a',
        ApplicationARN: '',
        ApplicationStatus: 'RUNNING',
        ApplicationVersionId: 1,
        OutputDescriptions: [{ OutputId: '3.1', Name: 'D', LambdaOutputDescription: {} }],
      },
      { ok: 'OK', dropped: 'Dropped', failed: 'Failed' },
    );
    assert.deepEqual(queries.find(({ id }) => id === 'outRecords0')?.dimensions, {
      Application: 'a',
      Flow: 'Output',
      Id: '3.1',
    });
    assert.equal(new Set(queries.map(({ id }) => id)).size, queries.length);
  });
});

describe('tags', () => {
  it('are checked and compared', () => {
    const tags = [
      { key: '', value: '' },
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ];
    assert.deepEqual(
      [...tagProblems(tags)],
      [
        [0, 'missing'],
        [2, 'twice'],
      ],
    );
    assert.deepEqual(
      tagChanges(
        [
          { key: 'a', value: '1' },
          { key: 'b', value: '' },
        ],
        [{ key: 'a', value: '2' }],
      ),
      {
        removed: ['b'],
        set: [{ key: 'a', value: '2' }],
      },
    );
  });
});
