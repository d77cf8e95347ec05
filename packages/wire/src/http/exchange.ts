import type { IncomingHttpHeaders } from 'node:http';
import { BodyCollector } from './body-collector.js';
import type { MemoryBudget } from './budget.js';
import type { FrontDoorLimits } from './limits.js';
import { declaredLength, isStream, lengthOf, refusals } from './message.js';
import type { FixedBody, Handler, Refusal, RequestHead, WireRequest, WireResponse } from './message.js';
import { StreamOut, discardStream } from './stream-out.js';

/** What every exchange of one front door shares. */
export interface FrontDoorContext {
  readonly handler: Handler;
  readonly bodyLimit: (head: RequestHead) => number;
  readonly refuse: (refusal: Refusal, head: RequestHead | undefined) => WireResponse;
  readonly onError: (error: unknown, head: RequestHead | undefined) => void;
  readonly limits: FrontDoorLimits;
  readonly budget: MemoryBudget;
  /** Sweeps so far: the front door's only clock. */
  tick: number;
  closing: boolean;
}

/**
 * receiving: the body is on its way. ready: it waits for its turn. running: the handler has it. writing: the client has
 * yet to take bytes that are there. streaming: the next chunk is awaited. refused: answered before the body was in, the
 * rest of which is being dropped. over: nothing more will happen.
 */
export type Phase = 'receiving' | 'ready' | 'running' | 'writing' | 'streaming' | 'refused' | 'over';

const EMPTY = Buffer.alloc(0);
/** Answers from this size on count as memory until the client has taken them. */
const LARGE = 64 * 1024;
const FAILED = {
  status: 500,
  headers: { 'content-type': 'text/plain' },
  body: 'The server failed to answer.\n',
} as const satisfies WireResponse;

