import type { Json, RegistryChange, RegistryEntry } from '@paddock/store';

/** Due tasks are documents under this prefix: `due/<ms since the epoch, 16 digits>/<kind>/<id>`, so that they stand in order of time. */
export const DUE_PREFIX = 'due/';
const TIME_DIGITS = 16;

export interface DueTask {
  /** The document's. */
  readonly key: string;
  readonly version: number;
  readonly kind: string;
  readonly id: string;
  /** When it falls due, ms since the epoch. */
  readonly at: number;
  readonly payload: Json;
}

/**
 * The change that makes a task, to be committed with its cause.
 * @param task.at ms since the epoch; the past means at once
 * @param task.kind who handles it: letters, digits and hyphens
 * @param task.id tells it from others of its kind; those with the same id run one after the other, at the same `at` they are one
 */
export function dueTask(task: {
  readonly at: number;
  readonly kind: string;
  readonly id: string;
  readonly payload: Json;
}): RegistryChange {
  const { kind, id, payload } = task;
  const at = Math.max(Math.ceil(task.at), 0);
  if (!Number.isSafeInteger(at)) throw new RangeError(`a due task's time is ${task.at}`);
  if (!/^[A-Za-z0-9-]+$/.test(kind)) throw new RangeError(`a due task's kind is ${JSON.stringify(kind)}`);
  return { put: `${DUE_PREFIX}${String(at).padStart(TIME_DIGITS, '0')}/${kind}/${id}`, value: payload };
}

/** The change that ends a task, to be committed with its effect: it conflicts when the task was done by someone else. */
export function done(task: Pick<DueTask, 'key' | 'version'>): RegistryChange {
  return { delete: task.key, ifVersion: task.version };
}

const KEY = /^due\/(\d{16})\/([A-Za-z0-9-]+)\/(.*)$/s;

/** The task that a document is; undefined if it is none. */
export function readDueTask({ key, version, value }: RegistryEntry): DueTask | undefined {
  const [, at, kind, id] = KEY.exec(key) ?? [];
  if (at === undefined || kind === undefined || id === undefined) return undefined;
  return { key, version, kind, id, at: Number(at), payload: value };
}

/** When the task with the key falls due, ms since the epoch; 0 if it is no task's key. */
export function dueTimeOf(key: string): number {
  return Number(KEY.exec(key)?.[1] ?? 0);
}
