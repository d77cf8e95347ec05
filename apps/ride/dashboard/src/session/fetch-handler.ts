import type { Time } from '@paddock/ride/browser';

/** A request as the SDK hands it over, signed. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

interface SdkAnswer {
  readonly response: {
    readonly statusCode: number;
    readonly reason: string;
    readonly headers: Record<string, string>;
    readonly body: Uint8Array;
  };
}

/** Milliseconds after which a request that is not answered counts as failed. */
const PATIENCE = 10_000;

/**
 * Sends the SDK's requests by fetch. The SDK has a handler for it, but one that can neither drop what is under way when the reading ends
 * nor tell what the server's clock says.
 */
export class FetchHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  /** Milliseconds by which the server's clock is ahead of this one's; 0 until it has told. */
  clockOffset = 0;
  readonly #fetch: typeof fetch;
  readonly #time: Time;
  readonly #underWay = new Set<AbortController>();

  constructor(fetcher: typeof fetch, time: Time) {
    this.#fetch = fetcher;
    this.#time = time;
  }

  async handle({ method, protocol, hostname, port, path, headers, body }: SdkRequest): Promise<SdkAnswer> {
    const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`;
    const stop = new AbortController();
    const timer = new AbortController();
    this.#underWay.add(stop);
    void this.#time.sleep(PATIENCE, timer.signal).then(() => {
      if (!timer.signal.aborted) stop.abort(timedOut());
    });
    try {
      // The browser says which host it asks, and how long the body is.
      const sent = Object.entries(headers).filter(([name]) => !/^(host|content-length)$/i.test(name));
      const response = await this.#fetch(url, {
        method,
        headers: sent,
        ...(body !== undefined && { body }),
        signal: stop.signal,
        cache: 'no-store',
        credentials: 'omit',
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      this.#compareClocks(response.headers.get('date'));
      const { status, statusText } = response;
      const answer = {
        statusCode: status,
        reason: statusText,
        headers: Object.fromEntries(response.headers),
        body: bytes,
      };
      return { response: answer };
    } finally {
      timer.abort();
      this.#underWay.delete(stop);
    }
  }

  /** Drops every request that is under way. */
  abort(): void {
    for (const stop of this.#underWay) stop.abort();
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }

  #compareClocks(date: string | null): void {
    const told = Date.parse(date ?? '');
    if (!Number.isNaN(told)) this.clockOffset = told + 500 - this.#time.epoch(); // it tells whole seconds
  }
}

const timedOut = (): Error =>
  Object.assign(new Error(`No answer within ${PATIENCE / 1_000} s`), { name: 'TimeoutError' });
