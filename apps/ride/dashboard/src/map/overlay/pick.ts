import { type Camera, screenX, screenY } from './mercator.js';
import { MARKER_WORDS, type MarkerTable } from './marker-table.js';
import { between, progress } from './glide.js';

/**
 * The slot of the marker that is drawn nearest to a point of the screen, within `reach` pixels; -1 for none. All are
 * looked at: that takes a tenth of a millisecond for 5,000, less than an index of moving things would cost to keep.
 */
export function pick(table: MarkerTable, camera: Camera, x: number, y: number, reach: number, now: number): number {
  const { ints, floats, names } = table;
  let best = -1;
  let nearest = reach * reach;
  for (let slot = 0; slot < table.used; slot += 1) {
    if (names[slot] === undefined) continue;
    const at = slot * MARKER_WORDS;
    const share = progress(now, ints[at + 4] ?? 0, floats[at + 6] ?? 0);
    const dy = screenY(camera, between(ints[at + 1] ?? 0, ints[at + 3] ?? 0, share)) - y;
    if (dy > reach || dy < -reach) continue;
    const drawnX = screenX(camera, between(ints[at] ?? 0, ints[at + 2] ?? 0, share));
    for (const shift of camera.shifts) {
      const dx = drawnX + shift - x;
      const distance = dx * dx + dy * dy;
      // Of those at the same place the one that is drawn last is seen.
      if (distance > nearest) continue;
      nearest = distance;
      best = slot;
    }
  }
  return best;
}
