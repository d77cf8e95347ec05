import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { AttributeValue, DynamoDB } from '@aws-sdk/client-dynamodb';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  picture,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import { createDynamoDb, newTable } from '../harness/dynamodb.js';

/** 38 digits, which JavaScript's numbers do not have. */
const exact = '12345678901234567890.123456789012345678';

const other = exact.replace('1', '9');

describe('the console: items', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let dynamo: DynamoDB;
  let page: Page;
  let table: string;
  before(async () => {
    world = await startConsole();
    dynamo = createDynamoDb(world.paddock.url);
    table = await newTable(dynamo, 'Unicorns', ['Name', 'n:N']);
    await fill(10_000);
    page = await world.open(`/dynamodb/tables/${table}`);
  });
  after(async () => {
    dynamo?.destroy();
    await world?.close();
  });

  const item = (n: number): Record<string, AttributeValue> => ({
    Name: { S: `unicorn ${n % 4}` },
    n: { N: String(n) },
    exact: { N: exact },
    place: { M: { lat: { N: '40.7580' }, names: { L: [{ S: 'Midtown' }, { NULL: true }] } } },
    tags: { SS: ['a', 'b'] },
    // So that all of them are more than one page of a megabyte.
    words: { S: 'x'.repeat(100) },
  });
  async function fill(count: number): Promise<void> {
    const batches = Array.from({ length: count / 25 }, (_, at) =>
      Array.from({ length: 25 }, (_member, index) => ({ PutRequest: { Item: item(at * 25 + index) } })),
    );
    const next = batches.values();
    const worker = async (): Promise<void> => {
      for (const writes of next) await dynamo.batchWriteItem({ RequestItems: { [table]: writes } });
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
  }
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (name: string) => page.getByLabel(name, { exact: true }).and(page.locator('input, textarea, button'));
  const get = async (n: string, name = 'unicorn 0') =>
    (await dynamo.getItem({ TableName: table, Key: { Name: { S: name }, n: { N: n } } })).Item;
  /** Into the only editor there is: Ace calls it by the row that it is at. */
  const typeCode = async (text: string): Promise<void> => {
    await page.locator('textarea.ace_text-input').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
  };
  const act = async (name: string): Promise<void> => {
    await button('Actions').last().click();
    await page.getByRole('menuitem', { name }).click();
  };

  it('are paged through, there and back, and loaded ten thousand at once', async () => {
    await page.getByRole('tab', { name: 'Items' }).click();
    await page.getByText('Items returned: 50 · Items scanned: 50').waitFor();
    const first = await page.getByRole('row').nth(1).innerText();
    await button('Next page').click();
    await page.getByText('Items returned: 100 · Items scanned: 100').waitFor();
    assert.notEqual(await page.getByRole('row').nth(1).innerText(), first);
    await button('Previous page').click();
    await button('Page 1').and(page.locator('[aria-current=true]')).waitFor();
    assert.equal(await page.getByRole('row').nth(1).innerText(), first);
    await assertAccessible(page);
    await picture(page, 'dynamodb-items');
    await button('Load up to 10,000 more').click();
    await page.getByText('Items returned: 10,000 · Items scanned: 10,000').waitFor();
    const begin = performance.now();
    await button('Page 200').click();
    await button('Page 200').and(page.locator('[aria-current=true]')).waitFor();
    assert.ok(performance.now() - begin < 5000);
  });

  it('are queried: what is asked is in the address, and the call is shown', async () => {
    await page.getByRole('radio', { name: /^Query/ }).check();
    await button('Run').click();
    await page.getByText('Enter a value.').waitFor();
    await field('Name (Partition key, String)').fill('unicorn 0');
    await button('n: condition Equal to').or(page.getByLabel('n: condition')).first().click();
    await page.getByRole('option', { name: 'Between' }).click();
    await field('n (Sort key, Number)').fill('x');
    await page.getByText('This is not a number.').waitFor();
    await field('n (Sort key, Number)').fill('100');
    await field('and').fill('120');
    await page.getByLabel('Sort descending').check();
    await page.getByRole('button', { name: /^Filters/ }).click();
    await button('Add filter').click();
    await page.getByPlaceholder('Enter attribute name').fill('tags');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Condition 1/ }).click();
    await page.getByRole('option', { name: 'Contains', exact: true }).click();
    await field('Value 1').fill('a');
    await field('Value 1').press('Enter');
    await page.getByText('Items returned: 6 · Items scanned: 6').waitFor();
    assert.match(await page.getByRole('row').nth(1).innerText(), /120/);
    await page.getByRole('button', { name: /^API call/ }).click();
    await page.getByText('"KeyConditionExpression": "#Name = :v0 AND #n BETWEEN :v1 AND :v2"').waitFor();
    await assertAccessible(page);
    await page.reload();
    await page.getByText('Items returned: 6 · Items scanned: 6').waitFor();
    await page.getByText(exact).first().waitFor();
  });

  it('are edited as a form, without writing over what another has changed', async () => {
    await page.getByRole('link', { name: 'unicorn 0' }).first().click();
    await field('Value of exact').fill(`${exact}9`);
    await button('Add new attribute').click();
    await page.getByRole('menuitem', { name: 'Number set', exact: true }).click();
    await button('Save changes').click();
    await page.getByText('Enter a name.').waitFor();
    await page.getByText('A number has at most 38 significant digits.', { exact: true }).waitFor();
    await field('Value of exact').fill(other);

    await field('Name of New attribute').fill('lucky');
    await page.getByRole('group', { name: 'lucky: Number set' }).getByRole('textbox', { name: 'Value 1' }).fill('7');
    await assertAccessible(page);
    await picture(page, 'dynamodb-item');
    await dynamo.updateItem({
      TableName: table,
      Key: { Name: { S: 'unicorn 0' }, n: { N: '120' } },
      UpdateExpression: 'SET exact = :e, theirs = :o',
      ExpressionAttributeValues: { ':e': { N: '0' }, ':o': { S: 'too' } },
    });
    await button('Save changes').click();
    await page.getByText('Somebody has changed this item meanwhile').waitFor();
    await page.getByText('Different: exact, theirs').or(page.getByText('Different: theirs, exact')).waitFor();
    assert.equal((await get('120'))?.['exact']?.N, '0');
    await button('Overwrite with mine').click();
    await page.getByText('The item is saved.').waitFor();
    const saved = await get('120');
    assert.equal(saved?.['exact']?.N, other);
    assert.deepEqual(saved?.['lucky']?.NS, ['7']);
  });

  it('are made as JSON, whose faults are told where they are', async () => {
    await button('Create item').click();
    await page.getByText('DynamoDB JSON', { exact: true }).click();
    await page.getByText('Enter a value.').first().waitFor();
    await field('Value of Name').fill('Zed');
    await field('Value of n').fill('1');
    await page.getByText('JSON', { exact: true }).click();
    await typeCode(`{"Name": "Zed", "n": 1, "x": ${exact},}`);
    await page.getByText(/^Line 1, column \d+: A name in double quotes/).waitFor();
    await typeCode(`{"Name": "Zed", "n": 1, "x": ${exact}, "l": [1, null]}`);
    await page.getByText(/^Line 1/).waitFor({ state: 'detached' });
    await button('Create item').last().click();
    await page.getByText('The item is saved.').first().waitFor();
    assert.deepEqual(await get('1', 'Zed'), {
      Name: { S: 'Zed' },
      n: { N: '1' },
      x: { N: exact },
      l: { L: [{ N: '1' }, { NULL: true }] },
    });
  });

  it('are saved as files, brought in from them, and deleted', async () => {
    await page.getByRole('checkbox', { name: 'Select all' }).last().press('Space');
    await act('Export items');
    await page.getByRole('radio', { name: /^CSV/ }).check();
    const [download] = await Promise.all([page.waitForEvent('download'), button('Download').click()]);
    const csv = await readFile(await download.path(), 'utf8');
    assert.match(csv, /^\uFEFFName,n,/);
    assert.equal(csv.trim().split('\r\n').length, 7);
    await act('Delete items');
    await field('Name to confirm the deletion').fill('delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('6 items deleted.').waitFor();
    assert.equal(await get('120'), undefined);
    await act('Import items');
    await field('Items as text').fill('Name,n\nunicorn 0');
    await page.getByText('Line 2, column 1: This item lacks a key').waitFor();
    await field('Items as text').fill(csv);
    await page.getByText('6 items, read as CSV.').waitFor();
    await assertAccessible(page);
    await button('Import').click();
    await page.getByText('6 items imported.').waitFor();
    await page.getByText('Items returned: 6').waitFor();
    assert.equal((await get('120'))?.['exact']?.N, other);
    assert.deepEqual((await get('120'))?.['tags']?.SS, ['a', 'b']);
  });

  it('are asked by PartiQL; errors stand where they are', async () => {
    await page.goto(`${world.paddock.url}/console/#/dynamodb/partiql`);
    await button('Run').click();
    await page.getByText('Enter a statement.').waitFor();
    await button('Insert example').click();
    await page.getByRole('menuitem', { name: 'Query by partition key' }).click();
    await page.getByText('1 statement.').waitFor();
    await typeCode(
      `SELECT n FROM "${table}" WHERE "Name" = 'Zed';\nSELECT * FROM "${table}" GROUP BY a;\nSELECT * FROM "${table}"`,
    );
    await button('Run').click();
    await page.getByText('Completed: 1 item').waitFor();
    await page.getByText(/^Line 2, column/).waitFor();
    await page.getByText('Not run').waitFor();
    await assertAccessible(page);
    await typeCode(`DELETE FROM "${table}" WHERE "Name" = 'Zed' AND n = 1`);
    await page.getByText('Transaction', { exact: true }).click();
    await button('Run').click();
    await page.getByText('Completed', { exact: true }).waitFor();
    assert.equal(await get('1', 'Zed'), undefined);
    await typeCode(`SELECT * FROM "${table}"`);
    await page.getByText('One by one', { exact: true }).click();
    await button('Run').click();
    await page.getByText(/^Completed: [\d,]+ items/).waitFor();
    await button('Retrieve next page').click();
    await picture(page, 'dynamodb-partiql');
  });
});
