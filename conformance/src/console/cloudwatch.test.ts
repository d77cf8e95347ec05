import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
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

const policy = (...actions: readonly string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

describe("the console's metrics and alarms", whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let cloudwatch: CloudWatch;
  let page: Page;

  before(async () => {
    world = await startConsole();
    cloudwatch = new CloudWatch({
      endpoint: world.paddock.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const now = Date.now();
    const data = (name: string, unicorn: string, value: number) =>
      Array.from({ length: 20 }, (_, minute) => ({
        MetricName: name,
        Dimensions: [{ Name: 'Unicorn', Value: unicorn }],
        Timestamp: new Date(now - minute * 60_000),
        Value: value,
      }));
    await cloudwatch.putMetricData({
      Namespace: 'Rides',
      MetricData: [
        ...data('Finished', 'Shadowfax', 4),
        ...data('Finished', 'Rocinante', 2),
        ...data('Begun', 'Shadowfax', 6),
      ],
    });
    page = await world.open('/cloudwatch');
  });
  after(async () => {
    cloudwatch?.destroy();
    await world?.close();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const go = (path: string) => page.evaluate(`location.hash = ${JSON.stringify(`#${path}`)}`);

  it('shows alarms by state and graphs of what has data', async () => {
    await heading(page, 'CloudWatch').waitFor();
    await page.getByRole('heading', { name: 'Alarms by state' }).waitFor();
    await page.getByRole('application', { name: /^Rides: Finished: .*last 4/ }).waitFor();
    await assertAccessible(page);
    await picture(page, 'cloudwatch-overview');
  });

  it('goes from namespaces to metrics, and draws those that are ticked', async () => {
    await page.getByRole('link', { name: 'All metrics' }).click();
    await heading(page, 'Metrics').waitFor();
    await button('Rides · 3 metrics').click();
    await button('Unicorn · 3 metrics').click();
    for (const unicorn of ['Shadowfax', 'Rocinante'])
      await page.getByRole('checkbox', { name: `Select Rides Finished Unicorn=${unicorn}` }).check();
    await page.getByRole('tab', { name: 'Graphed metrics (2)' }).click();
    await page.getByRole('application', { name: /Finished, last 4|Shadowfax.*last 4/ }).waitFor();
    await assertAccessible(page);
  });

  it('computes with metrics, and says what is wrong with an expression at its place', async () => {
    await button('Add math').click();
    await page.getByRole('menuitem', { name: 'Sum of all' }).click();
    await page.getByRole('application', { name: /Sum of all, last 6/ }).waitFor();
    const expression = page.getByLabel('Expression of e1');
    await expression.fill('m1 +');
    await expression.press('Enter');
    await page.getByText('Invalid syntax').waitFor();
    await expression.fill('m1 * 10');
    await expression.press('Enter');
    await page.getByRole('application', { name: /Sum of all, last [24]0/ }).waitFor();
    const statistic = page.getByLabel('Statistic m1');
    await statistic.fill('p');
    await page.getByText('TM(2%:98%)').waitFor();
    await statistic.fill('p90');
    await page.getByLabel('Y axis e1: Left').click();
    await page.getByLabel('Y axis e1: Right').waitFor();
    await picture(page, 'cloudwatch-metrics');
  });

  it('has the whole graph in its address and its source', async () => {
    await page.reload();
    await page.getByLabel('Expression of e1').waitFor();
    assert.equal(await page.getByLabel('Expression of e1').inputValue(), 'm1 * 10');
    await page.getByText('Number', { exact: true }).click();
    await page.getByRole('tab', { name: 'Source' }).click();
    await typeCode(page, 'Source of the graph', '{"metrics": 1}');
    await button('Update').click();
    await page.getByText('metrics is not a list').waitFor();
    await typeCode(
      page,
      'Source of the graph',
      JSON.stringify({ title: 'Rides', metrics: [['Rides', 'Begun', 'Unicorn', 'Shadowfax', { stat: 'Sum' }]] }),
    );
    await button('Update').click();
    await page.getByRole('application', { name: /^Rides: Begun, last 6/ }).waitFor();
    await page.getByRole('tab', { name: 'Options' }).click();
    await button('Add horizontal annotation').click();
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('x');
    await page.getByText('Enter a number.').waitFor();
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('5');
    await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Enough');
    await page.locator('.metric-plot').getByText('Enough').waitFor();
  });

  it('zooms by dragging, and shows the values at a moment', async () => {
    const plot = page.locator('.metric-plot svg');
    const { x, y, width } = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await page.mouse.move(x + width * 0.97, y + 60);
    await page.locator('.metric-tip').getByText('Begun').waitFor();
    await page.mouse.move(x + width * 0.8, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.97, y + 60, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/range=\d+%7E\d+|range=\d+~\d+/);
    await button('Actions').click();
    await page.getByRole('menuitem', { name: 'Clear graph' }).click();
    await page.getByText('Your CloudWatch graph is empty.').waitFor();
  });

  it('creates an alarm; what is wrong in the form is said before anything is sent', async () => {
    await go('/cloudwatch/alarms');
    await page.getByText('No alarms').waitFor();
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Create alarm' }).first().click();
    await heading(page, 'Create alarm').waitFor();
    await page.getByRole('button', { name: 'Create alarm' }).click();
    await page.getByText('Select a metric.', { exact: true }).waitFor();
    assert.equal(await page.getByText('This is required.').count(), 2);
    await button('Select metric').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Search for any metric').fill('begun shadowfax');
    await dialog.getByRole('checkbox', { name: /Begun/ }).check();
    await dialog.getByRole('button', { name: 'Select metric' }).click();
    await page.getByRole('application', { name: /^Preview.*last 6/ }).waitFor();
    await page.getByLabel('than…').fill('5');
    await page.getByLabel('Datapoints to alarm').last().fill('7');
    await page.getByText('Enter a whole number between 1 and the number of periods.').waitFor();
    await page.getByLabel('Datapoints to alarm').last().fill('1');
    await page.getByLabel('Alarm name').fill('many rides/hour');
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Create alarm' }).click();
    await heading(page, 'many rides/hour').waitFor();
    await page.getByText('Begun > 5 for 1 datapoints').waitFor();
    await page.getByText('Alarm "many rides/hour" created').waitFor();
    await assertAccessible(page);
    await picture(page, 'cloudwatch-alarm');
  });

  it('edits it, puts it into a state, and switches its actions off', async () => {
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await heading(page, 'Edit many rides/hour').waitFor();
    await page.getByLabel('than…').fill('50');
    await button('Save changes').click();
    await page.getByText('Begun > 50 for 1 datapoints').waitFor();
    await button('Actions').click();
    await page.getByRole('menuitem', { name: 'Set alarm state' }).click();
    await page.getByRole('dialog').getByLabel('In alarm').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Set alarm state' }).click();
    await page.getByRole('dialog').getByText('This is required.').waitFor();
    await page.getByRole('dialog').getByLabel('Reason').fill('to see it');
    await page.getByRole('dialog').getByRole('button', { name: 'Set alarm state' }).click();
    await page.getByText('many rides/hour is now: In alarm.').waitFor();
    await button('Actions').click();
    await page.getByRole('menuitem', { name: 'Disable alarm actions' }).click();
    await page.getByText('The actions of many rides/hour are disabled.').waitFor();
    await button('Add new tag').click();
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill('team');
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('stable');
    await button('Save').click();
    await button('Save').waitFor({ state: 'detached' });
    const { MetricAlarms: [alarm] = [] } = await cloudwatch.describeAlarms({});
    assert.deepEqual([alarm?.Threshold, alarm?.ActionsEnabled], [50, false]);
    const { Tags } = await cloudwatch.listTagsForResource({ ResourceARN: alarm?.AlarmArn ?? '' });
    assert.deepEqual(Tags, [{ Key: 'team', Value: 'stable' }]);
  });

  it('combines alarms, and deletes one by its name', async () => {
    await go('/cloudwatch/alarms');
    await page.getByRole('link', { name: 'Create composite alarm' }).click();
    await heading(page, 'Create composite alarm').waitFor();
    await page.getByLabel('Alarm name').fill('trouble');
    await page.getByLabel('Alarm rule').fill('ALARM(');
    await button('Create composite alarm').click();
    await page
      .getByText(/AlarmRule/)
      .first()
      .waitFor();
    await page.getByLabel('Alarm rule').fill('');
    await button('many rides/hour').click();
    await button('Create composite alarm').click();
    await heading(page, 'trouble').waitFor();
    await button('Actions').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name to confirm the deletion').fill('trouble');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await heading(page, 'Alarms').waitFor();
    await page.getByRole('link', { name: 'many rides/hour' }).waitFor();
    await page.getByRole('link', { name: 'trouble' }).waitFor({ state: 'detached' });
  });

  it('shows what one may, and says what one may not', async () => {
    const keys = await world.user('lister', policy('cloudwatch:ListMetrics'));
    const denied = await world.open('/cloudwatch', { as: keys });
    await denied.getByText('Access denied').first().waitFor();
    await denied
      .getByText(/cloudwatch:DescribeAlarms/)
      .first()
      .waitFor();
    await denied
      .getByText(/cloudwatch:GetMetricData/)
      .first()
      .waitFor();
    await denied.context().close();
  });

  it('fits a phone, in Korean and in the dark', async () => {
    const phone = await world.open('/cloudwatch/metrics?namespace=Rides&dimensions=Unicorn', {
      language: 'ko',
      colorScheme: 'dark',
      viewport: { width: 390, height: 800 },
    });
    await heading(phone, '지표').waitFor();
    await phone.getByRole('checkbox', { name: /Begun/ }).first().waitFor();
    await assertAccessible(phone);
    await phone.context().close();
  });
});
