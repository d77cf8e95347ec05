import { after, before, describe, it } from 'node:test';
import { createSdk } from '../harness/clients.js';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import { deployRide } from '../harness/ride.js';

describe('the console’s home', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  before(async () => {
    world = await startConsole();
  });
  after(() => world?.close());

  it('begins with the workshop’s steps on an empty server', async () => {
    const page = await world.open('/');
    await heading(page, 'Home').waitFor();
    await page.getByText('Nothing flows yet').waitFor();
    await page.getByText('0 of 14 done').waitFor();
    await page.getByText(`npx producer -endpoint ${world.paddock.url}`).waitFor();
    await assertAccessible(page);
    await picture(page, 'home-empty');
    await page.getByRole('button', { name: 'Hide' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Show the workshop’s steps' }).click();
    await page.getByText('0 of 14 done').waitFor();
  });

  it('shows the ride, with figures', async () => {
    await deployRide(world.paddock.url, 'analytics');
    const kinesis = createSdk(world.paddock.url);
    await kinesis.putRecord({
      StreamName: 'wildrydes',
      PartitionKey: 'Shadowfax',
      Data: Buffer.from('{"Name":"Shadowfax"}'),
    });
    kinesis.destroy();
    const page = await world.open('/');
    const graph = page.getByRole('list', { name: /The pipeline as a graph/ });
    for (const name of [
      'Stream wildrydes Active',
      'Analytics wildrydes RUNNING',
      'Stream wildrydes-summary Active',
      'Function WildRydesStreamProcessor Active',
      'Table UnicornSensorData Active',
      'Live map wildrydes',
    ])
      await graph.getByRole('link', { name }).waitFor();
    await page
      .getByText(/records\/s/)
      .first()
      .waitFor();
    await page.locator('.pipeline-flow').first().waitFor({ state: 'attached' });
    await page.getByText(/1[12] of 14 done/).waitFor();
    await assertAccessible(page);
    await picture(page, 'home');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole('row', { name: /Producers.*wildrydes.*records\/s/ }).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Graph', exact: true }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await graph.getByRole('link', { name: 'Table UnicornSensorData' }).waitFor();
    await assertAccessible(page);
    await page.setViewportSize({ width: 1024, height: 800 });
    await assertAccessible(page);
  });

  it('shows who may see little what they may see', async () => {
    const keys = await world.user(
      'little',
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['kinesis:List*', 'kinesis:Describe*'], Resource: '*' }],
      }),
    );
    const page = await world.open('/', { as: keys });
    await page.getByText('Some of it you may not see').waitFor();
    await page.getByText(/Not listed:.*functions/).waitFor();
    await page.getByRole('link', { name: 'Stream wildrydes Active' }).waitFor();
    await assertAccessible(page);
  });
});
