import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import { createDynamoDb } from '../harness/dynamodb.js';

describe('the console: tables', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let dynamo: DynamoDB;
  let page: Page;
  before(async () => {
    world = await startConsole();
    dynamo = createDynamoDb(world.paddock.url);
  });
  after(async () => {
    dynamo?.destroy();
    await world?.close();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (name: string) => page.getByLabel(name, { exact: true }).and(page.locator('input, textarea, button'));

  it('the workshop makes its table as its text says', async () => {
    page = await world.open('/dynamodb/tables');
    await page.getByText('No tables').waitFor();
    await page.getByRole('link', { name: 'Create table' }).first().click();
    await heading(page, 'Create table').waitFor();
    // Nothing is asked of the server before it is complete.
    await button('Create table').click();
    assert.equal(await page.getByText('This is required.').count(), 2);
    await field('Table name').fill('a b');
    await page.getByText('The name must have 3 to 255 characters').waitFor();
    await field('Table name').fill('UnicornSensorData');
    await field('Partition key').fill('Name');
    await page
      .getByRole('button', { name: /^Partition key: type/ })
      .getByText('String')
      .waitFor();
    await page.getByLabel('Add sort key').check();
    await field('Sort key').fill('Name');
    await page.getByText('The sort key must be another attribute').waitFor();
    await field('Sort key').fill('StatusTime');
    await page.getByText('Use default settings').waitFor();
    await assertAccessible(page);
    await picture(page, 'dynamodb-create');
    await field('Sort key').press('Enter');
    await heading(page, 'UnicornSensorData').waitFor();
    await page.getByRole('heading', { name: 'Table details' }).waitFor();
    await page.getByText('Amazon Resource Name (ARN)').waitFor();
    await page.getByText('arn:aws:dynamodb:us-east-1:000000000000:table/UnicornSensorData', { exact: true }).waitFor();
    await page.getByText('Active', { exact: true }).waitFor();
    await assertAccessible(page);
    const { Table } = await dynamo.describeTable({ TableName: 'UnicornSensorData' });
    assert.deepEqual(
      Table?.KeySchema?.map(({ AttributeName }) => AttributeName),
      ['Name', 'StatusTime'],
    );
    assert.equal(Table?.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST');
  });

  it('a customized one has its capacity, indexes, stream, protection and tags; what the API refuses stays to be mended', async () => {
    await page.goto(`${world.paddock.url}/console/#/dynamodb/tables-create`);
    await field('Table name').fill('UnicornSensorData');
    await field('Partition key').fill('id');
    await page.getByLabel('Add sort key').check();
    await field('Sort key').fill('at');
    await page.getByText('Customize settings').click();
    await page.getByRole('radio', { name: /^Provisioned/ }).check();
    await field('Read capacity units').fill('0');
    await button('Create global index').click();
    await field('Index partition key').fill('id');
    await field('Index name').fill('by id');
    await button('Add new tag').click();
    await button('Create table').click();
    await page.getByText('Enter a whole number from 1 to 40,000.').waitFor();
    await page.getByText('This is required.').waitFor();
    await field('Read capacity units').first().fill('7');
    await field('Index name').fill('byId');
    await field('Key 1').fill('team');
    await field('Value 1').fill('unicorns');
    await page.getByText('Table and global indexes together: 12 read').waitFor();
    await page.getByLabel('Turn on deletion protection').check();
    await page.getByRole('button', { name: /^View type/ }).click();
    await page.getByRole('option', { name: /^New and old images/ }).click();
    await assertAccessible(page);
    await button('Create table').click();
    await page.getByText('Table already exists: UnicornSensorData').waitFor();
    await field('Table name').fill('Custom');
    await button('Create table').click();
    await heading(page, 'Custom').waitFor();
    const { Table } = await dynamo.describeTable({ TableName: 'Custom' });
    assert.equal(Table?.ProvisionedThroughput?.ReadCapacityUnits, 7);
    assert.equal(Table?.GlobalSecondaryIndexes?.[0]?.IndexName, 'byId');
    assert.equal(Table?.StreamSpecification?.StreamViewType, 'NEW_AND_OLD_IMAGES');
    assert.equal(Table?.DeletionProtectionEnabled, true);
  });

  it('indexes come and go', async () => {
    await page.getByRole('tab', { name: 'Indexes' }).click();
    await button('Create index').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Create index' }).click();
    assert.equal(await dialog.getByText('This is required.').count(), 2);
    await field('Index partition key').fill('team');
    await field('Index name').fill('byTeam');
    await field('Index name').press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /byTeam/ })
      .getByText('Active')
      .waitFor();
    await page.getByRole('radio', { name: 'Select byTeam' }).check();
    await button('Delete').click();
    await field('Name to confirm the deletion').fill('byTeam');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('row', { name: /byTeam/ }).waitFor({ state: 'detached' });
    await assertAccessible(page);
  });

  it('settings are changed one by one', async () => {
    await page.getByRole('tab', { name: 'Additional settings' }).click();
    await button('Edit read/write capacity').click();
    await field('Write capacity units').fill('');
    await button('Save changes').click();
    await page.getByText('Enter a whole number from 1 to 40,000.').waitFor();
    await page.getByRole('radio', { name: /^On-demand/ }).check();
    await button('Save changes').click();
    await button('Edit read/write capacity').waitFor();
    await button('Turn on TTL').click();
    await page.getByText('This is required.').waitFor();
    await field('TTL attribute name').fill('expires');
    await field('TTL attribute name').press('Enter');
    await button('Turn off TTL').waitFor();
    await button('DynamoDB stream details: Turn off').click();
    await button('DynamoDB stream details: Turn on').waitFor();
    await button('Deletion protection: Turn off').click();
    await button('Deletion protection: Turn on').waitFor();
    await button('Edit policy').click();
    await button('Save changes').click();
    await button('Delete policy').waitFor();
    await assertAccessible(page);
    await picture(page, 'dynamodb-settings');
    const { TimeToLiveDescription } = await dynamo.describeTimeToLive({ TableName: 'Custom' });
    assert.equal(TimeToLiveDescription?.AttributeName, 'expires');
    const { Table } = await dynamo.describeTable({ TableName: 'Custom' });
    assert.equal(Table?.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST');
  });

  it('tags, backups and graphs have their tabs', async () => {
    await page.getByRole('tab', { name: 'Tags' }).click();
    await field('Value 1').fill('horses');
    await button('Add new tag').click();
    await button('Save changes').click();
    await page.getByText('This is required.').waitFor();
    await field('Key 2').fill('stage');
    await button('Save changes').click();
    await page.getByText('The tags are saved.').waitFor();
    await page.getByRole('tab', { name: 'Backups' }).click();
    await button('Turn on').click();
    await button('Turn off').waitFor();
    await button('Create backup').click();
    await field('Backup name').fill('x');
    await field('Backup name').press('Enter');
    await page.getByText('The name must have 3 to 255 characters').waitFor();
    await field('Backup name').fill('before');
    await field('Backup name').press('Enter');
    await page
      .getByRole('row', { name: /before/ })
      .getByText('Available', { exact: true })
      .waitFor();
    await assertAccessible(page);
    await page.getByRole('tab', { name: 'Monitoring' }).click();
    await page.getByRole('heading', { name: 'Read usage (average units/second)' }).waitFor();
    await assertAccessible(page);
  });

  it('is deleted by its name, from the list', async () => {
    await page.goto(`${world.paddock.url}/console/#/dynamodb/tables`);
    await page.getByRole('row', { name: /UnicornSensorData/ }).waitFor();
    await assertAccessible(page);
    await picture(page, 'dynamodb-tables');
    await page.getByRole('radio', { name: 'Select Custom' }).check();
    await button('Delete').click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete table' });
    await field('Name to confirm the deletion').fill('custom');
    assert.equal(await confirm.isDisabled(), true);
    await field('Name to confirm the deletion').fill('Custom');
    await confirm.click();
    await page.getByRole('row', { name: /Custom/ }).waitFor({ state: 'detached' });
    assert.deepEqual((await dynamo.listTables({})).TableNames, ['UnicornSensorData']);
  });

  it('who may only read one table sees it, and why not the rest', async () => {
    const keys = await world.user(
      'reader',
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['dynamodb:Scan', 'dynamodb:ListTables'], Resource: '*' }],
      }),
    );
    const theirs = await world.open('/dynamodb/tables', { as: keys });
    await theirs.getByRole('link', { name: 'UnicornSensorData' }).waitFor();
    await theirs.getByText('Not known').first().waitFor();
    await theirs.goto(`${world.paddock.url}/console/#/dynamodb/tables/UnicornSensorData/items`);
    await theirs.getByText('Access denied').first().waitFor();
    await theirs.getByText('The query did not return any results.').waitFor();
    await assertAccessible(theirs);
    await theirs.context().close();
  });

  it('is in Korean, too, and as wide as a telephone', async () => {
    const narrow = await world.open('/dynamodb/tables/UnicornSensorData', {
      language: 'ko',
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    });
    await narrow.getByRole('heading', { name: '테이블 세부 정보' }).waitFor();
    await assertAccessible(narrow);
    await picture(narrow, 'dynamodb-table-ko');
    await narrow.context().close();
  });
});
