import type { RegistryChange } from '@paddock/store';
import { dueTask } from '../../runtime/due-task.js';
import type { ChangeStream } from './domain/table.js';

/** Who looks after streams: DynamoDB Streams. */
export const streamCareKind = 'dynamodb-streams';
/** How often a stream is looked after, ms: a shard is at most so much older than four hours when it is closed. */
const interval = 15 * 60_000;

/** What the task says of its stream. */
export type StreamCareTask = Pick<ChangeStream, 'account' | 'region' | 'table' | 'label'>;

/** The task that a stream is looked after the next time; the first one is made with the stream. @param now ms since the epoch */
export const streamCareTask = ({ account, region, table, label, feed }: ChangeStream, now: number): RegistryChange =>
  dueTask({
    at: now + interval,
    kind: streamCareKind,
    id: feed,
    payload: { account, region, table, label } satisfies StreamCareTask,
  });
