import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  heading,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** The open dialog: what is looked for in it stands nowhere else. */
const dialog = (page: Page) => page.getByRole('dialog');
const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const gone = (page: Page) => dialog(page).waitFor({ state: 'detached' });

describe('the console: what a stream is set to, and who reads it', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  /** Root's: it is opened once, and goes from stream to stream. */
  let page: Page;
  const goto = (path: string) => page.goto(`${world.paddock.url}/console/#${path}`);
  before(async () => {
    world = await startConsole();
    page = await world.open('/kinesis/streams-create');
  });
  after(() => world?.close());

  it('changes the configuration', async () => {
    const { sdk } = world.paddock;
    await sdk.createStream({ StreamName: 'configured', ShardCount: 1 });
    await goto('/kinesis/streams/configured/settings');
    const edit = async (what: string, label: string, bad: string, complaint: string, good: string): Promise<void> => {
      await button(page, what).click();
      await dialog(page).getByLabel(label).fill(bad);
      await dialog(page).getByText(complaint).waitFor();
      await inDialog(page, 'Save').click();
      await dialog(page).getByLabel(label).fill(good);
      await dialog(page).getByLabel(label).press('Enter');
      await gone(page);
    };
    await edit(
      'Edit data retention period',
      'Data retention period (hours)',
      '23',
      'whole number from 24 to 8,760',
      '48',
    );
    await edit(
      'Edit maximum record size',
      'Maximum record size (KiB)',
      '1',
      'whole number from 1,024 to 10,240',
      '2048',
    );
    await button(page, 'Edit encryption').click();
    await dialog(page).getByRole('checkbox').click();
    await dialog(page).getByLabel('AWS KMS key').fill(' ');
    await dialog(page).getByText('Enter a key’s ID, ARN or alias.').waitFor();
    await dialog(page).getByLabel('AWS KMS key').fill('alias/aws/kinesis');
    await inDialog(page, 'Save').click();
    await gone(page);
    await button(page, 'Edit enhanced (shard-level) metrics').click();
    await dialog(page).getByRole('checkbox', { name: 'IncomingRecords' }).click();
    await inDialog(page, 'Save').click();
    await gone(page);
    await button(page, 'Edit capacity mode').click();
    await dialog(page).getByRole('radio', { name: 'On-demand' }).click();
    await inDialog(page, 'Save').click();
    await gone(page);
    await edit('Edit warm throughput', 'Warm throughput (MiB/s)', '10241', 'whole number from 0 to 10,240', '2');
    const { StreamDescriptionSummary: now } = await sdk.describeStreamSummary({ StreamName: 'configured' });
    assert.equal(now?.RetentionPeriodHours, 48);
    assert.equal(now?.MaxRecordSizeInKiB, 2048);
    assert.equal(now?.EncryptionType, 'KMS');
    assert.deepEqual(now?.EnhancedMonitoring?.[0]?.ShardLevelMetrics, ['IncomingRecords']);
    assert.equal(now?.StreamModeDetails?.StreamMode, 'ON_DEMAND');
    await assertAccessible(page);

    await button(page, 'Create policy').click();
    await dialog(page).locator('.ace_content').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('{');
    await inDialog(page, 'Save').click();
    await dialog(page).getByText('This is no JSON').waitFor();
    await page.keyboard.press('Escape');
    await gone(page);
    await button(page, 'Create policy').click();
    await dialog(page).locator('.ace_content').waitFor();
    await inDialog(page, 'Save').click();
    await gone(page);
    await page.getByRole('region', { name: 'Resource-based policy' }).getByText('kinesis:GetRecords').waitFor();

    await page.getByRole('tab', { name: 'Tags' }).click();
    await button(page, 'Manage tags').click();
    await inDialog(page, 'Add new tag').click();
    await inDialog(page, 'Save').click();
    await dialog(page).getByText('Enter a key.').waitFor();
    await dialog(page).getByLabel('Key 1').fill('stage');
    await dialog(page).getByLabel('Value 1').fill('test');
    await inDialog(page, 'Save').click();
    await gone(page);
    const { Tags } = await sdk.listTagsForStream({ StreamName: 'configured' });
    assert.deepEqual(Tags, [{ Key: 'stage', Value: 'test' }]);
    await assertAccessible(page);
  });

  it('registers a consumer, shows it, and deregisters it', async () => {
    await world.paddock.sdk.createStream({ StreamName: 'fanned', ShardCount: 1 });
    await goto('/kinesis/streams/fanned/consumers');
    await button(page, 'Register consumer').click();
    await inDialog(page, 'Register consumer').click();
    await dialog(page).getByText('Enter 1 to 128 letters').waitFor();
    await dialog(page).getByLabel('Consumer name').fill('fleet');
    await inDialog(page, 'Register consumer').click();
    await page.getByRole('link', { name: 'fleet' }).click();
    await heading(page, 'fleet').waitFor();
    await page.getByText('stream/fanned/consumer/fleet').first().waitFor();
    await page.getByRole('heading', { name: 'SubscribeToShard success' }).waitFor();
    await assertAccessible(page);
    await button(page, 'Deregister').click();
    await dialog(page).getByRole('textbox').fill('fleet');
    await inDialog(page, 'Deregister').click();
    await page.getByText('No registered consumers.').waitFor();
  });

  it('shows the graphs by their names, with what was put', async () => {
    const { sdk } = world.paddock;
    await sdk.createStream({ StreamName: 'watched', ShardCount: 1 });
    await sdk.putRecord({ StreamName: 'watched', PartitionKey: 'a', Data: Buffer.from('{}') });
    await goto('/kinesis/streams/watched/monitoring?range=15m');
    for (const name of ['Put Record (success count)', 'Incoming data – sum (records)', 'Get records iterator age']) {
      await page.getByRole('heading', { name }).waitFor();
    }
    await page.getByText('No shard-level metrics are enabled.').waitFor();
    await assertAccessible(page);
  });

  it('shows a principal what it may see, and says what it may not', async () => {
    await world.paddock.sdk.createStream({ StreamName: 'guarded', ShardCount: 1 });
    const keys = await world.user(
      'reader',
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['kinesis:ListStreams', 'kinesis:ListShards', 'kinesis:Get*'], Resource: '*' },
        ],
      }),
    );
    const theirs = await world.open('/kinesis/streams', { as: keys });
    await theirs.getByRole('link', { name: 'guarded' }).click();
    await theirs.getByText('kinesis:DescribeStreamSummary').first().waitFor();
    await button(theirs, 'Get records').click();
    await theirs.getByText('Waiting for records').waitFor();
    await theirs.getByRole('tab', { name: 'Shards' }).click();
    await theirs.getByText('1 open, 0 closed').waitFor();
    await theirs.getByRole('tab', { name: 'Monitoring' }).click();
    await theirs.getByText('cloudwatch:GetMetricData').first().waitFor();
    await theirs.getByRole('tab', { name: 'Tags' }).click();
    await theirs.getByText('kinesis:ListTagsForResource').waitFor();
    await theirs.goto(`${world.paddock.url}/console/#/kinesis/streams-create`);
    await theirs.getByLabel('Data stream name').fill('mine');
    await button(theirs, 'Create data stream').click();
    await theirs.getByText('kinesis:CreateStream').waitFor();
  });
});
