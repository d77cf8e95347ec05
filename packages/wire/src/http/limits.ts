/** What one client, and all of them together, may cost. Sizes in bytes, times in milliseconds. */
export interface FrontDoorLimits {
  /** Open connections; more are closed on arrival. */
  readonly connections: number;
  /** All headers of a request; more is answered 431 (a stream reset in HTTP/2). */
  readonly headerBytes: number;
  /** Header lines of a request. */
  readonly headerCount: number;
  /** Request bodies that have not been answered, and large answers that have not been taken; more is answered 503. */
  readonly memoryBytes: number;
  /** Unanswered requests on one HTTP/1.1 connection; a client that sends more ahead is cut off. */
  readonly pipelined: number;
  /** Open streams on one HTTP/2 connection. */
  readonly streams: number;
  /** From the connection to its first request's last header. */
  readonly headersTimeoutMs: number;
  /** From a request's last header to its last byte; then 408. */
  readonly requestTimeoutMs: number;
  /** A connection with no request may stay this long, even if bytes trickle in. */
  readonly keepAliveMs: number;
  /** A client that takes nothing of its answer for this long is cut off. Streams that have nothing to say are not. */
  readonly stallTimeoutMs: number;
  /** After an early refusal, the rest of the request is read and dropped this long, so that the client sees the answer. */
  readonly lingerMs: number;
  /** All of these times are checked this often, so they are exact to one period. */
  readonly sweepMs: number;
}

export const defaultLimits: FrontDoorLimits = {
  connections: 10_000,
  headerBytes: 32 * 1024, // session tokens of assumed roles run to several KiB
  headerCount: 200,
  memoryBytes: 512 * 1024 * 1024,
  pipelined: 256,
  streams: 1000,
  headersTimeoutMs: 20_000,
  requestTimeoutMs: 120_000,
  keepAliveMs: 65_000, // longer than the 60 s of common load balancers and SDK pools: the client should close first
  stallTimeoutMs: 60_000,
  lingerMs: 2_000,
  sweepMs: 1_000,
};
