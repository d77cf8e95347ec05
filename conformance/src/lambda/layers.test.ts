import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { eventually } from '../harness.js';
import { startLambda, zipOf, type LambdaPaddock } from '../harness/lambda.js';

const python = spawnSync('python3', ['--version'], { stdio: 'ignore' }).status === 0;

/** What layers bring: packages, files, extensions and wrappers. */
describe('layers', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  const publish = async (LayerName: string, members: Parameters<typeof zipOf>[0]): Promise<string> => {
    const { LayerVersionArn = '' } = await paddock.lambda.publishLayerVersion({
      LayerName,
      Content: { ZipFile: zipOf(members) },
    });
    return LayerVersionArn;
  };
  const run = async (code: string | Record<string, string>, Layers: string[], more: object = {}): Promise<unknown> => {
    const name = await paddock.newFunction(code, { Role: role, Layers, ...more });
    const { payload, functionError } = await paddock.invoke(name);
    assert.equal(functionError, undefined, JSON.stringify(payload));
    return payload;
  };

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
  });
  after(() => paddock.close());

  it('bring packages of Node.js, for both kinds of modules, and plain files', async () => {
    const layer = await publish('packages', {
      'nodejs/node_modules/unicorns/package.json': '{"main":"main.js"}',
      'nodejs/node_modules/unicorns/main.js': 'exports.name = "Shadowfax";',
      'data/herd.txt': 'seven',
    });
    const read = `require('node:fs').readFileSync('/opt/data/herd.txt', 'utf8')`;
    assert.deepEqual(await run(`exports.handler = async () => [require('unicorns').name, ${read}];`, [layer]), [
      'Shadowfax',
      'seven',
    ]);
    const module = `import unicorns from 'unicorns'; export const handler = async () => unicorns.name;`;
    assert.equal(await run({ 'index.mjs': module }, [layer]), 'Shadowfax');
  });

  it('lie upon each other: the last one wins', async () => {
    const under = await publish('under', { 'a.txt': 'under', 'b.txt': 'under' });
    const over = await publish('over', { 'a.txt': 'over', 'c.txt': 'over' });
    const code = `const read = (name) => require('node:fs').readFileSync('/opt/' + name + '.txt', 'utf8');
      exports.handler = async () => ['a', 'b', 'c'].map(read);`;
    assert.deepEqual(await run(code, [under, over]), ['over', 'under', 'over']);
    assert.deepEqual(await run(code, [over, under]), ['under', 'under', 'over']);
  });

  it('stay as they are for functions that have them, even when they are deleted', async () => {
    const first = await publish('versioned', { 'v.txt': 'first' });
    const code = `exports.handler = async () => require('node:fs').readFileSync('/opt/v.txt', 'utf8');`;
    const name = await paddock.newFunction(code, { Role: role, Layers: [first] });
    const second = await publish('versioned', { 'v.txt': 'second' });
    assert.equal((await paddock.invoke(name)).payload, 'first');
    await paddock.lambda.deleteLayerVersion({ LayerName: 'versioned', VersionNumber: 1 });
    await paddock.lambda.updateFunctionConfiguration({ FunctionName: name, MemorySize: 192 });
    await eventually('the update', async () => {
      const { LastUpdateStatus } = await paddock.lambda.getFunctionConfiguration({ FunctionName: name });
      return LastUpdateStatus === 'Successful';
    });
    assert.equal((await paddock.invoke(name)).payload, 'first');
    await paddock.lambda.updateFunctionConfiguration({ FunctionName: name, Layers: [second] });
    await eventually('the second', async () => (await paddock.invoke(name)).payload === 'second');
  });

  it('bring extensions, which hear of each invocation', async () => {
    const extension = `#!${process.execPath}
      const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2020-01-01/extension';
      (async () => {
        const headers = { 'Lambda-Extension-Name': 'watcher' };
        const registered = await fetch(api + '/register', { method: 'POST', headers, body: '{"events":["INVOKE","SHUTDOWN"]}' });
        const { functionName } = await registered.json();
        const id = registered.headers.get('lambda-extension-identifier');
        for (;;) {
          const event = await (await fetch(api + '/event/next', { headers: { 'Lambda-Extension-Identifier': id } })).json();
          console.log('watcher saw ' + event.eventType + ' of ' + functionName + ' ' + (event.requestId ?? event.shutdownReason));
          if (event.eventType === 'SHUTDOWN') break;
        }
      })();`;
    const layer = await publish('watcher', [{ name: 'extensions/watcher', content: extension, mode: 0o755 }]);
    const name = await paddock.newFunction('exports.handler = async (e, context) => context.awsRequestId;', {
      Role: role,
      Layers: [layer],
      Timeout: 20,
    });
    const ids = [(await paddock.invoke(name)).payload, (await paddock.invoke(name)).payload];
    const lines = await eventually('what it saw', async () => {
      const log = await paddock.logOf(name).catch(() => []);
      const seen = log.filter((line) => line.startsWith('watcher saw INVOKE'));
      return seen.length === 2 && log;
    });
    for (const id of ids) assert.ok(lines.some((line) => line.includes(`watcher saw INVOKE of ${name} ${String(id)}`)));
    assert.ok(
      lines.some((line) => /^EXTENSION\tName: watcher\tState: Ready\tEvents: \[INVOKE, ?SHUTDOWN\]/.test(line)),
    );
    await paddock.lambda.deleteFunction({ FunctionName: name });
    await eventually('its end', async () =>
      (await paddock.logOf(name)).some((line) => line.startsWith('watcher saw SHUTDOWN')),
    );
  });

  it('wrap the runtime', async () => {
    const layer = await publish('wrapper', [
      { name: 'wrapper', content: '#!/bin/sh\nexport WRAPPED="$#"\nexec "$@"\n', mode: 0o755 },
    ]);
    const Environment = { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/wrapper' } };
    const wrapped = await run('exports.handler = async () => Number(process.env.WRAPPED) > 0;', [layer], {
      Environment,
    });
    assert.equal(wrapped, true);
  });

  it('of Python are on its path', { skip: !python && 'python3 is not installed' }, async () => {
    const layer = await publish('python', { 'python/unicorns.py': 'name = "Bucephalus"' });
    const code = 'import unicorns\ndef handler(event, context):\n    return unicorns.name\n';
    const more = { Runtime: 'python3.12', Handler: 'app.handler', Timeout: 20 };
    assert.equal(await run({ 'app.py': code }, [layer], more), 'Bucephalus');
  });
});
