import { readFile } from 'node:fs/promises';
import type { createLocalJWKSet, JSONWebKeySet } from 'jose';

/** Where an OIDC provider's public keys are: a JSON Web Key Set, as its `jwks_uri` serves it. */
export interface OidcKeyFile {
  /** `https://issuer.example` */
  readonly issuer: string;
  readonly path: string;
}

export type Verification = 'signed' | 'wrong-signature' | 'no-key';

const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** The keys of OIDC providers. They are given at start, because this server fetches nothing. What verifies is loaded with the first token. */
export class OidcKeys {
  readonly #sets: ReadonlyMap<string, JSONWebKeySet>;
  /** Those that were used: they remember keys that were read. */
  readonly #used = new Map<JSONWebKeySet, KeySet>();

  /** @param sets by issuer: `https://issuer.example` */
  constructor(sets: Readonly<Record<string, JSONWebKeySet>> = {}) {
    this.#sets = new Map(Object.entries(sets).map(([issuer, set]) => [plain(issuer), set]));
  }

  /** @throws OidcKeysError, which says in one line which file is wrong */
  static async read(files: readonly OidcKeyFile[]): Promise<OidcKeys> {
    const sets = await Promise.all(files.map(async ({ issuer, path }) => [issuer, await readKeySet(path)] as const));
    return new OidcKeys(Object.fromEntries(sets));
  }

  /** Whether a token was signed with a key of the issuer. What it claims is not looked at. */
  async verify(token: string, issuer: string): Promise<Verification> {
    const set = this.#sets.get(plain(issuer));
    if (set === undefined) return 'no-key';
    const { compactVerify, createLocalJWKSet, errors } = await import('jose');
    const keys = this.#used.get(set) ?? createLocalJWKSet(set);
    this.#used.set(set, keys);
    try {
      await compactVerify(token, keys, { algorithms });
      return 'signed';
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return 'no-key';
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) return 'wrong-signature';
      // A token without a key id, and a provider with several keys.
      for await (const key of error) {
        const isSigned = compactVerify(token, key, { algorithms }).then(
          () => true,
          () => false,
        );
        if (await isSigned) return 'signed';
      }
      return 'wrong-signature';
    }
  }
}

/** A file with an OIDC provider's keys cannot be used. */
export class OidcKeysError extends Error {
  override readonly name = 'OidcKeysError';
  constructor(path: string, problem: string) {
    super(`the OIDC keys in ${path} cannot be used: ${problem}`);
  }
}

async function readKeySet(path: string): Promise<JSONWebKeySet> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new OidcKeysError(path, unreadable(error));
  });
  let set: unknown;
  try {
    set = JSON.parse(text);
  } catch {
    throw new OidcKeysError(path, 'it is not JSON');
  }
  if (!isKeySet(set)) throw new OidcKeysError(path, 'it is no JSON Web Key Set with RSA or EC keys');
  return set;
}

function unreadable(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'no permission to read it';
    case 'EISDIR':
      return 'it is a directory';
    default:
      return error.message;
  }
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) return false;
  const keys: readonly unknown[] = value.keys;
  const isKey = (key: unknown): key is object => typeof key === 'object' && key !== null && !Array.isArray(key);
  return keys.every(isKey) && keys.some((key) => 'kty' in key && (key.kty === 'RSA' || key.kty === 'EC'));
}

/** An issuer may be written with a slash at the end, or without. */
const plain = (issuer: string): string => issuer.replace(/^https:\/\//, '').replace(/\/$/, '');
