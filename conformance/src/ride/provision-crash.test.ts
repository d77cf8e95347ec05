import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { deploy, describeDeployment, destroy, realTime, type Deployment, type ProvisionOptions } from '@paddock/ride';
import { ChildServer } from '../harness/child-server.js';
import { Control } from '../harness/control.js';
import { region } from '../harness/server.js';

const optionsOf = (url: string): ProvisionOptions => ({
  destination: { region, endpoint: url, credentials: 'paddock' },
  summary: 'auto',
  time: realTime,
  signal: new AbortController().signal,
  onEvent: () => undefined,
});

/** What the server did, and died before it could say so. */
const LOST = ['CreateStream', 'CreateIdentityPool', 'CreateRole', 'CreateFunction', 'CreateApplication'];
const LOST_REMOVALS = ['DeleteEventSourceMapping', 'DeleteRole', 'DeleteTable'];

it('goes on where a server was killed, whose answer nobody has heard', { timeout: 170_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'paddock-ride-'));
  const start = (): Promise<ChildServer> => ChildServer.start('--data-dir', directory, '--test-controls');
  let server = await start();
  const dyingAt = async (operation: string, undertake: (options: ProvisionOptions) => Promise<unknown>) => {
    await new Control(server.url).addFault({ kind: 'crash', when: 'after', operation, times: 1 });
    await assert.rejects(undertake(optionsOf(server.url)), operation);
    await server.kill();
    server = await start();
  };
  try {
    let whole: Deployment | undefined;
    for (const operation of LOST) {
      await dyingAt(operation, deploy);
      whole = await deploy(optionsOf(server.url));
      const { isComplete, parts } = await describeDeployment(optionsOf(server.url));
      assert.ok(isComplete, `${operation}: ${JSON.stringify(parts.filter(({ state }) => state !== 'ready'))}`);
      assert.equal((await destroy(optionsOf(server.url))).removed.length, 13, operation);
    }
    assert.notEqual(whole?.identityPoolId, '');
    for (const operation of LOST_REMOVALS) {
      await deploy(optionsOf(server.url));
      await dyingAt(operation, destroy);
      const { removed, left } = await destroy(optionsOf(server.url));
      assert.deepEqual(left, []);
      assert.ok(removed.length < 13, operation);
      assert.deepEqual((await destroy(optionsOf(server.url))).removed, [], operation);
    }
  } finally {
    await server.kill();
    await rm(directory, { recursive: true, force: true });
  }
});
