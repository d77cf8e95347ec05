import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { Unicorn } from '@paddock/ride';
import { findBrowser, startDrawingBrowser } from '../harness/browser.js';
import {
  away,
  deviation,
  home,
  markersIn,
  open,
  readingOf,
  startRidden,
  Visit,
  type Ridden,
} from '../harness/dashboard.js';
import { seededRandom } from '../harness/seeded-random.js';
import { eventually } from '../harness/wait.js';

const executable = findBrowser();
const names = ['Bucephalus', 'Shadowfax', 'Rocinante'];
/** From the west to the east. */
const places = [away(-900, -300), away(0, 600), away(900, -300)];
const standing = (index: number, rest = {}) => readingOf(names[index] ?? '', places[index] ?? home, rest);

describe('the live map', { skip: executable === undefined && 'no Chromium is installed' }, () => {
  let browser: Browser;
  let ridden: Ridden;
  before(async () => {
    browser = await startDrawingBrowser(executable ?? '');
  });
  after(() => browser?.close());

  /** @param work gets a server with nothing on it but the ride's system */
  const test = (what: string, work: () => Promise<void>): void => {
    it(what, async () => {
      ridden = await startRidden();
      try {
        await work();
      } finally {
        await ridden.close();
      }
    });
  };

  /** Time passes for the server and for the page. */
  const pass = async (visit: Visit, ms: number): Promise<void> => {
    await ridden.control.advance(ms);
    await visit.pass(ms);
  };

  test('from nothing to three unicorns that move', async () => {
    const visit = await Visit.begin(browser, ridden.url, { clock: true, search: { style: 'offline' } });
    const { page } = visit;
    const form = page.getByRole('dialog', { name: 'Which stream shall we watch?' });
    await form.waitFor();
    await visit.keep('form');
    assert.equal(await form.getByLabel('Stream name').inputValue(), 'wildrydes');
    await form.getByRole('button', { name: 'Start' }).click();
    await form.getByText('Enter the ID of an identity pool.').waitFor();
    await form.getByLabel('Identity pool ID').fill('us-east-1:nonsense');
    await form.getByLabel('Stream name').focus();
    await form.getByText('A pool ID looks like').waitFor();
    await form.getByLabel('Identity pool ID').fill(ridden.pool);
    await form.getByRole('button', { name: 'Start' }).click();
    await visit.state('Live').waitFor();
    // So long it waits before it says that nobody is there.
    await visit.pass(6_000);
    const nobody = visit.notice('No unicorns yet');
    await nobody.getByText('npx producer -name Shadowfax').waitFor();
    await visit.keep('no-unicorns');

    const fleet = names.map((name, index) => new Unicorn(name, seededRandom(index + 1)));
    for (let second = 0; second < 4; second++) {
      await ridden.put(...fleet.map((unicorn) => unicorn.step(Date.now())));
      await pass(visit, 1_000);
    }
    await nobody.waitFor({ state: 'detached' });
    await visit.row('Shadowfax').waitFor();
    assert.deepEqual(await visit.names(), names.toSorted());
    await page.keyboard.press('d');
    await eventually('three markers', async () => (await visit.figure('Markers')) === 3);
    await page.keyboard.press('d');

    // Where they stand, and then elsewhere.
    await ridden.put(...names.map((_, index) => standing(index)));
    await pass(visit, 1_000);
    await page.keyboard.press('a');
    await eventually('where they stand', async () => deviation(await visit.markers(3), places) < 12);
    const others = [away(-900, 600), away(0, -300), away(900, 600)];
    await ridden.put(...names.map((name, index) => readingOf(name, others[index] ?? home)));
    await pass(visit, 1_000);
    // They point where they went: the middle of what is drawn is not that of the marker.
    await eventually('where they went', async () => deviation(await visit.markers(3), others) < 40);
    await visit.keep('three');
    assert.match(page.url(), new RegExp(`pool=${encodeURIComponent(ridden.pool)}`), 'the address can be shared');
    await visit.end();
  });

  test('tells of a unicorn that is clicked on the map', async () => {
    const visit = await Visit.of(browser, ridden);
    const { page } = visit;
    await ridden.put(standing(0), standing(1), standing(2));
    await visit.row('Shadowfax').waitFor();
    await ridden.put(standing(1, { Distance: 31.29, HealthPoints: 173, MagicPoints: 42 }));
    await visit.row('Shadowfax').getByText('173').waitFor();
    await page.keyboard.press('a');
    const markers = await visit.markers(3);
    assert.ok(deviation(markers, places) < 12);
    const [, shadowfax = { x: 0, y: 0 }] = markers;
    await page.mouse.click(shadowfax.x, shadowfax.y);
    await visit.card.getByRole('heading', { name: 'Shadowfax' }).waitFor();
    // 31.29 m/s.
    const told = async (term: string): Promise<string | null> => visit.fact(visit.card, term).textContent();
    assert.equal(await told('Speed'), '70.0 mph');
    assert.equal(await told('Health'), '173');
    assert.equal(await told('Magic'), '42');
    assert.equal(await told('Readings'), '2');
    assert.equal(await told('Position'), positionOf(places[1] ?? home));
    assert.match((await told('Last seen')) ?? '', /^(now|\d+s ago)$/);
    await visit.card
      .getByRole('img', { name: /^Health now 173, between 150 and 173 .* Magic now 42, between 42 and 150/ })
      .waitFor();
    await visit.keep('card');
    // Beside it is nobody.
    await page.mouse.click(shadowfax.x, shadowfax.y + 110);
    await visit.card.waitFor({ state: 'detached' });
    // Its row flies there: it is the one in the middle then.
    await visit.row('Bucephalus').click();
    await visit.card.getByRole('heading', { name: 'Bucephalus' }).waitFor();
    await page.keyboard.press('Escape');
    await visit.card.waitFor({ state: 'detached' });
    const middle = (open.left + open.right) / 2;
    const nearest = await eventually('somebody in the middle', async () =>
      markersIn(await visit.pixels()).find(({ x }) => Math.abs(x - middle) < 60),
    );
    await page.mouse.click(nearest.x, nearest.y);
    await visit.card.getByRole('heading', { name: 'Bucephalus' }).waitFor();
    await visit.end();
  });

  test('lets who is silent fade, and go, and has it back when it speaks again', async () => {
    // The stream's time stands still: that of the page, which goes on, is put right by each reading that arrives.
    await ridden.control.freeze();
    const visit = await Visit.of(browser, ridden, { clock: true });
    const { page } = visit;
    const all = async (): Promise<void> => ridden.put(standing(0), standing(1), standing(2));
    const others = async (): Promise<void> => ridden.put(standing(0), standing(2));
    const hear = async (speak: () => Promise<void>, what: string, probe: () => Promise<boolean>): Promise<void> => {
      await eventually(what, async () => {
        await speak();
        await visit.pass(1_000);
        return probe();
      });
    };
    await hear(all, 'all three', async () => (await visit.list.getByRole('rowheader').count()) === 3);
    await page.keyboard.press('a');
    assert.ok(deviation(await visit.markers(3, all), places) < 12);

    const silent = visit.list.getByText('silent', { exact: true });
    await ridden.control.advance(25_000);
    await hear(others, 'one that fades', async () => (await silent.count()) === 1);
    assert.equal(await visit.row('Shadowfax').getByText('silent', { exact: true }).count(), 1);
    assert.equal(await visit.alerts.count(), 0);
    await visit.keep('fading');

    await ridden.control.advance(6_000);
    await hear(others, 'one that is gone', async () => (await visit.row('Shadowfax').count()) === 0);
    assert.deepEqual(await visit.names(), ['Bucephalus', 'Rocinante']);
    await visit.alerts.filter({ hasText: 'Shadowfax' }).getByText('Silent').waitFor();
    const [one, other] = await visit.markers(2, others);
    assert.ok(Math.abs((one?.y ?? 0) - (other?.y ?? 99)) < 4, 'those that are left stand side by side');
    await visit.keep('gone');

    await hear(all, 'one that is back', async () => (await visit.row('Shadowfax').count()) === 1);
    await visit.alerts.filter({ hasText: 'Shadowfax' }).getByText('Back again').waitFor();
    assert.equal(await visit.alerts.count(), 2);
    await page.keyboard.press('a');
    assert.ok(deviation(await visit.markers(3, all), places) < 12);
    await visit.end();
  });

  test('says whose health is low, and that it has recovered', async () => {
    const visit = await Visit.of(browser, ridden, { clock: true });
    const { page } = visit;
    await ridden.put(standing(0), standing(2), standing(1, { HealthPoints: 100 }));
    await visit.row('Shadowfax').waitFor();
    assert.equal(await visit.alerts.count(), 0, '100 is not low');
    await ridden.put(standing(1, { HealthPoints: 99 }));
    await visit.pass(1_000);
    await visit.row('Shadowfax').getByText('low health').waitFor({ state: 'attached' });
    await visit.alerts.filter({ hasText: 'Shadowfax' }).getByText('Low health · health 99').waitFor();
    await page.getByText('1 low', { exact: true }).waitFor();
    // Those who listen hear it too.
    await visit.pass(1_000);
    await page.getByRole('log').getByText('Shadowfax has low health: 99').waitFor({ state: 'attached' });
    await eventually('a title that says so', async () => (await page.title()).startsWith('▲ 1 low · 3 unicorns'));
    await visit.keep('low');
    await visit.alerts.getByRole('button').first().click();
    await visit.card.getByText('Low health').waitFor();
    await ridden.put(standing(1, { HealthPoints: 100 }));
    await visit.pass(1_000);
    await visit.alerts.filter({ hasText: 'Shadowfax' }).getByText('Recovered · health 100').waitFor();
    assert.equal(await visit.list.getByText('low health').count(), 0);
    await visit.card.getByText('Low health').waitFor({ state: 'detached' });
    await visit.end();
  });

  test('shows each column in either order, and finds names', async () => {
    const visit = await Visit.of(browser, ridden);
    await ridden.put(
      standing(0, { HealthPoints: 120, Distance: 10 }),
      standing(2, { HealthPoints: 140, Distance: 20 }),
      standing(1, { HealthPoints: 130, Distance: 30 }),
    );
    await visit.row('Shadowfax').waitFor();
    const shown = async (): Promise<string> =>
      (await visit.list.getByRole('rowheader').locator('.name').allTextContents()).map((name) => name[0]).join('');
    const head = (name: string) => visit.list.getByRole('columnheader').getByRole('button', { name });
    assert.equal(await shown(), 'BRS');
    for (const [column, orders] of [
      ['Health', ['BSR', 'RSB']],
      ['Speed in miles an hour', ['BRS', 'SRB']],
      ['Name', ['BRS', 'SRB']],
    ] as const) {
      const seen = new Set<string>();
      for (let turn = 0; turn < 2; turn++) {
        await head(column).click();
        await visit.list
          .getByRole('columnheader')
          .and(visit.page.locator('[aria-sort$=scending]'))
          .filter({ hasText: column === 'Speed in miles an hour' ? 'mph' : column })
          .waitFor();
        seen.add(await shown());
      }
      assert.deepEqual([...seen].toSorted(), [...orders].toSorted(), column);
    }
    const search = visit.page.getByRole('searchbox', { name: 'Search unicorns' });
    await search.fill('rOCi');
    await visit.row('Shadowfax').waitFor({ state: 'detached' });
    assert.deepEqual(await visit.names(), ['Rocinante']);
    await visit.page.getByText('1 of 3').waitFor();
    await search.fill('nobody');
    await visit.page.getByText('No unicorn is called “nobody”.').waitFor();
    await visit.page.getByRole('button', { name: 'Clear search' }).click();
    await visit.row('Shadowfax').waitFor();
    await visit.end();
  });
});

function positionOf({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude.toFixed(4)}° N, ${Math.abs(longitude).toFixed(4)}° W`;
}
