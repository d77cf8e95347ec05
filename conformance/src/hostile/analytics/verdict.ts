import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { jsonType, iamVersion, type Answer, type RawClient } from '../../harness/raw.js';
import type { Child } from '../child.js';
import { assertJsonAnswer } from '../json-answer.js';
import { creation, role, targets, type Api } from './samples.js';

/** What any operation may say, beside what it declares. */
const common: ReadonlySet<string> = new Set([
  'ValidationException',
  'SerializationException',
  'AccessDeniedException',
  'UnknownOperationException',
  // Of applications that are not there, by ListApplicationSnapshots, whose model forgets it.
  'ResourceNotFoundException',
]);
const prefixes = { v1: 'KinesisAnalytics_20150814', v2: 'KinesisAnalytics_20180523' } as const;

/** A signed request of one of the two APIs, whatever its answer. @param body what is sent, as it is */
export const callAnalytics = (
  raw: RawClient,
  api: Api,
  operation: string,
  body: string | Uint8Array,
): Promise<Answer> =>
  raw.send({
    body,
    headers: { 'content-type': jsonType, 'x-amz-target': `${prefixes[api]}.${operation}` },
    sign: { service: 'kinesisanalytics' },
  });

/** An answer of the service's form: a success, or an error that is the client's fault. Never an internal failure. */
export const assertAnswered = (answer: Answer, about: string, declared: readonly string[] = []): void =>
  assertJsonAnswer(answer, about, (code) => common.has(code) || declared.includes(code));

/** Nothing that was sent has hurt: the process lives, answers, and has logged no failure of its own. */
export async function assertUnhurt(child: Child): Promise<void> {
  assert.ok(child.isAlive, `the server has ended: ${child.log}`);
  for (const api of ['v1', 'v2'] as const) {
    const { text } = await callAnalytics(child.raw, api, 'ListApplications', '{}');
    assert.ok(text.includes(`"${targets[api]}"`), text);
  }
  assert.equal(child.log, '');
}

/** What the applications need, and the applications. */
export async function makeTargets(raw: RawClient): Promise<void> {
  const RoleName = role.slice(role.lastIndexOf('/') + 1);
  const trust = { Effect: 'Allow', Principal: { Service: 'kinesisanalytics.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const anything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await made(raw.query('CreateRole', iamVersion, { RoleName, AssumeRolePolicyDocument: document(trust) }));
  const policy = { RoleName, PolicyName: 'anything', PolicyDocument: document(anything) };
  await made(raw.query('PutRolePolicy', iamVersion, policy));
  for (const StreamName of ['target', 'target-out'])
    await made(raw.call('CreateStream', { StreamName, ShardCount: 1 }));
  await put('/target', '');
  await put('/target/names.csv', 'name,1,a\n');
  await restoreTarget(raw, 'v1');
  await restoreTarget(raw, 'v2');

  function put(path: string, body: string): Promise<void> {
    const headers = { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') };
    return made(raw.send({ method: 'PUT', path, headers, body, sign: { service: 's3' } }));
  }
}

/** The application as it was in the beginning, whatever became of it. */
export async function restoreTarget(raw: RawClient, api: Api): Promise<void> {
  await removeApplication(raw, api, targets[api]);
  await made(callAnalytics(raw, api, 'CreateApplication', JSON.stringify(creation(api))));
}

export async function removeApplication(raw: RawClient, api: Api, ApplicationName: string): Promise<void> {
  const { json } = await callAnalytics(raw, api, 'DescribeApplication', JSON.stringify({ ApplicationName }));
  const { CreateTimestamp } = (json?.['ApplicationDetail'] ?? {}) as { readonly CreateTimestamp?: number };
  if (CreateTimestamp === undefined) return;
  await made(callAnalytics(raw, api, 'DeleteApplication', JSON.stringify({ ApplicationName, CreateTimestamp })));
}

async function made(sent: Promise<Answer>): Promise<void> {
  const { status, text } = await sent;
  assert.equal(status, 200, text);
}

/** Puts records so fast that nobody waits for them. @returns what ends it */
export function trickle(raw: RawClient): () => Promise<void> {
  const Records = Array.from({ length: 10 }, (_, at) => ({
    PartitionKey: String(at),
    Data: Buffer.from(JSON.stringify({ name: `n${at}`, price: at / 4, tags: ['x', 'y'] })).toString('base64'),
  }));
  let isOver = false;
  const done = (async () => {
    while (!isOver) {
      await made(raw.call('PutRecords', { StreamName: 'target', Records }));
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
  })();
  return async () => {
    isOver = true;
    await done;
  };
}
