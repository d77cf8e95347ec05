import { AwsError } from '@paddock/wire';
import type { Clock } from '../../../../runtime/clock.js';
import { invokeNeeds, type Denial, type RoleNeed } from '../../role-checks.js';
import { RefusedError, refuseDenied } from '../refused.js';

/** What applications ask of Lambda: its port. */
export interface FunctionCaller {
  /**
   * @param payload JSON
   * @throws AwsError when there is no such function, or it cannot run now
   */
  invoke(
    functionArn: string,
    payload: Uint8Array,
  ): Promise<{ readonly payload: Uint8Array; readonly functionError?: string }>;
}

export interface FunctionCallsParts {
  readonly functionArn: string;
  readonly lambda: () => FunctionCaller | undefined;
  /** Asks what the role may now under which the function is called. */
  readonly denial: (needs: readonly RoleNeed[]) => Promise<Denial | undefined>;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** A record of an event: its id, and its JSON in ASCII. */
export interface EventRecord {
  readonly recordId: string;
  readonly json: string;
}

/** What a function says of a record. */
export interface RecordAnswer {
  readonly result: string;
  readonly data: Uint8Array | undefined;
}

/** Records of one event. What is in them can come back twice as long: an answer, too, has 6 MB at most. */
const mostRecords = 500;
const mostBytes = 3 * 1024 * 1024;
/** A record that is longer is alone in its event, up to what a function can be given; the rest of the event takes some. */
export const longestRecord = 6_291_456 - 10_000;

/** Calls one function with records, in events like those of AWS, and reads its answers strictly. */
export class FunctionCalls {
  readonly #parts: FunctionCallsParts;

  constructor(parts: FunctionCallsParts) {
    this.#parts = parts;
  }

  /** @throws RefusedError when the role cannot be assumed, or may not invoke the function */
  async assertAllowed(): Promise<void> {
    const { functionArn, denial } = this.#parts;
    refuseDenied(await denial(invokeNeeds(functionArn)));
  }

  /**
   * One invocation.
   * @param head the event's members before its records
   * @param results what the function may say of a record
   * @returns what it says of each of them, in their order, and how long that took, ms
   * @throws RefusedError when it cannot be invoked, or answers anything else
   */
  async call(
    head: Readonly<Record<string, string>>,
    records: readonly EventRecord[],
    results: readonly string[],
  ): Promise<{ readonly answers: readonly RecordAnswer[]; readonly duration: number }> {
    const { functionArn, lambda, clock } = this.#parts;
    const caller = lambda();
    if (caller === undefined) throw new RefusedError('Lambda is not available here');
    const event = Buffer.from(
      `${JSON.stringify(head).slice(0, -1)},"records":[${records.map(({ json }) => json).join(',')}]}`,
    );
    const started = clock.monotonic();
    try {
      const { payload, functionError } = await caller.invoke(functionArn, event);
      if (functionError !== undefined) throw new RefusedError(`The function ${functionArn} failed: ${functionError}`);
      return { answers: answersOf(payload, records, results), duration: clock.monotonic() - started };
    } catch (error) {
      if (error instanceof AwsError) throw new RefusedError(error.message);
      throw error;
    }
  }
}

/** Cuts records into those of one event each. */
export function* eventsOf<R extends EventRecord>(records: readonly R[]): Generator<readonly R[]> {
  let from = 0;
  let bytes = 0;
  for (const [index, { json }] of records.entries()) {
    if (index > from && (index - from === mostRecords || bytes + json.length > mostBytes)) {
      yield records.slice(from, index);
      [from, bytes] = [index, 0];
    }
    bytes += json.length;
  }
  if (from < records.length) yield records.slice(from);
}

/** @throws RefusedError unless every record is answered, once, and nothing else is */
function answersOf(
  payload: Uint8Array,
  records: readonly EventRecord[],
  results: readonly string[],
): readonly RecordAnswer[] {
  const answered = parsed(payload);
  if (answered.length !== records.length) throw refused(`it answers ${answered.length} records of ${records.length}`);
  const byId = new Map<unknown, RecordAnswer>();
  for (const each of answered) {
    const { recordId, result, data } = isObject(each) ? each : {};
    if (typeof result !== 'string' || !results.includes(result))
      throw refused(`the result of a record is none of ${results.join(', ')}`);
    if (data !== undefined && data !== null && (typeof data !== 'string' || !isBase64(data)))
      throw refused('the data of a record is not base64');
    byId.set(recordId, { result, data: typeof data === 'string' ? Buffer.from(data, 'base64') : undefined });
  }
  return records.map(({ recordId }) => {
    const answer = byId.get(recordId);
    if (answer === undefined) throw refused(`the record ${recordId} is not answered`);
    return answer;
  });
}

function parsed(payload: Uint8Array): readonly unknown[] {
  let answer: unknown;
  try {
    answer = JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString());
  } catch {
    throw refused('it is not JSON');
  }
  const { records } = isObject(answer) ? answer : {};
  if (!Array.isArray(records)) throw refused('it has no records');
  return records;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

const refused = (why: string): RefusedError => new RefusedError(`The function's answer is not as it has to be: ${why}`);
