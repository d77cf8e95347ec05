// Lambda as the AWS CLI sees it, version 1 or 2. Environment: PADDOCK_URL, PADDOCK_FIXTURE, PADDOCK_FUNCTIONS; see ../README.md.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { aws, file, ok, options, run, skip } from './aws.mjs';
import { refusals } from './lambda-refusals.mjs';

const name = `cli-${process.pid}`;
const role = `arn:aws:iam::000000000000:role/${process.env.PADDOCK_FIXTURE}`;
const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const variables = { TABLE_NAME: 'written', GREETING: 'ünï 🦄' };
const zip = (which) => join(process.env.PADDOCK_FUNCTIONS, `${which}.zip`);
const code = readFileSync(zip('node'));

const lambda = (...args) => aws(['lambda', ...args]);
const mine = ['--function-name', name];

const creation = (functionName, which, runtime, handler = 'index.handler') => [
  'create-function',
  ...options({ 'function-name': functionName, role, runtime, handler, timeout: '30' }),
  ...options({ 'zip-file': `fileb://${zip(which)}`, environment: json({ Variables: variables }) }),
];

const json = (value) => JSON.stringify(value);

function create(functionName, which = 'node', runtime = 'nodejs22.x') {
  const made = lambda(...creation(functionName, which, runtime));
  lambda('wait', 'function-active-v2', '--function-name', functionName);
  return made;
}

function updated(...settings) {
  lambda('update-function-configuration', ...mine, ...settings);
  lambda('wait', 'function-updated-v2', ...mine);
}

/** What is answered, and what the function said. */
function invoke(event, ...more) {
  const out = file('out', '');
  const payload = `file://${file('event', json(event))}`;
  const answer = lambda('invoke', ...mine, '--payload', payload, ...more, out);
  const said = readFileSync(out, 'utf8');
  return [answer, said === '' ? undefined : JSON.parse(said)];
}

/** Waits until a function has written the text. */
async function wrote(words, by) {
  for (let tries = 0; tries < 60; tries++) {
    const found = aws(['dynamodb', 'get-item', '--table-name', 'written', '--key', json({ pk: { S: words } })]);
    if (found !== undefined) {
      assert.match(found.Item.by.S, by);
      return;
    }
    await sleep(100);
  }
  assert.fail(`nobody wrote ${words}`);
}

async function main() {
  await becomesActive();
  await invokes();
  publishes();
  const layer = layers();
  await url();
  settings();
  pages();
  await streams();
  await ownLanguage();
  refusals({
    name,
    arn,
    creation: creation(name, 'node', 'nodejs22.x'),
    java: creation(`${name}-java`, 'node', 'java21'),
  });
  deletes(layer);
}

async function becomesActive() {
  const made = create(name);
  assert.deepEqual([made.State, made.StateReasonCode], ['Pending', 'Creating']);
  updated('--timeout', '20', '--memory-size', '256');
  ok('the waiters see the function Active, and updated');
  const { Configuration: is, Code } = lambda('get-function', ...mine);
  assert.deepEqual(
    [is.FunctionArn, is.CodeSha256, is.CodeSize, is.Version, is.State, is.LastUpdateStatus],
    [arn, createHash('sha256').update(code).digest('base64'), code.length, '$LATEST', 'Active', 'Successful'],
  );
  assert.deepEqual([is.Timeout, is.MemorySize, is.Role, is.Environment.Variables], [20, 256, role, variables]);
  assert.deepEqual(Buffer.from(await (await fetch(Code.Location)).arrayBuffer()), code);
  ok('the function describes itself');
}

async function invokes() {
  const context = Buffer.from(json({ custom: { from: 'cli' } })).toString('base64');
  const [answer, said] = invoke({ text: 'ключ 🦄' }, '--log-type', 'Tail', '--client-context', context);
  assert.deepEqual([answer.StatusCode, answer.ExecutedVersion, answer.FunctionError], [200, '$LATEST', undefined]);
  assert.deepEqual(
    [said.event, said.greeting, said.custom],
    [{ text: 'ключ 🦄' }, variables.GREETING, { from: 'cli' }],
  );
  assert.match(
    Buffer.from(answer.LogResult, 'base64').toString(),
    /START RequestId: [^]* was told [^]*Billed Duration/,
  );
  ok('invoke: its answer, its version, the tail of its log');
  const [failed, thrown] = invoke({ throw: 'no way' });
  assert.deepEqual([failed.StatusCode, failed.FunctionError], [200, 'Unhandled']);
  assert.deepEqual([thrown.errorType, thrown.errorMessage], ['RangeError', 'no way']);
  ok('invoke: what it throws');
  assert.equal(invoke({ write: `${name} later` }, '--invocation-type', 'Event')[0].StatusCode, 202);
  await wrote(`${name} later`, /LATEST/);
  assert.equal(invoke({ write: `${name} dry` }, '--invocation-type', 'DryRun')[0].StatusCode, 204);
  ok('invoke later; a dry run');
  skip('invoke with a response stream', 'the AWS CLI has no such command');
}

