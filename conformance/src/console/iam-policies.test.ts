import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IAM } from '@aws-sdk/client-iam';
import type { Page } from 'playwright-core';
import { createIam } from '../harness/clients.js';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  typeCode,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';

const account = '000000000000';
const policyArn = (name: string): string => `arn:aws:iam::${account}:policy/${name}`;
const stream = `arn:aws:kinesis:us-east-1:${account}:stream/wildrydes`;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const checkbox = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });

describe('policies in the console', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let iam: IAM;
  let page: Page;
  const go = (path: string) => page.goto(`${world.paddock.url}/console/#${path}`);

  const documentOf = async (arn: string): Promise<unknown> => {
    const { Policy } = await iam.getPolicy({ PolicyArn: arn });
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn: arn, VersionId: Policy?.DefaultVersionId });
    return JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''));
  };

  before(async () => {
    world = await startConsole();
    iam = createIam(world.paddock.url);
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' },
    });
    await iam.createRole({ RoleName: 'Cognito_wildrydesUnauth_Role', AssumeRolePolicyDocument: trust });
    await iam.createUser({ UserName: 'alice' });
    await iam.putUserPolicy({
      UserName: 'alice',
      PolicyName: 'reads',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'kinesis:Get*',
            Resource: stream,
            Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
          },
          { Effect: 'Deny', Action: 'kinesis:DeleteStream', Resource: '*' },
        ],
      }),
    });
    page = await world.open('/iam/policies');
  });
  after(async () => {
    iam?.destroy();
    await world?.close();
  });

  it('makes a policy as the workshop does, and says what is missing or wrong on the way', async () => {
    await page.getByRole('link', { name: 'Create policy' }).click();
    await heading(page, 'Create policy').waitFor();
    // Too early: what is missing is said, and nothing is sent.
    await button(page, 'Review policy').click();
    await page.getByText('Some permissions name no actions or no resources yet.').waitFor();
    await button(page, 'Service').click();
    await page.getByRole('searchbox', { name: 'Find a service' }).fill('DynamoDB');
    await button(page, 'DynamoDB').click();
    await button(page, 'Actions').click();
    await page.getByRole('searchbox', { name: 'Filter actions' }).fill('BatchWriteItem');
    await checkbox(page, 'BatchWriteItem').check();
    await button(page, 'Resources').click();
    await page.getByText('Specify table resource ARN for BatchWriteItem.').waitFor();
    await button(page, 'Add ARN for table').click();
    const dialog = page.getByRole('dialog', { name: 'Add ARN(s)' });
    await dialog.getByLabel('Region', { exact: true }).fill('us-east-1');
    await dialog.getByLabel('Account', { exact: true }).fill('123');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('An account has 12 digits.').waitFor();
    await dialog.getByText('Enter a value, or choose Any.').waitFor();
    await dialog.getByLabel('Account', { exact: true }).fill(account);
    await dialog.getByLabel('Table name', { exact: true }).fill('UnicornSensorData');
    const table = `arn:aws:dynamodb:us-east-1:${account}:table/UnicornSensorData`;
    assert.equal(await dialog.getByLabel('Specify ARN for table').inputValue(), table);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await button(page, 'Review policy').click();
    await button(page, 'Create policy').click();
    await page.getByText('Enter a name.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Wild Rydes');
    await page.getByText('Letters, digits and + = , . @ - _ only.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('WildRydesDynamoDBWritePolicy');
    await page.getByText('Limited: Write').waitFor();
    await assertAccessible(page);
    await picture(page, 'iam-review-policy');
    await page.getByLabel('Name', { exact: true }).press('Enter');
    await heading(page, 'WildRydesDynamoDBWritePolicy').waitFor();
    assert.deepEqual(await documentOf(policyArn('WildRydesDynamoDBWritePolicy')), {
      Version: '2012-10-17',
      Statement: [{ Sid: 'VisualEditor0', Effect: 'Allow', Action: 'dynamodb:BatchWriteItem', Resource: table }],
    });
  });

  it('makes a role, and says what is missing or taken on the way', async () => {
    await go('/iam/roles');
    await page.getByRole('link', { name: 'Create role' }).click();
    await button(page, 'Next: Permissions').click();
    await page.getByText('Service or use case').nth(1).waitFor();
    await page.getByRole('radio', { name: 'Lambda' }).check();
    await button(page, 'Next: Permissions').click();
    await page.getByRole('searchbox', { name: 'Find policies' }).fill('WildRydesDynamoDBWritePolicy');
    await page.getByRole('row').filter({ hasText: 'WildRydesDynamoDBWritePolicy' }).getByRole('checkbox').check();
    await assertAccessible(page);
    await button(page, 'Next: Review').click();
    await page.getByLabel('Role name').fill('a b');
    await button(page, 'Create role').click();
    await page.getByText('Letters, digits and + = , . @ - _ only.').waitFor();
    await page.getByLabel('Role name').fill('Cognito_wildrydesUnauth_Role');
    await button(page, 'Create role').click();
    await page.getByText('Role with name Cognito_wildrydesUnauth_Role already exists.').waitFor();
    await page.getByLabel('Role name').fill('WildRydesStreamProcessorRole');
    await button(page, 'Create role').click();
    await heading(page, 'WildRydesStreamProcessorRole').waitFor();
  });

  it('adds the workshop’s inline WildrydesDashboardPolicy, and changes it as JSON', async () => {
    await go('/iam/roles');
    await page.getByRole('link', { name: 'Cognito_wildrydesUnauth_Role' }).click();
    await page.getByRole('link', { name: 'Add inline policy' }).click();
    await button(page, 'Kinesis').click();
    await button(page, 'Actions').click();
    await checkbox(page, 'Read').check();
    await checkbox(page, 'List').check();
    await button(page, 'Resources').click();
    await button(page, 'Add ARN for consumer').click();
    const dialog = page.getByRole('dialog', { name: 'Add ARN(s)' });
    for (const [field, value] of Object.entries({
      Region: 'us-east-1',
      Account: account,
      'Stream type': '*',
      'Stream name': 'wildrydes',
      'Consumer name': '*',
      'Consumer creation timestamp': '*',
    }))
      await dialog.getByLabel(field, { exact: true }).fill(value);
    await picture(page, 'iam-add-arn');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await button(page, 'Add ARN for stream').click();
    // Pasted as a whole, it fills in the fields.
    await dialog.getByLabel('Specify ARN for stream').fill('nothing');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('This is no ARN.').waitFor();
    await dialog.getByLabel('Specify ARN for stream').fill(stream);
    assert.equal(await dialog.getByLabel('Stream name', { exact: true }).inputValue(), 'wildrydes');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await picture(page, 'iam-visual-editor');
    await button(page, 'Review policy').click();
    await page.getByLabel('Name', { exact: true }).fill('WildrydesDashboardPolicy');
    await button(page, 'Create policy').click();
    await heading(page, 'Cognito_wildrydesUnauth_Role').waitFor();
    const role = { RoleName: 'Cognito_wildrydesUnauth_Role', PolicyName: 'WildrydesDashboardPolicy' };
    const read = async () =>
      JSON.parse(decodeURIComponent((await iam.getRolePolicy(role)).PolicyDocument ?? '')) as {
        Statement: { Sid: string; Action: string[]; Resource: unknown }[];
      };
    const [named, everywhere, ...more] = (await read()).Statement;
    assert.deepEqual(more, []);
    // What cannot be limited to a stream stands by itself, as AWS's editor writes it.
    assert.deepEqual(named?.Resource, [`arn:aws:kinesis:us-east-1:${account}:*/wildrydes/consumer/*:*`, stream]);
    for (const action of ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListShards', 'SubscribeToShard'])
      assert.ok(named?.Action.includes(`kinesis:${action}`), action);
    assert.equal(everywhere?.Resource, '*');
    assert.deepEqual(everywhere?.Action.toSorted(), [
      'kinesis:DescribeAccountSettings',
      'kinesis:DescribeLimits',
      'kinesis:ListChannels',
      'kinesis:ListStreams',
    ]);
    // Back to it, as JSON: faults are told as one types, and refused before anything is sent.
    await page.getByRole('link', { name: 'WildrydesDashboardPolicy' }).click();
    await page.getByRole('tab', { name: 'JSON' }).click();
    await typeCode(page, 'Policy editor', '{"Version": "2012-10-17", "Statement": [');
    await page.getByText('This is not JSON from here on.').waitFor();
    await typeCode(
      page,
      'Policy editor',
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kinesis:GetRecord","Resource":"x"}}',
    );
    await page.getByText('Resource x must be in ARN format or "*".').first().waitFor();
    await page.getByText('kinesis:GetRecord: the service has no such action.').waitFor();
    await typeCode(
      page,
      'Policy editor',
      `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kinesis:*","Resource":"${stream}"}}`,
    );
    await page.getByText('No errors, nothing to warn of').waitFor();
    await button(page, 'Review policy').click();
    await button(page, 'Save changes').click();
    await heading(page, 'Cognito_wildrydesUnauth_Role').waitFor();
    assert.deepEqual((await read()).Statement, { Effect: 'Allow', Action: 'kinesis:*', Resource: stream });
  });

  it('edits a managed policy into a new version, compares, goes back, attaches, and deletes it with all that hangs on it', async () => {
    const name = 'WildRydesDynamoDBWritePolicy';
    await go(`/iam/policies/${encodeURIComponent(policyArn(name))}`);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await button(page, 'Clone').click();
    await page.getByRole('button', { name: 'Deny' }).nth(1).click();
    await button(page, 'Request conditions').nth(1).click();
    await button(page, 'Add condition').click();
    await page.getByRole('combobox', { name: 'Condition key' }).fill('aws:SourceIp');
    await page.getByLabel('Values, one a line').fill('10.0.0.0/8');
    await button(page, 'Review policy').click();
    await button(page, 'Save changes').click();
    await heading(page, new RegExp(`^${name}$`)).waitFor();
    const { Statement: statements } = (await documentOf(policyArn(name))) as { Statement: readonly object[] };
    assert.deepEqual(statements[1], {
      Sid: 'VisualEditor1',
      Effect: 'Deny',
      Action: 'dynamodb:BatchWriteItem',
      Resource: `arn:aws:dynamodb:us-east-1:${account}:table/UnicornSensorData`,
      Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    });
    await page.getByRole('tab', { name: 'Policy versions' }).click();
    await page.getByRole('row').filter({ hasText: 'v1' }).getByRole('checkbox').check();
    await page.getByRole('row').filter({ hasText: 'v2' }).getByRole('checkbox').check();
    await heading3(page, 'v1 and v2').waitFor();
    await assertAccessible(page);
    await picture(page, 'iam-versions');
    await page.getByRole('row').filter({ hasText: 'v2' }).getByRole('checkbox').uncheck();
    await button(page, 'Set as default').click();
    await page.getByText('v1 is the default now').waitFor();
    await page.getByRole('row').filter({ hasText: 'v1' }).getByRole('checkbox').uncheck();
    await page.getByRole('row').filter({ hasText: 'v2' }).getByRole('checkbox').check();
    await page.getByRole('tabpanel').getByRole('button', { name: 'Delete' }).click();
    await confirm(page, 'v2');
    await page.getByText('v2 deleted').waitFor();
    await page.getByRole('tab', { name: 'Entities attached' }).click();
    await button(page, 'Attach').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('row').filter({ hasText: 'alice' }).getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
    await page.getByText('Attached to 1 entity').waitFor();
    await page.getByRole('tab', { name: 'Tags' }).click();
    await button(page, 'Add tag').click();
    await page.getByText('A tag needs a key.').waitFor();
    await page.getByRole('textbox', { name: 'Key' }).fill('team');
    await page.getByRole('textbox', { name: 'Value' }).fill('map');
    await button(page, 'Save changes').click();
    await page.getByText('Tags saved').waitFor();
    await button(page, 'Delete').click();
    await page.getByText('Detach from user/alice').waitFor();
    await page.getByText('Detach from role/WildRydesStreamProcessorRole').waitFor();
    await confirm(page, name);
    await heading(page, 'Policies').waitFor();
    await assert.rejects(iam.getPolicy({ PolicyArn: policyArn(name) }), { name: 'NoSuchEntityException' });
  });

  it('simulates: a deep link, context keys, the statements that decided, and what if', async () => {
    const user = `arn:aws:iam::${account}:user/alice`;
    await go(`/iam/simulator?principal=${user}&actions=kinesis:GetRecords,kinesis:DeleteStream,kinesis:PutRecord`);
    await page.getByLabel('Resources', { exact: true }).fill('stream');
    await button(page, 'Run simulation').click();
    await page.getByText('stream is no ARN.').waitFor();
    await page.getByLabel('Resources', { exact: true }).fill(stream);
    await button(page, 'Run simulation').click();
    const row = (action: string) => page.getByRole('row').filter({ hasText: action });
    await row('kinesis:GetRecords').getByText('Denied implicitly').waitFor();
    await row('kinesis:GetRecords').getByText('Missing: aws:SourceIp').waitFor();
    await row('kinesis:DeleteStream').getByText('Denied explicitly').waitFor();
    await page.getByLabel('aws:SourceIp').fill('10.1.2.3');
    await page.getByText('Something was changed since').waitFor();
    await button(page, 'Run simulation').click();
    await row('kinesis:GetRecords').getByText('Allowed').waitFor();
    await row('kinesis:DeleteStream').getByRole('radio').check();
    assert.deepEqual(JSON.parse((await page.locator('mark').allTextContents()).join('').replace(/,$/, '')), {
      Effect: 'Deny',
      Action: 'kinesis:DeleteStream',
      Resource: '*',
    });
    await assertAccessible(page);
    await picture(page, 'iam-simulator');
    await page.reload();
    assert.equal(await page.getByLabel('Resources', { exact: true }).inputValue(), stream);
    await button(page, 'Add a policy').click();
    await page.getByText('What if: the changed policies are simulated').waitFor();
    await typeCode(
      page,
      'New policy 1',
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kinesis:Put*","Resource":"*"}}',
    );
    await button(page, 'Run simulation').click();
    await row('kinesis:PutRecord').getByText('Allowed').waitFor();
  });
});

const heading3 = (page: Page, name: string) => page.getByRole('heading', { level: 3, name });

async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name to confirm the deletion').fill(name);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
}
