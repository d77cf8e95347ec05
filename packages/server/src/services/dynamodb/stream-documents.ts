import type { Json, Registry, RegistryChange } from '@paddock/store';
import type { Versioned } from '../../runtime/versioned.js';
import type { Stream, StreamName } from './domain/stream.js';
import type { TableName } from './domain/table.js';

const root = 'dynamodb/stream/';
const regionPrefix = (account: string, region: string): string => `${root}${account}/${region}/`;
const tablePrefix = ({ account, region, name }: TableName): string => `${regionPrefix(account, region)}${name}/`;
const streamKey = (stream: StreamName): string => tablePrefix(stream) + stream.label;

/** The registry's documents of streams: written by what enables and disables them, read by what lists and reads them. */
export class StreamDocuments {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  async get(stream: StreamName): Promise<Versioned<Stream> | undefined> {
    const entry = await this.#registry.get(streamKey(stream));
    return entry && { value: entry.value as unknown as Stream, version: entry.version };
  }

  /** Of one region of an account, or of one table, in the order of names and labels. @param options.after exclusive; it need not be there */
  async list(
    of: { readonly account: string; readonly region: string; readonly name?: string | undefined },
    options: { readonly after?: StreamName | undefined; readonly limit?: number } = {},
  ): Promise<Stream[]> {
    const { account, region, name } = of;
    const prefix = name === undefined ? regionPrefix(account, region) : tablePrefix({ account, region, name });
    const { after, limit } = options;
    const entries = await this.#registry.list(prefix, {
      ...(after === undefined ? {} : { after: streamKey(after) }),
      ...(limit === undefined ? {} : { limit }),
    });
    return entries.map(({ value }) => value as unknown as Stream);
  }

  /** Of every account and region, for the loops that look after them. */
  async all(): Promise<Versioned<Stream>[]> {
    const entries = await this.#registry.list(root);
    return entries.map(({ value, version }) => ({ value: value as unknown as Stream, version }));
  }

  /** @param ifVersion 0 for a stream that is not there yet */
  put(stream: Stream, ifVersion?: number): RegistryChange {
    const value = stream as unknown as Json;
    return { put: streamKey(stream), value, ...(ifVersion === undefined ? {} : { ifVersion }) };
  }

  delete(stream: StreamName, ifVersion?: number): RegistryChange {
    return { delete: streamKey(stream), ...(ifVersion === undefined ? {} : { ifVersion }) };
  }
}
