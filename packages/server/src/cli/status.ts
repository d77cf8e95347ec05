import { call, messageOf, Unreachable } from './call.js';
import type { Command } from './paddock.js';
import { readTarget, type Target } from './target.js';

/** Says whether the server runs, and how it is doing. */
export const status: Command = async (argv, terminal) => {
  const read = readTarget({}, argv, terminal.env);
  if ('problem' in read) {
    terminal.err(`paddock status: ${read.problem}`);
    return 2;
  }
  try {
    terminal.out(await describe(read.target));
    return 0;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    terminal.err(`paddock status: ${error.message}`);
    return 1;
  }
};

async function describe(target: Target): Promise<string> {
  const health = await call(target, { method: 'GET', path: '/_paddock/health', patience: 10_000 });
  const known = readHealth(health.status, health.body);
  if (known === undefined) throw new Unreachable(target.url, new Error(messageOf(health)));
  const metrics = await call(target, { method: 'GET', path: '/_paddock/metrics', patience: 10_000 });
  const sum = (name: string, having = ''): number => sumOf(metrics.body, name, having);
  const faults = sum('paddock_requests_total', 'status="5');
  const lines: readonly (readonly [string, string])[] = [
    [
      'services',
      Object.entries(known.services)
        .map(([name, state]) => `${name} ${state}`)
        .join(', '),
    ],
    ['up for', duration(sum('process_uptime_seconds'))],
    ['memory', `${Math.round(sum('process_resident_memory_bytes') / 2 ** 20)} MB`],
    [
      'requests',
      `${thousands(sum('paddock_requests_total'))}${faults > 0 ? `, ${thousands(faults)} failed here` : ''}`,
    ],
    ['connections', thousands(sum('paddock_open_connections'))],
  ];
  return [
    `Paddock ${known.version} serves on ${target.url}`,
    ...lines.map(([name, value]) => `  ${name.padEnd(13)}${value}`),
  ].join('\n');
}

function readHealth(code: number, body: string): { version: string; services: Record<string, string> } | undefined {
  if (code !== 200) return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('version' in parsed) || !('services' in parsed))
      return undefined;
    const { version, services } = parsed;
    if (typeof services !== 'object' || services === null) return undefined;
    return {
      version: String(version),
      services: Object.fromEntries(Object.entries(services).map(([name, state]) => [name, String(state)])),
    };
  } catch {
    return undefined;
  }
}

/** Sum of a metric's values in Prometheus's text, of those whose labels contain something. */
function sumOf(text: string, name: string, having: string): number {
  let sum = 0;
  for (const line of text.split('\n')) {
    const rest = line.startsWith(name) ? line.slice(name.length) : '';
    if ((rest.startsWith('{') || rest.startsWith(' ')) && rest.includes(having)) {
      sum += Number(rest.slice(rest.lastIndexOf(' ') + 1));
    }
  }
  return sum;
}

export function duration(seconds: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}

const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
