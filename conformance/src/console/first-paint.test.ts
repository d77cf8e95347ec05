import { after, before, describe, it } from 'node:test';
import { assertAccessible, heading, startConsole, whereThereIsABrowser, type ConsoleWorld } from '../harness/console.js';

describe('the console', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  before(async () => {
    world = await startConsole();
  });
  after(() => world?.close());

  it('opens', async () => {
    const page = await world.open('/');
    await heading(page, 'Home').waitFor();
    await assertAccessible(page);
  });
});
