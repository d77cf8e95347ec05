import { performance } from 'node:perf_hooks';
import { joined } from './client.mjs';
import { cpuOf, memoryOf } from './process-stats.mjs';

// Warm up, then measure. next(lane, turn) gives a request and the check of its answer; unitBytes are the payload bytes
// of one counted unit (0: units without bytes; null: no units).
export async function measure(load, fields, concurrency, next, unitBytes) {
  const lanes = await load.client.openLanes(concurrency);
  if (load.warmup > 0) await closedLoop(lanes, load.warmup, next, false);
  const before = mark(load.pids);
  const result = await closedLoop(lanes, load.duration, next, true);
  const after = mark(load.pids);
  lanes.close();
  load.emit(line(load, { ...fields, concurrency }, result, before, after, unitBytes));
}

// A moment: CPU counters, and the monotonic clock that a CPU profile of another process uses too.
export const mark = (pids) => ({ ...cpuOf(pids), at: performance.now(), monotonic: process.hrtime.bigint() });

export const ring = (requests, check) => (_lane, turn) => ({ request: requests[turn % requests.length], check });

export const round = (value, digits = 2) =>
  value === null || value === undefined || Number.isNaN(value) ? null : Number(value.toFixed(digits));

// Each lane has one request in flight and sends the next when the answer is in and checked.
function closedLoop(lanes, seconds, next, record) {
  return new Promise((resolve) => {
    const start = performance.now();
    const end = start + seconds * 1000;
    const result = { latencies: [], operations: 0, errors: 0, units: 0, seconds: 0, errorSample: undefined };
    let live = lanes.length;
    let turns = 0;
    let lastDone = start;

    const problemOf = (error, status, parts) => {
      if (error) return error.message;
      return status === 200 ? null : `status ${status} ${joined(parts).toString('utf8', 0, 300)}`;
    };

    const step = (lane, index) => {
      const at = performance.now();
      if (at >= end) {
        if (--live === 0) {
          result.seconds = (lastDone - start) / 1000;
          resolve(result);
        }
        return;
      }
      const turn = turns++;
      const { request, check } = next(index, turn);
      lane.send(request, (error, status, parts) => {
        const now = performance.now();
        lastDone = now;
        let problem = problemOf(error, status, parts);
        if (!problem) {
          const units = check(parts, turn);
          if (typeof units === 'string') problem = units;
          else result.units += units;
        }
        if (problem) {
          result.errors++;
          result.errorSample ??= problem;
          if (error || result.errors > 50) {
            setTimeout(step, 20, lane, index);
            return;
          }
        } else {
          result.operations++;
          if (record) result.latencies.push(now - at);
        }
        step(lane, index);
      });
    };
    lanes.forEach(step);
  });
}

// One JSON line: what was done, how fast, and what it cost on either side.
export function line(load, fields, result, before, after, unitBytes) {
  const sorted = Float64Array.from(result.latencies).sort();
  const wall = (after.at - before.at) / 1000;
  const percent = (seconds) => round((seconds / wall) * 100, 0);
  const client = after.client - before.client;
  const server = after.server - before.server;
  const out = {
    ...fields,
    protocol: load.client.protocol,
    operations: result.operations,
    opsPerSec: round(result.operations / result.seconds, 1),
  };
  if (unitBytes !== null) {
    out.recordsPerSec = round(result.units / result.seconds, 0);
    if (unitBytes) out.mbPerSec = round((result.units * unitBytes) / result.seconds / 1e6, 2);
  }
  Object.assign(out, {
    p50: round(percentile(sorted, 0.5), 3),
    p99: round(percentile(sorted, 0.99), 3),
    max: round(sorted.at(-1), 1),
    errors: result.errors,
    errorSample: result.errorSample,
    seconds: round(result.seconds),
    reconnects: load.client.takeReconnects() || undefined,
    windowStartUs: Number(before.monotonic / 1000n),
    windowEndUs: Number(after.monotonic / 1000n),
  });
  const memory = load.pids.length ? memoryOf(load.pids) : null;
  if (memory) {
    out.serverRssMB = round(memory.rss, 0);
    out.serverPeakRssMB = round(memory.peak, 0);
    out.serverAnonymousMB = round(memory.anonymous, 0);
    out.serverCpuPercent = percent(server);
    out.serverSystemPercent = percent(after.system - before.system);
    out.serverCpuMsPerOp = round((server * 1000) / result.operations, 3);
  }
  out.clientCpuPercent = percent(client);
  if (load.pids.length) out.otherCpuPercent = percent(after.machine - before.machine - client - server);
  if (after.steal - before.steal > 0.05) out.stealPercent = percent(after.steal - before.steal);
  return out;
}

const percentile = (sorted, p) =>
  sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] : null;