function publishes() {
  const published = () => {
    const { Version } = lambda('publish-version', ...mine);
    lambda('wait', 'published-version-active', ...mine, '--qualifier', Version);
    return Version;
  };
  assert.equal(published(), '1');
  updated('--environment', json({ Variables: { ...variables, GREETING: 'two' } }));
  assert.equal(published(), '2');
  const alias = ['--name', 'live'];
  assert.equal(lambda('create-alias', ...mine, ...alias, '--function-version', '1').AliasArn, `${arn}:live`);
  const [answer, said] = invoke({}, '--qualifier', 'live');
  assert.deepEqual([answer.ExecutedVersion, said.greeting], ['1', variables.GREETING]);
  lambda('update-alias', ...mine, ...alias, '--routing-config', 'AdditionalVersionWeights={2=1}');
  const [routed, says] = invoke({}, '--qualifier', 'live');
  assert.deepEqual([routed.ExecutedVersion, says.greeting], ['2', 'two']);
  assert.deepEqual(lambda('get-alias', ...mine, ...alias).RoutingConfig, { AdditionalVersionWeights: { 2: 1 } });
  ok('versions and aliases');
}

function layers() {
  const layer = ['--layer-name', `${name}-layer`];
  const content = ['--zip-file', `fileb://${zip('layer')}`, '--compatible-runtimes', 'nodejs22.x'];
  const made = lambda('publish-layer-version', ...layer, ...content);
  updated('--layers', made.LayerVersionArn);
  assert.equal(invoke({})[1].layer, 'hello from the layer');
  assert.equal(lambda('get-layer-version-by-arn', '--arn', made.LayerVersionArn).Version, 1);
  ok('a layer');
  return layer;
}

async function url() {
  const everyone = ['add-permission', ...mine, '--principal', '*'];
  const withUrl = ['--action', 'lambda:InvokeFunctionUrl', '--function-url-auth-type', 'NONE'];
  lambda(...everyone, '--statement-id', 'url', ...withUrl);
  const byUrl = ['--action', 'lambda:InvokeFunction', '--invoked-via-function-url'];
  lambda(...everyone, '--statement-id', 'function', ...byUrl);
  const { FunctionUrl } = lambda('create-function-url-config', ...mine, '--auth-type', 'NONE');
  assert.equal(lambda('get-function-url-config', ...mine).FunctionUrl, FunctionUrl);
  const { event } = await new Promise((resolve, reject) => {
    const headers = { host: new URL(FunctionUrl).host, 'content-type': 'application/json' };
    const asked = request(`${process.env.PADDOCK_URL}/some/path?q=1`, { method: 'POST', headers }, (response) => {
      text(response).then((body) => resolve(JSON.parse(body)), reject);
    });
    asked.on('error', reject).end('{"a": 1}');
  });
  assert.deepEqual([event.rawPath, event.rawQueryString, event.body], ['/some/path', 'q=1', '{"a": 1}']);
  lambda('delete-function-url-config', ...mine);
  ok('a function URL');
}

function settings() {
  lambda('tag-resource', '--resource', arn, '--tags', 'team=ünï + corns');
  assert.deepEqual(lambda('list-tags', '--resource', arn).Tags, { team: 'ünï + corns' });
  lambda('put-function-concurrency', ...mine, '--reserved-concurrent-executions', '5');
  assert.deepEqual(lambda('get-function', ...mine).Concurrency, { ReservedConcurrentExecutions: 5 });
  lambda('delete-function-concurrency', ...mine);
  const { Statement } = JSON.parse(lambda('get-policy', ...mine).Policy);
  assert.deepEqual(
    Statement.map(({ Sid }) => Sid),
    ['url', 'function'],
  );
  lambda('remove-permission', ...mine, '--statement-id', 'url');
  lambda('put-function-event-invoke-config', ...mine, '--maximum-retry-attempts', '1');
  assert.equal(lambda('get-function-event-invoke-config', ...mine).MaximumRetryAttempts, 1);
  ok('tags, concurrency, permissions, retries');
}

