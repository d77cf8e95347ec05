import './harness/quiet.js';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import type { Browser, Page } from 'playwright-core';
import { account, arnOf, startPaddock, type Paddock } from './harness.js';
import { findBrowser, startBrowser } from './harness/browser.js';
import { createIam } from './harness/clients.js';

const executable = findBrowser();
const region = 'us-east-1';
const role = 'map';

/** What the page gives back of a call. */
interface Told {
  readonly code?: string;
  readonly message?: string;
  readonly data?: unknown;
}

describe(
  'a page of another origin, with version 2 of the SDK',
  {
    skip: executable === undefined && 'no Chromium is installed',
  },
  () => {
    let paddock: Paddock;
    let browser: Browser;
    let page: Page;
    const site = createServer((request, response) => {
      const script = createRequire(import.meta.url).resolve('aws-sdk/dist/aws-sdk.min.js');
      const isScript = request.url === '/sdk.js';
      readFile(script).then(
        (text) =>
          response
            .setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
            .end(isScript ? text : '<!doctype html><title>map</title><script src="/sdk.js"></script>'),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });

    before(async () => {
      paddock = await startPaddock();
      const { url, sdk } = paddock;
      const rootKeys = { accessKeyId: 'test', secretAccessKey: 'test' };
      const [iam, cognito] = [createIam(url), new CognitoIdentity({ endpoint: url, region, credentials: rootKeys })];
      await sdk.createStream({ StreamName: 'wildrydes', ShardCount: 1 });
      await sdk.putRecord({ StreamName: 'wildrydes', PartitionKey: 'x', Data: Buffer.from('Shadowfax') });
      const { IdentityPoolId: pool = '' } = await cognito.createIdentityPool({
        IdentityPoolName: 'wildrydes',
        AllowUnauthenticatedIdentities: true,
      });
      const trust = {
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': pool } },
      };
      const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      const { Role } = await iam.createRole({ RoleName: role, AssumeRolePolicyDocument: document(trust) });
      await iam.putRolePolicy({
        RoleName: role,
        PolicyName: 'WildrydesDashboardPolicy',
        PolicyDocument: document({
          Effect: 'Allow',
          Action: ['kinesis:List*', 'kinesis:Describe*', 'kinesis:Get*'],
          Resource: arnOf('wildrydes'),
        }),
      });
      await cognito.setIdentityPoolRoles({ IdentityPoolId: pool, Roles: { unauthenticated: Role?.Arn ?? '' } });
      for (const client of [iam, cognito]) client.destroy();

      await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
      const address = site.address();
      assert.ok(address !== null && typeof address === 'object');
      browser = await startBrowser(executable ?? '');
      page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${address.port}/`);
      await page.evaluate(`
      const service = { region: '${region}', endpoint: '${url}', maxRetries: 0 };
      const credentials = new AWS.CognitoIdentityCredentials({ IdentityPoolId: '${pool}' }, service);
      window.kinesis = new AWS.Kinesis({ ...service, credentials });
      window.tell = (call) =>
        call.promise().then((data) => ({ data: JSON.parse(JSON.stringify(data)) }), ({ code, message }) => ({ code, message }));
    `);
    });
    after(async () => {
      await browser?.close();
      site.closeAllConnections();
      site.close();
      await paddock?.close();
    });

    const tell = (call: string, input: object): Promise<Told> =>
      page.evaluate(`tell(kinesis.${call}(${JSON.stringify(input)}))`);

    it('reads the stream with what the identity pool gives it', async () => {
      const { data } = await tell('listShards', { StreamName: 'wildrydes' });
      const [shard] = (data as { Shards: { ShardId: string }[] }).Shards;
      const place = { StreamName: 'wildrydes', ShardId: shard?.ShardId, ShardIteratorType: 'TRIM_HORIZON' };
      const { data: iterator } = await tell('getShardIterator', place);
      const { data: read } = await tell('getRecords', iterator as object);
      const [record] = (read as { Records: { Data: { data: number[] } | Record<string, number> }[] }).Records;
      const bytes =
        record && 'data' in record.Data ? (record.Data.data as number[]) : Object.values(record?.Data ?? {});
      assert.equal(Buffer.from(bytes as number[]).toString(), 'Shadowfax');
    });

    it('is told which action on which stream it may not', async () => {
      const record = { StreamName: 'wildrydes', PartitionKey: 'x', Data: 'forged' };
      assert.deepEqual(await tell('putRecord', record), {
        code: 'AccessDeniedException',
        message:
          `User: arn:aws:sts::${account}:assumed-role/${role}/CognitoIdentityCredentials is not authorized to perform: kinesis:PutRecord ` +
          `on resource: ${arnOf('wildrydes')} because no identity-based policy allows the kinesis:PutRecord action`,
      });
      assert.equal((await tell('describeStream', { StreamName: 'other' })).code, 'AccessDeniedException');
    });
  },
);
