import { Engine, type Row, type RowSink, type Saved } from '@paddock/sql';
import { InputFormatError } from '@paddock/sql/records';
import { deserialize, serialize } from 'node:v8';
import type { Clock, Timer } from '../../../runtime/clock.js';
import { LostLeaseError } from '../../../runtime/leases.js';
import type { Logger } from '../../../runtime/log.js';
import { nextTurn } from '../../../runtime/next-turn.js';
import { PatientLoop } from '../../../runtime/patient-loop.js';
import type { KinesisPort } from '../../kinesis/port.js';
import type { Application, Input, Reference } from '../domain/application.js';
import { readStreamNeeds, type RoleChecks } from '../role-checks.js';
import type { BatchEntry } from './batch.js';
import type { Checkpoints, Positions, Snapshot } from './checkpoints.js';
import { Journal } from './journal.js';
import { LiveStreams } from './live-streams.js';
import { Deliveries } from './outputs/deliveries.js';
import { RefusedError } from './refused.js';
import type { Processed, Processor, Surroundings } from './ports.js';
import { compileApplication, metadataOf, type CompiledApplication } from './program.js';
import { pacedStep } from './paced-step.js';
import { Problems } from './problems.js';
import { rereadSlices } from './reread.js';
import { resume } from './resumption.js';
import { SourceRows } from './source-rows.js';
import { StreamInput, type Taken, type TakenSlice } from './stream-input.js';

/** What is read. */
interface Source {
  readonly input: Input;
  readonly stream: StreamInput;
  readonly rows: SourceRows;
  readonly processor: Processor | undefined;
}

export interface RunParts {
  readonly checkpoints: Checkpoints;
  readonly kinesis: KinesisPort;
  readonly checks: RoleChecks;
  readonly surroundings: Surroundings;
  readonly clock: Clock;
  /** The machine's. */
  readonly realClock: Pick<Clock, 'monotonic'>;
  readonly logger: Logger;
  /** It runs no more: another process has it, or something broke; it is to be opened anew then. */
  readonly onEnd: (reason: 'lost' | 'broken') => void;
  /** Batches between snapshots at most. */
  readonly batchesPerSnapshot?: number;
}

/**
 * An application that runs. It takes batches of records from its stream, computes them, writes down which they were, and only then delivers what came of them: after a crash the same
 * batches are computed again, and what was delivered before is left out.
 */
export class ApplicationRun {
  readonly application: Application;
  readonly #journal: Journal;
  readonly #parts: RunParts;
  readonly #loop: PatientLoop;
  readonly #problems: Problems;
  readonly #compiled: CompiledApplication;
  readonly #live: LiveStreams;
  readonly #deliveries: Deliveries;
  #engine: Engine | undefined;
  #source: Source | undefined;
  /** Batches before a crash that are to be computed again. */
  #replay: BatchEntry[] = [];
  #positions: Positions = {};
  #sequence = 0;
  #watermark = 0;
  /** Reference tables that are to be loaded before anything is computed. */
  #unloaded: readonly Reference[] = [];
  #isDelivering = false;
  #hasWaited = false;
  /** What the input's function has not answered for yet. */
  #taken: { readonly now: number; readonly taken: Taken } | undefined;
  #steps = 0;
  #timer: Timer | undefined;

