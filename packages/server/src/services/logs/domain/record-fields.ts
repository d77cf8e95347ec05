import type { GroupName } from './arn.js';

/** Fields that are found in one event at most, as AWS does. */
const MOST_FIELDS = 200;

interface Event {
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  readonly stream: string;
}

/** An event's fields: AWS's own, and those of its message where that is JSON, by their paths. */
export function fieldsOf(group: GroupName, event: Event): Record<string, string> {
  const fields = new Map([
    ['@timestamp', String(event.timestamp)],
    ['@ingestionTime', String(event.ingestionTime)],
    ['@message', event.message],
    ['@logStream', event.stream],
    ['@log', `${group.account}:${group.name}`],
  ]);
  if (event.message.trimStart().startsWith('{')) collect(fields, '', parsed(event.message));
  return Object.fromEntries(fields);
}

function collect(fields: Map<string, string>, path: string, value: unknown): void {
  if (fields.size >= MOST_FIELDS) return;
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      collect(fields, path === '' ? ownName(name) : `${path}.${name}`, inner);
  } else if (path !== '' && value !== null && value !== undefined) {
    fields.set(path, String(value as string | number | boolean));
  }
}

/** What begins as AWS's own fields do is told apart from them. */
const ownName = (name: string): string => (name.startsWith('@') ? `@${name}` : name);

function parsed(message: string): unknown {
  try {
    return JSON.parse(message) as unknown;
  } catch {
    return undefined;
  }
}
