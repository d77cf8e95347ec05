import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  picture,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import { createIam } from '../harness/clients.js';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

describe('the console: test controls', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let page: Page;

  before(async () => {
    world = await startConsole({ testControls: true });
    page = await world.open('/controls');
  });
  after(() => world?.close());

  it('freezes the clock, turns it on and lets it go', async () => {
    await page.getByText('Running', { exact: true }).waitFor();
    await assertAccessible(page);
    await page.getByLabel('Freeze at a time').fill('soon');
    await page.getByLabel('Freeze at a time').press('Enter');
    await page.getByText('Write a time from 1970').waitFor();
    await page.getByLabel('Freeze at a time').fill('2030-01-01T00:00:00Z');
    await page.getByLabel('Freeze at a time').press('Enter');
    await page.getByText('Frozen', { exact: true }).waitFor();
    await page.locator('time[datetime="2030-01-01T00:00:00.000Z"]').waitFor();
    await button(page, 'Advance: 1 hour').click();
    await page.locator('time[datetime="2030-01-01T01:00:00.000Z"]').waitFor();
    await page.getByLabel('Advance by another time').fill('2 parsecs');
    await button(page, 'Advance').click();
    await page.getByText('Write a time, such as 90 s').waitFor();
    await page.getByLabel('Advance by another time').fill('30 min');
    await button(page, 'Advance').click();
    await page.locator('time[datetime="2030-01-01T01:30:00.000Z"]').waitFor();
    await button(page, 'Release').click();
    await page.getByText('Running', { exact: true }).waitFor();
  });

  it('adds faults and lifts them', async () => {
    await button(page, 'Add fault').click();
    await assertAccessible(page);
    await dialog(page).getByRole('button', { name: /^Kind/ }).click();
    await page.getByRole('option', { name: /^Error/ }).click();
    await dialog(page).getByLabel('Probability').fill('2');
    await button(page, 'Add').click();
    await page.getByText('This is required.').waitFor();
    await page.getByText('A number from 0 to 1.').waitFor();
    await dialog(page).getByLabel('Error code').fill('InternalFailure');
    await dialog(page).getByLabel('HTTP status').fill('500');
    await dialog(page).getByLabel('Probability').fill('');
    await dialog(page)
      .getByRole('combobox', { name: /^Service/ })
      .fill('iam');
    await dialog(page).getByLabel('Times').fill('5');
    await dialog(page).getByLabel('Times').press('Enter');
    await page.getByText('500 InternalFailure').waitFor();
    const iam = createIam(world.paddock.url);
    await assert.rejects(iam.listUsers({}), { name: 'InternalFailure' });
    iam.destroy();
    await page.getByText(/[1-5] of 5/).waitFor();
    await button(page, 'Lift fault 1').click();
    await page.getByText('Nothing fails on purpose.').waitFor();
  });

  it('saves a snapshot, empties the server, and comes back', async () => {
    const iam = createIam(world.paddock.url);
    await iam.createUser({ UserName: 'alice' });
    await button(page, 'Save snapshot').click();
    await page.getByLabel('Snapshot name').fill('.bad');
    await button(page, 'Save').click();
    assert.equal(await dialog(page).count(), 1);
    await page.getByLabel('Snapshot name').fill('before');
    await page.getByLabel('Snapshot name').press('Enter');
    await page.getByText('Snapshot before is saved.').waitFor();

    await button(page, 'Reset the server').click();
    const confirm = dialog(page).getByRole('button', { name: 'Reset', exact: true });
    assert.ok(await confirm.isDisabled());
    await page.getByLabel('Name to confirm the deletion').fill('reset');
    await confirm.click();
    await page.getByText('The server is empty.').waitFor();
    assert.deepEqual((await iam.listUsers({})).Users, []);

    await button(page, 'Load before').click();
    await page.getByLabel('Name to confirm the deletion').fill('before');
    await dialog(page).getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByText('Snapshot before is loaded.').waitFor();
    assert.equal((await iam.listUsers({})).Users?.[0]?.UserName, 'alice');
    iam.destroy();
    await button(page, 'Delete before').click();
    await page.getByLabel('Name to confirm the deletion').fill('before');
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Save one, and come back to it later.').waitFor();
    await page.getByText('Metrics (Prometheus text)').click();
    await page.getByText('# TYPE').first().waitFor();
    await assertAccessible(page);
  });

  it('is narrow, dark and Korean, too', async () => {
    const narrow = await world.open('/controls', {
      language: 'ko',
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    });
    await narrow.getByText('작동 중', { exact: true }).waitFor();
    await assertAccessible(narrow);
    await picture(narrow, 'controls-narrow');
  });
});

describe('the console: test controls that are switched off', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  before(async () => {
    world = await startConsole({ testControls: false });
  });
  after(() => world?.close());

  it('says how to switch them on, and what is there without', async () => {
    const page = await world.open('/controls');
    await page.getByText('npx paddock up --test-controls').waitFor();
    await button(page, 'Reset the server').waitFor();
    await page.getByText('Save one, and come back to it later.').waitFor();
    assert.equal(await button(page, 'Add fault').count(), 0);
    await assertAccessible(page);
  });
});
