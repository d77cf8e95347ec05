/** Where clients on this machine reach the server: known for certain once it listens. */
export class LocalEndpoint {
  readonly #host: string;
  #port: number;
  readonly #ready: Promise<string>;
  #settle: (url: string) => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;

  /** @param port 0 where any free one will do */
  constructor(host: string, port: number) {
    // Whoever listens on every address, or on a name for this machine, is reached by the loopback's.
    this.#host = host === '' || host === '0.0.0.0' || host === 'localhost' ? '127.0.0.1' : host === '::' ? '::1' : host;
    this.#port = port;
    this.#ready = new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#fail = reject;
    });
    // Nobody need wait for it.
    this.#ready.catch(() => undefined);
  }

  url(): string {
    return `http://${this.#host.includes(':') ? `[${this.#host}]` : this.#host}:${this.#port}`;
  }

  ready(): Promise<string> {
    return this.#ready;
  }

  listening(port: number): void {
    this.#port = port;
    this.#settle(this.url());
  }

  /** It will not listen any more. */
  closed(): void {
    this.#fail(new Error('the server is stopping'));
  }
}
