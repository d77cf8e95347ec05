import type { Outcome } from '../service.js';
import { family, type Family, type Sample } from './prometheus.js';

/** Upper bounds in ms; what is slower counts in the last bucket, which has none. */
const BOUNDS = [0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

/** Names come from our own lists of operations and errors; should that ever fail, what comes after so many is counted as `other`. */
const MOST_OPERATIONS = 1000;
const MOST_RESULTS = 50;

/** How many requests were answered, how, and how quickly. */
export class RequestMetrics {
  readonly #services = new Map<string, Map<string, OperationMetrics>>();
  #operations = 0;

  observe({ service, operation, status, errorCode, latency }: Outcome): void {
    const metrics = this.#services.get(service)?.get(operation) ?? this.#begin(service, operation);
    metrics.observe(status, errorCode ?? '', latency);
  }

  /** All requests, and those that failed by a fault of ours. */
  get total(): { requests: number; faults: number } {
    let [requests, faults] = [0, 0];
    for (const { results } of this.#all()) {
      for (const { status, count } of results) {
        requests += count;
        if (status >= 500) faults += count;
      }
    }
    return { requests, faults };
  }

  families(): Family[] {
    const requests: Sample[] = [];
    const durations: Sample[] = [];
    for (const { labels, results, buckets, sum } of this.#all()) {
      for (const { status, code, count } of results) {
        requests.push({ labels: { ...labels, status: String(status), error: code }, value: count });
      }
      let seen = 0;
      for (const [i, count] of buckets.entries()) {
        seen += count;
        const bound = BOUNDS[i];
        const le = bound === undefined ? '+Inf' : String(bound / 1000);
        durations.push({ suffix: '_bucket', labels: { ...labels, le }, value: seen });
      }
      durations.push({ suffix: '_sum', labels, value: sum / 1000 }, { suffix: '_count', labels, value: seen });
    }
    return [
      family('paddock_requests_total', 'counter', 'Requests answered.', requests),
      family(
        'paddock_request_duration_seconds',
        'histogram',
        'From a request being complete to its answer being written, or begun if it streams.',
        durations,
      ),
    ];
  }

  #begin(service: string, operation: string): OperationMetrics {
    if (this.#operations >= MOST_OPERATIONS && service !== OTHER) {
      return this.#services.get(OTHER)?.get(OTHER) ?? this.#begin(OTHER, OTHER);
    }
    this.#operations += 1;
    const metrics = new OperationMetrics({ service, operation });
    const operations = this.#services.get(service) ?? new Map<string, OperationMetrics>();
    this.#services.set(service, operations.set(operation, metrics));
    return metrics;
  }

  *#all(): Iterable<OperationMetrics> {
    for (const operations of this.#services.values()) yield* operations.values();
  }
}

const OTHER = 'other';

interface Result {
  readonly status: number;
  readonly code: string;
  count: number;
}

class OperationMetrics {
  readonly labels: { readonly service: string; readonly operation: string };
  /** Few, the usual one first: a search is quicker than a key. */
  readonly results: Result[] = [];
  readonly buckets = new Float64Array(BOUNDS.length + 1);
  sum = 0;

  constructor(labels: { readonly service: string; readonly operation: string }) {
    this.labels = labels;
  }

  observe(status: number, code: string, latency: number): void {
    const result = this.results.find((known) => known.status === status && known.code === code);
    if (result === undefined) this.#first(status, code);
    else result.count += 1;
    let bucket = 0;
    while (bucket < BOUNDS.length && latency > (BOUNDS[bucket] ?? Infinity)) bucket += 1;
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
    this.sum += latency;
  }

  #first(status: number, code: string): void {
    if (this.results.length < MOST_RESULTS) {
      this.results.push({ status, code, count: 1 });
      return;
    }
    const other = this.results.find((known) => known.code === OTHER && known.status === 0);
    if (other === undefined) this.results.push({ status: 0, code: OTHER, count: 1 });
    else other.count += 1;
  }
}
