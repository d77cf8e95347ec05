import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { KinesisClient, CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { DynamoDBClient, CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { IAMClient, CreateRoleCommand, AttachRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  typeCode,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import type { Page } from 'playwright-core';

const code = `'use strict';

const AWS = require('aws-sdk');
const dynamoDB = new AWS.DynamoDB.DocumentClient();
const tableName = process.env.TABLE_NAME;

exports.handler = function(event, context, callback) {
  const puts = event.Records.map((record) => ({
    PutRequest: { Item: JSON.parse(Buffer.from(record.kinesis.data, 'base64').toString('ascii')) },
  }));
  dynamoDB.batchWrite({ RequestItems: { [tableName]: puts } }).promise()
    .then(() => callback(null, \`Delivered \${event.Records.length} records\`))
    .catch(callback);
};
`;
const name = 'WildRydesStreamProcessor';
const trusts = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

describe("the console's functions: the workshop's third module", whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let page: Page;
  let settings: ConstructorParameters<typeof KinesisClient>[0];

  before(async () => {
    world = await startConsole();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    settings = { region: 'us-east-1', endpoint: world.paddock.url, credentials };
    await prepare(settings);
    page = await world.open('/lambda/functions');
  });
  after(() => world?.close());

  const button = (label: string) => page.getByRole('button', { name: label, exact: true });
  const link = (label: string) => page.getByRole('link', { name: label, exact: true });
  const field = (label: string) => page.getByLabel(label, { exact: true });

  /** Opens a list of choices and takes one. */
  async function choose(label: string, option: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: new RegExp(`^${label}`) }).click();
    await page.getByRole('option', { name: option }).click();
  }

  it('creates the function with the existing role; what is wrong in the form is said before anything is sent', async () => {
    await heading(page, 'Functions').waitFor();
    await page.getByText('No functions').waitFor();
    await assertAccessible(page);
    await link('Create function').first().click();
    await heading(page, 'Create function').waitFor();
    await button('Create function').click();
    await page.getByText('Required.', { exact: true }).waitFor();
    await field('Function name').fill('no spaces please');
    await page.getByText('Letters, digits, hyphens and underscores only; up to 64.').waitFor();
    await field('Function name').fill(name);
    await page.getByRole('radio', { name: 'Use an existing role' }).check();
    await page.getByText('Choose a role.', { exact: true }).waitFor();
    await choose('Existing role', /WildRydesStreamProcessorRole/);
    await assertAccessible(page);
    await button('Create function').click();
    await heading(page, name).waitFor();
    await page.getByText(`The function ${name} has been created.`, { exact: false }).waitFor();
  });

  it('takes the code of the workshop: the file gets the name that CommonJS needs', async () => {
    await page.getByTestId('index.mjs').waitFor();
    await typeCode(page, 'Code of index.mjs', code);
    await page.getByText('Not deployed yet').waitFor();
    await button('Rename to index.js').click();
    await page.getByTestId('index.js').waitFor();
    await link('Lambda').first().click();
    await page.getByRole('dialog').getByText('Leave without deploying?').waitFor();
    await button('Stay').click();
    await button('Deploy').click();
    await page.getByText('All changes are deployed').waitFor();
    await page.reload();
    await page.getByTestId('index.js').waitFor();
    await page.getByText('DocumentClient').waitFor();
    await picture(page, 'lambda-code');
  });

  it('sets the environment variable and the timeout', async () => {
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await link('Environment variables').click();
    await button('Edit environment variables').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add environment variable' }).click();
    await dialog.getByRole('textbox', { name: 'Key' }).fill('AWS_REGION');
    await dialog.getByText('Lambda sets this one itself.').waitFor();
    await dialog.getByRole('textbox', { name: 'Key' }).fill('TABLE_NAME');
    await dialog.getByRole('textbox', { name: 'Value' }).fill('UnicornSensorData');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'UnicornSensorData' }).waitFor();
    await link('General configuration').click();
    await button('Edit basic settings').click();
    await dialog.getByLabel('Timeout: minutes').fill('16');
    await dialog.getByText('From 1 second to 15 minutes.').waitFor();
    await dialog.getByLabel('Timeout: minutes').fill('1');
    await dialog.getByLabel('Timeout: seconds').fill('0');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 min 0 sec').waitFor();
  });

  it('tests the function', async () => {
    await page.getByRole('tab', { name: 'Test' }).click();
    await typeCode(page, 'Event JSON', '{"Records":');
    await page.getByText('This is no JSON', { exact: false }).waitFor();
    await typeCode(page, 'Event JSON', '{}');
    await button('Test').click();
    await page.getByText('Executing function: failed').first().waitFor();
    await page.getByText('TypeError', { exact: false }).first().waitFor();
    await choose('Template', /^kinesis/);
    await button('Build the event').click();
    await page.keyboard.press('Control+i');
    await page.getByText('Executing function: succeeded').first().waitFor();
    await page.getByText('Delivered 1 records').first().waitFor();
    await field('Event name').fill('one record');
    await button('Save').click();
    await page.getByText('1 to 140 letters', { exact: false }).waitFor();
    await field('Event name').fill('one-record');
    await button('Save').click();
    await page.getByText('The event one-record has been saved', { exact: false }).waitFor();
    await picture(page, 'lambda-test');
  });

  it('shows how a trigger does', async () => {
    await link('Add trigger').click();
    await heading(page, 'Add trigger').waitFor();
    await button('Add').click();
    await page.getByText('Required.', { exact: true }).waitFor();
    await choose('Kinesis stream', 'wildrydes-summary');
    await field('Batch size').fill('0');
    await page.getByText('A whole number from 1 to 10,000.').waitFor();
    await field('Batch size').fill('100');
    await button('Add').click();
    await page.getByRole('cell', { name: 'Enabled', exact: true }).waitFor();
    const kinesis = new KinesisClient(settings ?? {});
    const data = JSON.stringify({ Name: 'Rocinante', StatusTime: '2018-03-18 03:20:00.000', Distance: 175 });
    await kinesis.send(
      new PutRecordsCommand({
        StreamName: 'wildrydes-summary',
        Records: [{ PartitionKey: 'Rocinante', Data: new TextEncoder().encode(data) }],
      }),
    );
    kinesis.destroy();
    await page.getByRole('cell', { name: 'OK' }).waitFor();
  });

  it('shows the metrics and the invocations, and leads to the logs', async () => {
    await page.getByRole('tab', { name: 'Monitoring' }).click();
    await page.getByText('Error count and success rate (%)').first().waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Succeeded' }).first();
    await row.waitFor();
    await page.getByRole('row').filter({ hasText: 'Failed' }).first().waitFor();
    await button('Start live log').click();
    await page.getByText('Waiting for the function').waitFor();
    await picture(page, 'lambda-monitoring');
    const href = await link('Jump to Logs').getAttribute('href');
    assert.equal(href, `#/cloudwatch/logs/${encodeURIComponent(`/aws/lambda/${name}`)}`);
  });
});

async function prepare(settings: ConstructorParameters<typeof KinesisClient>[0]): Promise<void> {
  const given = settings ?? {};
  const kinesis = new KinesisClient(given);
  const dynamo = new DynamoDBClient(given);
  const iam = new IAMClient(given);
  const role = 'WildRydesStreamProcessorRole';
  await Promise.all([
    kinesis.send(new CreateStreamCommand({ StreamName: 'wildrydes-summary', ShardCount: 1 })),
    dynamo.send(
      new CreateTableCommand({
        TableName: 'UnicornSensorData',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'Name', AttributeType: 'S' },
          { AttributeName: 'StatusTime', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'Name', KeyType: 'HASH' },
          { AttributeName: 'StatusTime', KeyType: 'RANGE' },
        ],
      }),
    ),
    iam.send(
      new CreateRoleCommand({ RoleName: 'Another', AssumeRolePolicyDocument: trusts('firehose.amazonaws.com') }),
    ),
    iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: trusts('lambda.amazonaws.com') })),
  ]);
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: role,
      PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole',
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: role,
      PolicyName: 'write',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'dynamodb:BatchWriteItem', Resource: '*' }],
      }),
    }),
  );
  for (const client of [kinesis, dynamo, iam]) client.destroy();
}
