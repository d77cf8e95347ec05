import type { Destination } from '../client.js';
import type { Time } from '../time.js';

/** How the summary of each unicorn's minute is made: by Kinesis Data Analytics, or where that has ended by a function with a tumbling window. */
export type SummaryKind = 'analytics' | 'function';

export interface ProvisionOptions {
  readonly destination: Destination;
  /** `auto` asks the endpoint which it can. */
  readonly summary: SummaryKind | 'auto';
  readonly time: Time;
  /** Stops between two steps; what was made stays. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ProvisionEvent) => void;
}

/** A part of the system: one resource, or what belongs inseparably to one. */
export interface Part {
  /** `stream`, `summary-stream`, `table`, `trigger` … */
  readonly id: string;
  /** For people: `Kinesis stream wildrydes`. */
  readonly title: string;
}

/** What would be done to a part, and why. */
export type Action =
  | { readonly kind: 'create' }
  /** Each difference in words: `timeout 30 s → 60 s`. */
  | { readonly kind: 'update'; readonly differences: readonly string[] }
  /** @property note why it stays as it is, where that is worth a word: `somebody else's, used as it is` */
  | { readonly kind: 'none'; readonly note?: string }
  | { readonly kind: 'delete' }
  /** It is there, but somebody else's, or cannot be changed into what is wanted. */
  | { readonly kind: 'conflict'; readonly reason: string };

export type ProvisionEvent =
  | { readonly kind: 'planned'; readonly part: Part; readonly action: Action }
  | { readonly kind: 'started'; readonly part: Part; readonly action: Action }
  /** Of a step that takes time: `CREATING`. */
  | { readonly kind: 'progress'; readonly part: Part; readonly state: string }
  | {
      readonly kind: 'done';
      readonly part: Part;
      readonly action: Action;
      readonly tookMillis: number;
      /** What is known of the deployment from now on. */
      readonly known?: Partial<Deployment>;
    }
  | { readonly kind: 'failed'; readonly part: Part; readonly what: string; readonly why: string; readonly todo: string }
  /** Not tried: it needs a part that failed. */
  | { readonly kind: 'skipped'; readonly part: Part; readonly because: Part }
  /** There, and not removed. */
  | { readonly kind: 'left'; readonly part: Part; readonly reason: string };

/** What is there after a deployment, or was found there. */
export interface Deployment {
  readonly account: string;
  readonly region: string;
  readonly summary: SummaryKind;
  readonly stream: string;
  readonly summaryStream: string;
  readonly table: string;
  readonly functionName: string;
  /** Undefined where the summary is made by a function. */
  readonly application: string | undefined;
  readonly triggerId: string;
  readonly identityPoolId: string;
  /** Parts that were made or changed. */
  readonly changed: number;
}

/** What a deployment would do; nothing was changed. */
export interface Plan {
  readonly account: string;
  readonly region: string;
  readonly summary: SummaryKind;
  readonly steps: readonly { readonly part: Part; readonly action: Action }[];
}

/** What a removal did. */
export interface Removal {
  readonly account: string;
  readonly region: string;
  readonly removed: readonly Part[];
  /** What is there still, and why. */
  readonly left: readonly { readonly part: Part; readonly reason: string }[];
}

/** Without what is chosen at a deployment only. */
export type RemovalOptions = Omit<ProvisionOptions, 'summary'>;

/** How the system is doing. */
export interface RideStatus {
  readonly account: string;
  readonly region: string;
  readonly summary: SummaryKind;
  readonly parts: readonly {
    readonly part: Part;
    readonly state: 'ready' | 'missing' | 'differs' | 'conflict' | 'unknown';
    /** What differs, what is in the way, why it is not known, whose it is. */
    readonly detail?: string;
  }[];
  /** True when every part is ready. */
  readonly isComplete: boolean;
  readonly identityPoolId: string | undefined;
  /** Open shards of each stream. */
  readonly shards: Readonly<Record<string, number>>;
  /** `RUNNING`; undefined without one. */
  readonly application: string | undefined;
  /** `Enabled`, and what the last invocation came to; undefined without one. */
  readonly trigger:
    | { readonly id: string; readonly state: string; readonly lastResult: string | undefined }
    | undefined;
  /** Of the last five minutes, by CloudWatch; undefined where it has nothing. */
  readonly recently: {
    readonly recordsIn: number | undefined;
    readonly summaries: number | undefined;
    readonly itemsWritten: number | undefined;
    readonly functionErrors: number | undefined;
    /** The function's, ms, the highest. */
    readonly iteratorAge: number | undefined;
  };
}
