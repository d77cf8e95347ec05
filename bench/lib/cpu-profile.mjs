import { fileURLToPath } from 'node:url';

// V8's own entries that are no function's work.
const IDLE = new Set(['(idle)', '(root)']);

// Self time by function from a .cpuprofile (already parsed), largest first, in milliseconds. window: { from, to } in
// microseconds of the monotonic clock; null: the whole profile. `busyMs` leaves out what was spent idle.
export function selfTimes(profile, window = null) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const byFunction = new Map();
  let totalMs = 0;
  let idleMs = 0;
  let at = profile.startTime;
  profile.samples.forEach((id, i) => {
    at += profile.timeDeltas[i];
    if (window && (at < window.from || at > window.to)) return;
    // A sample stands for the time until the next one.
    const ms = Math.max(0, profile.timeDeltas[i + 1] ?? 0) / 1000;
    const frame = nodes.get(id).callFrame;
    totalMs += ms;
    if (IDLE.has(frame.functionName)) {
      idleMs += ms;
      return;
    }
    const key = `${frame.functionName} ${frame.url}:${frame.lineNumber}`;
    const entry = byFunction.get(key) ?? { name: frame.functionName || '(anonymous)', place: place(frame), ms: 0 };
    entry.ms += ms;
    byFunction.set(key, entry);
  });
  const functions = [...byFunction.values()].sort((a, b) => b.ms - a.ms);
  return { totalMs, busyMs: totalMs - idleMs, functions, modules: byModule(functions) };
}

function byModule(functions) {
  const sums = new Map();
  for (const { place: where, ms } of functions) {
    const module = moduleOf(where);
    sums.set(module, (sums.get(module) ?? 0) + ms);
  }
  return [...sums].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms);
}

function moduleOf(where) {
  if (where === '') return '(native, garbage collection)';
  if (where.startsWith('node:')) return 'node';
  const dependency = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(where);
  return dependency ? dependency[1] : where.replace(/:\d+$/, '');
}

// Paths below the current directory are short; lines count from 1, as editors do.
function place({ url, lineNumber }) {
  if (!url) return '';
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  const here = `${process.cwd()}/`;
  return `${path.startsWith(here) ? path.slice(here.length) : path}:${lineNumber + 1}`;
}
