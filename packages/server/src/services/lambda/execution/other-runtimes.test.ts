import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import { Programs } from './programs.js';
import { Workbench } from './testing.js';

const bench = new Workbench();
after(() => bench.close());

const has = (program: string, ...words: string[]): boolean => {
  try {
    execFileSync(program, words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const python = has('python3', '--version') ? {} : { skip: 'this host has no python3' };
const boto = has('python3', '-c', 'import boto3') ? {} : { skip: 'this host has no boto3' };

const py = (source: string, more: object = {}): ReturnType<typeof bench.spec> =>
  bench.spec({ 'app.py': source }, { runtime: 'python3.12', handler: 'app.handler', ...more });

test('Python: answers, prints, and the context', python, async () => {
  const spec = py(`
import os
def handler(event, context):
    print("one\\ntwo")
    return {"event": event, "name": context.function_name, "mb": context.memory_limit_in_mb, "arn": context.invoked_function_arn, "id": context.aws_request_id,
            "stream": context.log_stream_name, "left": 0 < context.get_remaining_time_in_millis() <= 10000, "identity": context.identity.cognito_identity_id,
            "client": context.client_context.client.app_title, "env": os.environ["AWS_EXECUTION_ENV"], "task": os.environ["LAMBDA_TASK_ROOT"] == os.getcwd()}
`);
  const { json, log, requestId, logStream } = await bench.invoke(
    spec,
    { ä: 'ö' },
    { clientContext: '{"client":{"app_title":"t"}}' },
  );
  assert.deepEqual(json, {
    event: { ä: 'ö' },
    name: 'fn',
    mb: '256',
    arn: spec.functionArn,
    id: requestId,
    stream: logStream,
    left: true,
    identity: null,
    client: 't',
    env: 'AWS_Lambda_python3.12',
    task: true,
  });
  assert.deepEqual(log.slice(2, 4), ['one\n', 'two\n']);
});

test('Python: an exception has its trace, and its log entry is one event', python, async () => {
  const { json, log, requestId } = await bench.invoke(
    py('def handler(event, context):\n    raise ValueError("boom")\n'),
  );
  assert.deepEqual(Object.keys(json), ['errorMessage', 'errorType', 'requestId', 'stackTrace']);
  assert.deepEqual([json['errorMessage'], json['errorType'], json['requestId']], ['boom', 'ValueError', requestId]);
  const [frame = ''] = json['stackTrace'] as string[];
  assert.match(frame, /^ {2}File ".*app\.py", line 2, in handler\n {4}raise ValueError\("boom"\)\n/);
  assert.ok(
    log.some((line) =>
      line.startsWith('[ERROR] ValueError: boom\nTraceback (most recent call last):\n\u00a0\u00a0File '),
    ),
  );
});

test('Python: logging in text and JSON', python, async () => {
  const source =
    'import logging\ndef handler(event, context):\n    logging.warning("careful %d", 1)\n    logging.info("hidden")\n    logging.getLogger("x").error({"a": 1})\n';
  const text = await bench.invoke(py(source));
  assert.match(
    text.log[2] ?? '',
    new RegExp(`^\\[WARNING\\]\t\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\t${text.requestId}\tcareful 1\n$`),
  );
  assert.match(text.log[3] ?? '', /^\[ERROR\]\t/);
  const json = await bench.invoke(py(source, { logFormat: 'JSON', applicationLogLevel: 'WARN' }));
  const [, , warning, error] = json.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    [warning?.['level'], warning?.['message'], warning?.['logger'], warning?.['requestId']],
    ['WARNING', 'careful 1', 'root', json.requestId],
  );
  assert.deepEqual(error?.['message'], { a: 1 });
});

for (const [what, source, handler, errorType, message] of [
  [
    'a missing package',
    'import nowhere\n',
    'app.handler',
    'Runtime.ImportModuleError',
    "Unable to import module 'app': No module named 'nowhere'",
  ],
  [
    'a missing function',
    'x = 1\n',
    'app.handler',
    'Runtime.HandlerNotFound',
    "Handler 'handler' missing on module 'app'",
  ],
  ['a syntax error', 'def (\n', 'app.handler', 'Runtime.UserCodeSyntaxError', "Syntax error in module 'app': "],
  [
    'no dot',
    'x = 1\n',
    'app',
    'Runtime.MalformedHandlerName',
    "Bad handler 'app': not enough values to unpack (expected 2, got 1)",
  ],
  [
    'no JSON',
    'def handler(e, c): return {1, 2}\n',
    'app.handler',
    'Runtime.MarshalError',
    'Unable to marshal response: Object of type set is not JSON serializable',
  ],
] as const) {
  test(`Python: ${what}`, python, async () => {
    const { json } = await bench.invoke(py(source, { handler }));
    assert.equal(json['errorType'], errorType);
    assert.ok(String(json['errorMessage']).startsWith(message), String(json['errorMessage']));
  });
}

test('Python: sys.exit ends the environment', python, async () => {
  const { json, requestId } = await bench.invoke(py('import sys\ndef handler(e, c): sys.exit(7)\n'));
  assert.deepEqual(json, {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: exit status 7`,
  });
});

test('Python: layers', python, async () => {
  const layer = bench.files({ 'python/fromlayer.py': 'value = "layer"\n' });
  const spec = py('import fromlayer\ndef handler(e, c): return fromlayer.value\n', { layerDirectories: [layer] });
  assert.equal((await bench.invoke(spec)).text, '"layer"');
});

test('Python: boto3 without an endpoint comes to this server', boto, async () => {
  const source = 'import boto3\ndef handler(e, c): return boto3.client("dynamodb").meta.endpoint_url\n';
  assert.equal(
    (await bench.invoke(py(source, { endpointUrl: 'http://127.0.0.1:4599' }))).text,
    '"http://127.0.0.1:4599"',
  );
});

test('Python: without it on the host, the answer says what is missing', async () => {
  const none = new Workbench({ programs: new Programs('/nowhere') });
  after(() => none.close());
  const { json } = await none.invoke(none.spec({ 'app.py': '' }, { runtime: 'python3.12' }));
  assert.equal(json['errorType'], 'Runtime.InvalidEntrypoint');
  assert.match(
    String(json['errorMessage']),
    /Python is not on this host: python3\.12 needs python3\.12, or any python3/,
  );
});

// A runtime in plain shell would need an HTTP client; this one is Node.js behind a shebang.
const bootstrap = (answer: string): string => `#!/usr/bin/env node
const http = require("http"); const agent = new http.Agent({ keepAlive: true });
const call = (method, path, body) => new Promise((resolve) => { const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
  http.request({ hostname, port, agent, method, path: "/2018-06-01/runtime/" + path }, (r) => { let text = ""; r.on("data", (d) => text += d).on("end", () => resolve([r.headers, text])); }).end(body); });
(async () => { for (;;) { const [headers, event] = await call("GET", "invocation/next"); console.log("got", event);
  await call("POST", "invocation/" + headers["lambda-runtime-aws-request-id"] + "/response", ${answer}); } })();`;

test('provided: bootstrap from the code, or else from a layer', async () => {
  const more = { runtime: 'provided.al2023', handler: 'whatever' };
  const spec = bench.spec({ bootstrap: bootstrap('event') }, more);
  const first = await bench.invoke(spec, { a: 1 });
  assert.deepEqual(first.json, { a: 1 });
  assert.ok(first.log.includes('got {"a":1}\n'));
  assert.equal((await bench.invoke(spec, 2)).text, '2');
  const layer = bench.files({
    bootstrap: bootstrap('process.env.AWS_EXECUTION_ENV ?? JSON.stringify(process.env._HANDLER)'),
  });
  assert.equal(
    (await bench.invoke(bench.spec({ 'x.txt': '' }, { ...more, layerDirectories: [layer] }))).text,
    '"whatever"',
  );
});

for (const [what, files, text] of [
  ['none', { 'a.txt': '' }, "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"],
  ['a bad shebang', { bootstrap: '#!/no/such/shell\n' }, 'fork/exec /var/task/bootstrap: no such file or directory'],
  ['no program', { bootstrap: 'just text' }, 'fork/exec /var/task/bootstrap: exec format error'],
  [
    'another machine’s',
    {
      bootstrap: Buffer.concat([
        Buffer.from('\x7fELF\x02\x01', 'latin1'),
        Buffer.alloc(12),
        Buffer.from([8, 0]),
        Buffer.alloc(44),
      ]),
    },
    'fork/exec /var/task/bootstrap: exec format error',
  ],
] as const) {
  test(`provided: a bootstrap that is ${what}`, async () => {
    const { json, requestId } = await bench.invoke(bench.spec(files, { runtime: 'provided.al2023' }));
    assert.equal(json['errorType'], 'Runtime.InvalidEntrypoint');
    assert.equal(
      String(json['errorMessage']).replace(/\S*\/bootstrap:/, '/var/task/bootstrap:'),
      `RequestId: ${requestId} Error: ${text}`,
    );
  });
}
