import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import {
  heading,
  assertAccessible,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rows = (page: Page) => page.locator('.record[aria-expanded]');

describe('the console: the data viewer', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  const put = async (stream: string, records: readonly (readonly [key: string, data: string | Uint8Array])[]) =>
    world.paddock.sdk.putRecords({
      StreamName: stream,
      Records: records.map(([PartitionKey, data]) => ({ PartitionKey, Data: Buffer.from(data) })),
    });
  /** Opened once: it goes from stream to stream. */
  let page: Page;
  const goto = (path: string) => page.goto(`${world.paddock.url}/console/#${path}`);
  before(async () => {
    world = await startConsole();
    page = await world.open('/kinesis/streams-create');
  });
  after(() => world?.close());

  it('shows what is there, opens a record, filters, downloads; a reload shows the same', async () => {
    await world.paddock.sdk.createStream({ StreamName: 'rides', ShardCount: 2 });
    await put('rides', [
      ['Shadowfax', '{"Name":"Shadowfax","MagicPoints":150}'],
      ['Rocinante', '{"Name":"Rocinante","MagicPoints":20}'],
      ['packed', gzipSync('{"Name":"Packed"}')],
      ['binary', Uint8Array.of(0, 255, 1)],
    ]);
    await goto('/kinesis/streams/rides/viewer');
    await page.getByText('Choose a shard and a starting position').waitFor();
    await page.getByRole('button', { name: /^Starting position/ }).click();
    await page.getByRole('option', { name: 'Trim horizon' }).click();
    await button(page, 'Get records').click();
    await page.getByText('4 received').waitFor();
    await assertAccessible(page);
    await rows(page).filter({ hasText: 'Packed' }).click();
    await page.getByText('JSON, unpacked from gzip').waitFor();
    await page.getByRole('button', { name: 'Hex' }).click();
    await page.getByText('00000000  7b 22').waitFor();
    await rows(page).filter({ hasText: 'Packed' }).click();
    await page.getByLabel('Filter').fill('Name = Shadowfax');
    await page.getByText('1 of 4 match').waitFor();
    await page.getByText('Records whose Name = Shadowfax').waitFor();
    assert.match(page.url(), /from=horizon.*filter=Name/);
    await page.reload();
    await page.getByText('1 of 4 match').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download NDJSON').click()]);
    assert.equal(download.suggestedFilename(), 'rides.ndjson');
    const line: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
    assert.deepEqual((line as { data: unknown }).data, { Name: 'Shadowfax', MagicPoints: 150 });
    await page.getByLabel('Filter').fill('/(/');
    await page.getByText('This is no regular expression').waitFor();
    await page.getByLabel('Filter').fill('');
    await page.getByLabel('Partition key contains').fill('Roci');
    await page.getByText('1 of 4 match').waitFor();
  });

  it('refuses positions that are none, and reads from a sequence number', async () => {
    const { sdk } = world.paddock;
    await sdk.createStream({ StreamName: 'numbered', ShardCount: 1 });
    const { Records = [] } = await put('numbered', [
      ['a', 'one'],
      ['a', 'two'],
      ['a', 'three'],
    ]);
    await goto('/kinesis/streams/numbered/viewer');
    await page.getByRole('button', { name: /^Starting position/ }).click();
    await page.getByRole('option', { name: 'After sequence number' }).click();
    await button(page, 'Get records').click();
    await page.getByText('Choose the shard that the sequence number is of.').waitFor();
    await page.getByText('Enter a sequence number: digits only.').waitFor();
    await page.getByRole('textbox', { name: 'Sequence number' }).fill(Records[0]?.SequenceNumber ?? '');
    await page.getByRole('button', { name: /^Shard/ }).click();
    await page.getByRole('option', { name: 'shardId-000000000000' }).click();
    await button(page, 'Get records').click();
    await page.getByText('2 received').waitFor();
    await rows(page).filter({ hasText: 'three' }).waitFor();
    await page.getByRole('button', { name: /^Starting position/ }).click();
    await page.getByRole('option', { name: 'At timestamp' }).click();
    await page.getByRole('textbox', { name: 'Date' }).fill('2999/01/01');
    await button(page, 'Get records').click();
    await page.getByText('Enter a date and a time that is not in the future.').waitFor();
    await button(page, 'Stop').click();
    await page.getByText('Choose a shard and a starting position').waitFor();
  });

  it('puts a record, many records, and says where each went; the tail shows them', async () => {
    await world.paddock.sdk.createStream({ StreamName: 'written', ShardCount: 2 });
    await goto('/kinesis/streams/written/viewer?from=latest&put=1');
    await page.getByText('Up to date').waitFor();
    await page.locator('form').getByRole('button', { name: 'Put record' }).click();
    await page.getByText('Enter 1 to 256 characters.').waitFor();
    await page.getByText('Enter some data.').waitFor();
    await page.getByLabel('Explicit hash key (optional)').fill('x');
    await page.getByText('Enter a number from 0 to 2^128 - 1.').waitFor();
    await button(page, 'Example').click();
    await page.getByText(/Goes to shardId-00000000000\d, whose hash keys include/).waitFor();
    await page.locator('form').getByRole('button', { name: 'Put record' }).click();
    await page.getByText(/Put into shardId-00000000000\d as \d{56}/).waitFor();
    await rows(page).filter({ hasText: 'Shadowfax' }).waitFor();
    await page.getByRole('checkbox', { name: 'Each line is a record' }).click();
    await page.getByLabel('Data', { exact: true }).fill('{"n":1}\n{"n":');
    await page.locator('form').getByRole('button', { name: 'Put 0 records' }).click();
    await page.getByText('Line 2 is no JSON').waitFor();
    await page.getByLabel('Data', { exact: true }).fill('{"n":1}\n{"n":2}\n{"n":3}');
    await page.locator('form').getByRole('button', { name: 'Put 3 records' }).click();
    await page.getByText('3 of 3 records were put.').waitFor();
    await page.getByText('4 received').waitFor();
    await assertAccessible(page);
  });

  it('goes on in the children when a shard is split', async () => {
    const { sdk } = world.paddock;
    await sdk.createStream({ StreamName: 'resharded', ShardCount: 1 });
    await goto('/kinesis/streams/resharded/viewer?from=latest');
    await heading(page, 'resharded').waitFor();
    await page.getByText('Up to date').waitFor();
    await put('resharded', [['a', 'before']]);
    await sdk.splitShard({
      StreamName: 'resharded',
      ShardToSplit: 'shardId-000000000000',
      NewStartingHashKey: String(2n ** 127n),
    });
    await put('resharded', [
      ['a', 'after'],
      ['b', 'behind'],
      ['c', 'beyond'],
    ]);
    await page.getByText('4 received').waitFor();
    await page.getByText('shardId-000000000000 was closed by a reshard').waitFor();
  });

  it('bears a thousand records a second, loses none, and answers clicks', async () => {
    await world.paddock.sdk.createStream({ StreamName: 'busy', ShardCount: 2 });
    await goto('/kinesis/streams/busy/viewer?from=horizon');
    await page.getByText('Up to date').waitFor();
    const seconds = 3;
    let next = 0;
    const batch = () =>
      Array.from(
        { length: 100 },
        () => [`unicorn-${next % 50}`, JSON.stringify({ Name: `unicorn-${next % 50}`, n: next++ })] as const,
      );
    const began = performance.now();
    const writing = (async () => {
      for (let turn = 0; turn < seconds * 10; turn++) {
        await put('busy', batch());
        const ahead = (turn + 1) * 100 - (performance.now() - began);
        if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
      }
    })();
    // Meanwhile the page is used.
    await rows(page).first().waitFor();
    await page.getByLabel('Filter').fill('Name = unicorn-7');
    await page.getByText(/^\d[\d,]* of [\d,]+ match$/).waitFor();
    await rows(page).first().click();
    await page.getByText('"unicorn-7"').first().waitFor();
    await button(page, 'Pause').click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await button(page, 'Resume').click();
    await page.getByRole('tab', { name: 'Shards' }).click();
    await page.getByText('2 open, 0 closed').waitFor();
    await page.goBack();
    await page.getByLabel('Filter').fill('');
    await writing;
    await page.getByText(`${(seconds * 1000).toLocaleString('en')} received`).waitFor();
    await page.getByText(`${(seconds * 1000).toLocaleString('en')} shown`).waitFor();
    await page.getByLabel('Filter').fill(`n = ${seconds * 1000 - 1}`);
    await page.getByText('1 of 3,000 match').waitFor();
  });
});
