// The glide between two readings. The vertex shaders do the same sums; these are for what the main thread must know.

/** The marker has turned to its new bearing after this share of the way. */
export const TURN_SHARE = 0.4;

const TURN = 2 * Math.PI;

/**
 * How far a movement is, from 0 to 1.
 * @param now milliseconds, as a 32-bit integer that may wrap, like `start`
 */
export function progress(now: number, start: number, duration: number): number {
  if (duration <= 0) return 1;
  return Math.min(1, Math.max(0, ((now - start) | 0) / duration));
}

/** Between two 32-bit places, the short way round the world. */
export const between = (from: number, to: number, share: number): number =>
  (from + Math.round(((to - from) | 0) * share)) | 0;

/** The angle, in radians, that is reached from `from` by the short way and points where `to` does. */
export function shortTurn(from: number, to: number): number {
  const turn = (((to - from) % TURN) + TURN) % TURN;
  return from + (turn > Math.PI ? turn - TURN : turn);
}

export const turned = (from: number, to: number, share: number): number => {
  const eased = Math.min(1, share / TURN_SHARE);
  return from + (to - from) * eased * eased * (3 - 2 * eased);
};

/** How long a glide takes: the time between the last two readings, and a little for those that come late. */
export const glideMillis = (betweenReadings: number): number =>
  betweenReadings <= 0 ? 1_000 : Math.min(2_000, Math.max(200, betweenReadings)) + 50;
