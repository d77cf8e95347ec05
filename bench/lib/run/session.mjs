import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from '../load/client.mjs';
import { memoryOf } from '../load/process-stats.mjs';
import { cleanEnvironment, removeDirectory, start, stop, temporaryDirectory } from './children.mjs';
import { startServer } from './servers.mjs';

const loadScript = fileURLToPath(new URL('../../load.mjs', import.meta.url));
const START_LIMIT = 60_000;
const IDLE_WAIT = 2000;

// One server, started fresh with empty data, put under the given scenarios, and stopped again. Gives one line for each
// measurement; what failed is a line with `failed`. scenarios empty: start and idle memory only.
export async function runSession(server, scenarios, options) {
  const dataDirectory = temporaryDirectory();
  const began = performance.now();
  const { child, endpoint } = await startServer(server, dataDirectory);
  const lines = [];
  try {
    await firstAnswer(child, endpoint, server, options.service);
    lines.push({ name: 'start', startMs: performance.now() - began });
    if (scenarios.length === 0) {
      await sleep(IDLE_WAIT);
      const memory = memoryOf([child.pid]);
      if (memory) lines.push({ name: 'idle', rssMB: memory.rss });
    } else {
      lines.push(...(await runLoad(server, endpoint, child, scenarios, options)));
    }
  } catch (error) {
    lines.push(...(scenarios.length ? scenarios : ['start']).map((name) => ({ name, failed: error.message })));
  } finally {
    await stop(child);
    removeDirectory(dataDirectory);
  }
  return lines;
}

const LISTS = { kinesis: 'ListStreams', dynamodb: 'ListTables' };

// The first 200 to a signed request for a list of what there is, asked for every few milliseconds.
export async function firstAnswer(child, endpoint, { protocol }, service = 'kinesis') {
  const client = createClient({ endpoint, protocol });
  const state = { ended: '' };
  child.ended.then(
    ({ reason }) => {
      state.ended = reason;
    },
    () => {},
  );
  const giveUp = performance.now() + START_LIMIT;
  for (;;) {
    if (state.ended)
      throw new Error(`the server ${state.ended} before its first answer: ${child.output().slice(-300)}`);
    try {
      await client.call(service, LISTS[service], {});
      client.close();
      return;
    } catch (error) {
      client.close();
      if (performance.now() > giveUp) throw new Error(`no answer within 60 s: ${error.message}`, { cause: error });
    }
    await sleep(3);
  }
}

// The load has a process of its own, fresh for each scenario, so that no server meets a warmer client than the others.
async function runLoad(server, endpoint, child, scenarios, options) {
  const lines = [];
  for (const name of scenarios) lines.push(...(await runScenario(server, endpoint, child, name, options)));
  return lines;
}

export async function runScenario(server, endpoint, child, name, { duration, warmup, shards, fillMb }) {
  const args = {
    '--endpoint': endpoint,
    '--scenarios': name,
    '--shards': shards,
    '--duration': duration,
    '--warmup': warmup,
    '--fill-mb': fillMb,
    '--protocol': server.protocol,
    '--pid': child.pid,
  };
  const lines = [];
  const load = start(process.execPath, [loadScript, ...Object.entries(args).flat().map(String)], {
    env: cleanEnvironment(),
    onLine: (text) => lines.push(JSON.parse(text)),
  });
  const limit = (duration + warmup) * 3000 + 240_000;
  const timer = setTimeout(() => void stop(load).catch(() => {}), limit);
  const { reason } = await load.ended;
  clearTimeout(timer);
  if (lines.length > 0) return lines;
  return [{ name, failed: `the load ${reason} without a figure: ${load.output().slice(-300)}` }];
}
