import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KinesisAnalytics } from '@aws-sdk/client-kinesis-analytics';
import { fleetNames } from '@paddock/ride';
import type { CDPSession } from 'playwright-core';
import { findBrowser, startDrawingBrowser } from '../harness/browser.js';
import { away, readingOf, startRidden, stream, Visit, type Ridden } from '../harness/dashboard.js';
import { rootKeys } from '../harness/identity.js';
import { region } from '../harness/server.js';
import { eventually } from '../harness/wait.js';

const executable = findBrowser();
const many = 5_000;
const trailCapacity = 50_000;

describe('the live map of many', { skip: executable === undefined && 'no Chromium is installed' }, () => {
  it('shows 5,000 unicorns and 50,000 points of their trails, finds one, and does not grow', async (test) => {
    const browser = await startDrawingBrowser(executable ?? '');
    const ridden = await startRidden((sdk) => sdk.createStream({ StreamName: stream, ShardCount: 6 }));
    try {
      await stopSummaries(ridden);
      const visit = await Visit.of(browser, ridden, { clock: true, search: { debug: '1' } });
      const names = fleetNames(many);
      let round = 0;
      /** Everybody says where they are now, a little further on. */
      const ride = async (): Promise<void> => {
        round += 1;
        await ridden.put(
          ...names.map((name, index) =>
            readingOf(name, away((index % 100) * 60 + round * 30, Math.floor(index / 100) * 60)),
          ),
        );
        await ridden.control.advance(1_000);
        await visit.soon(`round ${round}`, async () => (await visit.figure('Readings')) === round * many, 500);
      };

      await ride();
      await eventually('5,000 markers', async () => (await visit.figure('Markers')) === many);
      await visit.page.getByText('5,000 riding', { exact: true }).waitFor();
      assert.equal(await visit.list.getAttribute('aria-rowcount'), String(many + 1));
      // Of the rows those in sight are there, wherever it is scrolled to.
      const rows = visit.list.getByRole('row');
      assert.ok((await rows.count()) < 200);
      const last = names.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1) ?? '';
      await visit.list.focus();
      await visit.page.keyboard.press('End');
      await visit.row(last).waitFor();
      assert.ok((await rows.count()) < 200);
      const wanted = names[4_321] ?? '';
      await visit.page.getByRole('searchbox').fill(wanted);
      await visit.row(wanted).click();
      await visit.card.getByRole('heading', { name: wanted, exact: true }).waitFor();
      await visit.page.getByRole('button', { name: 'Clear search' }).click();

      const inspector = await visit.page.context().newCDPSession(visit.page);
      await inspector.send('Performance.enable');
      const isFull = async (): Promise<boolean> => (await visit.figure('Trail points')) === trailCapacity;
      // Each round draws a leg for everybody, but the first, and those after which a busy machine has let five seconds go by.
      let hasBeenFull = false;
      while (round < 40 && !hasBeenFull) {
        await ride();
        hasBeenFull = await isFull();
      }
      assert.ok(hasBeenFull, `${await visit.figure('Trail points')} points after ${round} rounds`);
      // From here on each point takes the place of another. What is kept of everybody's points, for the card's plot, lies in blocks of numbers,
      // which the heap's size does not count, as they grow up to two minutes of readings: what the heap gains from here on is lost.
      const first = await heapOf(inspector);
      for (let more = 0; more < 4; more++) await ride();
      const second = await heapOf(inspector);
      assert.ok((await visit.figure('Trail points')) <= trailCapacity);
      assert.equal(await visit.figure('Markers'), many);
      for (const term of ['Frame', 'Main thread per frame', 'Main thread per batch'])
        test.diagnostic(`${term}, median / worst: ${await visit.fact(visit.debug, term).textContent()} ms`);
      test.diagnostic(`heap: ${(first / 1e6).toFixed(1)} MB, then ${(second / 1e6).toFixed(1)} MB`);
      assert.ok(second < first * 1.2, `a heap of ${first} bytes became one of ${second}`);
      await visit.keep('many');
      await visit.end();
    } finally {
      await browser.close();
      await ridden.close();
    }
  });
});

/** Bytes in use once all that can be collected is. */
async function heapOf(inspector: CDPSession): Promise<number> {
  for (let turn = 0; turn < 2; turn++) await inspector.send('HeapProfiler.collectGarbage');
  const { metrics } = await inspector.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN;
}

/** Nobody looks at the summaries here. */
async function stopSummaries({ url }: Ridden): Promise<void> {
  const analytics = new KinesisAnalytics({ endpoint: url, region, credentials: rootKeys, maxAttempts: 1 });
  const { ApplicationSummaries = [] } = await analytics.listApplications({});
  for (const { ApplicationName } of ApplicationSummaries) await analytics.stopApplication({ ApplicationName });
  analytics.destroy();
}
