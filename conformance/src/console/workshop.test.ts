import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { encodeReading } from '@paddock/ride';
import type { Locator, Page } from 'playwright-core';
import { summarySql } from '../analytics/unicorns.js';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  typeCode,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import { away, readingOf } from '../harness/dashboard.js';
import { eventually } from '../harness/wait.js';

const minute = 60_000;

/**
 * Modules 1 to 3 of the workshop as its text has them, from an empty server to summaries in the table. What its terminals do is done by SDK clients, and its minutes pass on the
 * server's clock.
 */
describe('the workshop in the console, click by click', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let page: Page;
  let pool = '';
  let hasFailed = false;
  before(async () => {
    world = await startConsole();
    await world.paddock.control.freeze(Math.ceil(Date.now() / minute) * minute);
    page = await world.open('/');
  });
  after(() => world?.close());

  /** Each step goes on where the former ended. */
  const step = (what: string, work: () => Promise<unknown>): void => {
    it(what, async () => {
      if (hasFailed) assert.fail('a step before this one failed');
      hasFailed = true;
      await work();
      hasFailed = false;
    });
  };

  const button = (name: string | RegExp, within: Page | Locator = page) =>
    within.getByRole('button', { name, exact: true });
  /** A button or a link that looks like one. */
  const press = (name: string): Promise<void> =>
    page
      .getByRole('button', { name, exact: true })
      .or(page.getByRole('link', { name, exact: true }))
      // The way to the page names the page itself, too.
      .and(page.locator(':not([aria-disabled=true])'))
      .first()
      .click();
  const tab = (name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();
  const field = (name: string | RegExp) => page.getByLabel(name, { exact: true });
  const dialog = () => page.getByRole('dialog');
  const side = (name: string): Promise<void> =>
    page.getByRole('navigation', { name: 'Service navigation' }).getByRole('link', { name, exact: true }).click();

  /** As the workshop says: choose Services, then the service. */
  async function service(name: string): Promise<void> {
    await page.getByRole('button', { name: 'Services', exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }

  async function choose(label: string, option: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: new RegExp(`^${label}`) }).click();
    await page.getByRole('option', { name: option }).click();
  }

  /** What the producers do: each unicorn's reading, once a second, while the clock goes on. */
  async function ride(names: readonly string[], seconds: number): Promise<void> {
    const { sdk, control } = world.paddock;
    for (let second = 0; second < seconds; second++) {
      for (const [index, name] of names.entries()) {
        const Data = encodeReading(readingOf(name, away(index * 300, second * 20)));
        await sdk.putRecord({ StreamName: 'wildrydes', PartitionKey: name, Data });
      }
      await control.advance(1_000);
    }
  }

  async function createStream(name: string): Promise<void> {
    await service('Kinesis');
    await press('Create data stream');
    await field('Data stream name').fill(name);
    await page.getByRole('radio', { name: /Provisioned/ }).check();
    await field('Provisioned shards').fill('1');
    await press('Create data stream');
    await heading(page, name).waitFor();
    await page.getByText('Active', { exact: true }).first().waitFor();
  }

  async function getRecords(): Promise<void> {
    await tab('Data viewer');
    await choose('Starting position', /Trim horizon/);
    await press('Get records');
  }

  /** The dialog that adds an ARN in the visual editor; what is not named is `Any`, as `*`. */
  async function addArn(type: string, fields: Readonly<Record<string, string>>): Promise<string> {
    await button(`Add ARN for ${type}`).click();
    for (const [name, value] of Object.entries(fields)) {
      if (value === '*')
        await dialog()
          .getByRole('checkbox', { name: `Any ${name}`, exact: true })
          .check();
      else await dialog().getByRole('textbox', { name, exact: true }).fill(value);
    }
    const arn = await dialog()
      .getByRole('textbox', { name: `Specify ARN for ${type}` })
      .inputValue();
    await button('Add', dialog()).click();
    return arn;
  }

  async function chooseService(name: string): Promise<void> {
    await page.getByPlaceholder('Find a service').fill(name);
    await button(new RegExp(`^${name}( Amazon|$)`))
      .first()
      .click();
  }

  step('1.1: creates the stream wildrydes with one shard', () => createStream('wildrydes'));

  step('1.2: a producer runs, and the Monitoring tab shows its records', async () => {
    await ride(['Shadowfax'], 60);
    await world.paddock.control.advance(minute);
    await tab('Monitoring');
    // One a second: sixty in the minute that is over.
    await page.getByRole('application', { name: /^Put Record \(success count\).*\b60\b/ }).waitFor();
    await picture(page, 'workshop-1-monitoring');
  });

  step('1.3: the data viewer prints what arrives', async () => {
    await getRecords();
    await page.getByText('Shadowfax').first().waitFor();
    await picture(page, 'workshop-1-viewer');
  });

  step('1.4: creates the identity pool and its roles', async () => {
    await service('Cognito');
    await press('Create new identity pool');
    await field('Identity pool name').fill('wildrydes');
    await page.getByRole('checkbox', { name: /Enable access to unauthenticated identities/ }).check();
    await press('Create pool');
    await press('Allow');
    await press('Go to Dashboard');
    await heading(page, 'wildrydes').waitFor();
    await press('Edit identity pool');
    const id = page.getByText(/^us-east-1:[\da-f-]{36}$/).first();
    await id.waitFor();
    pool = (await id.textContent()) ?? '';
  });

  step('1.5: lets guests read the stream', async () => {
    await service('IAM');
    await side('Roles');
    await page.getByRole('link', { name: 'Cognito_wildrydesUnauth_Role' }).click();
    await press('Add inline policy');
    await chooseService('Kinesis');
    await page.getByRole('checkbox', { name: 'Read', exact: true }).check();
    await page.getByRole('checkbox', { name: 'List', exact: true }).check();
    await button('Resources').click();
    const any = { 'Stream type': '*', 'Consumer name': '*', 'Consumer creation timestamp': '*' };
    assert.match(await addArn('consumer', { ...any, 'Stream name': 'wildrydes' }), /:\*\/wildrydes\/consumer\/\*:\*$/);
    assert.match(await addArn('stream', { 'Stream name': 'wildrydes' }), /:stream\/wildrydes$/);
    await picture(page, 'workshop-1-policy');
    await press('Review policy');
    await field('Name').fill('WildrydesDashboardPolicy');
    await press('Create policy');
    await page.getByText('WildrydesDashboardPolicy').first().waitFor();
  });

  step('1.6: the live map shows the unicorn', async () => {
    const map = await page.context().newPage();
    await map.goto(`${world.paddock.url}/dashboard/?pool=${pool}&stream=wildrydes&style=offline`);
    await eventually('Shadowfax is on the map', async () => {
      await ride(['Shadowfax'], 1);
      return map.getByRole('rowheader', { name: /^Shadowfax/ }).isVisible();
    });
    await map.close();
  });

  step('2.1: creates the stream wildrydes-summary', () => createStream('wildrydes-summary'));

  step('2.2: creates the application, connects the stream and discovers its schema', async () => {
    await service('Kinesis Analytics');
    await press('Create application');
    await field('Application name').fill('wildrydes');
    await press('Create application');
    await press('Connect streaming data');
    await choose('Kinesis stream', /^wildrydes$/);
    await button('Sample records from').click();
    await page.getByRole('menuitem', { name: /Trim horizon/ }).click();
    await page.getByText('Schema discovery successful').waitFor();
    await page.getByRole('cell', { name: 'Shadowfax' }).first().waitFor();
    await picture(page, 'workshop-2-schema');
    await press('Save and continue');
    await page.getByText('SOURCE_SQL_STREAM_001').waitFor();
  });

  step('2.3: runs the SQL, which gives a row for each unicorn and minute', async () => {
    await press('Go to SQL editor');
    await press('Yes, start application');
    await page.getByText('RUNNING').first().waitFor();
    await typeCode(page, 'SQL of wildrydes', summarySql);
    await page.getByText('The SQL compiles').waitFor();
    await press('Save and run SQL');
    await page.getByText('The SQL was saved, and runs.').waitFor();
    await tab('Real-time analytics');
    await ride(['Shadowfax', 'Bucephalus'], 3);
    await world.paddock.control.advance(minute);
    await page.getByRole('cell', { name: 'Bucephalus' }).first().waitFor();
    await assertAccessible(page);
    await picture(page, 'workshop-2-rows');
    await press('Close');
  });

  step('2.4: connects the destination, and the summaries arrive in wildrydes-summary', async () => {
    await press('Connect to a destination');
    await choose('Kinesis stream', 'wildrydes-summary');
    assert.equal(
      await page.getByRole('combobox', { name: /^In-application stream/ }).inputValue(),
      'DESTINATION_SQL_STREAM',
    );
    await press('Save and continue');
    await page.getByText('wildrydes-summary').first().waitFor();
    await ride(['Shadowfax', 'Bucephalus'], 3);
    await world.paddock.control.advance(minute);
    await service('Kinesis');
    await page.getByRole('link', { name: 'wildrydes-summary' }).click();
    await getRecords();
    await page.getByText('MinMagicPoints').first().waitFor();
    await picture(page, 'workshop-2-summary');
  });

  step('3.1: creates the table UnicornSensorData', async () => {
    await service('DynamoDB');
    await press('Create table');
    await field('Table name').fill('UnicornSensorData');
    await field('Partition key').fill('Name');
    await page.getByRole('checkbox', { name: 'Add sort key' }).check();
    await field('Sort key').fill('StatusTime');
    await page.getByRole('radio', { name: 'Default settings' }).check();
    await press('Create table');
    await page
      .getByRole('link', { name: 'UnicornSensorData' })
      .or(heading(page, 'UnicornSensorData'))
      .first()
      .waitFor();
    await service('DynamoDB');
    await page.getByRole('link', { name: 'UnicornSensorData' }).click();
    await page.getByText('arn:aws:dynamodb:us-east-1:000000000000:table/UnicornSensorData').first().waitFor();
  });

  step('3.2: creates the policy and the role', async () => {
    await service('IAM');
    await side('Policies');
    await press('Create policy');
    await chooseService('DynamoDB');
    await page.getByRole('searchbox', { name: 'Filter actions' }).fill('BatchWriteItem');
    await page.getByRole('checkbox', { name: 'BatchWriteItem', exact: true }).check();
    await button('Resources').click();
    const arn = await addArn('table', {
      Region: 'us-east-1',
      Account: '000000000000',
      'Table name': 'UnicornSensorData',
    });
    assert.equal(arn, 'arn:aws:dynamodb:us-east-1:000000000000:table/UnicornSensorData');
    await press('Review policy');
    await field(/^(Policy n|N)ame$/).fill('WildRydesDynamoDBWritePolicy');
    await picture(page, 'workshop-3-policy');
    await press('Create policy');
    await page.getByText('WildRydesDynamoDBWritePolicy').first().waitFor();
    await side('Roles');
    await press('Create role');
    await page.getByRole('radio', { name: 'AWS service' }).check();
    await page.getByRole('radio', { name: 'Lambda', exact: true }).check();
    await press('Next: Permissions');
    for (const name of ['AWSLambdaKinesisExecutionRole', 'WildRydesDynamoDBWritePolicy']) {
      await page.getByRole('searchbox', { name: 'Find policies' }).fill(name);
      await page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check();
    }
    await press('Next: Review');
    await field('Role name').fill('WildRydesStreamProcessorRole');
    await picture(page, 'workshop-3-role');
    await press('Create role');
    await page.getByText('WildRydesStreamProcessorRole').first().waitFor();
  });

  step('3.3: creates the function, with its code, variable, timeout and trigger', async () => {
    const name = 'WildRydesStreamProcessor';
    await service('Lambda');
    await press('Create function');
    await field('Function name').fill(name);
    await page.getByRole('radio', { name: 'Use an existing role' }).check();
    await choose('Existing role', /WildRydesStreamProcessorRole/);
    await press('Create function');
    await heading(page, name).waitFor();
    await typeCode(page, 'Code of index.mjs', processor);
    await press('Rename to index.js');
    await press('Deploy');
    await page.getByText('All changes are deployed').waitFor();
    await tab('Configuration');
    await press('Environment variables');
    await press('Edit environment variables');
    await button('Add environment variable', dialog()).click();
    await dialog().getByRole('textbox', { name: 'Key' }).fill('TABLE_NAME');
    await dialog().getByRole('textbox', { name: 'Value' }).fill('UnicornSensorData');
    await button('Save', dialog()).click();
    await page.getByRole('cell', { name: 'UnicornSensorData' }).waitFor();
    await press('General configuration');
    await press('Edit basic settings');
    await dialog().getByLabel('Timeout: minutes').fill('1');
    await dialog().getByLabel('Timeout: seconds').fill('0');
    await button('Save', dialog()).click();
    await page.getByText('1 min 0 sec').waitFor();
    await press('Add trigger');
    await choose('Kinesis stream', 'wildrydes-summary');
    await field('Batch size').fill('100');
    await picture(page, 'workshop-3-trigger');
    await press('Add');
    await page.getByRole('cell', { name: 'Enabled', exact: true }).waitFor();
  });

  step('3.4: the Monitoring tab shows invocations, and leads to the logs', async () => {
    await ride(['Rocinante', 'Shadowfax'], 3);
    await world.paddock.control.advance(minute);
    await eventually('the summaries are in the table', async () => {
      const dynamo = new DynamoDB({
        endpoint: world.paddock.url,
        region: 'us-east-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      const { Count = 0 } = await dynamo.scan({ TableName: 'UnicornSensorData' });
      dynamo.destroy();
      return Count >= 2;
    });
    await tab('Monitoring');
    await page.getByRole('row').filter({ hasText: 'Succeeded' }).first().waitFor();
    await picture(page, 'workshop-3-monitoring');
    await press('Jump to Logs');
    await page.getByText('/aws/lambda/WildRydesStreamProcessor').first().waitFor();
    await picture(page, 'workshop-3-logs');
  });

  step('3.5: the table has a row for each unicorn and minute', async () => {
    await service('DynamoDB');
    await side('Tables');
    await page.getByRole('link', { name: 'UnicornSensorData' }).click();
    await tab('Items');
    await page.getByRole('cell', { name: 'Rocinante' }).first().waitFor();
    await picture(page, 'workshop-3-items');
  });

  step('the pipeline on the first page is whole, and the checklist done', async () => {
    await page.goto(`${world.paddock.url}/console/#/`);
    await heading(page, 'Home').waitFor();
    await page
      .getByRole('link', { name: /WildRydesStreamProcessor/ })
      .first()
      .waitFor();
    await picture(page, 'workshop-home');
  });
});

/** In the manner of the workshop's, which is CommonJS with version 2 of the SDK. */
const processor = `'use strict';

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
