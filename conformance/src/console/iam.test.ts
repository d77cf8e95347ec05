import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IAM } from '@aws-sdk/client-iam';
import type { Page } from 'playwright-core';
import { createIam, createSts } from '../harness/clients.js';
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
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const tick = (page: Page, text: string) => row(page, text).getByRole('checkbox').check();

async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name to confirm the deletion').fill('something else');
  assert.ok(await dialog.getByRole('button', { name: 'Delete', exact: true }).isDisabled());
  await dialog.getByLabel('Name to confirm the deletion').fill(name);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
}

describe('IAM in the console', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let iam: IAM;
  let page: Page;
  const go = (path: string) => page.goto(`${world.paddock.url}/console/#${path}`);
  before(async () => {
    world = await startConsole();
    iam = createIam(world.paddock.url);
    page = await world.open('/iam');
  });
  after(async () => {
    iam?.destroy();
    await world?.close();
  });

  it('counts what there is, and gives the account an alias', async () => {
    await page.getByRole('link', { name: 'Policies: 0' }).waitFor();
    await page.getByText(`arn:aws:iam::${account}:root`).first().waitFor();
    await page.getByRole('button', { name: 'Create: Account Alias' }).click();
    await page.getByLabel('Account Alias').fill('No');
    await page.getByText('3 to 63 characters').waitFor();
    await page.getByLabel('Account Alias').fill('wild-rydes');
    await page.getByLabel('Account Alias').press('Enter');
    await page.getByText('The account’s alias is wild-rydes').waitFor();
    await assertAccessible(page);
    await picture(page, 'iam-dashboard');
    await page.getByRole('button', { name: 'Delete: Account Alias' }).click();
    await page.getByText('Alias wild-rydes deleted').waitFor();
  });

  it('makes a group and a user in it with a key, which is shown once and works', async () => {
    await go('/iam/groups');
    await page.getByRole('link', { name: 'Create group' }).click();
    await button(page, 'Create user group').click();
    await page.getByText('Enter a name.').waitFor();
    await page.getByLabel('User group name').fill('riders');
    await page.getByRole('button', { name: 'Attach permissions policies (optional)' }).click();
    await page.getByRole('searchbox', { name: 'Find policies' }).fill('AmazonKinesisReadOnlyAccess');
    await tick(page, 'AmazonKinesisReadOnlyAccess');
    await button(page, 'Create user group').click();
    await heading(page, 'riders').waitFor();

    await page.goto(`${world.paddock.url}/console/#/iam/users`);
    await page.getByRole('link', { name: 'Create user' }).click();
    await page.getByLabel('User name').fill('a/b');
    await page.getByText('Letters, digits and + = , . @ - _ only.').waitFor();
    await page.getByLabel('User name').fill('alice');
    await page.getByRole('checkbox', { name: 'Create an access key' }).check();
    await tick(page, 'riders');
    await button(page, 'Create user').click();
    await heading(page, 'User alice is there').waitFor();
    const download = page.waitForEvent('download');
    await button(page, 'Download .csv file').click();
    const stream = await (await download).createReadStream();
    let csv = '';
    for await (const piece of stream) csv += String(piece);
    const [head, keys = ''] = csv.split('\r\n');
    assert.equal(head, 'Access key ID,Secret access key');
    const [accessKeyId = '', secretAccessKey = ''] = keys.split(',');
    const sts = createSts(world.paddock.url, { credentials: { accessKeyId, secretAccessKey } });
    assert.equal((await sts.getCallerIdentity({})).Arn, `arn:aws:iam::${account}:user/alice`);
    sts.destroy();
    await page.getByRole('link', { name: 'View user' }).click();
    await page.getByText('Group riders').waitFor();
    assert.equal(await page.getByText(secretAccessKey).count(), 0);
    await assertAccessible(page);

    await page.getByRole('tab', { name: 'Security credentials' }).click();
    await row(page, accessKeyId).getByRole('radio').check();
    await button(page, 'Deactivate').click();
    await page.getByText(`Access key ${accessKeyId} deactivated`).waitFor();
    await button(page, 'Create access key').click();
    await page.getByRole('dialog').getByText('This is the only time').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await button(page, 'Create access key').click();
    await page.getByText('Cannot exceed quota for AccessKeysPerUser: 2').waitFor();
    await row(page, accessKeyId).getByRole('radio').check();
    await page.getByRole('tabpanel').getByRole('button', { name: 'Delete' }).click();
    await confirm(page, accessKeyId);
    await page.getByText(`Access key ${accessKeyId} deleted`).waitFor();
  });

  it('attaches and removes policies, sets a boundary, tags, renames, and deletes a user with what hangs on it', async () => {
    await go('/iam/users/alice');
    await button(page, 'Attach policies').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill('AmazonDynamoDBReadOnlyAccess');
    await dialog.getByRole('row').filter({ hasText: 'AmazonDynamoDBReadOnlyAccess' }).getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Attach policies' }).click();
    await page.getByText('1 policy attached to alice').waitFor();
    await tick(page, 'AmazonDynamoDBReadOnlyAccess');
    await page.getByText('What AmazonDynamoDBReadOnlyAccess allows').waitFor();
    await button(page, 'Remove').click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('1 policy removed from alice').waitFor();
    await button(page, 'Set permissions boundary').click();
    await dialog.getByRole('searchbox').fill('PowerUserAccess');
    await dialog.getByRole('row').filter({ hasText: 'PowerUserAccess' }).getByRole('radio').check();
    await dialog.getByRole('button', { name: 'Set permissions boundary' }).click();
    await page.getByRole('link', { name: 'PowerUserAccess', exact: true }).waitFor();
    await button(page, 'Remove boundary').click();
    await page.getByText('Boundary of alice removed').waitFor();
    await page.getByRole('tab', { name: 'Groups' }).click();
    await tick(page, 'riders');
    await button(page, 'Remove from groups').click();
    await page.getByText('alice removed from 1 group').waitFor();
    await button(page, 'Add user to groups').click();
    await dialog.getByRole('row').filter({ hasText: 'riders' }).getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('alice added to 1 group').waitFor();
    await page.getByRole('tab', { name: 'Tags' }).click();
    await button(page, 'Add tag').click();
    await page.getByRole('textbox', { name: 'Key' }).fill('aws:mine');
    await page.getByText('Keys that begin with aws: are AWS’s own.').waitFor();
    await page.getByRole('textbox', { name: 'Key' }).fill('team');
    await page.getByRole('textbox', { name: 'Value' }).fill('map');
    await button(page, 'Save changes').click();
    await page.getByText('Tags saved').waitFor();
    await button(page, 'Rename').click();
    await dialog.getByLabel('New name').fill('bob');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await heading(page, 'bob').waitFor();
    assert.deepEqual((await iam.listUserTags({ UserName: 'bob' })).Tags, [{ Key: 'team', Value: 'map' }]);
    await button(page, 'Delete').click();
    await page.getByText('Leave user group riders').waitFor();
    await confirm(page, 'bob');
    await heading(page, 'Users').waitFor();
    await assert.rejects(iam.getUser({ UserName: 'bob' }), { name: 'NoSuchEntityException' });
    await page.goto(`${world.paddock.url}/console/#/iam/groups/riders`);
    await button(page, 'Delete').click();
    await page.getByText('Detach policy AmazonKinesisReadOnlyAccess').waitFor();
    await confirm(page, 'riders');
    await heading(page, 'User groups').waitFor();
    assert.deepEqual((await iam.listGroups({})).Groups, []);
  });

  it('makes a role for another account, changes its trust and its duration, and deletes it', async () => {
    await go('/iam/roles-create');
    await page.getByRole('radio', { name: 'AWS account' }).check();
    await page.getByRole('radio', { name: 'Another AWS account' }).check();
    await page.getByLabel('Account ID').fill('12');
    await button(page, 'Next: Permissions').click();
    await page.getByText('An account has 12 digits.').waitFor();
    await page.getByLabel('Account ID').fill('111122223333');
    await page.getByLabel('External ID (optional)').fill('ride');
    await page.getByLabel('Account ID').press('Enter');
    await button(page, 'Next: Review').click();
    await page.getByText('the role may do nothing until some are attached').waitFor();
    await page.getByLabel('Role name').fill('visitor');
    await page.getByLabel('Role name').press('Enter');
    await heading(page, 'visitor').waitFor();
    const trust = async (): Promise<unknown> =>
      JSON.parse(decodeURIComponent((await iam.getRole({ RoleName: 'visitor' })).Role?.AssumeRolePolicyDocument ?? ''));
    assert.deepEqual(await trust(), {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'ride' } },
        },
      ],
    });
    await button(page, 'Edit').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Maximum session duration, in seconds').fill('60');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.getByText('3,600 (an hour) to 43,200 (12 hours)').first().waitFor();
    await dialog.getByLabel('Maximum session duration, in seconds').fill('7200');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('2 hours', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Trust relationships' }).click();
    await button(page, 'Edit trust policy').click();
    const type = (text: string) => typeCode(page, 'Custom trust policy', text);
    await type('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:*"}]}');
    await page.getByText('AssumeRole policy may only specify STS AssumeRole actions.').first().waitFor();
    assert.ok(await button(page, 'Update policy').isDisabled());
    const next = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    await type(JSON.stringify(next));
    await button(page, 'Update policy').click();
    await page.getByText('Trust policy of visitor updated').waitFor();
    assert.deepEqual(await trust(), next);
    await button(page, 'Delete').click();
    await confirm(page, 'visitor');
    await heading(page, 'Roles').waitFor();
    assert.deepEqual((await iam.listRoles({})).Roles, []);
  });

  it('shows one who may only list what that gives, and says no to the rest in its place', async () => {
    await iam.createRole({
      RoleName: 'seen',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    });
    await iam.attachRolePolicy({ RoleName: 'seen', PolicyArn: 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess' });
    const keys = await world.user(
      'lister',
      JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'iam:List*', Resource: '*' } }),
    );
    const theirs = await world.open('/iam/roles/seen', { as: keys });
    await theirs.getByText('iam:GetRole', { exact: false }).first().waitFor();
    await theirs.getByRole('link', { name: 'AmazonKinesisReadOnlyAccess' }).waitFor();
    await theirs.getByRole('button', { name: 'Delete' }).click();
    await theirs.getByText('Detach policy AmazonKinesisReadOnlyAccess').waitFor();
    await confirm(theirs, 'seen');
    await theirs.getByRole('dialog').getByText('iam:DetachRolePolicy').waitFor();
    await theirs.goto(`${world.paddock.url}/console/#/iam`);
    await theirs.getByText('iam:GetAccountSummary').waitFor();
    await theirs.getByText(`user/lister`).first().waitFor();
    await theirs.goto(`${world.paddock.url}/console/#/iam/users-create`);
    await theirs.getByLabel('User name').fill('another');
    await button(theirs, 'Create user').click();
    await theirs.getByText('iam:CreateUser').waitFor();
    assert.equal(await theirs.getByLabel('User name').inputValue(), 'another');
    await picture(theirs, 'iam-denied');
    await theirs.context().close();
  });

  it('is there in Korean, on a telephone', async () => {
    const theirs = await world.open('/iam/policies-create', { language: 'ko', viewport: { width: 390, height: 844 } });
    await heading(theirs, '정책 생성').waitFor();
    await button(theirs, 'DynamoDB').click();
    await theirs.getByRole('searchbox', { name: '작업 필터링' }).fill('BatchWriteItem');
    await assertAccessible(theirs);
    await theirs.context().close();
  });
});
