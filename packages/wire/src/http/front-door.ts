import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Connection } from './connection.js';
import { MemoryBudget } from './budget.js';
import type { FrontDoorContext } from './exchange.js';
import { http1Acceptor } from './http1.js';
import { http2Acceptor } from './http2.js';
import { defaultLimits } from './limits.js';
import type { FrontDoorLimits } from './limits.js';
import { plainRefusal } from './message.js';
import type { Handler, Refusal, RequestHead, WireResponse } from './message.js';
import { UndecidedConnection } from './sniff.js';

/** Runs something once, that many milliseconds from now; the function returned takes it back. It keeps no process alive. */
export type After = (milliseconds: number, run: () => void) => () => void;

export interface FrontDoorOptions {
  readonly handler: Handler;
  readonly after: After;
  /** The most bytes that a request's body may have, decided by its head alone. */
  readonly bodyLimit: (head: RequestHead) => number;
  /** Those left out are `defaultLimits`. */
  readonly limits?: Partial<FrontDoorLimits>;
  /**
   * The form of an answer that the front door gives by itself, plain text by default. `head` is undefined when the
   * request could not be read. A streamed body is left out.
   */
  readonly refuse?: (refusal: Refusal, head: RequestHead | undefined) => WireResponse;
  /** Told what a handler or a streamed answer threw, before the client gets a bare 500 or a cut-off answer. Must not throw. */
  readonly onError?: (error: unknown, head: RequestHead | undefined) => void;
}

export interface FrontDoor {
  /** @throws when the address cannot be had (EADDRINUSE, EACCES). Port 0 takes any free one. */
  listen(port: number, host: string): Promise<AddressInfo>;
  /**
   * Takes no more connections and requests, ends idle connections at once, and the others when their requests are
   * answered, or after so many milliseconds. Resolves when the last is gone.
   */
  close(graceMs: number): Promise<void>;
  /** Open connections. */
  connections(): number;
  /** Bytes of bodies held, out of `limits.memoryBytes`. */
  memory(): number;
}

/** One TCP port for HTTP/1.1 and HTTP/2 with prior knowledge: the first bytes of each connection tell which it speaks. */
export function createFrontDoor(options: FrontDoorOptions): FrontDoor {
  const limits: FrontDoorLimits = { ...defaultLimits, ...options.limits };
  const context: FrontDoorContext = {
    handler: options.handler,
    bodyLimit: options.bodyLimit,
    refuse: options.refuse ?? plainRefusal,
    onError: options.onError ?? (() => undefined),
    limits,
    budget: new MemoryBudget(limits.memoryBytes),
    tick: 0,
    closing: false,
  };
  const accept = { h1: http1Acceptor(context), h2: http2Acceptor(context) };
  const connections = new Map<Socket, Connection>();
  let allGone: (() => void) | undefined;
  // Half-open, because both protocols' servers want to answer a client that has finished sending.
  const listener = net.createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true }, (socket) => {
    const remoteAddress = socket.remoteAddress ?? '';
    socket.on('error', () => undefined); // 'close' follows, and says all we need
    socket.once('close', () => {
      connections.delete(socket);
      if (connections.size === 0) allGone?.();
    });
    const decide = (protocol: 'h1' | 'h2'): void => {
      connections.set(socket, accept[protocol](socket, remoteAddress));
    };
    connections.set(socket, new UndecidedConnection(context, socket, decide));
  });
  listener.maxConnections = limits.connections;

  let stopSweeping = (): void => undefined;
  const sweepLater = (): void => {
    stopSweeping = options.after(limits.sweepMs, () => {
      context.tick += 1;
      for (const connection of connections.values()) connection.sweep();
      sweepLater();
    });
  };

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        listener.once('error', reject);
        listener.listen({ port, host }, () => {
          listener.off('error', reject);
          sweepLater();
          const address = listener.address();
          if (address === null || typeof address === 'string') reject(new Error('the listener has no port'));
          else resolve(address);
        });
      }),
    close: async (graceMs) => {
      context.closing = true;
      const gone = new Promise<void>((resolve) => {
        // The listener calls back when the last socket is destroyed, which is before that socket has told us.
        allGone = resolve;
        listener.close(() => {
          if (connections.size === 0) resolve();
        });
      });
      for (const connection of connections.values()) connection.finishUp();
      const cancel = options.after(graceMs, () => {
        for (const connection of connections.values()) connection.destroy();
      });
      await gone;
      cancel();
      stopSweeping();
    },
    connections: () => connections.size,
    memory: () => context.budget.used,
  };
}
