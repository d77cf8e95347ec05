import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * The Runtime API over one kept connection. HTTP is spoken by hand: it saves loading node:http before the function wants it, and an answer and
 * the question for the next invocation leave together.
 */
export class RuntimeClient {
  readonly #host: string;
  readonly #socket: Socket;
  readonly #waiting: ((answer: Answer) => void)[] = [];
  #held: Buffer = Buffer.alloc(0);

  /** @param address `host:port` @param onGone the platform is no more */
  constructor(address: string, onGone: () => void) {
    this.#host = address;
    const colon = address.lastIndexOf(':');
    this.#socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)), noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('error', onGone);
    this.#socket.on('close', onGone);
  }

  /** Whether the connection keeps this process alive: while it waits for something. */
  set keepsAlive(yes: boolean) {
    if (yes) this.#socket.ref();
    else this.#socket.unref();
  }

  get(path: string): Promise<Answer> {
    this.#socket.write(this.#head('GET', path, {}));
    return this.#answer();
  }

  post(path: string, body: Buffer, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const head = Buffer.from(this.#head('POST', path, { ...headers, 'Content-Length': String(body.length) }), 'latin1');
    this.#socket.write(body.length < 65_536 ? Buffer.concat([head, body]) : head);
    if (body.length >= 65_536) this.#socket.write(body);
    return this.#answer();
  }

  /** Begins a body that is made while it is sent. */
  stream(path: string, headers: Readonly<Record<string, string>>): ChunkedBody {
    this.#socket.write(this.#head('POST', path, { ...headers, 'Transfer-Encoding': 'chunked' }));
    return {
      write: (chunk, done) => {
        if (chunk.length === 0) return done();
        this.#socket.write(`${chunk.length.toString(16)}\r\n`);
        this.#socket.write(chunk);
        this.#socket.write('\r\n', () => done());
      },
      end: (trailers) => {
        const lines = Object.entries(trailers).map(([name, value]) => `${name}: ${value}\r\n`);
        this.#socket.write(`0\r\n${lines.join('')}\r\n`);
        return this.#answer();
      },
    };
  }

  #head(method: string, path: string, headers: Readonly<Record<string, string>>): string {
    let text = `${method} /2018-06-01/runtime/${path} HTTP/1.1\r\nHost: ${this.#host}\r\n`;
    for (const name of Object.keys(headers)) text += `${name}: ${headers[name]}\r\n`;
    return `${text}\r\n`;
  }

  #answer(): Promise<Answer> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #read(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    for (;;) {
      const end = this.#held.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [first = '', ...lines] = this.#held.toString('latin1', 0, end).split('\r\n');
      const headers: Record<string, string> = {};
      for (const line of lines) {
        const colon = line.indexOf(':');
        headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
      }
      const bodyEnd = end + 4 + Number(headers['content-length'] ?? 0);
      if (this.#held.length < bodyEnd) return this.#wait(bodyEnd);
      const body = this.#held.subarray(end + 4, bodyEnd);
      this.#held = this.#held.subarray(bodyEnd);
      this.#waiting.shift()?.({ status: Number(first.split(' ')[1]), headers, body });
    }
  }

  /** Gathers a long body without copying it anew for each piece. */
  #wait(size: number): void {
    const pieces = [this.#held];
    let have = this.#held.length;
    this.#held = Buffer.alloc(0);
    this.#socket.removeAllListeners('data');
    this.#socket.on('data', (chunk: Buffer) => {
      pieces.push(chunk);
      have += chunk.length;
      if (have < size) return;
      this.#socket.removeAllListeners('data');
      this.#socket.on('data', (next: Buffer) => this.#read(next));
      this.#read(Buffer.concat(pieces));
    });
  }
}

export interface ChunkedBody {
  write(chunk: Uint8Array, done: () => void): void;
  end(trailers: Readonly<Record<string, string>>): Promise<Answer>;
}
