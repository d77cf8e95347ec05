import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { region } from '../harness.js';
import { functionArn, startLambda, zipOf, type Invoked, type LambdaPaddock } from '../harness/lambda.js';

/** Every way to write a function, by each runtime's own means. */
const python = spawnSync('python3', ['--version'], { stdio: 'ignore' }).status === 0;

/** One file of handlers in each style; a function is one of them. */
const commonJs = `
let calls = 0;
exports.callback = (event, context, callback) => callback(null, { got: event, calls: ++calls });
exports.later = (event, context, callback) => { setTimeout(() => callback(null, 'later'), 5); };
exports.failing = (event, context, callback) => callback(new TypeError('no such unicorn'));
exports.text = (event, context, callback) => callback('plain text');
exports.asynchronous = async (event) => ({ got: event });
exports.throwing = async () => { throw new RangeError('too far'); };
exports.promised = (event) => Promise.resolve(event.a + event.b);
exports.nothing = async () => {};
exports.done = (event, context) => context.done(null, 'done');
exports.succeed = (event, context) => context.succeed({ ok: true });
exports.fail = (event, context) => context.fail(new Error('failed'));
exports.silent = () => {};
exports.waiting = (event, context, callback) => {
  context.callbackWaitsForEmptyEventLoop = event.wait;
  setTimeout(() => { globalThis.ended = true; }, 80);
  callback(null, globalThis.ended === true);
};
exports.nested = { deep: { handler: async () => 'nested' } };
exports.context = async (event, context) => {
  const { callbackWaitsForEmptyEventLoop, ...rest } = context;
  const remaining = context.getRemainingTimeInMillis();
  return { ...JSON.parse(JSON.stringify(rest)), remaining: remaining > 0 && remaining <= 3000 };
};
exports.variables = async () => process.env;
`;

