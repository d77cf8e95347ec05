import { discover } from '../insights/discovered.js';
import { textOf } from '../insights/values.js';
import type { GroupName } from './arn.js';

interface Event {
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  readonly stream: string;
}

/** An event's fields as texts: AWS's own, and those that queries find in its message. */
export function fieldsOf(group: GroupName, event: Event): Record<string, string> {
  const fields: [string, string][] = [
    ['@timestamp', String(event.timestamp)],
    ['@ingestionTime', String(event.ingestionTime)],
    ['@message', event.message],
    ['@logStream', event.stream],
    ['@log', `${group.account}:${group.name}`],
  ];
  for (const [name, value] of discover({ message: event.message, logGroup: group.name }))
    fields.push([name, textOf(value) ?? '']);
  return Object.fromEntries(fields);
}
