import type { Socket } from 'node:net';
import type { Connection } from './connection.js';
import type { FrontDoorContext } from './exchange.js';

/** The first bytes of every HTTP/2 connection, made so that no HTTP/1 request can begin with them. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');

/** `undefined` while the bytes fit both. */
export function protocolOf(start: Buffer): 'h1' | 'h2' | undefined {
  const length = Math.min(start.length, PREFACE.length);
  if (PREFACE.compare(start, 0, length, 0, length) !== 0) return 'h1';
  return length === PREFACE.length ? 'h2' : undefined;
}

/** A connection that has not said yet what it speaks. */
export class UndecidedConnection implements Connection {
  readonly #context: FrontDoorContext;
  readonly #socket: Socket;
  readonly #since: number;

  constructor(context: FrontDoorContext, socket: Socket, decide: (protocol: 'h1' | 'h2') => void) {
    this.#context = context;
    this.#socket = socket;
    this.#since = context.tick;
    let start: Buffer | undefined;
    const onData = (chunk: Buffer): void => {
      start = start === undefined ? chunk : Buffer.concat([start, chunk]);
      const protocol = protocolOf(start);
      if (protocol === undefined) return;
      socket.off('data', onData);
      socket.off('end', onEnd);
      socket.pause();
      socket.unshift(start);
      decide(protocol);
      // Node's HTTP/2 reads what is buffered by itself, on the next tick; a flowing socket would spill it before that.
      if (protocol === 'h1') socket.resume();
    };
    const onEnd = (): void => {
      socket.destroy();
    };
    socket.on('data', onData);
    socket.on('end', onEnd);
  }

  sweep(): void {
    const { tick, limits } = this.#context;
    if ((tick - this.#since) * limits.sweepMs > limits.headersTimeoutMs) this.#socket.destroy();
  }

  finishUp(): void {
    this.#socket.destroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}
