import type { Batch, Engine } from '@paddock/sql';
import type { Clock } from '../../../runtime/clock.js';
import { nextTurn } from '../../../runtime/next-turn.js';

/** Ms after which others have their turn. */
const slice = 20;
const fewest = 4;
const most = 1_024;

/**
 * Computes a batch piece by piece, so that nobody waits for long however much a row costs: where a batch is cut makes no difference to what comes of it.
 * @param clock the machine's
 */
export async function pacedStep(
  engine: Engine,
  { now, rows, watermark }: Batch,
  clock: Pick<Clock, 'monotonic'>,
): Promise<void> {
  let size = 64;
  let from = 0;
  let since = clock.monotonic();
  while (rows.length - from > size) {
    const began = clock.monotonic();
    // How far time is, is said with the last piece.
    engine.step({ now, rows: rows.slice(from, from + size), watermark: -Infinity });
    from += size;
    const ended = clock.monotonic();
    size = ended - began > slice / 4 ? Math.max(fewest, size >> 1) : Math.min(most, size * 2);
    if (ended - since < slice) continue;
    await nextTurn();
    since = clock.monotonic();
  }
  engine.step({ now, rows: from === 0 ? rows : rows.slice(from), watermark });
}
