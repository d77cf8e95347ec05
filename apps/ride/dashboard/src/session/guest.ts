import { GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { classify, isTransient } from '@paddock/ride/browser';
import type { Time } from '@paddock/ride/browser';
import type { Store } from './store.js';

/** Renewed so long before they expire, in milliseconds. */
const MARGIN = 5 * 60_000;
/** How long a guest's credentials last, for when this page's clock and the server's cannot be compared. */
const USUAL_LIFE = 60 * 60_000;
const UNKNOWN_IDENTITY = /^(ResourceNotFound|Validation|InvalidParameter)Exception$/;

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** What Cognito answered instead of credentials; never a fault that may pass by itself. */
export class GuestError extends Error {
  override readonly name = 'GuestError';
}

/**
 * Credentials of an identity pool for a visitor without login, by the enhanced flow: neither call is signed. The identity is
 * kept, so that a visit again is no new guest.
 */
export class Guest {
  readonly #client: CognitoIdentityClient;
  readonly #pool: string;
  readonly #time: Time;
  readonly #store: Store;
  #current: { readonly keys: Keys; readonly renewAt: number; readonly expiresAt: number } | undefined;
  #pending: Promise<Keys> | undefined;

  constructor(client: CognitoIdentityClient, pool: string, time: Time, store: Store) {
    this.#client = client;
    this.#pool = pool;
    this.#time = time;
    this.#store = store;
  }

  /** @throws GuestError, or the error itself when it may pass */
  credentials(): Promise<Keys> {
    const now = this.#time.elapsed();
    if (this.#current !== undefined && now < this.#current.renewAt) return Promise.resolve(this.#current.keys);
    this.#pending ??= this.#renew().finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  /** The credentials were refused: the next ones are new. */
  forget(): void {
    this.#current = undefined;
  }

  async #renew(): Promise<Keys> {
    try {
      return await this.#ask();
    } catch (error) {
      if (isAborted(error)) throw error;
      if (!isTransient(classify(error))) throw new GuestError(messageOf(error), { cause: error });
      // They were to be renewed early, and hold still.
      if (this.#current !== undefined && this.#time.elapsed() < this.#current.expiresAt) return this.#current.keys;
      throw error;
    }
  }

  async #ask(): Promise<Keys> {
    const kept = this.#store.get(this.#key);
    if (kept === undefined) return this.#credentialsOf(await this.#newIdentity());
    try {
      return await this.#credentialsOf(kept);
    } catch (error) {
      // The identity was deleted, or the pool was, or what was kept is none: asking for a new one tells which.
      if (!(error instanceof Error && UNKNOWN_IDENTITY.test(error.name))) throw error;
      this.#store.remove(this.#key);
      return this.#credentialsOf(await this.#newIdentity());
    }
  }

  async #newIdentity(): Promise<string> {
    const { IdentityId } = await this.#client.send(new GetIdCommand({ IdentityPoolId: this.#pool }));
    if (IdentityId === undefined) throw new Error('GetId answered no identity');
    // Kept before it is known to be of use: a pool whose role is wrong would else get a new guest at each attempt.
    this.#store.set(this.#key, IdentityId);
    return IdentityId;
  }

  async #credentialsOf(IdentityId: string): Promise<Keys> {
    const { Credentials } = await this.#client.send(new GetCredentialsForIdentityCommand({ IdentityId }));
    const { AccessKeyId, SecretKey, SessionToken, Expiration } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretKey === undefined || SessionToken === undefined) {
      throw new Error('GetCredentialsForIdentity answered no credentials');
    }
    const told = (Expiration?.getTime() ?? NaN) - this.#time.epoch();
    // Nonsense when one of the clocks is wrong; a refusal renews them too.
    const life = told > MARGIN && told < 12 * USUAL_LIFE ? told : USUAL_LIFE;
    const now = this.#time.elapsed();
    const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
    this.#current = { keys, renewAt: now + life - MARGIN, expiresAt: now + life };
    return keys;
  }

  get #key(): string {
    return `paddock.guest.${this.#pool}`;
  }
}

/** The request was dropped by who made it. */
export const isAborted = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
