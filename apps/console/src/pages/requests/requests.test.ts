import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cliCommand, quoted, redactedMembers, type Call } from './command.js';
import { holderHref, principalHref, sourceHref } from './holders.js';
import { filtered, LogReader, MOST, ndjson, readFilter, shortPrincipal, type RequestEntry } from './model.js';
import { sdkScript } from './script.js';
import { commandName } from './services.js';
import { whyOf } from './why.js';

const call = (operation: string, input: Call['input'] = {}, rest: Partial<Call> = {}): Call => ({
  service: 'kinesis',
  operation,
  input,
  region: 'us-east-1',
  endpoint: 'http://localhost:4566',
  isAnonymous: false,
  ...rest,
});
const tail = '--endpoint-url http://localhost:4566 --region us-east-1';

const entry = (number: number, rest: Partial<RequestEntry> = {}): RequestEntry => ({
  number,
  time: '2026-01-01T00:00:00.000Z',
  requestId: `id-${number}`,
  service: 'kinesis',
  operation: 'PutRecord',
  region: 'us-east-1',
  principal: 'arn:aws:iam::000000000000:user/alice',
  status: 200,
  latency: 1,
  decisions: [],
  ...rest,
});

describe('a call as a command', () => {
  it('names operations as the AWS CLI does', () => {
    for (const [name, command] of [
      ['ListTagsForStream', 'list-tags-for-stream'],
      ['CreateOpenIDConnectProvider', 'create-open-id-connect-provider'],
      ['PutRolePolicy', 'put-role-policy'],
      ['CreateEventSourceMapping', 'create-event-source-mapping'],
      ['ListObjectsV2', 'list-objects-v2'],
      ['EnableMFADevice', 'enable-mfa-device'],
      ['UploadSSHPublicKey', 'upload-ssh-public-key'],
    ] as const)
      assert.equal(commandName(name), command);
  });

  it('gives the input as JSON, and nothing where there is none', () => {
    assert.equal(cliCommand(call('ListStreams')), `aws kinesis list-streams ${tail}`);
    assert.equal(
      cliCommand(call('PutRecord', { StreamName: 'a', PartitionKey: "it's", Data: 'e30=' })),
      `aws kinesis put-record --cli-input-json '{"StreamName":"a","PartitionKey":"it'\\''s","Data":"e30="}' ${tail}`,
    );
    assert.match(cliCommand(call('GetRecords', {}, { service: 'dynamodb-streams' })) ?? '', /^aws dynamodbstreams get/);
  });

  it('has files for what are files', () => {
    assert.equal(
      cliCommand(call('PutObject', { Bucket: 'b', Key: 'k', Body: 'aGk=' }, { service: 's3' })),
      `printf %s aGk= | base64 --decode > body.bin\naws s3api put-object --cli-input-json '{"Bucket":"b","Key":"k"}' --body body.bin ${tail}`,
    );
    assert.equal(
      cliCommand(call('GetObject', { Bucket: 'b', Key: 'a b' }, { service: 's3', isAnonymous: true })),
      `aws s3api get-object --bucket b --key 'a b' --no-sign-request ${tail} object.bin`,
    );
    assert.equal(
      cliCommand(call('Invoke', { FunctionName: 'f', Payload: '*** (2 bytes)' }, { service: 'lambda' })),
      `aws lambda invoke --function-name f --payload '*** (2 bytes)' ${tail} response.json`,
    );
  });

  it('says of what there is no command', () => {
    assert.equal(cliCommand(call('SubscribeToShard')), undefined);
    assert.equal(cliCommand(call('')), undefined);
    assert.equal(cliCommand(call('X', {}, { service: 'other' })), undefined);
    assert.deepEqual(redactedMembers({ a: '***', b: [{ c: '*** (3 bytes)' }, 'x'], d: '*** or so' }), ['a', 'b[0].c']);
  });

  it('gives every shell the words that were meant', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))), (words) => {
        const line = `printf '%s\\0' x ${words.map(quoted).join(' ')}`;
        const { stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
        assert.deepEqual(stdout.split('\0').slice(1, -1), words);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a call as a script', () => {
  it('makes bytes of blobs and dates of times', () => {
    const script = sdkScript(
      call('PutRecords', { Records: [{ Data: 'e30=', 'odd-key': 'x' }], Timestamp: '2026-01-01T00:00:00.000Z' }),
    );
    assert.equal(
      script,
      `import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';

const client = new KinesisClient({ endpoint: "http://localhost:4566", region: "us-east-1" });
const answer = await client.send(new PutRecordsCommand({
  Records: [
    {
      Data: Buffer.from("e30=", 'base64'),
      "odd-key": "x",
    },
  ],
  Timestamp: new Date("2026-01-01T00:00:00.000Z"),
}));
console.log(answer);
`,
    );
    assert.equal(sdkScript(call("Bad'; evil()")), undefined);
  });
});

