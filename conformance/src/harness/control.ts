export interface RequestEntry {
  readonly service: string;
  readonly operation: string;
  /** What a request asked for that names no operation. */
  readonly asked?: string;
  readonly principal?: string;
  readonly accessKeyId?: string;
  readonly status: number;
  readonly error?: string;
  readonly decisions: readonly object[];
}

export interface Snapshot {
  readonly name: string;
  /** ISO 8601 */
  readonly saved: string;
  readonly bytes: number;
  readonly clock: { readonly now: number; readonly frozen: boolean; readonly iso: string };
}

/** The server's own endpoints: its clock, its faults, its metrics, its snapshots. */
export class Control {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Stops the server's clock; it then moves by `advance` only. Gives the time, ms since the epoch. */
  freeze(at?: number): Promise<number> {
    return this.#clock({ action: 'freeze', ...(at === undefined ? {} : { at }) });
  }

  /** Moves the clock, and waits until what fell due has happened. Gives the time, ms since the epoch. */
  advance(ms: number): Promise<number> {
    return this.#clock({ action: 'advance', ms });
  }

  release(): Promise<number> {
    return this.#clock({ action: 'release' });
  }

  async addFault(rule: object): Promise<void> {
    await this.#send('POST', '/_paddock/faults', rule);
  }

  async clearFaults(): Promise<void> {
    await this.#send('DELETE', '/_paddock/faults');
  }

  async metrics(): Promise<string> {
    return await (await fetch(`${this.#url}/_paddock/metrics`)).text();
  }

  /** The last requests that the server answered, oldest first, with what the policies said of each. */
  async requests(limit = 100): Promise<RequestEntry[]> {
    const { requests } = (await this.#send('GET', `/_paddock/requests?limit=${limit}`)) as { requests: RequestEntry[] };
    return requests;
  }

  /** Takes what is there now under a name, puts what a snapshot has in its place, or says which there are. */
  async saveSnapshot(name: string): Promise<Snapshot> {
    const { snapshot } = (await this.#send('POST', '/_paddock/snapshots', { action: 'save', name })) as {
      snapshot: Snapshot;
    };
    return snapshot;
  }

  async loadSnapshot(name: string): Promise<void> {
    await this.#send('POST', '/_paddock/snapshots', { action: 'load', name });
  }

  async snapshots(): Promise<Snapshot[]> {
    const { snapshots } = (await this.#send('GET', '/_paddock/snapshots')) as { snapshots: Snapshot[] };
    return snapshots;
  }

  async deleteSnapshot(name: string): Promise<void> {
    await this.#send('DELETE', `/_paddock/snapshots?name=${name}`);
  }

  async reset(): Promise<void> {
    await this.#send('POST', '/_paddock/reset');
  }

  async #clock(body: object): Promise<number> {
    const { now } = (await this.#send('POST', '/_paddock/clock', body)) as { now: number };
    return now;
  }

  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { 'x-paddock-control': '1' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
}
