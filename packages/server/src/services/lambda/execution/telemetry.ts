import { request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../../runtime/clock.js';
import { answer, readBody, refuse } from './http-answers.js';

type Kind = 'platform' | 'function' | 'extension';

interface Subscription {
  readonly kinds: readonly string[];
  readonly url: URL;
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  items: object[];
  /** Of their records, about. */
  bytes: number;
  /** Posts that it has not answered. */
  unanswered: number;
  timer: Timer | undefined;
}

const LONGEST_BODY = 64 * 1024;
/** Each holds some of the log in this process's memory. */
const MOST_SUBSCRIPTIONS = 10;
const MOST_ITEMS = 10_000;
/** A subscriber that answers none of so many posts gets no more, and misses what does not fit into the next. */
const MOST_UNANSWERED = 4;
const FEWEST_BYTES = 256 * 1024;
const MOST_BYTES = 1024 * 1024;
/** What the platform's own events count as, bytes. */
const FEW = 256;

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
        if (this.#subscriptions.length >= MOST_SUBSCRIPTIONS) throw new Error('there are too many subscriptions');
        this.#subscriptions.push(subscriptionOf(JSON.parse(body.toString())));
        answer(response, 200, 'OK', { 'content-type': 'text/plain' });
      } catch (error) {
        refuse(response, 400, 'ValidationError', error instanceof Error ? error.message : String(error));
      }
    });
  }

  event(kind: Kind, type: string, timestamp: number, record: unknown): void {
    for (const subscription of this.#subscriptions) {
      if (!subscription.kinds.includes(kind) || isFull(subscription)) continue;
      subscription.items.push({ time: new Date(timestamp).toISOString(), type, record });
      subscription.bytes += typeof record === 'string' ? record.length : FEW;
      if (isFull(subscription)) this.#send(subscription);
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
    if (subscription.items.length === 0 || subscription.unanswered >= MOST_UNANSWERED) return;
    const body = Buffer.from(JSON.stringify(subscription.items));
    subscription.items = [];
    subscription.bytes = 0;
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const posted = send(subscription.url, { method: 'POST', headers }, (answered) => answered.resume());
    subscription.unanswered++;
    posted.on('close', () => subscription.unanswered--);
    // A subscriber that is not there misses what it missed.
    posted.on('error', () => {});
    posted.end(body);
  }
}

const isFull = ({ items, bytes, maxItems, maxBytes }: Subscription): boolean =>
  items.length >= maxItems || bytes >= maxBytes;

function subscriptionOf(read: unknown): Subscription {
  const { types, destination, buffering } = read as {
    types?: unknown;
    destination?: { protocol?: unknown; URI?: unknown };
    buffering?: { maxItems?: unknown; maxBytes?: unknown; timeoutMs?: unknown };
  };
  if (!Array.isArray(types)) throw new Error('types is required');
  if (destination?.protocol !== 'HTTP' || typeof destination.URI !== 'string') {
    throw new Error('destination: only HTTP with a URI is available');
  }
  const url = new URL(destination.URI);
  // `https:` is no HTTP of this client's: it would throw when there is something to send.
  if (url.protocol !== 'http:') throw new Error('destination: only HTTP with a URI is available');
  if (url.hostname !== 'sandbox.localdomain' && url.hostname !== 'sandbox') {
    throw new Error('destination: the host must be sandbox.localdomain');
  }
  url.hostname = '127.0.0.1';
  const { maxItems, maxBytes, timeoutMs } = buffering ?? {};
  return {
    kinds: types.map(String),
    url,
    maxItems: within(maxItems, 1000, MOST_ITEMS, MOST_ITEMS),
    maxBytes: within(maxBytes, FEWEST_BYTES, MOST_BYTES, FEWEST_BYTES),
    timeoutMs: within(timeoutMs, 25, 30_000, 1000),
    items: [],
    bytes: 0,
    unanswered: 0,
    timer: undefined,
  };
}

const within = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === 'number' ? Math.min(most, Math.max(least, value)) : otherwise;
