import type { Decision } from '@paddock/policy';

/** One thing that a request needed, on one resource, and what the policies said. */
export interface Verdict {
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
}
