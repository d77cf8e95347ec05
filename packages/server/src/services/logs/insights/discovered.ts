import type { LogEvent } from './query.js';
import { fromJson, type Value } from './values.js';

/** AWS finds so many fields in an event. */
const MOST_FIELDS = 200;

/**
 * The fields that an event's message has by itself: scalars of JSON by their paths (`a.b.0`), and what Lambda writes of its invocations. A message of a
 * function may have its JSON behind other text.
 */
export function discover({ message, logGroup }: Pick<LogEvent, 'message' | 'logGroup'>): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  const isLambda = logGroup.startsWith('/aws/lambda/');
  if (isLambda) discoverLambda(message, fields);
  const start = message.indexOf('{');
  if (start < 0 || !(isLambda || message.slice(0, start).trim() === '')) return fields;
  const json = parse(message.slice(start, message.lastIndexOf('}') + 1));
  if (typeof json === 'object' && json !== null) flatten(json, fields);
  return fields;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In the order of the text, without recursion, since JSON may be nested as deep as messages are long. */
function flatten(json: object, fields: Map<string, Value>): void {
  const rest: [path: string, value: unknown][] = [['', json]];
  for (let next = rest.pop(); next !== undefined && fields.size < MOST_FIELDS; next = rest.pop()) {
    const [path, value] = next;
    if (path.length > LONGEST_PATH) continue;
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).slice(0, MOST_FIELDS).toReversed();
      for (const [key, member] of members) rest.push([path === '' ? escaped(key) : `${path}.${key}`, member]);
    } else {
      const found = fromJson(value);
      if (found !== undefined) fields.set(path, found);
    }
  }
}
const LONGEST_PATH = 1000;

/** A name with an at sign of its own is told from AWS's by another one. */
const escaped = (key: string): string => (key.startsWith('@') ? `@${key}` : key);

const MEGABYTE = 1_000_000;

/** [field, what it stands in, how it is read] */
const REPORTED: readonly [string, RegExp, (text: string) => Value][] = [
  ['@duration', /\tDuration: ([\d.]+) ms/, Number],
  ['@billedDuration', /\tBilled Duration: ([\d.]+) ms/, Number],
  ['@initDuration', /\tInit Duration: ([\d.]+) ms/, Number],
  ['@memorySize', /\tMemory Size: (\d+) MB/, (text) => Number(text) * MEGABYTE],
  ['@maxMemoryUsed', /\tMax Memory Used: (\d+) MB/, (text) => Number(text) * MEGABYTE],
  ['@xrayTraceId', /\tXRAY TraceId: (\S+)/, String],
  ['@xraySegmentId', /\tSegmentId: (\S+)/, String],
];

function discoverLambda(message: string, fields: Map<string, Value>): void {
  const [, type, requestId] = /^(START|END|REPORT) RequestId: ([\w-]{36})/.exec(message) ?? [];
  const [, other] = requestId === undefined ? (LINE_ID.exec(message.slice(0, 200)) ?? []) : [];
  const id = requestId ?? other;
  if (id !== undefined) fields.set('@requestId', id);
  if (type === undefined) return;
  fields.set('@type', type);
  if (type !== 'REPORT') return;
  for (const [field, place, read] of REPORTED) {
    const [, text] = place.exec(message) ?? [];
    if (text !== undefined) fields.set(field, read(text));
  }
}

const LINE_ID = /\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/;
