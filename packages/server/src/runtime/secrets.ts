import { createHmac, hkdfSync } from 'node:crypto';
import { RegistryConflictError, type Registry } from '@paddock/store';
import type { Random } from './random.js';

/** Keys of the server's own, one for each purpose, all from one master key. */
export interface Secrets {
  /** @param purpose a name that says what for: `session-tokens`. @returns 32 bytes, the same after every start */
  key(purpose: string): Uint8Array;
}

/** The master key that the operator gave is not the one with which this data was sealed. */
export class WrongMasterKeyError extends Error {
  override readonly name = 'WrongMasterKeyError';
  /** @param hasOwn whether the data holds the key that it was sealed with */
  constructor(hasOwn: boolean) {
    super(
      hasOwn
        ? 'The data was made without PADDOCK_MASTER_KEY: start without it.'
        : 'The data was sealed with another master key: set PADDOCK_MASTER_KEY to what it was then.',
    );
  }
}

const documentKey = 'server/secret';
const masterLength = 32;

/**
 * Takes the master key that the operator gave, or the one in the registry, which is made at the first start. With one of the operator's the
 * registry holds only a mark to know it again by, so that a copy of the data alone opens nothing.
 * @throws WrongMasterKeyError
 */
export async function openSecrets(registry: Registry, random: Random, given?: string): Promise<Secrets> {
  const own = given === undefined ? undefined : createHmac('sha256', 'paddock master key').update(given).digest();
  for (;;) {
    const entry = await registry.get(documentKey);
    if (entry) return secretsOf(masterOf(entry.value as unknown as Document, own));
    const document: Document = own ? { mark: markOf(own) } : { master: base64(random.bytes(masterLength)) };
    try {
      await registry.commit([{ put: documentKey, value: { ...document }, ifVersion: 0 }]);
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }
}

interface Document {
  readonly master?: string;
  readonly mark?: string;
}

function masterOf({ master, mark }: Document, own: Uint8Array | undefined): Uint8Array {
  if (master !== undefined && own === undefined) return Buffer.from(master, 'base64');
  if (own !== undefined && mark === markOf(own)) return own;
  throw new WrongMasterKeyError(master !== undefined);
}

const markOf = (master: Uint8Array): string => base64(derive(master, 'mark'));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const derive = (master: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, '', `paddock ${purpose}`, 32));

export function secretsOf(master: Uint8Array): Secrets {
  return { key: (purpose) => derive(master, purpose) };
}
