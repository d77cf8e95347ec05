import { rootPrincipal } from './identity/principal.js';
import type { RequestContext } from './request-context.js';
import type { Clock } from './runtime/clock.js';

export const testAccount = '123456789012';
export const testRegion = 'us-east-1';
/** Tuesday, 14 November 2023, 22:13:20 UTC */
export const testStart = 1_700_000_000_000;

/** A request as operations get it in tests without wire and pipeline: root's, now, from this machine, unless `change` says otherwise. */
export const testRequest = (clock: Clock, change: Partial<RequestContext> = {}): RequestContext => ({
  requestId: '00000000-0000-4000-8000-000000000000',
  region: testRegion,
  principal: rootPrincipal(testAccount, 'test'),
  arrived: clock.now(),
  started: clock.monotonic(),
  sourceIp: '127.0.0.1',
  userAgent: undefined,
  http: '1.1',
  onClose: () => undefined,
  verdicts: [],
  ...change,
});
