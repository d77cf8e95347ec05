import type { Place } from '../contracts.js';

const RADIANS = Math.PI / 180;
const METRES_OF_A_DEGREE = 111_195;
/** Shorter legs say nothing about where it is heading. */
const LEAST_METRES = 0.5;

/** The initial bearing of the great circle from one place to another, degrees clockwise from north; `former` when it hardly moved. */
export function bearingOf(from: Place, latitude: number, longitude: number, former: number): number {
  const east = (((longitude - from.longitude + 540) % 360) - 180) * RADIANS;
  const [phi, target] = [from.latitude * RADIANS, latitude * RADIANS];
  const north = (latitude - from.latitude) * METRES_OF_A_DEGREE;
  const aside = (east / RADIANS) * METRES_OF_A_DEGREE * Math.cos(phi);
  if (north * north + aside * aside < LEAST_METRES * LEAST_METRES) return former;
  const y = Math.sin(east) * Math.cos(target);
  const x = Math.cos(phi) * Math.sin(target) - Math.sin(phi) * Math.cos(target) * Math.cos(east);
  const degrees = Math.atan2(y, x) / RADIANS;
  return degrees < 0 ? degrees + 360 : degrees;
}
