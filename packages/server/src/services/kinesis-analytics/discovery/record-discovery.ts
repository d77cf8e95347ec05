import type { DiscoveredSchema } from '@paddock/sql';
import type { Clock } from '../../../runtime/clock.js';
import type { Ids } from '../../../runtime/ids.js';
import type { KinesisPort } from '../../kinesis/port.js';
import type { ApplicationName, RoleResource, SourceSchema } from '../domain/application.js';
import { applicationArn } from '../domain/arn.js';
import { lambdaNotInvokable, objectNotReadable, roleNotAssumable } from '../errors.js';
import {
  invokeNeeds,
  readObjectNeeds,
  readStreamNeeds,
  type Denial,
  type RoleChecks,
  type RoleNeed,
} from '../role-checks.js';
import { RefusedError } from '../running/refused.js';
import type { FunctionCaller, ObjectReader } from '../running/surroundings.js';
import { FunctionCalls } from '../running/surroundings/function-calls.js';
import { LambdaProcessor } from '../running/surroundings/lambda-processor.js';
import type { TakenSlice } from '../running/stream-input.js';
import type { Discovered, DiscoveryRequest, DiscoverySource, SchemaDiscovery } from './contract.js';
import { objectNotProcessed, streamNotFound, streamNotReadable, unableToDetectSchema } from './errors.js';
import { sampleStream } from './stream-sample.js';

export interface RecordDiscoveryParts {
  readonly kinesis: Pick<KinesisPort, 'reader'>;
  readonly checks: Pick<RoleChecks, 'denial'>;
  /** Undefined where there is no Lambda. */
  readonly lambda: () => FunctionCaller | undefined;
  readonly objects: Pick<ObjectReader, 'beginning'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Of an object, bytes. */
const longestSample = 1024 * 1024;

/** Finds schemas by samples: records that arrive in a stream, through a function where there is one, or the beginning of an object. */
export class RecordDiscovery implements SchemaDiscovery {
  readonly #parts: RecordDiscoveryParts;

  constructor(parts: RecordDiscoveryParts) {
    this.#parts = parts;
  }

  async discover(request: DiscoveryRequest): Promise<Discovered> {
    const { source, processor } = request;
    if (source.kind === 'object') {
      if (processor !== undefined) throw objectNotProcessed();
      return discovered([await this.#object(request, source)], undefined);
    }
    await this.#checkStream(request, source.stream);
    if (processor !== undefined) await this.#checkProcessor(request, processor);
    const { kinesis, clock } = this.#parts;
    const stream = await kinesis.reader.stream(source.stream.arn);
    if (stream === undefined) throw streamNotFound(source.stream.arn);
    const slices = await sampleStream({ reader: kinesis.reader, clock }, stream, source.start);
    const raw = slices.flatMap(({ records }) => records.map(({ data }) => Buffer.from(data, 'base64')));
    if (processor === undefined || raw.length === 0) return discovered(raw, processor && []);
    return discovered(raw, await this.#process(request, source.stream.arn, processor, slices));
  }

  async #checkStream(request: DiscoveryRequest, { arn, role }: RoleResource): Promise<void> {
    const denied = await this.#denial(request, role, readStreamNeeds(arn));
    if (denied?.kind === 'role') throw roleNotAssumable();
    if (denied !== undefined) throw streamNotReadable(role ?? '', arn);
  }

  async #checkProcessor(request: DiscoveryRequest, { arn, role }: RoleResource): Promise<void> {
    const denied = await this.#denial(request, role, invokeNeeds(arn));
    if (denied?.kind === 'role') throw roleNotAssumable();
    if (denied !== undefined) throw lambdaNotInvokable(role ?? '', arn);
  }

  async #object(
    request: DiscoveryRequest,
    source: Extract<DiscoverySource, { readonly kind: 'object' }>,
  ): Promise<Uint8Array> {
    const denied = await this.#denial(request, source.role, readObjectNeeds(source));
    if (denied?.kind === 'role') throw roleNotAssumable();
    if (denied !== undefined) throw objectNotReadable();
    const found = await this.#parts.objects.beginning(source.bucketArn, source.fileKey, longestSample);
    if (found === 'absent') throw objectNotReadable();
    const { bytes, isWhole } = found;
    const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf('\n');
    // Half a row would be judged as one.
    return isWhole || end === -1 ? bytes : bytes.subarray(0, end + 1);
  }

  async #process(
    request: DiscoveryRequest,
    streamArn: string,
    { arn: functionArn, role }: RoleResource,
    slices: readonly TakenSlice[],
  ): Promise<readonly Uint8Array[]> {
    const { lambda, clock, ids } = this.#parts;
    const processor = new LambdaProcessor({
      calls: new FunctionCalls({
        functionArn,
        lambda,
        denial: (needs) => this.#denial(request, role, needs),
        clock,
      }),
      applicationArn: applicationArn(anyApplication(request)),
      streamArn,
      ids,
      count: () => undefined,
    });
    try {
      const processed = await processor.process(slices);
      return slices
        .flatMap(({ records }, slice) => records.map((_record, index) => processed.data(slice, index)))
        .filter((data) => data !== undefined);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const raw = slices.flatMap(({ records }) => records.map(({ data }) => Buffer.from(data, 'base64').toString()));
      throw unableToDetectSchema(`The records could not be processed. ${error.message}`, raw, []);
    }
  }

  #denial(
    request: DiscoveryRequest,
    role: string | undefined,
    needs: readonly RoleNeed[],
  ): Promise<Denial | undefined> {
    return this.#parts.checks.denial(anyApplication(request), role, needs);
  }
}

/** There is none yet. */
const anyApplication = ({ account, region }: DiscoveryRequest): ApplicationName => ({ account, region, name: '*' });

/** @param processed what a function made of the records, where there is one */
async function discovered(
  raw: readonly Uint8Array[],
  processed: readonly Uint8Array[] | undefined,
): Promise<Discovered> {
  const rawTexts = textsOf(raw);
  const processedTexts = processed && textsOf(processed);
  if (raw.length === 0)
    throw unableToDetectSchema('No records were found in the source to detect a schema of', rawTexts, processedTexts);
  const { discoverSchema } = await import('@paddock/sql');
  const found = discoverSchema(processed ?? raw);
  if (found === undefined)
    throw unableToDetectSchema('The format of the records could not be detected', rawTexts, processedTexts);
  return {
    schema: schemaOf(found),
    parsed: found.parsed,
    ...(processedTexts === undefined ? {} : { processed: processedTexts }),
    raw: rawTexts,
  };
}

const textsOf = (records: readonly Uint8Array[]): string[] =>
  records.map((data) => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString());

function schemaOf({ format, encoding, columns }: DiscoveredSchema): SourceSchema {
  if (format.kind === 'JSON') return { format: { type: 'JSON', json: { rowPath: format.rowPath } }, encoding, columns };
  const { rowDelimiter, columnDelimiter } = format;
  return { format: { type: 'CSV', csv: { rowDelimiter, columnDelimiter } }, encoding, columns };
}
