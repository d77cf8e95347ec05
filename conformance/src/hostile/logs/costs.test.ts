import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually, within } from '../../harness/wait.js';
import type { Answer } from '../../harness/raw.js';
import { start, type Child } from '../child.js';
import { assertAnswered, assertUnhurt, callLogs } from './verdict.js';

let child: Child;
const call = (operation: string, input: object): Promise<Answer> =>
  callLogs(child.raw, operation, JSON.stringify(input));

/** What patterns with choices in choices try every way with. */
const message = `${'a'.repeat(3000)}!`;
before(async () => {
  child = await start(['--transitions', 'instant']);
  for (const [operation, input] of [
    ['CreateLogGroup', { logGroupName: 'target' }],
    ['CreateLogStream', { logGroupName: 'target', logStreamName: 'stream' }],
    [
      'PutLogEvents',
      {
        logGroupName: 'target',
        logStreamName: 'stream',
        logEvents: Array.from({ length: 20 }, (_, at) => ({
          timestamp: Date.now(),
          message: at % 2 === 0 ? message : JSON.stringify({ m: message, deep: nested(80) }),
        })),
      },
    ],
  ] as const)
    assert.equal((await call(operation, input)).status, 200);
});
after(() => child.stop());

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

/** Answered within seconds, and others are answered meanwhile. */
async function quick(what: string, sent: Promise<Answer>): Promise<Answer> {
  const answer = await within(what, sent, 10_000);
  assertAnswered(answer, what, ['MalformedQueryException', 'LimitExceededException']);
  return answer;
}

const regexes = [
  '(a+)+$',
  '(a|a)*b',
  '(a*)*b',
  '(a|aa)+$',
  'a*a*a*a*a*a*a*b',
  '(.*)*=(.*)*',
  '((a{1,50}){1,50}){1,50}b',
];
const globs = [`${'*a'.repeat(12)}*b`, `${'*'.repeat(100)}b`, '*a*a*a*a*a*a*!b'];

describe('what would take for ever elsewhere', () => {
  it('is searched for in time by patterns', async () => {
    const patterns = [
      ...regexes.map((regex) => `%${regex}%`),
      ...regexes.map((regex) => `{ $.m = %${regex}% }`),
      ...globs.map((glob) => `{ $.m = "${glob}" }`),
      ...globs.map((glob) => `[m = "${glob}", ...]`),
      `{ $.deep${'.a'.repeat(80)} = 1 }`,
      `{ ${Array.from({ length: 30 }, () => '($.m = "*a*b" || $.m != "*")').join(' && ')} }`,
    ];
    for (const filterPattern of patterns) {
      await quick(filterPattern, call('FilterLogEvents', { logGroupName: 'target', filterPattern }));
      await quick(`${filterPattern} tested`, call('TestMetricFilter', { filterPattern, logEventMessages: [message] }));
    }
    await assertUnhurt(child);
  });

  it('is searched for in time by queries', async () => {
    const queries = [
      ...regexes.map((regex) => `filter @message like /${regex}/ | limit 1`),
      ...regexes.map((regex) => `parse @message /(?<x>${regex})/ | limit 1`),
      ...regexes.map((regex) => `fields replace(@message, /${regex}/, "x") as x | limit 1`),
      ...globs.map(
        (glob) =>
          `parse @message "${glob}" as ${Array.from({ length: glob.split('*').length - 1 }, (_, at) => `f${at}`).join()}`,
      ),
      'stats count(*) by @message, strlen(@message), @ptr',
      `fields ${Array.from({ length: 60 }, (_, at) => `concat(@message, @message, @message) as f${at}`).join()}`,
      `fields ${'replace('.repeat(12)}@message${', "a", "aaaaaaaaaa")'.repeat(12)} as x`,
      `fields ${'concat('.repeat(20)}"aaaaaaaaaa"${', @message)'.repeat(20)} as x`,
      'fields strlen(repeat(@message, 1000000))',
    ];
    for (const queryString of queries) {
      const begun = await quick(
        queryString,
        call('StartQuery', { logGroupName: 'target', startTime: 0, endTime: 4_000_000_000, queryString }),
      );
      if (begun.status !== 200) continue;
      const queryId = begun.json?.['queryId'];
      await eventually(
        `the end of ${queryString}`,
        async () => {
          const { json } = await quick('results', call('GetQueryResults', { queryId }));
          return json?.['status'] !== 'Running' && json?.['status'] !== 'Scheduled';
        },
        20_000,
      );
    }
    assert.ok(child.memory() < 700, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });

  it('is no more than a page, whatever the limit', async () => {
    for (const limit of [0, -1, 10_001, 2 ** 31 - 1])
      for (const [operation, input] of [
        ['FilterLogEvents', { logGroupName: 'target', limit }],
        ['GetLogEvents', { logGroupName: 'target', logStreamName: 'stream', limit }],
        ['DescribeLogGroups', { limit }],
        ['DescribeLogStreams', { logGroupName: 'target', limit }],
      ] as const)
        assert.equal((await quick(operation, call(operation, input))).status, 400, `${operation} ${limit}`);
    await assertUnhurt(child);
  });
});