describe('functions of Node.js', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  /** A function of the file above. */
  const run = async (handler: string, event?: unknown, Runtime = 'nodejs22.x'): Promise<Invoked> => {
    const name = await make({ 'index.js': commonJs }, `index.${handler}`, Runtime);
    return paddock.invoke(name, event);
  };
  const make = (files: Readonly<Record<string, string>>, Handler = 'index.handler', Runtime = 'nodejs22.x') =>
    paddock.newFunction(files, { Handler, Runtime: Runtime as 'nodejs22.x', Role: role });
  const payloadOf = async (files: Readonly<Record<string, string>>, Handler?: string, event?: unknown) =>
    (await paddock.invoke(await make(files, Handler), event)).payload;

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
  });
  after(() => paddock.close());

  it('answer by callback, and keep what they hold from one call to the next', async () => {
    const name = await make({ 'index.js': commonJs }, 'index.callback');
    assert.deepEqual((await paddock.invoke(name, { a: [1, 'ü', null] })).payload, {
      got: { a: [1, 'ü', null] },
      calls: 1,
    });
    assert.deepEqual((await paddock.invoke(name)).payload, { got: {}, calls: 2 });
  });

  it('answer by callback, by promise and by the context, each as it does', async () => {
    const [later, asynchronous, promised, nothing, done, succeed, silent, nested] = await Promise.all([
      run('later'),
      run('asynchronous', 'text'),
      run('promised', { a: 2, b: 3 }),
      run('nothing'),
      run('done'),
      run('succeed'),
      run('silent'),
      run('nested.deep.handler'),
    ]);
    assert.equal(later.payload, 'later');
    assert.deepEqual(asynchronous.payload, { got: 'text' });
    assert.equal(promised.payload, 5);
    assert.equal(nothing.payload, null);
    assert.equal(done.payload, 'done');
    assert.deepEqual(succeed.payload, { ok: true });
    assert.equal(silent.payload, null);
    assert.equal(nested.payload, 'nested');
  });

  it('fail by callback, by throwing and by the context, with the error as Node.js has it', async () => {
    const [failing, text, throwing, fail] = await Promise.all([
      run('failing'),
      run('text'),
      run('throwing'),
      run('fail'),
    ]);
    for (const { functionError } of [failing, text, throwing, fail]) assert.equal(functionError, 'Unhandled');
    const { trace, ...error } = throwing.payload as { trace: string[] };
    assert.deepEqual(error, { errorType: 'RangeError', errorMessage: 'too far' });
    assert.equal(trace[0], 'RangeError: too far');
    assert.match(trace[1] ?? '', /\/var\/task\/index\.js:\d+:\d+/);
    assert.equal((failing.payload as { errorType: string }).errorType, 'TypeError');
    assert.deepEqual(text.payload, { errorType: 'string', errorMessage: 'plain text', trace: [] });
    assert.equal((fail.payload as { errorMessage: string }).errorMessage, 'failed');
  });

  it('wait for the event loop after a callback, unless they say that they do not', async () => {
    const name = await make({ 'index.js': commonJs }, 'index.waiting');
    await paddock.invoke(name, { wait: true });
    assert.equal((await paddock.invoke(name, { wait: false })).payload, true);
  });

  it('are modules: by extension, by package.json, with an await at the top, and with imports of their own', async () => {
    const [mjs, typed, awaited, mixed] = await Promise.all([
      payloadOf({ 'index.mjs': 'export const handler = async () => import.meta.url;' }),
      payloadOf({ 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => "module";' }),
      payloadOf({
        'index.mjs':
          'import { helper } from "./lib/helper.mjs";\nconst value = await helper();\nexport const handler = async () => value;',
        'lib/helper.mjs':
          'export const helper = async () => { await new Promise((r) => setTimeout(r, 5)); return "ready"; };',
      }),
      payloadOf(
        { 'src/app.cjs': 'exports.main = async () => require("./part").part;', 'src/part.js': 'exports.part = 7;' },
        'src/app.main',
      ),
    ]);
    assert.equal(mjs, 'file:///var/task/index.mjs');
    assert.equal(typed, 'module');
    assert.equal(awaited, 'ready');
    assert.equal(mixed, 7);
  });

  it('are told who they are by the context', async () => {
    const { payload } = await run('context');
    const { awsRequestId, logStreamName, functionName, ...context } = payload as Record<string, string>;
    assert.match(awsRequestId ?? '', /^[-0-9a-f]{36}$/);
    assert.match(logStreamName ?? '', /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    assert.deepEqual(context, {
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      logGroupName: `/aws/lambda/${functionName}`,
      invokedFunctionArn: functionArn(functionName ?? ''),
      remaining: true,
    });
  });

  it("have AWS's variables and their own", async () => {
    const name = await paddock.newFunction(commonJs, {
      Handler: 'index.variables',
      Role: role,
      MemorySize: 256,
      Environment: { Variables: { TABLE_NAME: 'Unicorns', LANG: 'de_DE.UTF-8' } },
    });
    const variables = (await paddock.invoke(name)).payload as Record<string, string>;
    const expected = {
      TABLE_NAME: 'Unicorns',
      LANG: 'de_DE.UTF-8',
      TZ: ':UTC',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      LAMBDA_TASK_ROOT: '/var/task',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
      _HANDLER: 'index.variables',
    };
    for (const [key, value] of Object.entries(expected)) assert.equal(variables[key], value, key);
    for (const key of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_RUNTIME_API'])
      assert.notEqual(variables[key] ?? '', '', key);
    assert.match(variables['AWS_ACCESS_KEY_ID'] ?? '', /^ASIA/);
  });

  it('run for every identifier of Node.js, the callback ones until 22', async () => {
    const runtimes = ['nodejs10.x', 'nodejs12.x', 'nodejs14.x', 'nodejs16.x', 'nodejs18.x', 'nodejs20.x', 'nodejs24.x'];
    const answers = await Promise.all(runtimes.map((runtime) => run('asynchronous', runtime, runtime)));
    assert.deepEqual(
      answers.map(({ payload }) => payload),
      runtimes.map((runtime) => ({ got: runtime })),
    );
    assert.equal((await run('callback', 1, 'nodejs10.x')).functionError, undefined);
    const refused = await run('callback', 1, 'nodejs24.x');
    assert.equal((refused.payload as { errorType: string }).errorType, 'Runtime.CallbackHandlerDeprecated');
    assert.equal(refused.functionError, 'Unhandled');
  });

  it('say what is wrong with a handler that is not there', async () => {
    const errorOf = async (files: Readonly<Record<string, string>>, handler: string) => {
      const { errorType, errorMessage } = (await payloadOf(files, handler)) as Record<string, string>;
      return [errorType, errorMessage?.split('\n')[0]];
    };
    const [missing, undefinedOne, noFunction, syntax, thrown] = await Promise.all([
      errorOf({ 'other.js': '' }, 'index.handler'),
      errorOf({ 'index.js': '' }, 'index.handler'),
      errorOf({ 'index.js': 'exports.handler = 5;' }, 'index.handler'),
      errorOf({ 'index.js': 'exports.handler = async () => {' }, 'index.handler'),
      errorOf({ 'index.js': 'throw new EvalError("while loading");' }, 'index.handler'),
    ]);
    assert.deepEqual(missing, ['Runtime.ImportModuleError', "Error: Cannot find module 'index'"]);
    assert.deepEqual(undefinedOne, ['Runtime.HandlerNotFound', 'index.handler is undefined or not exported']);
    assert.deepEqual(noFunction, ['Runtime.HandlerNotFound', 'index.handler is not a function']);
    assert.equal(syntax[0], 'Runtime.UserCodeSyntaxError');
    assert.match(syntax[1] ?? '', /^SyntaxError: /);
    assert.deepEqual(thrown, ['EvalError', 'while loading']);
  });
});

describe('functions of Python', { timeout: 60_000, skip: !python && 'python3 is not installed' }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  const file = `
import os, logging
calls = 0
def handler(event, context):
    global calls
    calls += 1
    return {"got": event, "calls": calls, "name": context.function_name, "arn": context.invoked_function_arn,
            "memory": context.memory_limit_in_mb, "left": context.get_remaining_time_in_millis() > 0, "runtime": os.environ["AWS_EXECUTION_ENV"]}
def raising(event, context):
    raise ValueError("no such unicorn")
def unserializable(event, context):
    return {1, 2}
def logs(event, context):
    print("printed")
    logging.getLogger().setLevel("INFO")
    logging.info("informed")
`;
  const make = (handler: string, Runtime: 'python3.13' | 'python3.9' = 'python3.13', files?: Record<string, string>) =>
    paddock.newFunction(files ?? { 'app.py': file }, { Runtime, Handler: `app.${handler}`, Role: role, Timeout: 20 });

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
  });
  after(() => paddock.close());

  it('are called with event and context, and stay warm', async () => {
    const name = await make('handler', 'python3.9');
    const first = (await paddock.invoke(name, { a: 'ü' })).payload;
    const told = { name, arn: functionArn(name), memory: '128', left: true, runtime: 'AWS_Lambda_python3.9' };
    assert.deepEqual(first, { got: { a: 'ü' }, calls: 1, ...told });
    assert.deepEqual((await paddock.invoke(name, [1])).payload, { got: [1], calls: 2, ...told });
  });

  it('fail as Python does', async () => {
    const [raising, unserializable, missing, syntax] = await Promise.all([
      make('raising').then((name) => paddock.invoke(name)),
      make('unserializable').then((name) => paddock.invoke(name)),
      make('absent').then((name) => paddock.invoke(name)),
      make('handler', 'python3.13', { 'app.py': 'def handler(:' }).then((name) => paddock.invoke(name)),
    ]);
    assert.equal(raising.functionError, 'Unhandled');
    const { requestId, stackTrace, ...error } = raising.payload as Record<string, unknown>;
    assert.deepEqual(error, { errorMessage: 'no such unicorn', errorType: 'ValueError' });
    assert.match(String(requestId), /^[-0-9a-f]{36}$/);
    assert.match(String((stackTrace as string[])[0]), /^ {2}File "\/var\/task\/app\.py", line \d+, in raising\n/);
    assert.equal((unserializable.payload as { errorType: string }).errorType, 'Runtime.MarshalError');
    const { errorType, errorMessage } = missing.payload as Record<string, string>;
    assert.deepEqual(
      [errorType, errorMessage],
      ['Runtime.HandlerNotFound', "Handler 'absent' missing on module 'app'"],
    );
    assert.equal((syntax.payload as { errorType: string }).errorType, 'Runtime.UserCodeSyntaxError');
  });

  it('print and log into their log', async () => {
    const name = await make('logs');
    const { LogResult = '' } = await paddock.lambda.invoke({ FunctionName: name, LogType: 'Tail' });
    const log = Buffer.from(LogResult, 'base64').toString();
    assert.match(log, /^printed$/m);
    assert.match(log, /^\[INFO\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t[-0-9a-f]{36}\tinformed$/m);
  });
});