  /** @throws CodeValidationException */
  constructor(application: Application, epoch: number, parts: RunParts) {
    this.application = application;
    this.#journal = new Journal(parts.checkpoints, application, epoch, parts.batchesPerSnapshot);
    this.#parts = parts;
    this.#problems = new Problems(application, parts.surroundings.messages, parts.clock);
    this.#compiled = compileApplication(application);
    const { program } = this.#compiled;
    this.#live = new LiveStreams(program);
    this.#deliveries = new Deliveries(application, program, parts.surroundings, this.#problems);
    this.#loop = new PatientLoop({
      clock: parts.clock,
      firstWait: 250,
      longestWait: 10_000,
      step: () => this.#step(),
      failed: (error) => this.#failed(error),
    });
  }

  /** What its streams had last. */
  get live(): LiveStreams {
    return this.#live;
  }

  /** Goes on where it was, and begins to work. */
  async open(): Promise<void> {
    await this.#restore();
    this.#loop.wake();
  }

  /** How often it looked for something to do. */
  get steps(): number {
    return this.#steps;
  }

  /** Resolves when it waits. */
  idle(): Promise<void> {
    return this.#loop.idle();
  }

  /** Something changed that it may have waited for. */
  retry(): void {
    this.#loop.wake();
  }

  /** Ends, with everything written down, also what could not be delivered: settings may be others when it goes on. */
  async stop(): Promise<void> {
    await this.abandon();
    if (this.#engine === undefined || this.#unloaded.length > 0) return;
    while (!this.#isDelivering) {
      const entry = this.#replay.shift();
      if (entry === undefined) break;
      await this.#again(entry);
    }
    if (this.#replay.length === 0) await this.#snapshot();
  }

  /** Ends as after a crash. */
  async abandon(): Promise<void> {
    await this.#loop.stop();
    this.#timer?.cancel();
    this.#source?.stream.close();
  }

  async #restore(): Promise<void> {
    const { checkpoints } = this.#parts;
    const { application } = this;
    const [input] = application.inputs;
    const resumption = await resume(checkpoints, application, (snapshot) => this.#take(snapshot));
    this.#engine ??= this.#newEngine();
    this.#unloaded = application.references;
    this.#replay = [...resumption.replay];
    this.#positions = resumption.positions;
    this.#sequence = resumption.sequence;
    this.#watermark = resumption.watermark;
    this.#journal.resume(resumption.delivered);
    if (resumption.pending !== undefined) {
      this.#deliveries.restore(resumption.pending);
      await this.#deliveries.skipWritten(this.#journal.delivered.ends);
      this.#isDelivering = !this.#deliveries.isEmpty;
      if (!this.#isDelivering) this.#journal.allDelivered(this.#sequence);
    }
    if (input?.source.kind === 'stream') this.#source = this.#sourceOf(input);
    if (resumption.isNew && this.#replay.length === 0) await this.#snapshot();
  }

  /** @returns undefined where no record can be read by its schema: until it is another */
  #sourceOf(input: Input): Source | undefined {
    const { surroundings, kinesis } = this.#parts;
    try {
      const rows = new SourceRows(input, metadataOf(this.application));
      const stream = new StreamInput(
        kinesis.reader,
        input.source.arn,
        this.#positions,
        () => this.#loop.nudge(),
        () => this.#loop.wake(),
      );
      return { input, stream, rows, processor: surroundings.processor(this.application, input) };
    } catch (error) {
      if (!(error instanceof InputFormatError)) throw error;
      this.#problems.schema(input, error.message);
      return undefined;
    }
  }

  #newEngine(snapshot?: Saved): Engine {
    const sink: RowSink = { row: (stream, row) => this.#row(stream, row) };
    return new Engine(this.#compiled.program, snapshot === undefined ? { sink } : { sink, snapshot });
  }

  /** @returns whether the state is this program's; one that is damaged, or another version's, is lost: then only the positions go on */
  #take({ program, state }: Snapshot): boolean {
    if (program !== this.#compiled.fingerprint) return false;
    try {
      this.#engine = this.#newEngine(state && (deserialize(state) as Saved));
      this.#journal.hasState(state?.byteLength ?? 0);
      return true;
    } catch (error) {
      const { account, region, name } = this.application;
      this.#parts.logger.warn('the state of an analytics application was lost', { account, region, name, error });
      return false;
    }
  }

  /** As on AWS, nothing is read for as long as reference data cannot be. */
  async #loadReferences(): Promise<boolean> {
    for (let next = this.#unloaded[0]; next !== undefined; next = this.#unloaded[0]) {
      try {
        const rows = await this.#parts.surroundings.references.load(this.application, next);
        this.#engine?.loadTable(next.table, rows);
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        this.#problems.reference(next);
        return false;
      }
      this.#unloaded = this.#unloaded.slice(1);
      this.#loop.taken();
    }
    return true;
  }

  async #step(): Promise<boolean> {
    this.#steps += 1;
    if (this.#isDelivering) return this.#deliver();
    if (this.#unloaded.length > 0 && !(await this.#loadReferences())) return this.#wait();
    const entry = this.#replay.shift();
    if (entry !== undefined) return this.#again(entry);
    return this.#next();
  }

  /** Computes what came since the last batch, and what is due. */
  async #next(): Promise<boolean> {
    const source = this.#source;
    const { clock, checks } = this.#parts;
    if (source === undefined) return false;
    const { arn, role = this.application.serviceRole } = source.input.source;
    const denial = await checks.denial(this.application, role, readStreamNeeds(arn));
    if (denial !== undefined) return this.#wait(() => this.#problems.input(null));
    const now = this.#taken?.now ?? clock.now();
    const taken = this.#taken?.taken ?? (await source.stream.take(now, this.#watermark));
    if (taken === undefined) return this.#wait(() => this.#problems.input(source.input));
    const { slices, ended, watermark, isBehind } = taken;
    const deadline = this.#engine?.nextDeadline() ?? Infinity;
    if (slices.length === 0 && ended.length === 0 && watermark < deadline) {
      this.#sleepUntil(deadline);
      if (isBehind) await nextTurn();
      return isBehind;
    }
    let processed: Processed | undefined;
    try {
      if (slices.length > 0) processed = await source.processor?.process(slices);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      // The same records are to go through the function again.
      this.#taken = { now, taken };
      return this.#wait();
    }
    this.#taken = undefined;
    this.#loop.taken();
    const entry: BatchEntry = {
      sequence: this.#sequence + 1,
      now,
      watermark,
      slices: slices.map(({ shard, from, to }) => ({ shard, from, to })),
      ...(ended.length === 0 ? {} : { ended }),
      ...(processed === undefined ? {} : { processed: processed.kept }),
    };
    this.#journal.add(entry);
    await this.#compute(entry, slices, processed);
    this.#positions = source.stream.positions();
    this.#count(source.input, slices, now, isBehind);
    this.#isDelivering = !this.#deliveries.isEmpty;
    if (this.#isDelivering) await this.#journal.write(await this.#deliveries.ends());
    else await this.#allDelivered();
    await nextTurn();
    return true;
  }

  /** Computes a batch that was computed before a crash. */
  async #again(entry: BatchEntry): Promise<boolean> {
    const source = this.#source;
    if (source === undefined) return true;
    const slices = await rereadSlices(this.#parts.kinesis.reader, source.input.source.arn, entry.slices);
    const processed = entry.processed && source.processor?.recall(entry.processed);
    await this.#compute(entry, slices, processed);
    const { delivered } = this.#journal;
    const isDelivered = entry.sequence <= delivered.sequence;
    if (isDelivered) this.#deliveries.clear();
    else await this.#deliveries.skipWritten(delivered.ends);
    this.#isDelivering = !this.#deliveries.isEmpty;
    if (!this.#isDelivering && !isDelivered) await this.#allDelivered();
    await nextTurn();
    return true;
  }

  async #compute(entry: BatchEntry, slices: readonly TakenSlice[], processed: Processed | undefined): Promise<void> {
    this.#sequence = entry.sequence;
    const data = processed && ((slice: number, record: number) => processed.data(slice, record));
    const batch = this.#source?.rows.read(slices, this.#watermark, entry.now, data);
    for (const { time, message, data } of batch?.problems ?? [])
      this.#engine?.problem({ code: 'Coercion error', message, where: 'null', time, data });
    const { now, watermark } = entry;
    if (this.#engine !== undefined)
      await pacedStep(this.#engine, { now, watermark, rows: batch?.rows ?? [] }, this.#parts.realClock);
    this.#watermark = entry.watermark;
    this.#journal.computed(entry);
  }

  #row(stream: number, row: Row): void {
    this.#live.row(stream, row);
    this.#deliveries.add(stream, row, this.#sequence);
  }

  async #deliver(): Promise<boolean> {
    // It was written a while ago: another process may have delivered it since.
    if (this.#hasWaited) await this.#journal.assertOwned();
    const before = this.#deliveries.left;
    this.#hasWaited = !(await this.#deliveries.deliver());
    if (this.#deliveries.left < before) this.#loop.taken();
    if (this.#hasWaited) return this.#wait();
    this.#isDelivering = false;
    await this.#allDelivered();
    return true;
  }

  async #allDelivered(): Promise<void> {
    this.#deliveries.clear();
    this.#journal.allDelivered(this.#sequence);
    if (this.#replay.length === 0 && this.#journal.isLong) await this.#snapshot();
  }

  #snapshot(): Promise<void> {
    return this.#journal.save({
      run: this.application.run,
      sequence: this.#sequence,
      positions: this.#positions,
      watermark: this.#watermark,
      program: this.#compiled.fingerprint,
      state: serialize(this.#engine?.snapshot()),
      ...(this.#isDelivering ? { pending: this.#deliveries.pending() } : {}),
    });
  }

  #count(input: Input, slices: readonly TakenSlice[], now: number, isBehind: boolean): void {
    let [records, bytes, newest] = [0, 0, now];
    for (const slice of slices) {
      records += slice.records.length;
      for (const record of slice.records) bytes += Buffer.byteLength(record.data, 'base64');
      const last = slice.records.at(-1);
      if (last !== undefined) newest = Math.min(newest, last.arrival);
    }
    this.#parts.surroundings.metrics.read(
      this.application,
      input,
      records,
      bytes,
      isBehind ? Math.max(0, now - newest) : 0,
    );
  }

  #wait(say?: () => void): false {
    say?.();
    this.#loop.wait();
    return false;
  }

  #sleepUntil(deadline: number): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (deadline === Infinity) return;
    const { clock } = this.#parts;
    this.#timer = clock.after(deadline - clock.now(), () => this.#loop.nudge());
  }

  #failed(error: unknown): boolean {
    const { logger, onEnd } = this.#parts;
    if (error instanceof LostLeaseError) onEnd('lost');
    else {
      const { account, region, name } = this.application;
      logger.error('an analytics application broke off', { account, region, name, error });
      onEnd('broken');
    }
    return false;
  }
}