function pages() {
  lambda('create-alias', ...mine, '--name', 'second', '--function-version', '2');
  const listed = (what, query, ...more) => lambda(`list-${what}`, ...more, '--page-size', '1', '--query', query);
  const names = listed('functions', 'Functions[].FunctionName');
  assert.ok(names.includes(name) && new Set(names).size === names.length, `names ${names}`);
  assert.deepEqual(listed('versions-by-function', 'Versions[].Version', ...mine), ['$LATEST', '1', '2']);
  assert.deepEqual(listed('aliases', 'Aliases[].Name', ...mine), ['live', 'second']);
  assert.ok(listed('layers', 'Layers[].LayerName').includes(`${name}-layer`));
  const first = lambda('list-versions-by-function', ...mine, '--max-items', '1');
  const rest = lambda('list-versions-by-function', ...mine, '--starting-token', first.NextToken);
  assert.deepEqual([first.Versions.length, rest.Versions.length], [1, 2]);
  ok('pages of functions, versions, aliases and layers');
}

async function mapped(source, words, by) {
  const position = ['--starting-position', 'TRIM_HORIZON', '--batch-size', '10', '--maximum-retry-attempts', '2'];
  const made = lambda('create-event-source-mapping', ...mine, '--event-source-arn', source, ...position);
  assert.deepEqual([made.State, made.FunctionArn, made.MaximumRetryAttempts], ['Creating', arn, 2]);
  await wrote(words, by);
  assert.equal(lambda('get-event-source-mapping', '--uuid', made.UUID).State, 'Enabled');
  const listed = lambda('list-event-source-mappings', '--event-source-arn', source).EventSourceMappings;
  assert.deepEqual(
    listed.map(({ UUID }) => UUID),
    [made.UUID],
  );
  assert.equal(lambda('delete-event-source-mapping', '--uuid', made.UUID).State, 'Deleting');
}

async function streams() {
  const stream = ['--stream-name', name];
  aws(['kinesis', 'create-stream', ...stream, '--shard-count', '1']);
  aws(['kinesis', 'wait', 'stream-exists', ...stream]);
  aws(['kinesis', 'put-record', ...stream, '--partition-key', 'a', '--data', `${name} streamed`]);
  await mapped(`arn:aws:kinesis:us-east-1:000000000000:stream/${name}`, `${name} streamed`, /aws:kinesis/);
  aws(['kinesis', 'delete-stream', ...stream]);
  ok('records of a stream reach it');
  const table = ['--table-name', name];
  const schema = options({
    'attribute-definitions': 'AttributeName=pk,AttributeType=S',
    'key-schema': 'AttributeName=pk,KeyType=HASH',
    'billing-mode': 'PAY_PER_REQUEST',
    'stream-specification': 'StreamEnabled=true,StreamViewType=NEW_IMAGE',
  });
  const { TableDescription } = aws(['dynamodb', 'create-table', ...table, ...schema]);
  aws(['dynamodb', 'wait', 'table-exists', ...table]);
  aws(['dynamodb', 'put-item', ...table, '--item', json({ pk: { S: 'a' }, text: { S: `${name} changed` } })]);
  await mapped(TableDescription.LatestStreamArn, `${name} changed`, /aws:dynamodb/);
  aws(['dynamodb', 'delete-table', ...table]);
  ok('changes of a table reach it');
}

async function ownLanguage() {
  const own = `${name}-own`;
  create(own, 'shell', 'provided.al2023');
  const out = file('out', '');
  lambda('invoke', '--function-name', own, '--payload', json({ write: `${name} own` }), out);
  assert.deepEqual(JSON.parse(readFileSync(out, 'utf8')), { wrote: `${name} own` });
  await wrote(`${name} own`, /shell/);
  lambda('delete-function', '--function-name', own);
  ok("a function in the client's language, with its SDK inside");
}

function deletes(layer) {
  lambda('delete-layer-version', ...layer, '--version-number', '1');
  lambda('delete-alias', ...mine, '--name', 'live');
  lambda('delete-function', ...mine);
  const names = lambda('list-functions', '--query', 'Functions[].FunctionName');
  assert.ok(!names.includes(name));
  ok('deleted');
}

await run(main);
