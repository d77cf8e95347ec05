import { request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../../runtime/clock.js';
import { answer, readBody, refuse } from './http-answers.js';

type Kind = 'platform' | 'function' | 'extension';

interface Subscription {
  readonly kinds: readonly string[];
  readonly url: URL;
  readonly maxItems: number;
  readonly timeoutMs: number;
  items: object[];
  timer: Timer | undefined;
}

const LONGEST_BODY = 64 * 1024;
/** What a subscriber that takes nothing may make wait. */
const MOST_WAITING = 10_000;

/** AWS's Telemetry API (and the Logs API before it): extensions subscribe to the log, and have it posted to them. */
export class Telemetry {
  readonly #clock: Clock;
  readonly #subscriptions: Subscription[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param open while the environment starts */
  subscribe(path: string, request: IncomingMessage, response: ServerResponse, open: boolean): void {
    const api = path.endsWith('logs') ? 'Logs' : 'Telemetry';
    if (request.method !== 'PUT') return answer(response, 405, '');
    readBody(request, LONGEST_BODY, (body) => {
      if (!open) {
        return refuse(response, 403, `${api}.SubscriptionClosed`, `${api} API subscription is closed already`);
      }
      try {
        this.#subscriptions.push(subscriptionOf(JSON.parse(body.toString())));
        answer(response, 200, 'OK', { 'content-type': 'text/plain' });
      } catch (error) {
        refuse(response, 400, 'ValidationError', error instanceof Error ? error.message : String(error));
      }
    });
  }

  event(kind: Kind, type: string, timestamp: number, record: unknown): void {
    for (const subscription of this.#subscriptions) {
      if (!subscription.kinds.includes(kind)) continue;
      if (subscription.items.length < MOST_WAITING) {
        subscription.items.push({ time: new Date(timestamp).toISOString(), type, record });
      }
      if (subscription.items.length >= subscription.maxItems) this.#send(subscription);
      else subscription.timer ??= this.#clock.after(subscription.timeoutMs, () => this.#send(subscription));
    }
  }

  /** Sends what waits. */
  flush(): void {
    for (const subscription of this.#subscriptions) this.#send(subscription);
  }

  close(): void {
    for (const { timer } of this.#subscriptions) timer?.cancel();
    this.#subscriptions.length = 0;
  }

  #send(subscription: Subscription): void {
    subscription.timer?.cancel();
    subscription.timer = undefined;
    if (subscription.items.length === 0) return;
    const body = Buffer.from(JSON.stringify(subscription.items));
    subscription.items = [];
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const posted = send(subscription.url, { method: 'POST', headers }, (answered) => answered.resume());
    // A subscriber that is not there misses what it missed.
    posted.on('error', () => {});
    posted.end(body);
  }
}

function subscriptionOf(read: unknown): Subscription {
  const { types, destination, buffering } = read as {
    types?: unknown;
    destination?: { protocol?: unknown; URI?: unknown };
    buffering?: { maxItems?: unknown; timeoutMs?: unknown };
  };
  if (!Array.isArray(types)) throw new Error('types is required');
  if (destination?.protocol !== 'HTTP' || typeof destination.URI !== 'string') {
    throw new Error('destination: only HTTP with a URI is available');
  }
  const url = new URL(destination.URI);
  if (url.hostname !== 'sandbox.localdomain' && url.hostname !== 'sandbox') {
    throw new Error('destination: the host must be sandbox.localdomain');
  }
  url.hostname = '127.0.0.1';
  const { maxItems, timeoutMs } = buffering ?? {};
  return {
    kinds: types.map(String),
    url,
    maxItems: typeof maxItems === 'number' ? Math.max(1000, maxItems) : MOST_WAITING,
    timeoutMs: typeof timeoutMs === 'number' ? Math.min(30_000, Math.max(25, timeoutMs)) : 1000,
    items: [],
    timer: undefined,
  };
}
