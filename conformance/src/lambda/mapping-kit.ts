import { setTimeout as delay } from 'node:timers/promises';
import type {
  CreateEventSourceMappingRequest,
  CreateFunctionRequest,
  EventSourceMappingConfiguration,
} from '@aws-sdk/client-lambda';
import { newTable } from '../harness/dynamodb.js';
import { functionArn, type LambdaPaddock } from '../harness/lambda.js';
import { arnOf, newName } from '../harness.js';
import { eventually } from '../harness/wait.js';
import { recorderCode, Reports, type Call, type Recorder } from './mapping-reports.js';

export type { Call, MappingEvent, Recorder } from './mapping-reports.js';

/** What a mapping may read. */
export const kinds = ['stream', 'consumer', 'table'] as const;
export type Kind = (typeof kinds)[number];

/** Something that a mapping reads, and that texts can be written to. */
export interface Source {
  readonly kind: Kind;
  readonly arn: string;
  /** Of the stream or table. */
  readonly name: string;
  /** Writes the texts in their order. @param keyOf without it a stream has one key, a table one for each text */
  put(texts: readonly string[], keyOf?: (text: string, index: number) => string): Promise<void>;
}

/** Functions and sources for the tests of one file. */
export class MappingKit {
  readonly paddock: LambdaPaddock;
  readonly #reports: Reports;
  #role: Promise<string> | undefined;

  private constructor(paddock: LambdaPaddock, reports: Reports) {
    this.paddock = paddock;
    this.#reports = reports;
  }

  static async of(paddock: LambdaPaddock): Promise<MappingKit> {
    return new MappingKit(paddock, await Reports.listen());
  }

  /** With the server. */
  async close(): Promise<void> {
    this.#reports.close();
    await this.paddock.close();
  }

