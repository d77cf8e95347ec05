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
  /** Opened tokens by their access keys: unsealing costs more than the rest of a signature's check. */
  #young = new Map<string, Known>();
  #old = new Map<string, Known>();

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

  /**
   * The session of an access key with its token, whether its time is over or not; undefined when the token is none of ours, or another key's.
   * A request brings both: finding by the key spares hashing a token of a kilobyte.
   */
  find(accessKeyId: string, token: string): OpenedSession | undefined {
    const known = this.#young.get(accessKeyId) ?? this.#old.get(accessKeyId);
    const isKnown = known?.token === token;
    const opened = isKnown ? known.opened : this.open(token);
    if (opened?.principal.accessKeyId !== accessKeyId) return undefined;
    if (!isKnown || !this.#young.has(accessKeyId)) this.#remember(accessKeyId, isKnown ? known : { token, opened });
    return opened;
  }

  /** What a token holds; undefined when it is none of ours. */
  open(token: string): OpenedSession | undefined {
    const packed = this.#sealer.open(token);
    if (packed === undefined) return undefined;
    // What this server sealed has the shape that `issue` gave it.
    return JSON.parse(inflateRawSync(packed, { maxOutputLength: mostUnpacked }).toString('utf8')) as OpenedSession;
  }

  #remember(accessKeyId: string, known: Known): void {
    if (this.#young.size >= this.#remembered / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(accessKeyId, known);
  }
}

interface Known {
  readonly token: string;
  readonly opened: OpenedSession;
}

/** Tells session tokens from the other texts that the server seals. */
const sessionLabel = 3;
