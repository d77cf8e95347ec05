import type { Value } from '@paddock/sql';
import type { Application, Input, Output, Reference } from '../domain/application.js';
import type { Destination } from './outputs/destination.js';
import type { TakenSlice } from './stream-input.js';

/** What goes to an application's log stream, as AWS's messages have it. */
export interface ApplicationMessage {
  readonly errorCode: 'InputError' | 'ReferenceDataError' | 'OutputError' | 'CodeError';
  readonly message: string;
  /** Of the input, the reference data or the output; null where AWS has null. */
  readonly itemId: string | null;
}

/** Writes into the log stream that an application's logging option names, as far as its role may. */
export interface MessageLog {
  write(application: Application, message: ApplicationMessage): void;
}

/** What a function made of a batch's records, in their order. */
export interface Processed {
  /** For journals: what `recall` makes the same of. */
  readonly kept: Uint8Array;
  /** What takes the place of a record's data; undefined for what is left out. */
  data(slice: number, record: number): Uint8Array | undefined;
}

/** The function through which an input's records go before they are read. */
export interface Processor {
  /** @throws RefusedError when it cannot be invoked, or answers badly: the same records are to be tried again */
  process(slices: readonly TakenSlice[]): Promise<Processed>;
  recall(kept: Uint8Array): Processed;
}

/** Reference data, as it was read when the application was last given it: the same after a restart. */
export interface ReferenceData {
  /** @throws RefusedError when the object is not there, or the role may not read it */
  load(application: Application, reference: Reference): Promise<readonly (readonly Value[])[]>;
}

/** What an application counts: AWS/KinesisAnalytics. */
export interface ApplicationMetrics {
  /** @param behind how far it is behind the newest record, ms */
  read(application: Application, input: Input, records: number, bytes: number, behind: number): void;
  delivered(application: Application, output: Output, records: number, bytes: number): void;
  failed(application: Application, output: Output): void;
}

/** What a running application is given of the services around it. */
export interface Surroundings {
  readonly messages: MessageLog;
  readonly metrics: ApplicationMetrics;
  readonly references: ReferenceData;
  processor(application: Application, input: Input): Processor | undefined;
  destination(application: Application, output: Output): Destination;
}
