import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seededRandom } from '../../harness/seeded-random.js';
import { within } from '../../harness/wait.js';
import { start, type Child } from '../child.js';
import { inParallel } from '../identity/call.js';
import { bodies } from '../json-bodies.js';
import { logsNotServed } from '../../model/not-served.js';
import { callLiveTail } from './live-tail.js';
import { samples, type Sample } from './samples.js';
import { assertAnswered, assertUnhurt, callLogs } from './verdict.js';

/** Each run sends a part of all that could be sent; PADDOCK_HOSTILE_SHARE=1 sends it all. */
const share = Number(process.env['PADDOCK_HOSTILE_SHARE'] ?? 0.1);
const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  await make('CreateLogGroup', { logGroupName: 'target' });
  await make('CreateLogStream', { logGroupName: 'target', logStreamName: 'stream' });
  const logEvents = Array.from({ length: 50 }, (_, at) => ({
    timestamp: Date.now(),
    message: `{"status":404,"at":${at}}`,
  }));
  await make('PutLogEvents', { logGroupName: 'target', logStreamName: 'stream', logEvents });
});
after(() => child.stop());

async function make(operation: string, input: object): Promise<void> {
  const { status, text } = await callLogs(child.raw, operation, JSON.stringify(input));
  assert.equal(status, 200, text);
}

/** Patterns and queries that ask much, or nothing that is anything. */
const oddPatterns = [
  '{',
  '}',
  '{}',
  '{ $ }',
  '{ $. = 1 }',
  '{ $.a = }',
  '{ $.a[999999999999] = 1 }',
  '{ $.__proto__ = 1 }',
  `{ ${'('.repeat(500)}$.a = 1${')'.repeat(500)} }`,
  `{ ${Array.from({ length: 100 }, () => '$.a = 1').join(' || ')} }`,
  '[',
  '[...]',
  '[a, ..., b, ..., c]',
  `[${'a,'.repeat(400)}]`,
  '%(a+)+$%',
  '%(?=a)%',
  `%${'('.repeat(300)}%`,
  '%a{1000000}%',
  '%[%',
  '%\\%',
  '"',
  '"a',
  '?'.repeat(1000),
  '-'.repeat(1000),
  '* * *',
  '\u0000',
  '\ud800',
  '\\',
];
const oddQueries = [
  '',
  '|',
  '| |',
  'fields',
  'fields @message |',
  'nothing @message',
  'filter @message like /(a+)+$/',
  'filter @message like /(?=a)/',
  'filter @message like /[/',
  `filter ${'('.repeat(3000)}1=1${')'.repeat(3000)}`,
  `filter ${'not '.repeat(2000)}1=1`,
  `fields ${Array.from({ length: 1000 }, (_, at) => `1+1 as f${at}`).join()}`,
  `stats ${'count(*),'.repeat(500)}count(*)`,
  'stats count(*) by bin(0s)',
  'stats count(*) by bin(-1m)',
  'stats count(*) by bin(99999999999999d)',
  'stats pct(@timestamp, 1e300)',
  'stats count(*) by @message, @timestamp, @ptr',
  'parse @message "*****************" as a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q',
  'parse @message /(?<__proto__>.*)/',
  'parse @message /(?<constructor>.*)(?<constructor>.*)/',
  'limit -1',
  'limit 99999999999999999999',
  'limit 1e9',
  'sort',
  'sort @timestamp sideways',
  'dedup',
  'display __proto__, constructor, toString',
  'fields toString, hasOwnProperty, __proto__',
  'fields substr("a", -1, 1e300), strlen(1/0), 1 % 0, 2 ** 5000, 1e308 * 10, fromMillis(1e300), toMillis("x")',
  'fields concat(@message), replace(@message, "", "x"), isIpInSubnet("x", "y/99"), jsonParse("{")',
  'unnest a into b',
  '#comment only',
  'fields @message # comment',
  "fields 'unfinished",
  'fields `unfinished',
  'SOURCE "target" | fields @message',
  'anomaly',
  'pattern @message | pattern @message',
  'diff',
  '\u0000',
  '\ud800',
];

function* textsOf({ operation, input }: Sample): Generator<readonly [string, string]> {
  for (const [name, odd] of [
    ['filterPattern', oddPatterns],
    ['logEventFilterPattern', oddPatterns],
    ['queryString', oddQueries],
  ] as const)
    if (name in input)
      for (const text of odd) yield [`${name}: ${text.slice(0, 60)}`, JSON.stringify({ ...input, [name]: text })];
  if (operation !== 'PutLogEvents') return;
  for (const timestamp of [-1, 0, 1, 2 ** 53, 8.64e15, 8.64e15 + 1, 1e300, -(2 ** 63)])
    yield [`timestamp ${timestamp}`, JSON.stringify({ ...input, logEvents: [{ timestamp, message: 'x' }] })];
}

describe(`members of every operation of Logs (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  for (const sample of samples) {
    const { operation, input, errors } = sample;
    it(operation, async () => {
      const send = (body: string | Uint8Array) =>
        operation === 'StartLiveTail' ? callLiveTail(child, body) : callLogs(child.raw, operation, body);
      assertAnswered(await send(JSON.stringify(input)), `${operation} as it should be`, errors);
      const chosen: (readonly [string, string | Uint8Array])[] = [...bodies(input)].filter(() => random() < share);
      chosen.push(...textsOf(sample), ['no UTF-8', Buffer.from('{"a":"\xff\xc3"}', 'latin1')]);
      await inParallel(4, chosen, async ([what, body]) => {
        const about = `${operation} ${what}`;
        assertAnswered(await within(about, send(body), 20_000), `${about} ${String(body).slice(0, 200)}`, errors);
      });
    });
  }

  it('that are not served are unknown', async () => {
    for (const operation of [...logsNotServed, 'Nothing', '__proto__', 'x'.repeat(3000)]) {
      const answer = await callLogs(child.raw, operation, '{}');
      assertAnswered(answer, operation);
      assert.equal(answer.status, 400, operation);
    }
  });

  it('have polluted no prototype, cost little memory, and left no failure in the log', async () => {
    assert.ok(child.memory() < 500, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});
