import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import type { IAM } from '@aws-sdk/client-iam';
import { Kinesis } from '@aws-sdk/client-kinesis';
import type { Browser } from 'playwright-core';
import { ChildServer } from '../harness/child-server.js';
import { createIam, createSdkOverHttp1 } from '../harness/clients.js';
import { findBrowser, startDrawingBrowser } from '../harness/browser.js';
import { away, putReadings, readingOf, startRidden, stream, Visit, type Ridden } from '../harness/dashboard.js';
import { rootKeys } from '../harness/identity.js';
import { deployRide } from '../harness/ride.js';
import { arnOf, region } from '../harness/server.js';
import { openShards, reshard } from '../harness/streams.js';
import { eventually } from '../harness/wait.js';

const executable = findBrowser();

describe('the live map in trouble', { skip: executable === undefined && 'no Chromium is installed' }, () => {
  let browser: Browser;
  let ridden: Ridden;
  let iam: IAM;
  before(async () => {
    browser = await startDrawingBrowser(executable ?? '');
  });
  after(() => browser?.close());
  beforeEach(async () => {
    ridden = await startRidden();
    iam = createIam(ridden.url);
  });
  afterEach(async () => {
    iam?.destroy();
    await ridden?.close();
  });

  it('shows what is denied and what would allow it, and goes on once it is allowed', async () => {
    const { Roles: roles = [] } = await iam.listRoles({});
    const guest =
      roles.find(({ AssumeRolePolicyDocument: trust = '' }) => trust.includes('cognito-identity'))?.RoleName ?? '';
    const { PolicyNames: [policy = ''] = [] } = await iam.listRolePolicies({ RoleName: guest });
    await iam.deleteRolePolicy({ RoleName: guest, PolicyName: policy });

    const visit = await Visit.of(browser, ridden, { clock: true });
    const denied = visit.notice('The guest role may not read this stream');
    await denied.waitFor();
    assert.equal(await visit.fact(denied, 'Action').textContent(), 'kinesis:ListShards');
    assert.equal(await visit.fact(denied, 'Resource').textContent(), arnOf(stream));
    assert.match((await visit.fact(denied, 'Principal').textContent()) ?? '', new RegExp(`:assumed-role/${guest}/`));
    await visit.state('Access denied').waitFor();
    await visit.keep('denied');
    // What the page says is put into the role as it stands there, and nobody touches the page.
    const statement = JSON.parse((await denied.locator('pre').textContent()) ?? '') as unknown;
    await iam.putRolePolicy({
      RoleName: guest,
      PolicyName: policy,
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    });
    await visit.reads();
    await ridden.put(readingOf('Shadowfax', away(0, 0)));
    await visit.pass(1_000);
    await visit.row('Shadowfax').waitFor();
    await visit.end();
  });

  it('says which pool there is not, and which admits no guests', async () => {
    const nobody = 'us-east-1:00000000-0000-4000-8000-000000000000';
    const visit = await Visit.of(browser, { url: ridden.url, pool: nobody });
    const missing = visit.notice('There is no such identity pool');
    await missing.getByText(nobody).first().waitFor();
    await missing.getByText('npx paddock ride status').waitFor();
    await visit.keep('missing-pool');

    const cognito = new CognitoIdentity({ endpoint: ridden.url, region, credentials: rootKeys });
    const { IdentityPoolId: closed = '' } = await cognito.createIdentityPool({
      IdentityPoolName: 'members only',
      AllowUnauthenticatedIdentities: false,
    });
    cognito.destroy();
    await missing.getByRole('button', { name: 'Change source' }).click();
    const form = visit.page.getByRole('dialog');
    await form.getByLabel('Identity pool ID').fill(closed);
    await form.getByRole('button', { name: 'Start' }).click();
    const guests = visit.notice('The identity pool admits no guests');
    await guests.getByText(closed).first().waitFor();
    await guests.getByText('npx paddock ride deploy').waitFor();
    await visit.keep('no-guests');

    await guests.getByRole('button', { name: 'Change source' }).click();
    await form.getByLabel('Identity pool ID').fill(ridden.pool);
    await form.getByRole('button', { name: 'Start' }).click();
    await visit.state('Live').waitFor();
    await visit.end();
  });

  it('waits for a stream that is not there yet', async () => {
    await ridden.sdk.deleteStream({ StreamName: stream });
    const visit = await Visit.of(browser, ridden, { clock: true });
    const missing = visit.notice(`There is no stream ${stream}`);
    await missing.waitFor();
    const said = (await missing.locator('pre').textContent())?.replaceAll(/[\s\\]+/g, ' ');
    const where = `--region ${region} --endpoint-url ${ridden.url}`;
    assert.equal(said, `aws kinesis create-stream --stream-name ${stream} --shard-count 1 ${where}`);
    await visit.keep('missing-stream');
    await ridden.sdk.createStream({ StreamName: stream, ShardCount: 1 });
    await visit.reads();
    await ridden.put(readingOf('Rocinante', away(0, 0)));
    await visit.pass(1_000);
    await visit.row('Rocinante').waitFor();
    await visit.end();
  });

  it('says that it is slowed down while it is, and keeps whom it knows', async () => {
    const visit = await Visit.of(browser, ridden, { clock: true });
    await ridden.put(readingOf('Bucephalus', away(0, 0)));
    await visit.pass(1_000);
    await visit.row('Bucephalus').waitFor();
    await ridden.control.addFault({ kind: 'throttle', service: 'kinesis', operation: 'GetRecords' });
    await visit.pass(1_000);
    await visit.notice('The stream is read too often').waitFor();
    await visit.state('Slowed down').waitFor();
    await visit.keep('throttled');
    assert.equal(await visit.row('Bucephalus').count(), 1);
    await ridden.control.clearFaults();
    await visit.soon('it is over', async () => visit.state('Live').isVisible());
    await visit.notice('The stream is read too often').waitFor({ state: 'detached' });
    await visit.end();
  });

  it('misses no reading while the stream is resharded', async () => {
    const visit = await Visit.of(browser, ridden, { clock: true, search: { debug: '1' } });
    await visit.state('Live').waitFor();
    await ridden.sdk.updateShardCount({ StreamName: stream, TargetShardCount: 2, ScalingType: 'UNIFORM_SCALING' });
    const count = 60;
    const before = await visit.figure('Readings');
    for (let index = 0; index < count; index++) {
      if (index % 15 === 5) await reshard(ridden.sdk, stream, 'split');
      if (index === 40) await reshard(ridden.sdk, stream, 'merge');
      await ridden.put(readingOf(`Unicorn ${index}`, away(index * 10, 0)));
      if (index % 4 === 0) await visit.pass(1_000);
    }
    await visit.soon('each of them', async () => (await visit.figure('Readings')) === before + count);
    const open = (await openShards(ridden.sdk, stream)).length;
    assert.equal(open, 5);
    await visit.soon('the open shards', async () => (await visit.figure('Shards')) === open);
    assert.equal(await visit.figure('Not readings'), 0);
    await ridden.sdk.putRecord({ StreamName: stream, PartitionKey: 'x', Data: Buffer.from('no reading') });
    await visit.soon('what is no reading is counted', async () => (await visit.figure('Not readings')) === 1);
    await visit.end();
  });

  it('holds nothing beyond its role, and asks nobody else', async () => {
    const visit = await Visit.begin(browser, ridden.url, { search: { pool: ridden.pool, stream } });
    await visit.state('Live').waitFor();
    await eventually('it looked for tiles', () =>
      visit.asked.some((url) => new URL(url).hostname === 'tiles.openfreemap.org'),
    );
    const strangers = visit.asked.filter((url) => {
      const { protocol, origin, hostname } = new URL(url);
      return protocol.startsWith('http') && origin !== ridden.url && hostname !== 'tiles.openfreemap.org';
    });
    assert.deepEqual(strangers, []);
    const kept = JSON.stringify(await visit.page.context().storageState());
    assert.doesNotMatch(kept, /secret|AKIA|ASIA|sessionToken/i, 'no keys are kept');
    assert.match(kept, /us-east-1:/, 'but who one is');

    // The page's own credentials, got as it gets them.
    const cognito = new CognitoIdentity({ endpoint: ridden.url, region, credentials: rootKeys });
    const { IdentityId } = await cognito.getId({ IdentityPoolId: ridden.pool });
    const { Credentials } = await cognito.getCredentialsForIdentity({ IdentityId });
    cognito.destroy();
    const guest = new Kinesis({
      endpoint: ridden.url,
      region,
      maxAttempts: 1,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      },
    });
    await guest.listShards({ StreamName: stream });
    const denial = { name: 'AccessDeniedException' };
    await assert.rejects(guest.putRecord({ StreamName: stream, PartitionKey: 'x', Data: Buffer.from('x') }), denial);
    await assert.rejects(guest.listShards({ StreamName: 'wildrydes-summary' }), denial);
    await assert.rejects(guest.deleteStream({ StreamName: stream }), denial);
    guest.destroy();
    const asked = await ridden.control.requests(2000);
    const operations = new Set(
      asked
        .filter(({ principal = '' }) => principal.includes(':assumed-role/'))
        .map(({ operation, status }) => `${operation} ${status}`),
    );
    for (const operation of ['ListShards 200', 'GetRecords 200']) assert.ok(operations.has(operation), operation);
    await visit.end();
  });

  it('tells that the server is gone, keeps everybody meanwhile, and goes on when it is back', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'paddock-dashboard-'));
    const flags = ['--data-dir', directory, '--limits', 'off'];
    let server = await ChildServer.start(...flags);
    const { url } = server;
    const sdk = createSdkOverHttp1(url);
    try {
      const { identityPoolId: pool } = await deployRide(url, 'analytics');
      const visit = await Visit.of(browser, { url, pool }, { clock: true });
      await putReadings(sdk, [readingOf('Shadowfax', away(0, 0)), readingOf('Rocinante', away(400, 0))]);
      await visit.pass(1_000);
      await visit.row('Shadowfax').waitFor();
      await server.kill();
      const gone = visit.notice(`${url} does not answer`);
      await visit.soon('the banner', async () => gone.isVisible());
      await visit.state('Unreachable').waitFor();
      // A minute goes by: that nobody is heard then is not their silence.
      for (let second = 0; second < 60; second += 10) await visit.pass(10_000);
      assert.deepEqual(await visit.names(), ['Rocinante', 'Shadowfax']);
      assert.equal(await visit.list.getByText('silent', { exact: true }).count(), 0);
      await visit.keep('server-gone');
      server = await ChildServer.start(...flags, '--port', new URL(url).port);
      await visit.reads();
      await gone.waitFor({ state: 'detached' });
      await putReadings(sdk, [readingOf('Bucephalus', away(-400, 0))]);
      await visit.soon('a reading after it', async () => (await visit.row('Bucephalus').count()) === 1);
      await visit.end();
    } finally {
      await server.kill();
      sdk.destroy();
      await rm(directory, { recursive: true, force: true });
    }
  });
});
