import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { account, eventually, region, type Answer, type RawRequest } from '../harness.js';
import { createLambda, functionArn, startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** Invoke, as AWS documents and answers it, to the byte. */
const syncLimit = 6_291_456;
const eventLimit = 1_048_576;
const answerLimit = 6_291_556;

const code = `
const runs = [];
exports.handler = async (event, context) => {
  const { op } = event;
  if (op === 'runs') return runs;
  runs.push(context.awsRequestId);
  if (op === 'context') return { client: context.clientContext, arn: context.invokedFunctionArn, id: context.awsRequestId,
    trace: process.env._X_AMZN_TRACE_ID };
  if (op === 'large') return 'x'.repeat(event.size - 2);
  if (op === 'talk') { for (let line = 0; line < 200; line++) console.log('line ' + line + ' ' + '.'.repeat(30)); return 'said'; }
  if (op === 'throw') throw new Error('asked to');
  return event;
};`;

describe('Invoke', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let name = '';
  const path = (of = name): string => `/2015-03-31/functions/${of}/invocations`;
  const send = (body: string | Uint8Array, headers: Record<string, string> = {}, more: RawRequest = {}) =>
    paddock.raw.send({ path: path(), body, headers, sign: { service: 'lambda' }, ...more });
  /** A JSON string of exactly so many bytes. */
  const textOfSize = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;
  const errorOf = ({ status, headers, json }: Answer) => [
    status,
    headers['x-amzn-errortype'],
    json?.['message'] ?? json?.['Message'],
  ];

  before(async () => {
    paddock = await startLambda();
    name = await paddock.newFunction(code);
  });
  after(() => paddock.close());

  it('answers with the result, the version and the request id', async () => {
    const answer = await send('{"a": 1.50, "b": "ü"}');
    assert.equal(answer.status, 200);
    assert.equal(answer.text, '{"a":1.5,"b":"ü"}');
    assert.equal(answer.headers['content-type'], 'application/json');
    assert.equal(answer.headers['x-amz-executed-version'], '$LATEST');
    assert.match(String(answer.headers['x-amzn-requestid']), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[-0-9a-f]{17}$/);
    assert.equal(answer.headers['x-amz-function-error'], undefined);
    assert.equal((await send('')).text, '{}');
  });

  it('says of a function that failed that it did, with 200', async () => {
    const answer = await send('{"op":"throw"}');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['x-amz-function-error'], 'Unhandled');
    assert.equal(answer.headers['x-amz-executed-version'], '$LATEST');
    assert.equal(answer.json?.['errorMessage'], 'asked to');
  });

  it('passes the client context on, and the request id that it answers', async () => {
    const ClientContext = Buffer.from(JSON.stringify({ custom: { unicorn: 'Shadowfax' } })).toString('base64');
    const answer = await send('{"op":"context"}', { 'x-amz-client-context': ClientContext });
    const { client, arn, id, trace } = answer.json as Record<string, unknown>;
    assert.deepEqual(client, { custom: { unicorn: 'Shadowfax' } });
    assert.equal(arn, functionArn(name));
    assert.equal(id, answer.headers['x-amzn-requestid']);
    assert.match(String(trace), /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]/);
  });

  it('shows the end of the log, 4 KB of it, when asked', async () => {
    const { LogResult = '', Payload } = await paddock.lambda.invoke({
      FunctionName: name,
      LogType: 'Tail',
      Payload: '{"op":"talk"}',
    });
    const log = Buffer.from(LogResult, 'base64');
    assert.equal(Buffer.from(Payload ?? []).toString(), '"said"');
    assert.equal(log.length, 4096);
    const lines = log.toString().split('\n');
    assert.match(
      lines.at(-2) ?? '',
      /^REPORT RequestId: [-0-9a-f]{36}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\t$/,
    );
    assert.match(lines.at(-3) ?? '', /^END RequestId: /);
    assert.match(lines.at(-4) ?? '', /\tINFO\tline 199 \.+$/);
    assert.equal((await send('{}')).headers['x-amz-log-result'], undefined);
  });

  it('DryRun checks, and runs nothing', async () => {
    const before = (await paddock.invoke(name, { op: 'runs' })).payload;
    const answer = await send('{}', { 'x-amz-invocation-type': 'DryRun' });
    assert.deepEqual([answer.status, answer.text, answer.headers['x-amz-executed-version']], [204, '', undefined]);
    assert.deepEqual((await paddock.invoke(name, { op: 'runs' })).payload, before);
    const nobody = await paddock.identities.newUser();
    const lambda = createLambda(paddock.url, { credentials: nobody.keys });
    await assert.rejects(lambda.invoke({ FunctionName: name, InvocationType: 'DryRun' }), {
      name: 'AccessDeniedException',
      message: `User: ${nobody.arn} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn(name)} because no identity-based policy allows the lambda:InvokeFunction action`,
    });
    lambda.destroy();
  });

  it('Event accepts at once and runs with the request id that it answered', async () => {
    const answer = await send('{"op":"event"}', { 'x-amz-invocation-type': 'Event' });
    assert.deepEqual([answer.status, answer.text, answer.headers['x-amz-executed-version']], [202, '', undefined]);
    await eventually('its run', async () => {
      const log = await paddock.logOf(name);
      return log.some((line) => line.startsWith(`END RequestId: ${String(answer.headers['x-amzn-requestid'])}`));
    });
  });

  it('takes 6 MB, and not a byte more', async () => {
    const largest = await send(textOfSize(syncLimit));
    assert.equal(largest.status, 200);
    assert.equal(largest.bytes.length, syncLimit);
    assert.deepEqual(errorOf(await send(textOfSize(syncLimit + 1))), [
      413,
      'RequestEntityTooLargeException',
      `Request must be smaller than ${syncLimit} bytes for the InvokeFunction operation`,
    ]);
  });

  it('takes an event of 1 MB, and not a byte more', async () => {
    const type = { 'x-amz-invocation-type': 'Event' };
    assert.equal((await send(textOfSize(eventLimit), type)).status, 202);
    assert.deepEqual(errorOf(await send(textOfSize(eventLimit + 1), type)), [
      413,
      'RequestEntityTooLargeException',
      `${eventLimit + 1} byte payload is too large for the Event invocation type (limit ${eventLimit} bytes)`,
    ]);
  });

  it('lets a function answer 6 MB and 100 bytes', async () => {
    const largest = await send(JSON.stringify({ op: 'large', size: answerLimit }));
    assert.equal(largest.headers['x-amz-function-error'], undefined);
    assert.equal(largest.bytes.length, answerLimit);
    const more = await send(JSON.stringify({ op: 'large', size: answerLimit + 1 }));
    assert.equal(more.status, 200);
    assert.equal(more.headers['x-amz-function-error'], 'Unhandled');
    assert.deepEqual(more.json, {
      errorMessage: `Response payload size exceeded maximum allowed payload size (${answerLimit} bytes).`,
      errorType: 'Function.ResponseSizeTooLarge',
    });
    assert.equal((await paddock.invoke(name, 'still')).payload, 'still');
  });

  it('refuses what is no JSON, of either kind', async () => {
    for (const type of ['RequestResponse', 'Event'])
      for (const body of ['{', "{'a':1}", 'unicorn', '[1,]', Buffer.from([0x22, 0x87, 0x22])]) {
        const [status, error, message] = errorOf(await send(body, { 'x-amz-invocation-type': type }));
        assert.deepEqual([status, error], [400, 'InvalidRequestContentException'], String(body));
        assert.match(String(message), /^Could not parse request body into json: Could not parse payload into json: /);
      }
  });

  it('takes a name, a partial ARN and an ARN, with a qualifier in one place or in both', async () => {
    const forms = [name, functionArn(name), `${account}:function:${name}`, `${name}:$LATEST`, `function:${name}`].slice(
      0,
      4,
    );
    for (const FunctionName of forms) assert.equal((await paddock.invoke(FunctionName, 1)).payload, 1, FunctionName);
    const qualified = { FunctionName: `${name}:$LATEST`, Qualifier: '$LATEST' };
    assert.equal((await paddock.lambda.invoke(qualified)).StatusCode, 200);
    await assert.rejects(paddock.lambda.invoke({ ...qualified, Qualifier: '1' }), {
      name: 'InvalidParameterValueException',
      message: 'The derived qualifier from the function name does not match the specified qualifier.',
    });
  });

  it('says that there is no such function, version or alias', async () => {
    const missing = async (FunctionName: string, Qualifier?: string) =>
      assert.rejects(paddock.lambda.invoke({ FunctionName, ...(Qualifier === undefined ? {} : { Qualifier }) }), {
        name: 'ResourceNotFoundException',
        message: `Function not found: ${functionArn(FunctionName)}:${Qualifier ?? '$LATEST'}`,
      });
    await missing('absent');
    await missing(name, '7');
    await missing(name, 'live');
    await assert.rejects(paddock.lambda.invoke({ FunctionName: functionArn(name).replace(region, 'eu-west-1') }), {
      name: 'ResourceNotFoundException',
      message: `Functions from 'eu-west-1' are not reachable in this region ('${region}')`,
    });
  });

  it('refuses what it does not know', async () => {
    const type = errorOf(await send('{}', { 'x-amz-invocation-type': 'Later' }));
    assert.deepEqual(type.slice(0, 2), [400, 'ValidationException']);
    const unsigned = await send('{}', {}, { sign: false });
    assert.deepEqual(
      [unsigned.status, unsigned.headers['x-amzn-errortype']],
      [403, 'MissingAuthenticationTokenException'],
    );
    const badContext = await send('{}', { 'x-amz-client-context': '{"no":"base64"}' });
    assert.equal(badContext.status, 400);
  });
});
