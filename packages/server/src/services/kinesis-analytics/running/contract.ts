import type { Column, Value } from '@paddock/sql';
import type { Application, ApplicationName, StartingPosition } from '../domain/application.js';

/** The applications that run, as operations see them. */
export interface RunningApplications {
  /** Rejects with CodeValidationException when the program of an application does not compile with its inputs and reference tables */
  checkProgram(application: Application): Promise<void>;

  /**
   * Settles, durably, where a run will begin: to be called before the commit that starts it, or that gives it an input while it runs.
   * @param application as it will be committed, STARTING, with its new run
   * @param starts by the ids of the inputs that begin
   */
  begin(application: Application, starts: ReadonlyMap<string, StartingPosition>): Promise<void>;

  /** What its in-application streams had last; undefined while it does not run here. */
  live(application: ApplicationName): LiveApplication | undefined;
}

export interface LiveApplication {
  /** Sources first, then those that the program made, then `error_stream`. */
  readonly streams: readonly LiveStream[];
}

export interface LiveStream {
  readonly name: string;
  readonly kind: 'source' | 'created' | 'error';
  readonly columns: readonly Column[];
  /** Rows that it has had since the application started here. */
  readonly count: number;
  /** The latest rows, oldest first, 100 at most. `time` is ROWTIME, ms. */
  readonly rows: readonly { readonly time: number; readonly values: readonly Value[] }[];
}
