import { invalidArgument } from './errors.js';

const shortest = 24;
const longest = 8760;

/** @throws InvalidArgumentException for a retention period (hours) outside a day to a year */
export function checkRetention(hours: number): void {
  const asked = `Requested retention period (${hours} hours)`;
  if (hours < shortest)
    throw invalidArgument(`Minimum allowed retention period is ${shortest} hours. ${asked} is too short.`);
  if (hours > longest)
    throw invalidArgument(`Maximum allowed retention period is ${longest} hours. ${asked} is too long.`);
}
