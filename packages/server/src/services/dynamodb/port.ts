import type { Tables } from '@paddock/store';
import { streamArn, type ChangeStream } from './domain/table.js';
import type { DynamoDbStore, StreamName } from './store.js';

export { ChangeRecord } from './change-record.js';
export type { ChangeEvent } from './change-record.js';
export { streamArn };
export type { ChangeStream, StreamViewType } from './domain/table.js';
export type { StreamName } from './store.js';
export { streamCareKind, streamCareTask, type StreamCareTask } from './stream-care-task.js';

export type StreamStatus = 'ENABLING' | 'ENABLED' | 'DISABLING' | 'DISABLED';

/** What other services may ask of DynamoDB: the streams that its tables have, and had. Their records are feeds of the store. */
export class DynamoDbPort {
  readonly #store: DynamoDbStore;
  readonly #tables: Tables;

  constructor(store: DynamoDbStore, tables: Tables) {
    this.#store = store;
    this.#tables = tables;
  }

  async stream(name: StreamName): Promise<ChangeStream | undefined> {
    return (await this.#store.stream(name))?.value;
  }

  /** Those of a region, by the names of their tables, then by age; or of one table. @param options.after exclusive; it need not be there */
  streams(
    account: string,
    region: string,
    options: { table?: string; after?: Pick<StreamName, 'table' | 'label'>; limit?: number } = {},
  ): Promise<ChangeStream[]> {
    return this.#store.streams(account, region, options);
  }

  /** Every stream of every account and region, for the loops that look after them. */
  allStreams(): Promise<ChangeStream[]> {
    return this.#store.allStreams();
  }

  async status(stream: ChangeStream): Promise<StreamStatus> {
    const view = await this.#store.table({ ...stream, name: stream.table });
    const works = view?.table.id === stream.tableId ? view.table.works : [];
    const isUnderWay = works.some(
      (work) => (work.kind === 'stream' && work.label === stream.label) || work.kind === 'delete',
    );
    if (stream.enabled) return isUnderWay ? 'ENABLING' : 'ENABLED';
    return isUnderWay ? 'DISABLING' : 'DISABLED';
  }

  /** Makes sure that nothing is added to a stream's feed any more. @returns false when it is on after all */
  async settle(stream: ChangeStream): Promise<boolean> {
    const view = await this.#store.currentTable({ ...stream, name: stream.table });
    // Where the table is gone, whoever removed it has raised its fence.
    if (view === undefined || view.table.id !== stream.tableId) return true;
    if (view.feeds.some(({ feed }) => feed === stream.feed)) return false;
    await this.#tables.raiseFence(view.fence.name, view.fence.revision);
    return true;
  }

  /** Removes the stream's document, and the policy on it. Its records are gone by then. */
  async forget(stream: ChangeStream): Promise<void> {
    const arn = streamArn({ ...stream, name: stream.table }, stream.label);
    await this.#store.commit([this.#store.deleteStream(stream), this.#store.deletePolicy(arn)]);
  }

  /** The policy on a stream. */
  policy(arn: string): string | undefined {
    return this.#store.policy(arn)?.policy;
  }
}