/** One request and its answer, whichever protocol carries them. */
export abstract class Exchange implements WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string;
  readonly http: '1.0' | '1.1' | '2';
  body: Buffer = EMPTY;
  phase: Phase = 'receiving';
  /** The tick at which the phase began. */
  since: number;

  protected readonly context: FrontDoorContext;
  #out: StreamOut | undefined;
  #limit = 0;
  #held = 0;
  #collector: BodyCollector | undefined;
  #listeners: (() => void)[] | undefined;
  #isCut = false;

  constructor(
    context: FrontDoorContext,
    method: string,
    path: string,
    query: string,
    headers: IncomingHttpHeaders,
    remoteAddress: string,
    http: '1.0' | '1.1' | '2',
  ) {
    this.context = context;
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.remoteAddress = remoteAddress;
    this.http = http;
    this.since = context.tick;
  }

  onClose(listener: () => void): void {
    if (this.#isCut) listener();
    else (this.#listeners ??= []).push(listener);
  }

  /**
   * Refuses what the headers already show to be too large.
   * @returns whether the body may come in
   */
  admit(declaredLength: number): boolean {
    try {
      this.#limit = this.context.bodyLimit(this);
    } catch (error) {
      this.fail(error);
      return false;
    }
    if (declaredLength > this.#limit) this.refuse(refusals.bodyTooLarge);
    else if (this.context.budget.isFull) this.refuse(refusals.busy);
    return this.phase === 'receiving';
  }

  take(chunk: Buffer): void {
    if (this.phase !== 'receiving') return;
    const collector = (this.#collector ??= new BodyCollector());
    if (collector.length + chunk.length > this.#limit) return this.refuse(refusals.bodyTooLarge);
    if (!this.context.budget.tryTake(chunk.length)) return this.refuse(refusals.busy);
    this.#held += chunk.length;
    collector.add(chunk);
  }

  /** The body is in. */
  complete(): void {
    if (this.phase !== 'receiving') return;
    if (this.#collector !== undefined) {
      this.body = this.#collector.take();
      this.#collector = undefined;
    }
    this.phase = 'ready';
  }

  run(): void {
    if (this.phase !== 'ready') return;
    this.phase = 'running';
    try {
      const answer = this.context.handler(this);
      if (answer instanceof Promise) {
        answer.then(
          (response) => this.#answer(response),
          (error: unknown) => this.fail(error),
        );
      } else this.#answer(answer);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Answers without the handler and drops what is still to come of the request. */
  refuse(refusal: Refusal): void {
    if (this.phase !== 'receiving') return;
    this.#collector = undefined;
    this.#release();
    this.enter('refused');
    try {
      const response = this.context.refuse(refusal, this);
      this.sendRefusal(response, isStream(response.body) ? '' : response.body);
    } catch (error) {
      this.context.onError(error, this);
      this.cut();
    }
  }

  /** Something threw: reported, and answered without a word about it, or cut off if the answer has begun. */
  fail(error: unknown): void {
    this.context.onError(error, this);
    if (this.phase === 'over') return;
    if (this.hasBegun) return this.cut();
    try {
      this.enter('writing');
      this.send(FAILED, FAILED.body, FAILED.body.length);
    } catch {
      this.cut();
    }
  }

  /** The protocol has nothing more to do for this exchange. */
  finish(wasTaken: boolean): void {
    if (this.phase === 'over') return;
    this.phase = 'over';
    this.#collector = undefined;
    this.#release();
    this.#out?.cancel();
    if (wasTaken) return;
    this.#isCut = true;
    if (this.#listeners === undefined) return;
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        this.context.onError(error, this);
      }
    }
  }

  /** The client has taken what there was: the next chunk may come. */
  protected drained(): void {
    if (this.#out === undefined || this.phase !== 'writing') return;
    this.enter('streaming');
    this.#out.drained();
  }

  protected enter(phase: Phase): void {
    this.phase = phase;
    this.since = this.context.tick;
  }

  /** Whether the answer's headers are out. */
  protected abstract readonly hasBegun: boolean;
  protected abstract send(response: WireResponse, body: FixedBody, length: number): void;
  protected abstract sendRefusal(response: WireResponse, body: FixedBody): void;
  /**
   * Sends the headers of a stream at once.
   * @returns whether a body may follow
   */
  protected abstract open(response: WireResponse): boolean;
  /** False when no more should come until `drained`. */
  protected abstract writeChunk(chunk: Uint8Array): boolean;
  protected abstract endStream(): void;
  /** Ends the exchange so that the client sees that the answer is not whole. */
  abstract cut(): void;

  #answer(response: WireResponse): void {
    this.#release();
    const { body } = response;
    try {
      if (isStream(body)) {
        if (this.phase === 'over') discardStream(body);
        else this.#stream(response, body);
        return;
      }
      if (this.phase === 'over') return;
      this.enter('writing');
      const length = lengthOf(body);
      if (length >= LARGE) {
        this.#held = length;
        this.context.budget.take(length);
      }
      this.send(response, body, length);
    } catch (error) {
      this.fail(error);
    }
  }

  #stream(response: WireResponse, chunks: AsyncIterable<Uint8Array>): void {
    const declared = declaredLength(response);
    let sent = 0;
    const stream = new StreamOut(chunks, {
      write: (chunk) => {
        sent += chunk.byteLength;
        if (sent > declared) throw new Error(`the stream exceeds its content-length of ${declared} bytes`);
        if (this.writeChunk(chunk)) return true;
        this.enter('writing');
        return false;
      },
      end: () => {
        if (declared !== Infinity && sent < declared) {
          throw new Error(`the stream ended ${declared - sent} bytes before its content-length`);
        }
        this.enter('writing');
        this.endStream();
      },
      fail: (error) => this.fail(error),
    });
    this.#out = stream;
    if (this.open(response)) {
      this.enter('streaming');
      void stream.run();
    } else {
      this.enter('writing');
      stream.cancel();
      this.endStream();
    }
  }

  #release(): void {
    if (this.#held === 0) return;
    this.context.budget.give(this.#held);
    this.#held = 0;
  }
}
