import assert from 'node:assert/strict';
import http2 from 'node:http2';
import type { ClientHttp2Session, ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { createFrontDoor } from './front-door.js';
import type { FrontDoor, FrontDoorOptions } from './front-door.js';

/** A front door on a free port, whose time stands still until a test moves it. */
export interface TestDoor {
  readonly door: FrontDoor;
  readonly port: number;
  /** What was reported to `onError`. */
  readonly errors: unknown[];
  /** Lets so many milliseconds pass. */
  readonly advance: (milliseconds: number) => void;
  readonly connect: () => Promise<RawClient>;
  readonly session: () => ClientHttp2Session;
}

export async function openDoor(t: TestContext, options: Partial<FrontDoorOptions>): Promise<TestDoor> {
  const errors: unknown[] = [];
  const time = new ManualTime();
  const door = createFrontDoor({
    handler: (request) => ({ status: 200, headers: {}, body: request.body }),
    after: (milliseconds, run) => time.after(milliseconds, run),
    bodyLimit: () => 16 * 1024 * 1024,
    onError: (error) => errors.push(error),
    ...options,
  });
  const { port }: AddressInfo = await door.listen(0, '127.0.0.1');
  const clients: { destroy(): void }[] = [];
  t.after(async () => {
    for (const client of clients) client.destroy();
    const closed = door.close(0);
    time.advance(0);
    await closed;
  });
  return {
    door,
    port,
    errors,
    advance: (milliseconds) => time.advance(milliseconds),
    connect: async () => {
      const client = await RawClient.open(port);
      clients.push(client.socket);
      return client;
    },
    session: () => {
      const session = http2.connect(`http://127.0.0.1:${port}`, { settings: { initialWindowSize: 1024 * 1024 } });
      session.on('error', () => undefined);
      clients.push(session);
      return session;
    },
  };
}

class ManualTime {
  #now = 0;
  readonly #due = new Set<{ at: number; run: () => void }>();

  after(milliseconds: number, run: () => void): () => void {
    const entry = { at: this.#now + milliseconds, run };
    this.#due.add(entry);
    return () => this.#due.delete(entry);
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#due].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

/** Bytes in, bytes out, and no opinion about them. */
export class RawClient {
  readonly socket: Socket;
  received: Buffer = Buffer.alloc(0);
  readonly closed: Promise<void>;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.received = Buffer.concat([this.received, chunk]);
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve());
    });
  }

  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new RawClient(socket)));
    });
  }

  get text(): string {
    return this.received.toString('latin1');
  }

  send(data: string | Uint8Array): void {
    this.socket.write(data);
  }

  /** Resolves when the text received matches. */
  until(pattern: RegExp): Promise<string> {
    return until(() => pattern.test(this.text)).then(
      () => this.text,
      (error: unknown) => {
        throw new Error(`${String(pattern)} did not come; received: ${this.text.slice(0, 400)}`, { cause: error });
      },
    );
  }

  /** The whole conversation, once the server has closed it. */
  async all(): Promise<string> {
    await this.closed;
    return this.text;
  }
}

/** Turns of the event loop, not time: enough for any exchange over the loopback interface on a busy machine. */
const TURNS = 200_000;

export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    if (condition()) return;
    await turns(1);
  }
  assert.fail('the condition did not come true');
}

export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}

export interface Http2Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function ask2(
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders,
  body?: Uint8Array,
): Promise<Http2Answer> {
  const stream = session.request(headers, { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  return answer2(stream);
}

export function answer2(stream: ClientHttp2Stream): Promise<Http2Answer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let head: Record<string, string> = {};
    stream.on('response', (headers) => {
      head = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    });
    stream.on('data', (chunk: Buffer) => parts.push(chunk));
    stream.on('error', reject);
    // 'end' comes for cut-off streams too; only the code tells.
    stream.on('close', () => {
      const { rstCode } = stream;
      if (rstCode !== 0 || head[':status'] === undefined)
        reject(new Error(`the stream was closed with code ${rstCode}`));
      else resolve({ status: Number(head[':status']), headers: head, body: Buffer.concat(parts) });
    });
  });
}

/** A promise and the functions that settle it. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
