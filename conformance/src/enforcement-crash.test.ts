import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { account, allow, arnOf, createSdkOverHttp1, denial, deny, Identities, isDenied, RawClient } from './harness.js';
import { ChildServer } from './harness/child-server.js';

const directory = await mkdtemp(join(tmpdir(), 'paddock-enforcement-'));
let server: ChildServer | undefined;
after(async () => {
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

const start = async (): Promise<ChildServer> =>
  (server = await ChildServer.start('--data-dir', directory, '--transitions', 'instant', '--log-level', 'error'));

it('users, keys, policies, groups, roles and sessions survive kill -9', async () => {
  const first = await start();
  const raw = new RawClient(first.url);
  const identities = new Identities({ url: first.url, raw });
  const { iam } = identities;
  const sdk = createSdkOverHttp1(first.url);
  await sdk.createStream({ StreamName: 'rides', ShardCount: 1 });
  const listing = allow('kinesis:ListShards', arnOf('rides'));
  const [inline, grouped, bounded] = await Promise.all([
    identities.newUser(listing),
    identities.newUser(),
    identities.newUser(listing),
  ]);
  await iam.createGroup({ GroupName: 'readers' });
  await iam.attachGroupPolicy({ GroupName: 'readers', PolicyArn: await identities.newPolicy(listing) });
  await iam.addUserToGroup({ GroupName: 'readers', UserName: grouped.name });
  const role = await identities.newRole({ AWS: account }, [listing]);
  await identities.allow(inline.name, listing, allow('sts:AssumeRole', role.arn));
  const session = await identities.assume(inline.keys, role.arn, { Policy: allow('kinesis:List*') });
  const PermissionsBoundary = await identities.newPolicy(deny('*'));
  // The last thing that was acknowledged before the power went.
  await iam.putUserPermissionsBoundary({ UserName: bounded.name, PermissionsBoundary });
  await first.kill();
  sdk.destroy();
  for (const client of [identities, raw]) client.close();

  const second = await start();
  const again = new RawClient(second.url);
  const people = new Identities({ url: second.url, raw: again });
  const [one, two, three, four] = [inline, grouped, bounded, session].map(({ name, arn, keys }) =>
    people.someone(name, arn, keys),
  );
  assert.ok(one && two && three && four);
  const about = { StreamName: 'rides' };
  for (const who of [one, two, four]) assert.equal((await who.call('ListShards', about)).status, 200, who.arn);
  const refused = await three.call('ListShards', about);
  const why = `with an explicit deny in a permissions boundary: ${PermissionsBoundary}`;
  assert.equal(refused.json?.['message'], denial(three.arn, 'kinesis:ListShards', arnOf('rides'), why));
  for (const who of [one, two, four]) assert.ok(isDenied(await who.call('DescribeLimits', {})));
  const limited = await four.call('DescribeStreamSummary', about);
  assert.equal(limited.json?.['message'], denial(four.arn, 'kinesis:DescribeStreamSummary', arnOf('rides')));
  const fresh = await people.assume(one.keys, role.arn);
  assert.equal((await fresh.call('ListShards', about)).status, 200);
  people.close();
  again.close();
  await second.stop();
  server = undefined;
});
