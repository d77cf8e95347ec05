// From `npm start` in a fresh clone to the first record in the stream and the first moving unicorn on the live map, as a browser shows it.
//   node bench/first-unicorn.mjs            clones what is committed; npm's cache is as it is
//   node bench/first-unicorn.mjs --again    the same once more in the clone: installed and built, but without data
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kinesis } from '@aws-sdk/client-kinesis';
import { chromium } from 'playwright-core';
import { findBrowser } from '../conformance/dist/harness/browser.js';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'first-unicorn-'));
const clone = join(folder, 'clone');
// It is there before the clock runs: people have their browser open.
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
});
try {
  const { status } = spawnSync('git', ['clone', '-q', root, clone], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the repository could not be cloned');
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'a processor'}`);
  await measure('fresh clone', 1);
  if (process.argv.includes('--again')) await measure('installed and built', 2);
} finally {
  await browser.close();
  // What was being built in the clone may write a last file.
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

async function measure(what, run) {
  const from = Date.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, PADDOCK_PORT: '0', PADDOCK_DATA_DIR: join(folder, `data-${run}`) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true, // npm and what it runs are stopped together
  });
  const seen = [];
  let printed = '';
  const since = (time) => `${((time - from) / 1_000).toFixed(1)} s`;
  const map = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`npm start ended: ${printed}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const [, url] = /Live map: (\S+)/.exec(printed) ?? [];
      for (const [words, step] of [
        ['✓ installed', 'installed'],
        ['✓ compiled', 'compiled'],
        ['serves on', 'the server serves'],
        [' parts in', 'everything is provisioned'],
      ]) {
        if (printed.includes(words) && !seen.some(([known]) => known === step)) seen.push([step, Date.now()]);
      }
      if (url !== undefined) resolve(url);
    });
  });
  seen.push(["the map's address is shown", Date.now()]);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${map}&debug=1&lang=en`);
  // What is seen right of the middle, where no panel is, and the map's own figures: a unicorn is on the map when it has been
  // drawn and the picture is not what it was before, and it moves when its trail has a second point and the picture has changed again.
  const figures = () =>
    page.evaluate(() => {
      const told = [...document.querySelectorAll('.debug dl > div')].map((row) =>
        [...row.children].map((e) => e.textContent),
      );
      return Object.fromEntries(told);
    });
  const picture = async () =>
    (await page.screenshot({ clip: { x: 680, y: 200, width: 580, height: 500 } })).toString('base64');
  const empty = await picture();
  let [isOn, isMoving, shown] = [false, false, empty];
  while (!isMoving) {
    await page.waitForTimeout(50);
    const { Markers, 'Trail points': points, 'Main thread per frame': drawn = '–' } = await figures();
    const [markers, trail] = [Number(Markers ?? 0), Number(points ?? 0)];
    if (!isOn && markers > 0 && /[1-9]/.test(drawn) && (shown = await picture()) !== empty) {
      isOn = true;
      seen.push(['the first unicorn is on the map', Date.now()]);
    }
    if (isOn && trail > markers && (await picture()) !== shown) {
      isMoving = true;
      seen.push(['it moves', Date.now()]);
    }
    if (Date.now() - from > 300_000) throw new Error('no unicorn moves');
  }
  seen.push(['the first record is in the stream', await firstRecord(new URL(map).origin)]);
  if (process.env.SCREENSHOT !== undefined) await page.screenshot({ path: `${process.env.SCREENSHOT}-${run}.png` });
  await page.close();
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await once(child, 'close');
  console.log(`\n${what}:`);
  for (const [step, at] of seen.toSorted(([, a], [, b]) => a - b)) console.log(`  ${since(at).padStart(7)}  ${step}`);
}

/** When the stream's first record arrived, ms since the epoch. */
async function firstRecord(endpoint) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const kinesis = new Kinesis({ endpoint, region: 'us-east-1', credentials });
  const StreamName = 'wildrydes';
  const { Shards: [shard] = [] } = await kinesis.listShards({ StreamName });
  const { ShardIterator } = await kinesis.getShardIterator({
    StreamName,
    ShardId: shard.ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  });
  const { Records: [record] = [] } = await kinesis.getRecords({ ShardIterator });
  kinesis.destroy();
  return record.ApproximateArrivalTimestamp.getTime();
}
