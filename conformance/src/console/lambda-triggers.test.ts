import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CreateStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  GetFunctionCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { zipSync, strToU8 } from 'fflate';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  heading,
  startConsole,
  typeCode,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';

const name = 'orders';
const allow = (action: string | readonly string[], resource = '*'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] });

describe("the console's functions: triggers, versions, permissions", whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let page: Page;

  before(async () => {
    world = await startConsole();
    await prepare(world.paddock.url);
    page = await world.open(`/lambda/functions/${name}`);
  });
  after(() => world?.close());

  const go = async (path: string): Promise<void> => {
    await page.goto(`${world.paddock.url}/console/#/lambda/functions/${name}${path}`);
  };
  const button = (label: string) => page.getByRole('button', { name: label, exact: true });
  const dialog = () => page.getByRole('dialog');
  const save = (label = 'Save') => dialog().getByRole('button', { name: label, exact: true }).click();

  /** Opens a list of choices and takes one. */
  async function choose(within: Page | ReturnType<Page['locator']>, label: string, option: string): Promise<void> {
    await within.getByRole('button', { name: new RegExp(`^${label}`) }).click();
    await page.getByRole('option', { name: option }).first().click();
  }

  it('is accessible on every part, by its address', async () => {
    await heading(page, name).waitFor();
    await page.getByText('All changes are deployed').waitFor();
    await assertAccessible(page);
    for (const part of ['test', 'monitor', 'aliases']) {
      await go(`/${part}`);
      await page.getByTestId(part).and(page.locator('[aria-selected=true]')).waitFor();
      await assertAccessible(page);
    }
    // The others are made as one of these: a list, a form's values, a switch.
    for (const part of ['triggers', 'permissions', 'concurrency']) {
      await go(`/configuration?section=${part}`);
      await page.locator(`nav a[aria-current=page][href*="section=${part}"]`).waitFor();
      await assertAccessible(page);
    }
  });

  it('keeps the files of a package: new, renamed, deleted', async () => {
    await go('/code');
    await button('New').click();
    await page.getByRole('menuitem', { name: 'New file' }).click();
    await dialog().getByLabel('Path').fill('../out.js');
    await save();
    await dialog().getByText('No empty names', { exact: false }).waitFor();
    await dialog().getByLabel('Path').fill('lib/new.js');
    await page.keyboard.press('Enter');
    await page.getByTestId('lib/new.js').waitFor();
    await button('Actions for data.bin').click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await dialog().getByLabel('Path').fill('lib/data.bin');
    await save();
    await page.keyboard.press('Control+s');
    await page.getByText('All changes are deployed').waitFor();
    await page.reload();
    await button('Open lib/data.bin').click();
    await page.getByText('This file is no text', { exact: false }).waitFor();
  });

  it('tells that other code was deployed meanwhile, before it takes its place', async () => {
    await go('/code');
    await button('Open index.mjs').click();
    await typeCode(page, 'Code of index.mjs', 'export const handler = async () => 2;');
    const lambda = new LambdaClient(settingsOf(world.paddock.url));
    const ZipFile = zipSync({ 'index.mjs': strToU8('export const handler = async () => 3;') });
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile }));
    lambda.destroy();
    await button('Deploy').click();
    await page.getByText('Deploying yours takes its place.', { exact: false }).waitFor();
    await button('Discard mine and load it').click();
    await page.getByText('async () => 3').waitFor();
    await page.getByText('All changes are deployed').waitFor();
  });

  it('adds a trigger with every option, edits it, turns it off and deletes it', async () => {
    await go('/add-trigger');
    await choose(page, 'Kinesis stream', 'orders');
    await button('Additional settings').click();
    await page.getByLabel('Retry attempts').fill('-2');
    await button('Add filter').click();
    await page.getByLabel('Filter 1', { exact: true }).fill('{"data":');
    await button('Add').click();
    await page.getByText('A whole number from 0 to 10,000.').waitFor();
    await page.getByText('This is no filter pattern', { exact: false }).waitFor();
    await page.getByLabel('Retry attempts').fill('2');
    await page.getByLabel('Filter 1', { exact: true }).fill('{"data":{"Name":["Shadowfax"]}}');
    await page.getByText('The record would get to the function (filter 1).').waitFor();
    await page.getByRole('checkbox', { name: 'Split batch on error' }).check();
    await assertAccessible(page);
    await button('Add').click();
    await page.getByRole('cell', { name: 'Enabled', exact: true }).waitFor();
    await page.getByRole('radio').first().check();
    await button('Disable').click();
    await page.getByRole('cell', { name: 'Disabled', exact: true }).waitFor();
    await page.getByRole('row').getByRole('link', { name: 'Kinesis: orders' }).click();
    await heading(page, 'Trigger orders').waitFor();
    await page.reload();
    await page.getByLabel('Batch size').fill('7');
    await button('Save').click();
    await page.getByRole('cell', { name: '7', exact: true }).waitFor();
    await page.getByRole('radio').first().check();
    await button('Delete').click();
    await dialog().getByRole('textbox').fill('orders');
    await save('Delete');
    await page.getByText('No triggers').waitFor();
  });

  it('publishes a version and points an alias at it', async () => {
    await go('/versions');
    await button('Publish new version').click();
    await dialog().getByLabel('Version description').fill('first');
    await save('Publish new version');
    await page.getByRole('cell', { name: 'first', exact: true }).waitFor();
    await go('/aliases');
    await button('Create alias').click();
    await dialog().getByLabel('Name', { exact: true }).fill('12');
    await save();
    await dialog().getByText('not digits alone', { exact: false }).waitFor();
    await dialog().getByLabel('Name', { exact: true }).fill('live');
    await choose(dialog(), 'Version', '1');
    await save();
    await page.getByRole('cell', { name: '1: 100%' }).waitFor();
    await page.getByRole('radio').first().check();
    await button('Delete').click();
    await dialog().getByRole('textbox').fill('live');
    await save('Delete');
    await page.getByText('No aliases').waitFor();
  });

  it('adds and removes a permission, reserves concurrency, tags', async () => {
    await go('/configuration?section=permissions');
    await button('Add permissions').click();
    await save();
    await dialog().getByText('Required, without spaces.').waitFor();
    await dialog().getByLabel('Statement ID').fill('s3');
    await dialog().getByLabel('Principal').fill('s3.amazonaws.com');
    await save();
    await page.getByRole('cell', { name: 's3.amazonaws.com' }).waitFor();
    await page.getByRole('radio').first().check();
    await button('Delete').click();
    await dialog().getByRole('textbox').fill('s3');
    await save('Delete');
    await page.getByText('No statements').waitFor();
    await go('/configuration?section=concurrency');
    await button('Edit concurrency').click();
    await dialog().getByRole('radio', { name: 'Reserve concurrency' }).check();
    await dialog().getByLabel('Reserved concurrency').last().fill('5000');
    await save();
    await dialog().getByText('UnreservedConcurrentExecution', { exact: false }).waitFor();
    await dialog().getByLabel('Reserved concurrency').last().fill('5');
    await save();
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('checkbox', { name: 'Stop recursive loops' }).click();
    await page.getByRole('checkbox', { name: 'Stop recursive loops', checked: false }).waitFor();
    await go('/configuration?section=monitoring');
    await button('Edit logging configuration').click();
    await dialog().getByLabel('CloudWatch log group').fill('not a group');
    await dialog().getByText('1 to 512 letters', { exact: false }).waitFor();
    await dialog().getByLabel('CloudWatch log group').fill('/shared/logs');
    await dialog().getByRole('radio', { name: 'JSON' }).check();
    await save();
    await page.getByRole('link', { name: '/shared/logs' }).waitFor();
    await go('/configuration?section=tags');
    await button('Edit').click();
    await dialog().getByRole('button', { name: 'Add tag' }).click();
    await save();
    await dialog().getByText('Up to 128 characters', { exact: false }).waitFor();
    await dialog().getByRole('textbox', { name: 'Key' }).fill('team');
    await save();
    await page.getByRole('row').getByText('team', { exact: true }).waitFor();
  });

  it('shows who may only list what they may, in both languages', async () => {
    const as = await world.user('reader', allow(['lambda:ListFunctions', 'lambda:GetFunctionConfiguration']));
    const other = await world.open(`/lambda/functions/${name}`, { as, language: 'ko' });
    await heading(other, name).waitFor();
    await other.getByText('함수 코드').waitFor();
    await other.getByText('lambda:GetFunction', { exact: false }).first().waitFor();
    await other.getByText('lambda:ListEventSourceMappings', { exact: false }).first().waitFor();
    await assertAccessible(other);
    await other.context().close();
  });

  it('deletes the function by its name', async () => {
    await go('');
    await button('Actions').click();
    await page.getByRole('menuitem', { name: 'Delete function' }).click();
    await dialog().getByRole('textbox').fill(name);
    await save('Delete');
    await heading(page, 'Functions').waitFor();
    await page.getByText('No functions').waitFor();
    const lambda = new LambdaClient(settingsOf(world.paddock.url));
    await assert.rejects(lambda.send(new GetFunctionCommand({ FunctionName: name })), {
      name: 'ResourceNotFoundException',
    });
    lambda.destroy();
  });
});

const settingsOf = (endpoint: string) => ({
  region: 'us-east-1',
  endpoint,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

async function prepare(endpoint: string): Promise<void> {
  const kinesis = new KinesisClient(settingsOf(endpoint));
  const iam = new IAMClient(settingsOf(endpoint));
  const lambda = new LambdaClient(settingsOf(endpoint));
  await kinesis.send(new CreateStreamCommand({ StreamName: 'orders', ShardCount: 1 }));
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'runner',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({ RoleName: 'runner', PolicyName: 'all', PolicyDocument: allow(['kinesis:*', 'logs:*']) }),
  );
  const ZipFile = zipSync({
    'index.mjs': strToU8('export const handler = async () => 1;'),
    'data.bin': Uint8Array.of(0, 1, 2),
  });
  const made = { FunctionName: name, Runtime: 'nodejs22.x', Handler: 'index.handler', Role: Role?.Arn } as const;
  await lambda.send(new CreateFunctionCommand({ ...made, Code: { ZipFile } }));
  for (const client of [kinesis, iam, lambda]) client.destroy();
}
