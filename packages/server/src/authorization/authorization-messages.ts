import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Principal } from '../identity/principal.js';
import type { Random } from '../runtime/random.js';
import { Sealer } from '../runtime/sealer.js';
import type { Outcome } from '../service.js';
import { explain } from './explanation.js';

/** Why a request was denied. */
export interface AuthorizationMessage {
  /** Whose principal was denied, empty for anonymous: nobody else is to read it. */
  readonly account: string;
  /** JSON, laid out as AWS does. */
  readonly text: string;
}

/** The longest that DecodeAuthorizationMessage takes. */
const longest = 10_240;
const mostUnpacked = 256 * 1024;

/** Seals why a request was denied into a text that only DecodeAuthorizationMessage opens again. */
export class AuthorizationMessages {
  readonly #sealer: Sealer;

  /** @param key 32 bytes, the same after every start */
  constructor(key: Uint8Array, random: Random) {
    this.#sealer = new Sealer(key, (count) => random.bytes(count), messageLabel);
  }

  /** @returns undefined for a request that no policy denied */
  encode(outcome: Pick<Outcome, 'principal' | 'region' | 'verdicts'>): string | undefined {
    const { principal, region, verdicts } = outcome;
    const denied = verdicts.find(({ decision }) => decision.outcome !== 'allowed');
    if (principal === undefined || denied === undefined) return undefined;
    const explanation = explain(principal, region, denied);
    const message = this.#seal(principal, explanation);
    if (message.length <= longest) return message;
    return this.#seal(principal, { ...explanation, matchedStatements: { items: [] } });
  }

  /** @returns undefined for what this server did not seal */
  decode(message: string): AuthorizationMessage | undefined {
    const packed = this.#sealer.open(fromUrlSafe(message));
    if (packed === undefined) return undefined;
    const unpacked = inflateRawSync(packed, { maxOutputLength: mostUnpacked }).toString('utf8');
    const newline = unpacked.indexOf('\n');
    return { account: unpacked.slice(0, newline), text: unpacked.slice(newline + 1) };
  }

  #seal({ account }: Principal, explanation: object): string {
    return toUrlSafe(this.#sealer.seal(deflateRawSync(`${account}\n${JSON.stringify(explanation)}`)));
  }
}

/** AWS's messages go into URLs as they are. */
const toUrlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
function fromUrlSafe(text: string): string {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return standard.padEnd(Math.ceil(standard.length / 4) * 4, '=');
}

/** Tells these from the other texts that the server seals. */
const messageLabel = 6;
