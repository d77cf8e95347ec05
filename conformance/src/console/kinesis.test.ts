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

describe('the console: data streams', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  /** Opened once: it goes from stream to stream. */
  let page: Page;
  const goto = (path: string) => page.goto(`${world.paddock.url}/console/#${path}`);
  before(async () => {
    world = await startConsole();
    page = await world.open('/kinesis/streams');
  });
  after(() => world?.close());

  it('creates a stream, after what it refuses, and deletes it by its name', async () => {
    await page.getByText('No data streams yet.').waitFor();
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Create data stream' }).click();
    await heading(page, 'Create data stream').waitFor();
    await button(page, 'Create data stream').click();
    await page.getByText('Enter 1 to 128 letters').waitFor();
    await page.getByLabel('Data stream name').fill('two words');
    await page.getByText('Enter 1 to 128 letters').waitFor();
    await page.getByLabel('Data stream name').fill('created');
    await page.getByText('stream/created').waitFor();
    await page.getByText('0 of 20,000 shards are open').waitFor();
    await page.getByRole('radio', { name: 'Provisioned' }).click();
    await page.getByLabel('Provisioned shards').fill('0');
    await page.getByText('Enter a whole number from 1 to 20,000.').waitFor();
    await page.getByLabel('Provisioned shards').fill('3');
    await page.getByText('3 MiB/second, 3,000 records/second').waitFor();
    await button(page, 'Add new tag').click();
    await page.getByLabel('Key 1').fill('aws:x');
    await page.getByText('AWS’s own').waitFor();
    await page.getByLabel('Key 1').fill('team');
    await page.getByLabel('Value 1').fill('rides');
    await assertAccessible(page);
    await page.getByLabel('Data stream name').press('Enter');
    await heading(page, 'created').waitFor();
    const { StreamDescriptionSummary } = await world.paddock.sdk.describeStreamSummary({ StreamName: 'created' });
    assert.equal(StreamDescriptionSummary?.OpenShardCount, 3);
    await page.getByText('Active').first().waitFor();

    await goto('/kinesis/streams-create');
    await page.getByLabel('Data stream name').fill('created');
    await page.getByText('You have a data stream of this name.').waitFor();
    await button(page, 'Create data stream').click();
    await page.getByText('ResourceInUseException').waitFor();
    assert.equal(await page.getByLabel('Data stream name').inputValue(), 'created');

    await goto('/kinesis/streams');
    await page.getByRole('radio', { name: 'Select created' }).click();
    await button(page, 'Delete').click();
    assert.ok(await inDialog(page, 'Delete').isDisabled());
    await dialog(page).getByRole('textbox').fill('created');
    await inDialog(page, 'Delete').click();
    await page.getByText('No data streams yet.').waitFor();
  });

  it('splits and merges shards, draws their lineage, and scales', async () => {
    await world.paddock.sdk.createStream({ StreamName: 'sharded', ShardCount: 1 });
    await goto('/kinesis/streams/sharded/shards');
    assert.ok(await button(page, 'Split shard').isDisabled());
    await page.getByRole('radio', { name: 'Select shardId-000000000000' }).click();
    await button(page, 'Split shard').click();
    await dialog(page).getByText('(50% of the keys)').first().waitFor();
    await dialog(page).getByRole('radio', { name: 'At a hash key' }).click();
    await dialog(page).getByLabel('First hash key of the second shard').fill('1');
    await dialog(page).getByText('Enter a number from 2 to').waitFor();
    await inDialog(page, 'Split shard').click();
    await dialog(page).getByLabel('First hash key of the second shard').fill('85070591730234615865843651857942052864');
    await dialog(page).getByText('(25% of the keys)').waitFor();
    await inDialog(page, 'Split shard').click();
    await gone(page);
    await page.getByText('2 open, 1 closed').waitFor();
    await page.locator('.lineage-shard').nth(2).waitFor();
    await page.locator('[data-shard="shardId-000000000002"]').click();
    await page.getByRole('heading', { name: 'Details of shardId-000000000002' }).waitFor();
    assert.match(page.url(), /shard=shardId-000000000002/);
    await page.reload();
    await page.getByRole('heading', { name: 'Details of shardId-000000000002' }).waitFor();
    await assertAccessible(page);
    await button(page, 'Merge shards').click();
    await dialog(page).getByText('(100% of the keys)').waitFor();
    await inDialog(page, 'Merge shards').click();
    await gone(page);
    await page.getByText('1 open, 3 closed').waitFor();

    await page.getByRole('tab', { name: 'Configuration' }).click();
    await button(page, 'Edit provisioned shards').click();
    await dialog(page).getByLabel('Provisioned shards').fill('3');
    await dialog(page).getByText('Enter a whole number from 1 to 2.').waitFor();
    await inDialog(page, 'Double (2)').click();
    await inDialog(page, 'Save').click();
    await gone(page);
    await page.getByRole('tab', { name: 'Shards' }).click();
    await page.getByText('2 open, 4 closed').waitFor();
  });

  it('bears a thousand shards', async () => {
    await world.paddock.sdk.createStream({ StreamName: 'wide', ShardCount: 1000 });
    await goto('/kinesis/streams/wide/shards');
    await page.getByText('1,000 open, 0 closed').waitFor();
    assert.ok((await page.locator('.lineage-shard').count()) < 100);
    await page.locator('section.lineage').evaluate((box) => Object.assign(box, { scrollTop: 10_000 }));
    await page.locator('[data-shard="shardId-000000000505"]').click();
    await page.getByRole('heading', { name: 'Details of shardId-000000000505' }).waitFor();
    await button(page, 'Split shard').click();
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await gone(page);
    await assertAccessible(page);
  });

  it('is there in Korean, on a telephone, and for the account', async () => {
    const phone = await world.open('/kinesis/account', { language: 'ko', viewport: { width: 390, height: 800 } });
    await heading(phone, '계정 설정').waitFor();
    await button(phone, '활성화').click();
    await button(phone, '비활성화').waitFor();
    await phone.goto(`${world.paddock.url}/console/#/kinesis/streams/sharded/shards`);
    await phone.getByRole('heading', { name: '계보' }).waitFor();
    const wider = await phone.evaluate('document.documentElement.scrollWidth - innerWidth');
    assert.ok(Number(wider) <= 0, `${String(wider)} px`);
  });
});