describe('functions of Python on a host that has none', { timeout: 60_000 }, () => {
  const path = process.env['PATH'];
  let paddock: LambdaPaddock;

  before(async () => {
    process.env['PATH'] = '/nowhere';
    paddock = await startLambda();
  });
  after(async () => {
    process.env['PATH'] = path;
    await paddock.close();
  });

  it('say so', async () => {
    const more = { Runtime: 'python3.13', Handler: 'app.handler' } as const;
    const name = await paddock.newFunction({ 'app.py': 'def handler(event, context): pass' }, more);
    const { payload, functionError } = await paddock.invoke(name);
    assert.equal(functionError, 'Unhandled');
    const { errorType, errorMessage } = payload as Record<string, string>;
    assert.equal(errorType, 'Runtime.InvalidEntrypoint');
    assert.match(errorMessage ?? '', /Python is not on this host: python3\.13 needs python3\.13/);
  });
});

describe('functions of any language', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  const shell = `#!/bin/sh
set -eu
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  curl -sS -D /tmp/headers -o /tmp/event "$api/next"
  id=$(grep -i '^lambda-runtime-aws-request-id:' /tmp/headers | tr -d '\\r' | cut -d' ' -f2)
  echo "handling $id"
  if grep -q fail /tmp/event; then
    curl -sS -o /dev/null -X POST "$api/$id/error" -d '{"errorMessage":"asked to","errorType":"Shell.Failed"}'
  else
    curl -sS -o /dev/null -X POST "$api/$id/response" -d "{\\"event\\":$(cat /tmp/event),\\"handler\\":\\"$_HANDLER\\"}"
  fi
done
`;
  const executable = zipOf([{ name: 'bootstrap', content: shell, mode: 0o755 }]);
  const curl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
  });
  after(() => paddock.close());

  it('speak the Runtime API from a bootstrap', { skip: !curl && 'curl is not installed' }, async () => {
    const more = { Runtime: 'provided.al2023', Handler: 'shell.main', Role: role, Timeout: 20 } as const;
    const name = await paddock.newFunction({}, { ...more, Code: { ZipFile: executable } });
    assert.deepEqual((await paddock.invoke(name, { a: 1 })).payload, { event: { a: 1 }, handler: 'shell.main' });
    const failed = await paddock.invoke(name, 'fail');
    assert.equal(failed.functionError, 'Unhandled');
    assert.deepEqual(failed.payload, { errorMessage: 'asked to', errorType: 'Shell.Failed' });
    assert.deepEqual((await paddock.invoke(name, [])).payload, { event: [], handler: 'shell.main' });
  });

  it('say so when there is no bootstrap, or none that runs', async () => {
    const more = { Runtime: 'provided.al2023', Handler: 'none', Role: role } as const;
    const [absent, unfit] = await Promise.all([
      paddock.newFunction({ readme: 'nothing to run' }, more).then((name) => paddock.invoke(name)),
      paddock
        .newFunction({}, { ...more, Code: { ZipFile: zipOf([{ name: 'bootstrap', content: shell, mode: 0o644 }]) } })
        .then((name) => paddock.invoke(name)),
    ]);
    const textOf = ({ payload }: Invoked) => {
      const { errorType, errorMessage = '' } = payload as Record<string, string>;
      return [errorType, errorMessage.replace(/^RequestId: [-0-9a-f]{36} /, '')];
    };
    assert.deepEqual(textOf(absent), [
      'Runtime.InvalidEntrypoint',
      "Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    ]);
    assert.deepEqual(textOf(unfit), [
      'Runtime.InvalidEntrypoint',
      'Error: fork/exec /var/task/bootstrap: permission denied',
    ]);
  });
});
