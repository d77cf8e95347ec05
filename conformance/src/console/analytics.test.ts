import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KinesisAnalytics } from '@aws-sdk/client-kinesis-analytics';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import type { Page } from 'playwright-core';
import { createAnalytics } from '../harness/analytics.js';
import { createSdk } from '../harness/clients.js';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  typeCode,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import { arnOf } from '../harness/server.js';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const typeSql = (page: Page, text: string) => typeCode(page, 'SQL of wildrydes', text);

const reading = (name: string): string =>
  `${JSON.stringify({ Name: name, StatusTime: '2018-03-18 03:20:01.123', Distance: 30.5, MagicPoints: 151, HealthPoints: 97 })}\n`;

describe('the console: analytics', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let kinesis: Kinesis;
  let analytics: KinesisAnalytics;
  let page: Page;

  const put = (count = 3) =>
    kinesis.putRecords({
      StreamName: 'wildrydes',
      Records: Array.from({ length: count }, (_, index) => ({
        Data: Buffer.from(reading(index % 2 === 0 ? 'Shadowfax' : 'Bucephalus')),
        PartitionKey: String(index),
      })),
    });

  before(async () => {
    world = await startConsole();
    kinesis = createSdk(world.paddock.url);
    analytics = createAnalytics(world.paddock.url);
    for (const StreamName of ['wildrydes', 'wildrydes-summary'])
      await kinesis.createStream({ StreamName, ShardCount: 1 });
    await put(6);
    page = await world.open('/analytics/applications');
  });
  after(async () => {
    kinesis?.destroy();
    analytics?.destroy();
    await world?.close();
  });

  it('creates an application', async () => {
    await heading(page, 'Analytics applications').waitFor();
    await assertAccessible(page);
    await button(page, 'Create application').click();
    await heading(page, 'Create application').waitFor();
    await button(page, 'Create application').click();
    await page.getByText('A name is required.').waitFor();
    await page.getByLabel('Application name').fill('wild rydes');
    await page.getByText('Use letters, digits, underscores, hyphens and dots only').waitFor();
    await page.getByLabel('Application name').fill('wildrydes');
    await page.getByLabel('Application name').press('Enter');
    await heading(page, 'wildrydes').waitFor();
  });

  it('connects streaming data, with a role of its own and the schema that is discovered', async () => {
    await button(page, 'Connect streaming data').click();
    await button(page, 'Save and continue').click();
    await page.getByText('This is required.').waitFor();
    await page.getByText('A schema has one column at least.').first().waitFor();
    await page.getByRole('button', { name: /^Kinesis stream/ }).click();
    await page.getByRole('option', { name: 'wildrydes', exact: true }).click();
    await button(page, 'Sample records from').click();
    await page.getByRole('menuitem', { name: /Trim horizon/ }).click();
    await page.getByText('Schema discovery successful').waitFor();
    await page.getByRole('cell', { name: 'Shadowfax' }).first().waitFor();
    await page.getByLabel('Column name Distance').fill('Dist ance');
    await button(page, 'Save and continue').click();
    await page.getByText('A name is required, without hyphens').waitFor();
    await assertAccessible(page);
    await picture(page, 'analytics-source');
    await page.getByLabel('Column name Dist ance').fill('Distance');
    await button(page, 'Save and continue').click();
    await heading(page, 'wildrydes').waitFor();
    await page.getByText('SOURCE_SQL_STREAM_001').waitFor();
    const { ApplicationDetail } = await analytics.describeApplication({ ApplicationName: 'wildrydes' });
    const [input] = ApplicationDetail?.InputDescriptions ?? [];
    assert.match(
      input?.KinesisStreamsInputDescription?.RoleARN ?? '',
      /role\/service-role\/kinesis-analytics-wildrydes-us-east-1$/,
    );
    assert.deepEqual(
      input?.InputSchema?.RecordColumns?.map(({ Name, SqlType }) => `${Name} ${SqlType}`),
      ['Name VARCHAR(16)', 'StatusTime TIMESTAMP', 'Distance DOUBLE', 'MagicPoints INTEGER', 'HealthPoints INTEGER'],
    );
  });

  it('starts it on the way into the SQL editor, and shows what comes in', async () => {
    await button(page, 'Go to SQL editor').click();
    await button(page, 'Yes, start application').click();
    await page.getByText('RUNNING').first().waitFor();
    await page.getByRole('tab', { name: 'Source data' }).click();
    await page.getByText('0 rows since the run began').waitFor();
    await put();
    await page.getByText('3 rows since the run began').waitFor();
    await page.getByRole('cell', { name: 'Bucephalus' }).first().waitFor();
    await page.getByLabel('Filter rows').fill('no such row');
    await page.getByText('No row has this text').waitFor();
    await page
      .getByLabel('Clear')
      .or(page.getByRole('button', { name: /clear/i }))
      .first()
      .click();
    await assertAccessible(page);
  });

  it('says what is wrong with the SQL where it is, as one types and when the service refuses it', async () => {
    await typeSql(page, 'SELECT STREAM "Speed" FROM "SOURCE_SQL_STREAM_001";');
    await page.getByText("Column 'Speed' not found in any table").waitFor();
    await button(page, 'Line 1, column 15').click();
    await button(page, 'Save and run SQL').click();
    await page.getByText('The service refused the SQL').waitFor();
    await page.getByText(/SQL error: From line 1, column 15/).waitFor();
    await picture(page, 'analytics-sql-error');
  });

  it('runs a template, and shows its rows as they come', async () => {
    await button(page, 'Add SQL from templates').click();
    await page.getByRole('menuitem', { name: /^Filter/ }).click();
    await button(page, 'Replace').click();
    await page.getByText('The SQL compiles').waitFor();
    await button(page, 'Save and run SQL').click();
    await page.getByText('The SQL was saved, and runs.').waitFor();
    await page.getByRole('tab', { name: 'Real-time analytics' }).click();
    await page
      .getByText(/DESTINATION_SQL_STREAM/)
      .first()
      .waitFor();
    await put();
    await page.getByRole('cell', { name: 'Shadowfax' }).first().waitFor();
    await picture(page, 'analytics-rows');
    await page.reload();
    await page.getByRole('cell', { name: 'Shadowfax' }).first().waitFor();
  });

  it('tells when others have saved meanwhile, and lets one choose', async () => {
    const { ApplicationDetail } = await analytics.describeApplication({ ApplicationName: 'wildrydes' });
    await page.getByText('The SQL compiles').waitFor();
    await typeSql(page, '-- mine\n');
    await analytics.updateApplication({
      ApplicationName: 'wildrydes',
      CurrentApplicationVersionId: ApplicationDetail?.ApplicationVersionId,
      ApplicationUpdate: { ApplicationCodeUpdate: `-- theirs\n${ApplicationDetail?.ApplicationCode ?? ''}` },
    });
    await button(page, 'Save and run SQL').click();
    await page.getByText('Somebody else has changed the application').waitFor();
    await page.getByText('− -- theirs').waitFor();
    await button(page, 'Reload theirs').click();
    await page.getByText('The SQL compiles').waitFor();
  });

  it('does not lose what is not saved', async () => {
    await typeSql(page, '-- not saved');
    await page.getByText('Not saved', { exact: true }).waitFor();
    await button(page, 'Close').click();
    await page.getByText('Leave without saving?').waitFor();
    await button(page, 'Stay').click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('Not saved', { exact: true }).waitFor();
    await button(page, 'Close').click();
    await button(page, 'Leave').click();
    await heading(page, 'wildrydes').waitFor();
  });

  it('connects to a destination, and disconnects', async () => {
    await button(page, 'Connect to a destination').click();
    await button(page, 'Save and continue').click();
    await page.getByText('This is required.').waitFor();
    await page.getByRole('button', { name: /^Kinesis stream/ }).click();
    await page.getByRole('option', { name: 'wildrydes-summary' }).click();
    await assertAccessible(page);
    await button(page, 'Save and continue').click();
    await page.getByRole('link', { name: 'wildrydes-summary' }).waitFor();
    const { ApplicationDetail } = await analytics.describeApplication({ ApplicationName: 'wildrydes' });
    const [output] = ApplicationDetail?.OutputDescriptions ?? [];
    assert.equal(output?.KinesisStreamsOutputDescription?.ResourceARN, arnOf('wildrydes-summary'));
    assert.equal(output?.Name, 'DESTINATION_SQL_STREAM');
    await page
      .getByRole('row', { name: /wildrydes-summary/ })
      .getByRole('link', { name: 'Edit' })
      .click();
    await page.getByRole('radio', { name: 'CSV' }).check();
    await button(page, 'Save and continue').click();
    await page.getByRole('cell', { name: 'CSV' }).waitFor();
    await button(page, 'Disconnect').click();
    await page.getByLabel('Name to confirm the deletion').fill('wildrydes-summary');
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('Disconnected from wildrydes-summary.').waitFor();
  });

  it('has metrics, error logs and tags', async () => {
    await page.getByRole('tab', { name: 'Monitoring' }).click();
    await page.getByRole('heading', { name: 'Milliseconds behind latest' }).waitFor();
    await assertAccessible(page);
    await page.getByRole('tab', { name: 'Error logs' }).click();
    await button(page, 'Enable logging').click();
    await page.getByText('Logging is enabled.').waitFor();
    await page.getByText('No error has been logged in the last day.').waitFor();
    await button(page, 'Disable logging').click();
    await page.getByText('Logging is disabled.').waitFor();
    await page.getByRole('tab', { name: 'Tags' }).click();
    await button(page, 'Add tag').click();
    await page.getByRole('textbox', { name: 'Value 1', exact: true }).first().fill('unicorns');
    await button(page, 'Save').click();
    await page.getByText('A key is required').waitFor();
    await page.getByRole('textbox', { name: 'Key 1', exact: true }).first().fill('team');
    await button(page, 'Save').click();
    await page.getByText('The tags were saved.').waitFor();
  });

  it('shows what a role without permissions may not, in its place, in Korean too', async () => {
    const as = await world.user(
      'looker',
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["kinesisanalytics:Describe*","kinesisanalytics:List*"],"Resource":"*"}}',
    );
    const theirs = await world.open('/analytics/applications/wildrydes', {
      as,
      language: 'ko',
      viewport: { width: 1024, height: 800 },
    });
    await theirs.getByRole('button', { name: 'SQL 편집기로 이동' }).waitFor();
    await assertAccessible(theirs);
    await theirs.goto(`${world.paddock.url}/console/#/analytics/applications/wildrydes/sql`);
    await theirs
      .getByText(/not authorized to perform: kinesisanalytics:GetApplicationState/)
      .first()
      .waitFor();
    await theirs.context().close();
  });

  it('stops and deletes it', async () => {
    await page.goto(`${world.paddock.url}/console/#/analytics/applications/wildrydes`);
    await button(page, 'Actions').click();
    await page.getByRole('menuitem', { name: 'Stop application' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop application' }).click();
    await page.getByText('READY').waitFor();
    await button(page, 'Actions').click();
    await page.getByRole('menuitem', { name: 'Delete application' }).click();
    await page.getByLabel('Name to confirm the deletion').fill('wildrydes');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await heading(page, 'Analytics applications').waitFor();
    await page.getByText('No applications').waitFor();
  });
});
