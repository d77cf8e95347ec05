import type { Principal } from '../identity/principal.js';
import type { RequestContext } from '../request-context.js';
import type { Clock } from '../runtime/clock.js';

/** What policies are asked about where a service acts by itself: it is no request, and comes from nowhere in particular. */
export const serviceRequest = (
  principal: Principal,
  region: string,
  clock: Pick<Clock, 'now' | 'monotonic'>,
): RequestContext => ({
  requestId: '',
  region,
  principal,
  arrived: clock.now(),
  started: clock.monotonic(),
  sourceIp: '127.0.0.1',
  userAgent: undefined,
  http: '1.1',
  onClose: () => undefined,
  verdicts: [],
});
