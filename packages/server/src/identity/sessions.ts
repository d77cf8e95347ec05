import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Random } from '../runtime/random.js';
import { Sealer } from '../runtime/sealer.js';
import { makeAccessKeyId } from './access-key-id.js';
import type { Principal } from './principal.js';

/** Temporary credentials, as STS and Cognito hand them out. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ms since the epoch */
  readonly expiration: number;
}

export interface OpenedSession {
  readonly secret: string;
  readonly principal: Principal;
}

/** No honest token unpacks to more. */
const mostUnpacked = 256 * 1024;

/**
 * Makes and opens session tokens. A token is sealed and holds everything about its session, so that nothing is stored, every process that has
 * the key can open it, and it outlives a restart; nobody else can read one or make one.
 */
export class Sessions {
  readonly #sealer: Sealer;
  readonly #random: Random;
  /** Opened tokens: unsealing costs more than the rest of a signature's check. */
  #young = new Map<string, OpenedSession>();
  #old = new Map<string, OpenedSession>();

  readonly #remembered: number;

  /**
   * @param key 32 bytes, the same for every process and after every start
   * @param remembered how many opened tokens are remembered, about
   */
  constructor(key: Uint8Array, random: Random, remembered = 10_000) {
    this.#remembered = remembered;
    this.#random = random;
    this.#sealer = new Sealer(key, (count) => random.bytes(count), sessionLabel);
  }

  /** Makes credentials for a principal that has a session. */
  issue(principal: Omit<Principal, 'accessKeyId'>): SessionCredentials {
    if (principal.session === undefined) throw new Error('temporary credentials are for a session');
    const accessKeyId = makeAccessKeyId('ASIA', principal.account, this.#random.bytes(5));
    const secretAccessKey = Buffer.from(this.#random.bytes(30)).toString('base64');
    const content: OpenedSession = { secret: secretAccessKey, principal: { ...principal, accessKeyId } };
    const packed = deflateRawSync(Buffer.from(JSON.stringify(content)));
    return {
      accessKeyId,
      secretAccessKey,
      sessionToken: this.#sealer.seal(packed),
      expiration: principal.session.expiresAt,
    };
  }

  /** What a token holds, whether its time is over or not; undefined when it is none of ours. */
  open(token: string): OpenedSession | undefined {
    const known = this.#young.get(token) ?? this.#old.get(token);
    if (known !== undefined) {
      this.#remember(token, known);
      return known;
    }
    const packed = this.#sealer.open(token);
    if (packed === undefined) return undefined;
    // What this server sealed has the shape that `issue` gave it.
    const opened = JSON.parse(
      inflateRawSync(packed, { maxOutputLength: mostUnpacked }).toString('utf8'),
    ) as OpenedSession;
    this.#remember(token, opened);
    return opened;
  }

  #remember(token: string, opened: OpenedSession): void {
    if (this.#young.has(token)) return;
    if (this.#young.size >= this.#remembered / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(token, opened);
  }
}

/** Tells session tokens from the other texts that the server seals. */
const sessionLabel = 3;
