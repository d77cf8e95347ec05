import type { Application, Input } from '../domain/application.js';
import type { BatchEntry } from './batch.js';
import type { Beginning, Checkpoints, Delivered, Positions, Snapshot } from './checkpoints.js';

/** Where an application goes on. */
export interface Resumption {
  readonly positions: Positions;
  /** Of the last batch. */
  readonly sequence: number;
  /** ms */
  readonly watermark: number;
  readonly delivered: Delivered;
  /** Batches before a crash that are to be computed again. */
  readonly replay: readonly BatchEntry[];
  readonly pending?: Uint8Array;
  /** Whether another run or another program than that of the snapshot begins: that is to be written down. */
  readonly isNew: boolean;
}

/** @param take takes up the state of a snapshot. @returns whether that was possible */
export async function resume(
  checkpoints: Checkpoints,
  application: Application,
  take: (snapshot: Snapshot) => boolean,
): Promise<Resumption> {
  const [input] = application.inputs;
  const loaded = await checkpoints.load(application);
  const beginning = await beginningOf(checkpoints, application, input);
  // No two batches of an application have a number in common, whatever the run: the keys of their records are made of it.
  const sequence = loaded.entries.at(-1)?.sequence ?? loaded.snapshot?.sequence ?? 0;
  const { snapshot } = loaded;
  const isThisRun = snapshot?.run === application.run;
  if (snapshot === undefined || !(isThisRun || beginning?.goesOn === true))
    return {
      positions: beginning?.positions ?? {},
      sequence,
      watermark: 0,
      delivered: { sequence, ends: {} },
      replay: [],
      isNew: true,
    };
  const delivered = loaded.delivered ?? { sequence: snapshot.sequence, ends: {} };
  const pending = delivered.sequence < snapshot.sequence ? snapshot.pending : undefined;
  const isTaken = take(snapshot);
  // Where the state is not, what came of a batch and was not delivered cannot be computed again, but its records can.
  const entries = isTaken ? loaded.entries : loaded.entries.filter((entry) => entry.sequence <= delivered.sequence);
  const last = entries.at(-1) ?? snapshot;
  return {
    positions: { ...beginning?.positions, ...after(snapshot.positions, loaded.entries.slice(0, entries.length)) },
    sequence: isTaken ? snapshot.sequence : sequence,
    watermark: (isTaken ? snapshot : last).watermark,
    delivered,
    replay: isTaken ? entries : [],
    ...(pending === undefined ? {} : { pending }),
    isNew: !isThisRun || !isTaken,
  };
}

async function beginningOf(
  checkpoints: Checkpoints,
  application: Application,
  input: Input | undefined,
): Promise<Beginning | undefined> {
  const beginning = input && (await checkpoints.beginning(application, input.id));
  return beginning?.run === application.run ? beginning : undefined;
}

/** Positions after some batches. */
function after(positions: Positions, entries: readonly BatchEntry[]): Positions {
  const result: Record<string, number | 'ended'> = { ...positions };
  for (const { slices, ended = [] } of entries) {
    for (const { shard, to } of slices) result[shard] = to;
    for (const shard of ended) result[shard] = 'ended';
  }
  return result;
}
