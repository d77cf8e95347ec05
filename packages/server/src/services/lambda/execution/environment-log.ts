import type { Clock } from '../../../runtime/clock.js';
import { LogTail } from './log-tail.js';
import type { PlatformEvent } from './platform-log.js';
import type { Telemetry } from './telemetry.js';
import type { EnvironmentSpec, LogSink } from './types.js';

const LEVELS = ['DEBUG', 'INFO', 'WARN'];

/** The log of one environment: what the platform says and what the function prints, in order, to the sink, the subscribers and the tail. */
export class EnvironmentLog {
  readonly tail = new LogTail();
  readonly #spec: EnvironmentSpec;
  readonly #sink: LogSink;
  readonly #clock: Clock;
  #telemetry: Telemetry | undefined;

  constructor(spec: EnvironmentSpec, sink: LogSink, clock: Clock) {
    this.#spec = spec;
    this.#sink = sink;
    this.#clock = clock;
  }

  set telemetry(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  platform(...events: readonly PlatformEvent[]): void {
    const timestamp = this.#clock.now();
    const lowest = LEVELS.indexOf(this.#spec.systemLogLevel ?? 'INFO');
    for (const { type, level, record, text } of events) {
      this.#telemetry?.event('platform', type, timestamp, record);
      if (this.#spec.logFormat === 'Text') {
        if (text !== undefined) this.#write(timestamp, text);
      } else if (LEVELS.indexOf(level) >= lowest) {
        this.#write(timestamp, JSON.stringify({ time: new Date(timestamp).toISOString(), type, record }));
      }
    }
  }

  /** @param timestamp the function's own, ms; 0: now */
  function(message: string, timestamp = 0): void {
    const now = this.#clock.now();
    this.#telemetry?.event('function', 'function', timestamp || now, message);
    this.#write(timestamp || now, message);
  }

  extension(message: string): void {
    const now = this.#clock.now();
    this.#telemetry?.event('extension', 'extension', now, message);
    this.#write(now, message);
  }

  /** A line of the platform that is the same in every format. */
  text(message: string): void {
    this.#write(this.#clock.now(), message);
  }

  #write(timestamp: number, message: string): void {
    this.tail.add(message);
    this.#sink.write([{ timestamp, message }]);
  }
}
