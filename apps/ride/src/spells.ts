import { classify } from './errors.js';
import type { Trouble } from './errors.js';

const SAYS: Partial<Record<Trouble, string>> = {
  throttled: 'throttled, going slower',
  unreachable: 'the service does not answer, trying again',
  server: 'the service failed, trying again',
};

/** Tells people once when a spell of trouble begins, on stderr, instead of once for each attempt. */
export function errorSpells(head: string): { report: (error: unknown) => void; over: () => void } {
  let current: Trouble | undefined;
  return {
    report(error) {
      const trouble = classify(error);
      const says = SAYS[trouble];
      if (trouble !== current && says !== undefined) console.error(`${head}: ${says}`);
      current = trouble;
    },
    over() {
      current = undefined;
    },
  };
}
