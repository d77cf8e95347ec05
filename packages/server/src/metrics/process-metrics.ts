import { monitorEventLoopDelay } from 'node:perf_hooks';
import { family, type Family } from './prometheus.js';

/** How the process is doing, under the names that other exporters for Node use. */
export interface ProcessMetrics {
  families(): Family[];
}

// How finely the loop's delay is measured: each measurement wakes the process.
const RESOLUTION_MS = 20;

/** @param connections how many are open */
export function processMetrics(connections: () => number): ProcessMetrics {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let measuring = false;
  return {
    families() {
      const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000) || 0;
      const lag =
        delay.count === 0
          ? []
          : [
              family(
                'nodejs_eventloop_lag_p50_seconds',
                'gauge',
                'Median delay of the event loop since the last look.',
                seconds(delay.percentile(50)),
              ),
              family(
                'nodejs_eventloop_lag_p99_seconds',
                'gauge',
                '99th percentile of the same.',
                seconds(delay.percentile(99)),
              ),
              family('nodejs_eventloop_lag_max_seconds', 'gauge', 'Longest of the same.', seconds(delay.max)),
            ];
      // A server that nobody looks at is not woken for it.
      if (!measuring) measuring = delay.enable();
      delay.reset();
      return [
        family('process_resident_memory_bytes', 'gauge', 'Resident memory.', rss),
        family('process_cpu_seconds_total', 'counter', 'Processor time used.', (user + system) / 1e6),
        family('process_uptime_seconds', 'gauge', 'Time since the process began.', process.uptime()),
        family('nodejs_heap_size_used_bytes', 'gauge', 'JavaScript heap in use.', heapUsed),
        family('nodejs_heap_size_total_bytes', 'gauge', 'JavaScript heap held.', heapTotal),
        family('nodejs_external_memory_bytes', 'gauge', 'Memory of buffers and other C++ objects.', external),
        ...lag,
        family('paddock_open_connections', 'gauge', 'Open client connections.', connections()),
      ];
    },
  };
}
