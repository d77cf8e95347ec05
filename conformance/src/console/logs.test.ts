import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  typeCode,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';

const group = '/app/rides';

describe("the console's logs", whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let logs: CloudWatchLogs;
  let page: Page;

  before(async () => {
    world = await startConsole();
    logs = new CloudWatchLogs({
      endpoint: world.paddock.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    page = await world.open('/cloudwatch/logs');
  });
  after(async () => {
    logs?.destroy();
    await world?.close();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const go = (path: string) => page.evaluate(`location.hash = ${JSON.stringify(`#${path}`)}`);
  const dialog = () => page.getByRole('dialog');
  const encoded = encodeURIComponent(group);
  const put = (...messages: readonly string[]) =>
    logs.putLogEvents({
      logGroupName: group,
      logStreamName: 'first',
      logEvents: messages.map((message, index) => ({ timestamp: Date.now() - messages.length + index, message })),
    });

  it('creates a log group; a name that may not be is not sent', async () => {
    await page.getByText('No log groups').waitFor();
    await assertAccessible(page);
    await button('Create log group').first().click();
    await dialog().getByLabel('Log group name').fill('no spaces');
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await dialog().getByText('This name is not allowed.').waitFor();
    await dialog().getByLabel('Log group name').fill(group);
    await dialog().getByLabel('Log group name').press('Enter');
    await page.getByText(`Log group ${group} is created.`).waitFor();
    await page.getByRole('link', { name: group, exact: true }).click();
    await heading(page, group).waitFor();
  });

  it('changes its retention, its protection and its tags', async () => {
    await button('Actions').click();
    await page.getByRole('menuitem', { name: 'Edit retention setting' }).click();
    await dialog()
      .getByRole('button', { name: /Retention setting/ })
      .click();
    await page.getByRole('option', { name: '7 days', exact: true }).click();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByText('7 days', { exact: true }).waitFor();
    await button('Actions').click();
    await page.getByRole('menuitem', { name: 'Turn on deletion protection' }).click();
    await page.getByText('On', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Tags' }).click();
    await button('Add new tag').click();
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill('team');
    await button('Save').click();
    await button('Save').waitFor({ state: 'detached' });
    const { logGroups: [found] = [] } = await logs.describeLogGroups({});
    assert.deepEqual([found?.retentionInDays, found?.deletionProtectionEnabled], [7, true]);
  });

  it('creates streams, finds them by prefix, deletes one', async () => {
    await page.getByRole('tab', { name: 'Log streams' }).click();
    for (const name of ['first', 'second']) {
      await button('Create log stream').click();
      await dialog().getByLabel('Log stream name').fill('a:b');
      await dialog().getByLabel('Log stream name').press('Enter');
      await dialog().getByText('This name is not allowed.').waitFor();
      await dialog().getByLabel('Log stream name').fill(name);
      await dialog().getByLabel('Log stream name').press('Enter');
      await page.getByText(`Log stream ${name} is created.`).waitFor();
    }
    await page.getByLabel('Filter log streams by prefix').fill('sec');
    await page.getByRole('link', { name: 'first', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Select second' }).click();
    await button('Delete').click();
    await dialog().getByLabel('Name to confirm the deletion').fill('second');
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Log stream second is deleted.').waitFor();
  });

  it('makes a metric of events, and tries the pattern before', async () => {
    await page.getByRole('tab', { name: 'Metric filters' }).click();
    await button('Create metric filter').click();
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await dialog().getByText('This is required.').first().waitFor();
    await dialog().getByLabel('Filter name').fill('errors');
    await dialog().getByLabel('Filter pattern').fill('{ $.level = ');
    await dialog().getByText('A quote or a bracket is not closed.').waitFor();
    await dialog().getByLabel('Filter pattern').fill('{ $.level = "error" }');
    await dialog().getByLabel('Log event messages').fill('{"level":"error"}\nplain');
    await dialog().getByRole('button', { name: 'Test pattern' }).click();
    await dialog().getByText('1 line matches').waitFor();
    await dialog().getByLabel('Metric namespace').fill('Rides');
    await dialog().getByLabel('Metric name', { exact: true }).fill('Errors');
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Filter errors is saved.').waitFor();
    await page.getByRole('link', { name: 'Rides: Errors' }).waitFor();
    await page.getByRole('radio', { name: 'Select errors' }).click();
    await button('Delete').click();
    await dialog().getByLabel('Name to confirm the deletion').fill('errors');
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Filter errors is deleted.').waitFor();
  });

  it('says what a subscription filter lacks, and what the service answers', async () => {
    await page.getByRole('tab', { name: 'Subscription filters' }).click();
    await button('Create subscription filter').click();
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await dialog().getByText('Enter an ARN.').waitFor();
    await dialog().getByLabel('Filter name').fill('all');
    await dialog().getByLabel('Destination ARN').fill('arn:aws:lambda:us-east-1:000000000000:function:none');
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await dialog()
      .getByText(/Cross-account lambda|Could not execute/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await assertAccessible(page);
  });

  it('shows the events of a stream, from both ends, whole and pretty', async () => {
    await put('one', '{"level":"error","name":"Shadowfax"}', 'three');
    await go(`/cloudwatch/logs/${encoded}/first`);
    await page.getByText('{"level":"error","name":"Shadowfax"}').waitFor();
    await page.locator('.cw-line').filter({ hasText: 'Shadowfax' }).getByRole('button').first().click();
    await page.getByText('"level": "error"').waitFor();
    await put('four');
    await button('Load newer events').click();
    await page.getByText('four', { exact: true }).waitFor();
    await button('Load older events').click();
    await page.getByText('No older events at this moment.').waitFor();
    await assertAccessible(page);
  });

  it('searches the group, and marks what was found', async () => {
    await go(`/cloudwatch/logs/${encoded}?tab=search`);
    const pattern = page.getByLabel('Filter pattern');
    await pattern.fill('"Shadowfax');
    await page.getByText('A quote or a bracket is not closed.').waitFor();
    await pattern.fill('{ $.name = "Shadowfax" }');
    await pattern.press('Enter');
    await page.locator('mark', { hasText: 'Shadowfax' }).waitFor();
    await page.getByText('All of the range has been searched.').waitFor();
    await page.reload();
    await page.locator('mark', { hasText: 'Shadowfax' }).waitFor();
    await picture(page, 'logs-search');
  });

  it('tails groups as events come in', async () => {
    await go(`/cloudwatch/live-tail?group=${encoded}&pattern=ride`);
    await button('Start').click();
    await page.getByText('Waiting for events').waitFor();
    await put('ride 1 begins', 'something else');
    await page.locator('.cw-line').filter({ hasText: 'ride 1 begins' }).waitFor();
    await button('Pause').click();
    await put('ride 2 begins');
    await page.getByText('Paused; 1 events wait').waitFor();
    await button('Resume').click();
    await page.locator('.cw-line').filter({ hasText: 'ride 2 begins' }).waitFor();
    assert.equal(await page.locator('.cw-line').count(), 2);
    await assertAccessible(page);
    await button('Stop').click();
    await page.getByText('Not running').waitFor();
  });

  it('queries with Insights: errors at their place, rows, charts', async () => {
    await go('/cloudwatch/insights');
    await heading(page, 'Logs Insights').waitFor();
    await button('Run query').click();
    await page.getByText('Select 1 to 50 log groups.').waitFor();
    await page.getByRole('button', { name: /^Log groups/ }).click();
    await page.getByRole('option', { name: group }).click();
    await page.keyboard.press('Escape');
    await typeCode(page, 'Query', 'fields @message\n| fliter name = 1');
    await button('Run query').click();
    await page.getByText('Line 2, column 3').waitFor();
    await typeCode(page, 'Query', 'fields @message, name | filter name = "Shadowfax"');
    await button('Run query').click();
    await page.getByRole('tab', { name: 'Logs (1)' }).waitFor();
    await page.getByLabel('Show row 1').click();
    await page.getByRole('term').filter({ hasText: '@logStream' }).waitFor();
    await assertAccessible(page);
    await picture(page, 'logs-insights');
    await typeCode(page, 'Query', 'stats count(*) as n by bin(1m)');
    await button('Run query').click();
    await page.getByRole('application', { name: /^Visualization: n, last \d/ }).waitFor();
    await page.reload();
    await page.getByRole('application', { name: /^Visualization: n, last \d/ }).waitFor();
  });

  it('saves a query, uses it, deletes it', async () => {
    await button('Save').click();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('This is required.').waitFor();
    await dialog().getByLabel('Query name').fill('rides/count');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByText('Query rides/count is saved.').waitFor();
    await button('Queries').click();
    await dialog().getByText('rides/count').waitFor();
    await dialog().getByRole('button', { name: 'Delete: rides/count' }).click();
    await dialog().getByLabel('Name to confirm the deletion').fill('rides/count');
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Query rides/count is deleted.').waitFor();
    await dialog().getByRole('button', { name: 'Use' }).nth(1).click();
    await page.getByText('(?i)error').waitFor();
  });

  it('deletes the group by its name, once it is not protected', async () => {
    await go(`/cloudwatch/logs/${encoded}`);
    const remove = async (): Promise<void> => {
      await button('Actions').click();
      await page.getByRole('menuitem', { name: 'Delete log group' }).click();
      await dialog().getByLabel('Name to confirm the deletion').fill(group);
      await dialog().getByRole('button', { name: 'Delete' }).click();
    };
    await remove();
    await dialog()
      .getByText(/protect/i)
      .first()
      .waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await button('Actions').click();
    await page.getByRole('menuitem', { name: 'Turn off deletion protection' }).click();
    await page.getByText('Off', { exact: true }).waitFor();
    await remove();
    await heading(page, 'Log groups').waitFor();
    await page.getByText('No log groups').waitFor();
  });

  it('says what one may not', async () => {
    const statement = { Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: '*' };
    const keys = await world.user('reader', JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
    await logs.createLogGroup({ logGroupName: group });
    const denied = await world.open(`/cloudwatch/logs/${encoded}`, { as: keys });
    await denied.getByText('Log group details').waitFor();
    await denied
      .getByText(/logs:DescribeLogStreams/)
      .first()
      .waitFor();
    await denied.context().close();
  });
});