  /**
   * @param body what the function does after it told of its invocation, with `event`, `context`, `texts`, `keys`, `told` and `say(value)`
   * @param more `whole`: whether events are kept as they came
   */
  async recorder(
    body = '',
    { whole = false, ...more }: Partial<CreateFunctionRequest> & { readonly whole?: boolean } = {},
  ): Promise<Recorder> {
    const role = more.Role ?? (await (this.#role ??= this.paddock.role()));
    const { url, report } = this.#reports.open();
    const code = recorderCode(url, body, whole);
    const name = await this.paddock.newFunction(code, { Role: role, Timeout: 60, ...more });
    return Object.assign(report, { name, arn: functionArn(name), role });
  }

  /** A stream of so many shards, a consumer of one, or a table with a stream. */
  async source(kind: Kind, shards = 1): Promise<Source> {
    return kind === 'table' ? this.#table() : this.#stream(kind, shards);
  }

  /** A mapping from the beginning of the source, unless told otherwise. Gives its UUID once it is enabled. */
  async map(
    { arn }: Pick<Source, 'arn'>,
    { name }: Pick<Recorder, 'name'>,
    more: Partial<CreateEventSourceMappingRequest> = {},
  ): Promise<string> {
    const { UUID = '' } = await this.paddock.lambda.createEventSourceMapping({
      EventSourceArn: arn,
      FunctionName: name,
      StartingPosition: 'TRIM_HORIZON',
      ...more,
    });
    await this.settled(UUID);
    return UUID;
  }

  /** The mapping, when it is in none of the states that pass. */
  settled(UUID: string): Promise<EventSourceMappingConfiguration> {
    return eventually('a settled mapping', async () => {
      const mapping = await this.paddock.lambda.getEventSourceMapping({ UUID });
      return (mapping.State === 'Enabled' || mapping.State === 'Disabled') && mapping;
    });
  }

  /** Enables or disables, or changes something else. */
  async update(UUID: string, change: object): Promise<EventSourceMappingConfiguration> {
    await this.paddock.lambda.updateEventSourceMapping({ UUID, ...change });
    return this.settled(UUID);
  }

  /** Until it is so. */
  async until(what: string, probe: () => boolean, patience?: number): Promise<void> {
    await eventually(what, probe, patience);
  }

  /** What comes to pass while the clock, which stands still otherwise, goes on second by second, or by other steps in ms. */
  async passing<T>(until: Promise<T>, step = 1000): Promise<T> {
    let isDone = false;
    const done = until.finally(() => (isDone = true));
    // Who waits for it hears of its failure below.
    done.catch(() => undefined);
    while (!isDone) {
      await Promise.race([done.catch(() => undefined), delay(15)]);
      if (!isDone) await this.paddock.control.advance(step);
    }
    return done;
  }

  /** Waits until LastProcessingResult is that. */
  async result(UUID: string, expected: string): Promise<void> {
    let seen: string | undefined;
    await eventually(`the result ${expected}`, async () => {
      seen = (await this.paddock.lambda.getEventSourceMapping({ UUID })).LastProcessingResult;
      return seen === expected;
    }).catch((error: unknown) => {
      throw new Error(`LastProcessingResult is ${seen}`, { cause: error });
    });
  }

  async #stream(kind: 'stream' | 'consumer', ShardCount: number): Promise<Source> {
    const { sdk } = this.paddock;
    const name = newName('mapped');
    await sdk.createStream({ StreamName: name, ShardCount });
    const put: Source['put'] = async (texts, keyOf = () => 'key') => {
      const entries = texts.map((text, index) => ({ Data: Buffer.from(text), PartitionKey: keyOf(text, index) }));
      for (const Records of pages(entries, 500, 4_500_000, ({ Data }) => Data.length)) {
        const { FailedRecordCount } = await sdk.putRecords({ StreamName: name, Records });
        if (FailedRecordCount !== 0) throw new Error(`${FailedRecordCount} records were not put`);
      }
    };
    if (kind === 'stream') return { kind, name, arn: arnOf(name), put };
    const { Consumer } = await sdk.registerStreamConsumer({ StreamARN: arnOf(name), ConsumerName: 'mapping' });
    return { kind, name, arn: Consumer?.ConsumerARN ?? '', put };
  }

  async #table(): Promise<Source> {
    const { dynamo } = this.paddock;
    const name = await newTable(dynamo, newName('mapped-table'), ['pk'], {
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    const { Table } = await dynamo.describeTable({ TableName: name });
    const put: Source['put'] = async (texts, keyOf) => {
      const items = texts.map((text, index) => ({ pk: { S: keyOf?.(text, index) ?? text }, text: { S: text } }));
      if (keyOf !== undefined) {
        for (const Item of items) await dynamo.putItem({ TableName: name, Item });
        return;
      }
      for (const page of pages(items, 25, 12_000_000, ({ text }) => 2 * text.S.length))
        await dynamo.batchWriteItem({ RequestItems: { [name]: page.map((Item) => ({ PutRequest: { Item } })) } });
    };
    return { kind: 'table', name, arn: Table?.LatestStreamArn ?? '', put };
  }
}

/** `a-0`, `a-1`, …, as long as wanted. */
export const numbered = (count: number, word = 'r', length = 0, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `${word}-${from + index}`.padEnd(length, '.'));

/** Of a text of `numbered`: what it begins with. */
export const headOf = (text: string): string => text.replace(/\.+$/, '');

/** How many records each invocation had. */
export const sizes = (calls: readonly Call[]): number[] => calls.map(({ texts }) => texts.length);

export const textsOf = (calls: readonly Call[]): string[] => calls.flatMap(({ texts }) => texts);

/** Pieces of so many, and so much, at most. */
function pages<T>(all: readonly T[], most: number, mostBytes: number, bytesOf: (one: T) => number): T[][] {
  const found: T[][] = [];
  let page: T[] = [];
  let bytes = 0;
  for (const one of all) {
    const more = bytesOf(one);
    if (page.length > 0 && (page.length >= most || bytes + more > mostBytes)) {
      found.push(page);
      page = [];
      bytes = 0;
    }
    page.push(one);
    bytes += more;
  }
  return page.length === 0 ? found : [...found, page];
}
