import { StandardUnit } from '../shapes.js';

// Rows name a unit by its place here: the list only grows.
const units: readonly string[] = StandardUnit.values ?? [];
const places = new Map(units.map((unit, place) => [unit, place]));
const NONE = units.indexOf('None');

/** The unit's number in keys; that of `None` for one that is not AWS's. */
export const unitNumber = (unit: string): number => places.get(unit) ?? NONE;
export const unitNamed = (number: number): string => units[number] ?? 'None';
