import type { Unicorn } from '../contracts.js';

/** A unicorn for a test; what is not given is usual. */
export const unicorn = (name: string, members: Partial<Unicorn> = {}): Unicorn => ({
  name,
  slot: 0,
  latitude: 40.749167,
  longitude: -73.985184,
  bearing: 0,
  speed: 30,
  health: 150,
  magic: 150,
  start: { latitude: 40.749167, longitude: -73.985184 },
  lastSeen: 0,
  statusTime: '2017-06-01 20:00:00.000',
  readings: 1,
  isFading: false,
  isLow: false,
  history: [],
  ...members,
});