describe('the log', () => {
  it('reads on, and begins anew where the server has', async () => {
    let server = [entry(0), entry(1)];
    const asked: string[] = [];
    const ask = (query: string) => {
      asked.push(query);
      const after = /after=(\d+)/.exec(query)?.[1];
      return Promise.resolve({
        requests: server.filter(({ number }) => after === undefined || number > Number(after)),
      });
    };
    const reader = new LogReader();
    const first = await reader.read(ask);
    assert.equal(await reader.read(ask), first);
    server = [...server, entry(2)];
    assert.deepEqual(await reader.read(ask), server);
    assert.deepEqual(asked, [`limit=${MOST}`, `after=0&limit=${MOST}`, `after=0&limit=${MOST}`]);
    server = [entry(0, { requestId: 'new' })];
    assert.deepEqual(await reader.read(ask), server);
    server = [entry(0, { requestId: 'newer' }), entry(1, { requestId: 'newest' })];
    assert.deepEqual(await reader.read(ask), server);
    server = [entry(5000), entry(5001)];
    assert.deepEqual(await reader.read(ask), server);
    server = [];
    assert.deepEqual(await reader.read(ask), []);
  });

  it('is filtered by what the address says', () => {
    const denied = entry(2, {
      status: 400,
      decisions: [{ action: 'a:B', resource: 'r', outcome: 'implicit-deny', decidedBy: 'session', statements: [] }],
    });
    const all = [entry(0), entry(1, { userAgent: 'x paddock-console/1', status: 500 }), denied];
    const numbers = (query: string) =>
      filtered(all, readFilter(new URLSearchParams(query))).map(({ number }) => number);
    assert.deepEqual(numbers(''), [0, 2]);
    assert.deepEqual(numbers('own=1'), [0, 1, 2]);
    assert.deepEqual(numbers('own=1&errors=1'), [1, 2]);
    assert.deepEqual(numbers('denied=1'), [2]);
    assert.deepEqual(numbers('q=ALICE+a:b'), [2]);
    assert.deepEqual(numbers('service=lambda'), []);
    assert.equal(ndjson(all).trimEnd().split('\n').length, 3);
  });
});

describe('who it was', () => {
  it('is said short, and linked where there is a page', () => {
    assert.equal(shortPrincipal('arn:aws:iam::000000000000:root'), 'root');
    assert.equal(shortPrincipal('arn:aws:iam::000000000000:user/a/b/alice'), 'alice');
    assert.equal(shortPrincipal('arn:aws:sts::000000000000:assumed-role/Rider/s'), 'Rider/s');
    assert.equal(principalHref('arn:aws:sts::000000000000:assumed-role/Rider/s'), '#/iam/roles/Rider');
    assert.equal(principalHref('arn:aws:iam::000000000000:root'), undefined);
    assert.equal(holderHref('group riders'), '#/iam/groups/riders');
    assert.equal(holderHref(undefined), undefined);
    assert.match(sourceHref({ policy: 'arn:aws:iam::aws:policy/X' }) ?? '', /^#\/iam\/policies\//);
    assert.equal(sourceHref({ policy: 'may', holder: 'user alice' }), '#/iam/users/alice');
    assert.equal(whyOf({ outcome: 'implicit-deny', decidedBy: 'session' }), 'why.deny.session');
    assert.equal(whyOf({ outcome: 'allowed', decidedBy: 'root' }), 'why.root');
  });
});
