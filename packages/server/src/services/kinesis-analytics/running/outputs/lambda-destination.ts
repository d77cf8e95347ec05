import type { Ids } from '../../../../runtime/ids.js';
import type { DeliveryCounts } from '../../metrics.js';
import type { Positions } from '../checkpoints.js';
import { eventsOf, longestRecord, type EventRecord, type FunctionCalls } from '../surroundings/function-calls.js';
import type { Destination, OutputRecord } from './destination.js';
import { RefusedError } from '../refused.js';

export interface LambdaDestinationParts {
  readonly calls: FunctionCalls;
  readonly applicationArn: string;
  readonly ids: Pick<Ids, 'requestId'>;
  /** Is told of every invocation. */
  readonly count: (counts: DeliveryCounts) => void;
  /** A row that no event can hold is left out. */
  readonly tooLarge: () => void;
}

/** A record on its way. */
interface Attempt {
  readonly recordId: string;
  /** How often its delivery failed. */
  retryHint: number;
  isDone: boolean;
}

/**
 * A Lambda function that takes an application's rows. Those that it fails to deliver, and they alone, are given to it again.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/how-it-works-output-lambda.html
 */
export class LambdaDestination implements Destination {
  readonly #parts: LambdaDestinationParts;
  /** Of the records that were given and are not counted as delivered yet, by their keys. */
  readonly #attempts = new Map<string, Attempt>();

  constructor(parts: LambdaDestinationParts) {
    this.#parts = parts;
  }

  async deliver(records: readonly OutputRecord[]): Promise<number> {
    await this.#parts.calls.assertAllowed();
    const waiting: (EventRecord & { readonly attempt: Attempt })[] = [];
    for (const record of records) {
      const attempt = this.#attemptOf(record);
      if (attempt.isDone) continue;
      const { recordId, retryHint } = attempt;
      const data = Buffer.from(record.data).toString('base64');
      const json = `{"recordId":"${recordId}","lambdaDeliveryRecordMetadata":{"retryHint":${retryHint}},"data":"${data}"}`;
      if (json.length <= longestRecord) waiting.push({ recordId, json, attempt });
      else {
        attempt.isDone = true;
        this.#parts.tooLarge();
      }
    }
    for (const event of eventsOf(waiting)) await this.#invoke(event);
    const failed = records.findIndex(({ key }) => this.#attempts.get(key)?.isDone !== true);
    const delivered = failed === -1 ? records.length : failed;
    for (const { key } of records.slice(0, delivered)) this.#attempts.delete(key);
    return delivered;
  }

  /** What a function was given cannot be found out: after a crash, it may be given it again. */
  async ends(): Promise<Positions | undefined> {
    return undefined;
  }

  async keysSince(): Promise<ReadonlySet<string>> {
    return new Set();
  }

  #attemptOf({ key }: OutputRecord): Attempt {
    const known = this.#attempts.get(key);
    if (known !== undefined) return known;
    const attempt: Attempt = { recordId: this.#parts.ids.requestId(), retryHint: 0, isDone: false };
    this.#attempts.set(key, attempt);
    return attempt;
  }

  async #invoke(event: readonly (EventRecord & { readonly attempt: Attempt })[]): Promise<void> {
    const { calls, applicationArn, ids, count } = this.#parts;
    const head = { invocationId: ids.requestId(), applicationArn };
    try {
      const { answers, duration } = await calls.call(head, event, ['Ok', 'DeliveryFailed']);
      let ok = 0;
      for (const [index, { attempt }] of event.entries()) {
        attempt.isDone = answers[index]?.result === 'Ok';
        if (attempt.isDone) ok += 1;
        else attempt.retryHint += 1;
      }
      count({ ok, failed: event.length - ok, duration });
    } catch (error) {
      if (error instanceof RefusedError) for (const { attempt } of event) attempt.retryHint += 1;
      throw error;
    }
  }
}
