import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page, Route } from 'playwright-core';
import { findBrowser, startDrawingBrowser } from '../harness/browser.js';
import { away, open, readingOf, startRidden, Visit, type Ridden } from '../harness/dashboard.js';
import { auditPage } from '../harness/page-audit.js';
import type { Pixels } from '../harness/png.js';
import { eventually } from '../harness/wait.js';

const executable = findBrowser();

describe('the live map`s looks', { skip: executable === undefined && 'no Chromium is installed' }, () => {
  let browser: Browser;
  let ridden: Ridden;
  before(async () => {
    browser = await startDrawingBrowser(executable ?? '');
    ridden = await startRidden();
  });
  after(async () => {
    await browser?.close();
    await ridden?.close();
  });

  const fleet = (): Promise<void> =>
    ridden.put(
      readingOf('Shadowfax', away(0, 400)),
      readingOf('Bucephalus', away(-500, 0), { HealthPoints: 80 }),
      readingOf('Rocinante', away(500, 0)),
    );

  it('draws land and water without a network, by day and by night', async () => {
    const visit = await Visit.begin(browser, ridden.url, { bare: false });
    await visit.page.getByRole('dialog').getByLabel('Identity pool ID').fill(ridden.pool);
    await visit.page.keyboard.press('Enter');
    await visit.state('Live').waitFor();
    await visit.map.getByText('Packaged map').waitFor();
    for (const theme of ['light', 'dark'] as const) {
      // As the system has it, while nobody chooses.
      await visit.page.emulateMedia({ colorScheme: theme });
      await eventually(
        `land and water, ${theme}`,
        async () => {
          const [first, second] = commonest(await visit.pixels());
          if (first === undefined || second === undefined) return false;
          return second.share > 0.05 && distance(first, second) > 8 && isOf(theme, first) && isOf(theme, second);
        },
        30_000,
      );
      await visit.keep(`packaged-${theme}`);
    }
    await visit.end();
  });

  it('takes online tiles where there are, another style where one is given, and says when that fails', async () => {
    const plain = (colour: string) => ({
      version: 8,
      sources: { tiles: { type: 'vector', url: 'https://tiles.openfreemap.org/planet' } },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': colour } },
        { id: 'roads', type: 'line', source: 'tiles', 'source-layer': 'transportation' },
      ],
    });
    const planet = {
      tilejson: '3.0.0',
      tiles: ['https://tiles.openfreemap.org/{z}/{x}/{y}.pbf'],
      minzoom: 0,
      maxzoom: 14,
    };
    const answers = new Map<string, unknown>([
      ['https://tiles.openfreemap.org/styles/positron', plain('#b0e0b0')],
      ['https://tiles.openfreemap.org/styles/dark', plain('#103010')],
      ['https://tiles.openfreemap.org/planet', planet],
      ['https://styles.example.com/own.json', { version: 8, sources: {}, layers: plain('#e0b0e0').layers.slice(0, 1) }],
    ]);
    const beyond = async (route: Route): Promise<void> => {
      const url = route.request().url();
      const headers = { 'access-control-allow-origin': '*' };
      const json = answers.get(url);
      if (json !== undefined) await route.fulfill({ headers, json });
      else if (url.endsWith('.pbf')) await route.fulfill({ headers, body: '' });
      else await route.fulfill({ status: 404, headers });
    };
    const visit = await Visit.of(browser, ridden, { beyond, search: { style: 'auto' } });
    const { page } = visit;
    const shows = (what: string, wanted: readonly number[]): Promise<unknown> =>
      eventually(what, async () => {
        const [first] = commonest(await visit.pixels());
        return first !== undefined && distance(first, { colour: wanted }) < 8;
      });
    await visit.map.getByText('Online tiles').waitFor();
    await visit.map.getByRole('link', { name: 'OpenFreeMap' }).waitFor({ state: 'attached' });
    await visit.map.getByRole('link', { name: 'OpenStreetMap' }).waitFor({ state: 'attached' });
    await shows('the online base', [0xb0, 0xe0, 0xb0]);
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await shows('the online base, dark', [0x10, 0x30, 0x10]);

    await page.getByRole('button', { name: 'Base map' }).click();
    await page.getByRole('radio', { name: /^Style URL/ }).check();
    const style = page.getByRole('textbox', { name: 'Style URL' });
    await style.fill('nonsense');
    await page.getByRole('button', { name: 'Use this style' }).click();
    await page.getByText('Enter the URL of a MapLibre style').waitFor();
    await style.fill('https://styles.example.com/own.json');
    await page.getByRole('button', { name: 'Use this style' }).click();
    await visit.map.getByText('Own style').waitFor();
    await shows('the style of one`s own', [0xe0, 0xb0, 0xe0]);
    await style.fill('https://styles.example.com/none.json');
    await page.getByRole('button', { name: 'Use this style' }).click();
    await page.getByText('The chosen base map could not be had').waitFor();
    await page.getByText('HTTP 404').first().waitFor();
    await visit.map.getByText('Packaged map').waitFor();
    await visit.keep('style-failed');
    await visit.end();
  });

  it('speaks both languages, by day and by night, and remembers which', async () => {
    const visit = await Visit.of(browser, ridden);
    const { page } = visit;
    await fleet();
    await visit.row('Shadowfax').waitFor();
    const root = page.locator('html');
    assert.deepEqual([await root.getAttribute('lang'), await root.getAttribute('data-theme')], ['en', 'light']);
    await visit.row('Shadowfax').click();
    await visit.card.waitFor();
    assert.deepEqual(await auditPage(page), []);
    await visit.keep('en-light');
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.keyboard.press('Escape');
    assert.equal(await root.getAttribute('data-theme'), 'dark');
    await eventually('a dark map', async () => {
      const [first] = commonest(await visit.pixels());
      return first !== undefined && isOf('dark', first);
    });
    assert.deepEqual(await auditPage(page), []);
    await visit.keep('en-dark');
    await page.getByRole('button', { name: '한국어' }).click();
    assert.equal(await root.getAttribute('lang'), 'ko');
    await page.getByRole('grid', { name: '유니콘' }).waitFor();
    await page.getByRole('button', { name: 'English' }).waitFor();
    // Names of people, programs and units stay what they are, and what was said has been said.
    const said = (await page.getByRole('log').textContent()) ?? '';
    const words = (await page.locator('body').innerText()).replace(said, '');
    const names = /Wild Rydes|wildrydes|Shadowfax|Bucephalus|Rocinante|English|Natural Earth.*/g;
    assert.doesNotMatch(words.replaceAll(names, ''), /[a-z]{4,}/, 'no English is left over');
    assert.deepEqual(await auditPage(page), []);
    await visit.keep('ko-dark');
    // The next visit, which says nothing but where.
    await page.goto(`${ridden.url}/dashboard/`);
    await page.getByRole('grid', { name: '유니콘' }).waitFor();
    assert.deepEqual([await root.getAttribute('lang'), await root.getAttribute('data-theme')], ['ko', 'dark']);
    await visit.end();
  });

  it('needs no mouse', async () => {
    const visit = await Visit.begin(browser, ridden.url, { search: { style: 'offline' } });
    const { page } = visit;
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const form = page.getByRole('dialog', { name: 'Which stream shall we watch?' });
    await form.waitFor();
    assert.deepEqual(await auditPage(page), []);
    assert.equal(await focused(page), 'Identity pool ID');
    await page.keyboard.type(ridden.pool);
    const order = await tabs(page, 4);
    assert.ok(order.indexOf('Stream name') < order.indexOf('Start') || !order.includes('Start'), order.join());
    await form.getByLabel('Stream name').focus();
    await press('Enter');
    await visit.state('Live').waitFor();
    await fleet();
    await visit.row('Shadowfax').waitFor();

    await press('/');
    assert.equal(await focused(page), 'Search unicorns');
    await page.keyboard.type('sha');
    await visit.row('Rocinante').waitFor({ state: 'detached' });
    await press('Escape');
    await visit.row('Rocinante').waitFor();
    const onward = await tabs(page, 7);
    assert.ok(onward.includes('Unicorns'), `the list is reached: ${onward.join()}`);
    await visit.list.focus();
    for (const key of ['Home', 'ArrowDown', 'Enter']) await press(key);
    await visit.card.getByRole('heading', { name: 'Rocinante' }).waitFor();
    const further = await tabs(page, 6);
    assert.ok(further.includes('Follow') || further.includes('Close'), `the card is reached: ${further.join()}`);
    await press('f');
    await visit.card.getByRole('button', { name: 'Follow', pressed: true }).waitFor();
    await press('Escape');
    await visit.card.waitFor({ state: 'detached' });

    await press('?');
    const help = page.getByRole('dialog', { name: 'Keys and signs' });
    await help.waitFor();
    assert.deepEqual(await auditPage(page), []);
    await visit.keep('help');
    await press('Escape');
    await help.waitFor({ state: 'detached' });
    await press('d');
    await visit.debug.waitFor();
    assert.deepEqual(await auditPage(page), []);
    await press('d');
    await visit.debug.waitFor({ state: 'detached' });
    await page.locator('body').press('Home');
    await page.evaluate('document.activeElement.blur()');
    await page.reload();
    await visit.state('Live').waitFor();
    await press('Tab');
    assert.equal(await focused(page), 'Skip to the fleet');
    await press('Enter');
    assert.equal(await focused(page), 'Unicorns');
    await visit.end();
  });

  it('fits a telephone', async () => {
    const visit = await Visit.of(browser, ridden, {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    const { page } = visit;
    await fleet();
    await visit.row('Shadowfax').waitFor();
    const fits = (): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
    assert.ok(await fits());
    assert.deepEqual(await auditPage(page), []);
    await visit.keep('phone-fleet');
    await visit.row('Shadowfax').tap();
    await page.getByRole('tab', { name: 'Unicorn', selected: true }).waitFor();
    await visit.card.getByRole('heading', { name: 'Shadowfax' }).waitFor();
    assert.ok(await fits());
    await visit.keep('phone-card');
    await page.getByRole('tab', { name: /^Alerts/ }).tap();
    await page.getByRole('listitem').filter({ hasText: 'Bucephalus' }).first().waitFor();
    await page.getByRole('button', { name: 'Show more' }).tap();
    await page.getByRole('button', { name: 'Show less' }).tap();
    await page.getByRole('tabpanel').waitFor({ state: 'hidden' });
    await page.getByRole('tab', { name: 'Fleet' }).tap();
    await visit.row('Rocinante').waitFor();
    await page.getByRole('button', { name: 'Menu' }).tap();
    const menu = page.getByRole('dialog', { name: 'Menu' });
    await menu.getByRole('button', { name: '한국어' }).tap();
    assert.equal(await page.locator('html').getAttribute('lang'), 'ko');
    assert.deepEqual(await auditPage(page), []);
    assert.ok(await fits());
    await visit.keep('phone-menu');
    await visit.end();
  });
});

interface Shade {
  readonly colour: readonly number[];
  readonly share: number;
}

/** The colours that there is most of on the map, the commonest first. */
function commonest(picture: Pixels): Shade[] {
  const counts = new Map<string, number>();
  let all = 0;
  for (let y = open.top; y < open.bottom; y += 4)
    for (let x = open.left; x < open.right; x += 4) {
      const key = picture.at(x, y).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
      all += 1;
    }
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 2)
    .map(([key, count]) => ({ colour: key.split(',').map(Number), share: count / all }));
}

const distance = ({ colour: one }: Pick<Shade, 'colour'>, { colour: other }: Pick<Shade, 'colour'>): number =>
  Math.max(...one.map((channel, index) => Math.abs(channel - (other[index] ?? 0))));

const isOf = (theme: 'light' | 'dark', { colour }: Shade): boolean =>
  theme === 'light' ? Math.min(...colour) > 170 : Math.max(...colour) < 100;

/** What has the focus, by its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const element = document.activeElement;
    return (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim();
  })()`);

/** What one comes to with Tab, by name. */
async function tabs(page: Page, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let turn = 0; turn < count; turn++) {
    await page.keyboard.press('Tab');
    names.push(await focused(page));
  }
  return names;
}
