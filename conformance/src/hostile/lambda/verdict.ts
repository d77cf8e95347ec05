import assert from 'node:assert/strict';
import type { Answer, RawClient } from '../../harness/raw.js';
import type { Child } from '../child.js';
import { ofOurs } from '../words.js';

/** What any operation may say, beside what it declares. */
const common: ReadonlySet<string> = new Set([
  'ValidationException',
  'SerializationException',
  'AccessDeniedException',
  'InvalidParameterValueException',
  'RequestEntityTooLargeException',
  // Of functions that are not there, by operations whose model forgets them.
  'ResourceNotFoundException',
  // Of paths that lead nowhere.
  'ForbiddenException',
  'UnknownOperationException',
]);
const statuses: ReadonlySet<number> = new Set([400, 403, 404, 409, 412, 413, 415, 429]);

/** An answer of Lambda's form: a success, or an error that is the client's fault. Never an internal failure. */
export function assertAnswered(answer: Answer, about: string, declared?: readonly string[]): void {
  const { status, text, headers } = answer;
  const said = `${about} → ${status} ${text.slice(0, 400)}`;
  assert.doesNotMatch(text, ofOurs, said);
  assert.match(String(headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/, said);
  if (status >= 200 && status < 300) return;
  assert.ok(statuses.has(status), said);
  assert.equal(headers['content-type'], 'application/json', said);
  const code = String(headers['x-amzn-errortype']);
  assert.match(code, /^[A-Z][A-Za-z0-9]+$/, said);
  if (declared !== undefined) assert.ok(common.has(code) || declared.includes(code), `undeclared ${code}: ${said}`);
  const { message, Message } = answer.json ?? {};
  assert.ok(
    [message, Message].every((value) => value === undefined || value === null || typeof value === 'string'),
    said,
  );
  assert.notEqual(answer.json, undefined, said);
}

/** Nothing that was sent has hurt: the process lives, answers, and has logged no failure of its own. */
export async function assertUnhurt(child: Child): Promise<void> {
  assert.ok(child.isAlive, `the server has ended: ${child.log}`);
  const { status, text } = await child.raw.send({
    method: 'GET',
    path: '/2015-03-31/functions/target',
    sign: { service: 'lambda' },
  });
  assert.equal(status, 200, text);
  // A function that fails amid its answer is told of, and is no failure of the server's.
  const lines = child.log.split('\n').filter((line) => line !== '' && !/ WARN +an answer was cut off /.test(line));
  assert.deepEqual(lines, []);
}

/** A role and a function `target`, Active, with a version, an alias and a URL. */
export async function makeTarget(raw: RawClient, role: string, ZipFile: string): Promise<void> {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  const RoleName = role.slice(role.lastIndexOf('/') + 1);
  const made = await raw.query('CreateRole', '2010-05-08', { RoleName, AssumeRolePolicyDocument: trust });
  assert.equal(made.status, 200, made.text);
  await make('/2015-03-31/functions', {
    FunctionName: 'target',
    Role: role,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile },
    Publish: true,
  });
  await make('/2015-03-31/functions/target/aliases', { Name: 'live', FunctionVersion: '1' });
  await make('/2018-10-31/layers/layer/versions', { Content: { ZipFile } });

  async function make(path: string, body: object): Promise<void> {
    const { status, text } = await raw.send({ path, body: JSON.stringify(body), sign: { service: 'lambda' } });
    assert.equal(status, 201, text);
  }
}
