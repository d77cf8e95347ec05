import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Deployment, Plan, Removal, RideStatus } from '@paddock/ride';
import { startRide } from './provision-kit.js';

const paddock = await startRide();
const { url } = paddock;
after(() => paddock.close());
const nothing = await paddock.everything();
const programOf = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const own = [programOf('apps/ride/bin/ride.js')];
const paddocks = [programOf('packages/server/bin/paddock.js'), 'ride'];

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line, which finds the server by its variable, and nothing else of this machine. */
const ride = (args: readonly string[], env: Record<string, string> = {}, program = own): Promise<Ran> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...program, ...args],
      {
        env: {
          PATH: process.env['PATH'],
          PADDOCK_ENDPOINT: url,
          AWS_CONFIG_FILE: '/dev/null',
          AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
          AWS_EC2_METADATA_DISABLED: 'true',
          ...env,
        },
      },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

const parsed = <T>({ out }: Ran): T => JSON.parse(out) as T;

it('says what it can do, and what was typed wrongly', async () => {
  for (const args of [[], ['help'], ['-h'], ['deploy', '--help']]) {
    const { code, out } = await ride(args);
    assert.equal(code, 0);
    assert.match(
      out,
      /npx paddock ride deploy[\s\S]+npx paddock ride status[\s\S]+npx paddock ride destroy[\s\S]+-dry-run/,
    );
  }
  const wrong = async (...args: string[]) => {
    const { code, out, err } = await ride(args);
    assert.deepEqual([code, out], [2, '']);
    return err.trim();
  };
  assert.equal(await wrong('go'), 'ride: unknown command "go" (npx paddock ride help shows the commands)');
  assert.match(await wrong('-yes'), /the command comes first, as in: deploy -yes/);
  assert.match(await wrong('deploy', '-summary', 'sql'), /-summary must be auto or analytics or function, not "sql"/);
  assert.match(await wrong('deploy', '-yes=maybe'), /-yes must be true or false, not "maybe"/);
  assert.match(await wrong('status', 'now'), /unexpected argument "now"/);
  assert.match(await wrong('status', '-region', 'us east'), /"us east" is no name of a region/);
  assert.match(await wrong('status', '-endpoint', 'http://127.0.0.1:99999'), /the endpoint must be a URL such as/);
});

it('is a command of paddock', async () => {
  const { code, out } = await ride(['help'], {}, paddocks);
  assert.deepEqual([code, out], [0, (await ride(['help'])).out]);
  assert.equal((await ride(['go'], {}, paddocks)).code, 2);
  const status = await ride(['status', '-json'], {}, paddocks);
  assert.deepEqual([status.code, parsed<RideStatus>(status).isComplete], [1, false]);
});

it('plans without a change', async () => {
  const changes = await paddock.changesDuring(async () => {
    const { code, out } = await ride(['deploy', '--dry-run']);
    assert.equal(code, 0);
    assert.match(
      out,
      / {2}\+ Kinesis stream wildrydes\n[\s\S]+Plan: 13 to create\.\nNothing was changed: this was -dry-run\.\n$/,
    );
    const { steps } = parsed<Plan>(await ride(['deploy', '-dry-run', '-json', '-summary=function']));
    assert.ok(steps.some(({ part }) => part.id === 'summary-trigger'));
    assert.equal((await ride(['destroy', '-dry-run'])).code, 0);
    const status = await ride(['status']);
    assert.deepEqual([status.code, /is not there/.test(status.out)], [1, true]);
  });
  assert.deepEqual(changes, []);
});

it('deploys, says how it is doing, and removes', async () => {
  const first = await ride(['deploy']);
  assert.deepEqual([first.code, first.err], [0, '']);
  assert.match(first.out, / {2}✓ Kinesis stream wildrydes {2}created {2}\d+\.\d s\n/);
  const pool = (await paddock.find())?.identityPoolId ?? '';
  assert.ok(first.out.includes(`${url}/dashboard/?pool=${pool}&stream=wildrydes&region=us-east-1\n`), first.out);
  assert.match(first.out, /npx paddock ride destroy -endpoint http/);

  const again = await ride(['deploy']);
  assert.match(again.out, /Plan: 13 as they shall be\.\n\nEverything was as it shall be: nothing was changed\./);
  assert.equal(parsed<Deployment>(await ride(['deploy', '-json'])).changed, 0);

  const status = await ride(['status']);
  assert.equal(status.code, 0);
  assert.match(
    status.out,
    /is complete\.\n[\s\S]+Shards +wildrydes 1, wildrydes-summary 1\n +Application +RUNNING\n +Trigger +Enabled/,
  );
  assert.equal(parsed<RideStatus>(await ride(['status', '-json'])).identityPoolId, pool);
  await paddock.lambda.updateFunctionConfiguration({ FunctionName: 'WildRydesStreamProcessor', Timeout: 3 });
  const drifted = await ride(['status']);
  assert.equal(drifted.code, 1);
  assert.match(drifted.out, /~ Lambda function WildRydesStreamProcessor: timeout in seconds 3 → 60\n/);

  const removal = await ride(['destroy']);
  assert.deepEqual([removal.code, removal.err], [0, '']);
  assert.match(removal.out, /13 parts removed\.\n$/);
  assert.deepEqual(await paddock.everything(), nothing);
  assert.match((await ride(['destroy'])).out, /There was nothing to remove\./);
  assert.deepEqual(parsed<Removal>(await ride(['destroy', '-json'])).removed, []);
});

it('fails with one line, and a code', async () => {
  const unreachable = await ride(['deploy'], { PADDOCK_ENDPOINT: 'http://127.0.0.1:9' });
  assert.equal(unreachable.code, 1);
  assert.match(
    unreachable.err,
    /^ride deploy: The account could not be told: http:\/\/127\.0\.0\.1:9 cannot be reached .*\n$/,
  );

  const user = await paddock.identities.newUser();
  const denied = await ride(['deploy', '-endpoint', url], {
    AWS_ACCESS_KEY_ID: user.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.keys.secretAccessKey,
  });
  assert.equal(denied.code, 1);
  assert.match(
    denied.out,
    /✗ Kinesis stream wildrydes could not be looked at\n +why +User: .* is not authorized to perform: kinesis:/,
  );
  assert.match(denied.out, /\n +do +Allow your user or role kinesis:DescribeStreamSummary on arn:/);
  assert.match(denied.err, /^ride deploy: .*more parts failed\)\n$/);
  assert.deepEqual(await paddock.everything(), nothing);
});
