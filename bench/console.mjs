// What the console's pages load, and how long it takes until they are there, in a Chromium that has nothing of them.
//   node bench/console.mjs                three visits to each page, without a brake and then on a slow line with a slow processor
//   node bench/console.mjs --visits 5     as many visits; medians are printed
// Prints tables in Markdown. CHROMIUM_PATH names the browser where it is not on the PATH.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findBrowser } from '../conformance/dist/harness/browser.js';

const { values } = parseArgs({ options: { visits: { type: 'string', default: '3' } } });
const visits = Math.max(1, Number(values.visits) || 3);
const root = fileURLToPath(new URL('..', import.meta.url));
const built = new URL('../packages/server/pages/console/', import.meta.url);

// `there` is what a page shows when its own data is there, not only its frame.
const pages = [
  { name: 'Home', path: '/', there: 'a[href="#/kinesis/streams/wildrydes"]' },
  { name: 'A stream, its data viewer', path: '/kinesis/streams/wildrydes/viewer', there: '[role=tabpanel] button' },
  { name: 'A table, its items', path: '/dynamodb/tables/UnicornSensorData/items', there: '#main table' },
  {
    name: 'A function, its code',
    path: '/lambda/functions/WildRydesStreamProcessor/code',
    there: '.ace_editor .ace_line',
  },
  { name: 'The SQL editor', path: '/analytics/applications/wildrydes/sql', there: '.ace_editor .ace_line' },
];
const brakes = [
  { name: 'no brake', line: undefined, cpu: 1 },
  {
    name: '10 Mbit/s, 40 ms, processor 4 × slower',
    line: { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 },
    cpu: 4,
  },
];

const executablePath = findBrowser();
if (executablePath === undefined || !existsSync(executablePath)) {
  console.error('No Chromium was found on the PATH. CHROMIUM_PATH names one.');
  process.exit(1);
}
if (!existsSync(built)) {
  console.error('The console is not built: npm run build.');
  process.exit(1);
}
const server = spawn(
  process.execPath,
  ['packages/server/bin/paddock.js', 'up', '--port', '0', '--ephemeral', '--log-level', 'error'],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
);
let browser;
try {
  const url = await serves(server);
  // All that the pages show, by the ordinary command.
  const { status } = spawnSync(process.execPath, ['apps/ride/bin/ride.js', 'deploy', '-endpoint', url], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
  if (status !== 0) throw new Error('the ride could not be put up');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  console.log(`Node ${process.version}, Chromium ${browser.version()}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}`);
  const loaded = new Map();
  for (const brake of brakes) {
    console.log(`\n${brake.name}; ms, medians of ${visits}:\n`);
    console.log('| page | first paint | there | interactive | there, second visit |');
    console.log('|---|---|---|---|---|');
    for (const page of pages) {
      const runs = [];
      for (let visit = 0; visit < visits; visit++) runs.push(await see(url, page, brake));
      loaded.set(page.name, runs[0].files);
      const figures = ['paint', 'there', 'interactive', 'again'].map((name) => median(runs.map((run) => run[name])));
      console.log(`| ${page.name} | ${figures.join(' | ')} |`);
    }
  }
  console.log(
    '\nWhat a first visit loads, kB compressed by Brotli as the server sends it; fonts are compressed already:\n',
  );
  console.log('| page | scripts | of them its own | styles | fonts | files | all |');
  console.log('|---|---|---|---|---|---|---|');
  const common = [...loaded.values()].reduce((all, files) => all.filter((file) => files.includes(file)));
  for (const [name, files] of loaded) {
    const of = (ending, among = files) => kilobytes(among.filter((file) => file.endsWith(ending)));
    const own = files.filter((file) => !common.includes(file));
    console.log(
      `| ${name} | ${of('.js')} | ${of('.js', own)} | ${of('.css')} | ${of('.woff2')} | ${files.length} | ${kilobytes(files)} |`,
    );
  }
} finally {
  await browser?.close();
  server.kill('SIGINT');
  if (server.exitCode === null) await once(server, 'exit');
}

/** One person's first visit to a page, and then the second. Times are ms from the beginning of the navigation. */
async function see(url, { path, there }, { line, cpu }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    if (line !== undefined) await devtools.send('Network.emulateNetworkConditions', line);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    const files = new Set();
    page.on('response', (response) => {
      const { origin, pathname } = new URL(response.url());
      if (origin === url && pathname.startsWith('/console/') && response.ok())
        files.add(pathname.slice('/console/'.length) || 'index.html');
    });
    await page.addInitScript(watch, there);
    const target = `${url}/console/#${path}`;
    const first = await visit(page, target);
    const isWhole = [...files];
    // Another page lies between, or it would be a step within the same one.
    await page.goto('about:blank');
    const second = await visit(page, target);
    return { ...first, again: second.there, files: isWhole };
  } finally {
    await context.close();
  }
}

async function visit(page, target) {
  await page.goto(target, { waitUntil: 'commit' });
  const from = Date.now();
  // Not waitForFunction: the page's policy forbids what it evaluates.
  while (!(await page.evaluate(() => window.paddockSeen?.isQuiet() === true))) {
    if (Date.now() - from > 60_000) throw new Error(`${target} was not there within a minute`);
    await page.waitForTimeout(100);
  }
  return page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const { there, busyUntil } = window.paddockSeen;
    return {
      paint: Math.round(paint.startTime),
      there: Math.round(there),
      interactive: Math.round(Math.max(there, busyUntil)),
    };
  });
}

/** Runs in the page: when what is looked for is there, and when the main thread was last held up for more than 50 ms. */
function watch(selector) {
  const seen = {
    there: undefined,
    busyUntil: 0,
    isQuiet: () => seen.there !== undefined && performance.now() - Math.max(seen.there, seen.busyUntil) > 1_000,
  };
  window.paddockSeen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.busyUntil = startTime + duration;
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector(selector) === null) requestAnimationFrame(look);
    else seen.there = performance.now();
  };
  requestAnimationFrame(look);
}

/** @returns the address that the server prints when it serves */
function serves(child) {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.once('exit', () => reject(new Error(`the server did not start: ${printed}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const [, address] = /serves on (\S+)/.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** As the server sends them: the compressed neighbour, where there is one. */
function kilobytes(files) {
  const bytes = files.reduce((sum, file) => {
    const compressed = new URL(`${file}.br`, built);
    return sum + statSync(existsSync(compressed) ? compressed : new URL(file, built)).size;
  }, 0);
  return (bytes / 1_000).toFixed(0);
}
