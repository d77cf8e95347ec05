import {
  RegistryConflictError,
  type Objects,
  type OpenObject,
  type Registry,
  type RegistryChange,
} from '@paddock/store';
import type { Random } from '../../../runtime/random.js';
import { ExtractedCode } from './extracted-code.js';
import type { PackageFacts } from './read-package.js';

/** A package that is stored, and how to say that it is used. */
export interface StoredCode {
  /** base64 */
  readonly sha256: string;
  /** Bytes of the zip. */
  readonly size: number;
  /** Bytes of the files in it. */
  readonly unzippedSize: number;
  /**
   * Goes into the commit that makes a function or layer version use the package: the commit conflicts if the package was released meanwhile, by
   * whichever process; then store it again.
   */
  readonly use: RegistryChange;
}

export interface CodeStoreParts {
  readonly objects: Objects;
  readonly registry: Registry;
  readonly random: Random;
  /** For extracted packages, kept by nobody else; one of the system's for temporary files when absent. */
  readonly directory: string | undefined;
}

/** The package's object, in the registry: without this document nobody may use it. */
interface Document {
  readonly object: string;
  readonly size: number;
  readonly unzippedSize: number;
}

const documentPrefix = 'lambda/code/';
const objectPrefix = 'lambda/code/';

/**
 * Deployment packages of functions and layers, each once, by the digest of its zip. A package is there while somebody uses it: whoever stops using one calls
 * `release`, and `sweep` finds what crashes left. Several processes may share the store.
 */
export class CodeStore {
  readonly #parts: CodeStoreParts;
  readonly #extracted: ExtractedCode;
  readonly #unwatch: () => void;

  constructor(parts: CodeStoreParts) {
    this.#parts = parts;
    this.#extracted = new ExtractedCode(parts.directory, parts.random);
    // Whichever process released it.
    this.#unwatch = parts.registry.watch(documentPrefix, (event) => {
      if (event.reset !== true && event.value === undefined) this.#extracted.release(shaOf(event.key));
    });
  }

  /** Stores a package, durably, unless it is there. @param facts of `readPackage` */
  async put(zip: Uint8Array, { codeSha256, codeSize, unzippedSize }: PackageFacts): Promise<StoredCode> {
    const { objects } = this.#parts;
    const { document, version } = await this.#claim(codeSha256, { size: codeSize, unzippedSize });
    // The document comes first, so that no object is without one for longer than its process lives.
    if ((await objects.head(document.object)) === undefined) await objects.put(document.object, zip);
    return storedCode(codeSha256, document, version);
  }

  /** A package that is there: for another version of a function that uses it. */
  async find(sha256: string): Promise<StoredCode | undefined> {
    const entry = await this.#entry(sha256);
    return entry && storedCode(sha256, entry.document, entry.version);
  }

  /** The zip, to be read or discarded. */
  async open(sha256: string): Promise<OpenObject | undefined> {
    const entry = await this.#entry(sha256);
    return entry && (await this.#parts.objects.get(entry.document.object));
  }

  /**
   * The directory with the package's files, which are read-only; extracted once, however many ask. It stays until the package is released and nobody holds it.
   * @throws Error when there is no such package, or no room
   */
  extracted(sha256: string): Promise<string> {
    return this.#extracted.directoryOf(sha256, async () => {
      const zip = await this.open(sha256);
      if (zip === undefined) throw new Error(`the package ${sha256} is not stored`);
      return zip;
    });
  }

  /** Keeps the extracted directory, released or not, until what it answers is called: for as long as something runs in it. */
  hold(sha256: string): () => void {
    return this.#extracted.hold(sha256);
  }

  /**
   * Removes the package unless it is used.
   * @param isUsed whether a function or layer version uses it, from the registry itself. It is asked before anything is removed; who begins to use the package
   *   meanwhile does so in a commit that makes the removal fail.
   */
  async release(sha256: string, isUsed: () => Promise<boolean>): Promise<void> {
    const { objects, registry } = this.#parts;
    for (;;) {
      const entry = await this.#entry(sha256);
      if (entry === undefined || (await isUsed())) return;
      try {
        await registry.commit([{ delete: documentKey(sha256), ifVersion: entry.version }]);
      } catch (error) {
        if (error instanceof RegistryConflictError) continue;
        throw error;
      }
      await objects.delete(entry.document.object);
      return;
    }
  }

  /** Releases what nobody uses, and removes objects that are no package's: a crash may leave both. For when a server starts. */
  async sweep(isUsed: (sha256: string) => Promise<boolean>): Promise<void> {
    const { objects, registry } = this.#parts;
    let stored: string[] = [];
    for (let after = ''; ;) {
      const entries = await objects.list(objectPrefix, { after });
      const last = entries.at(-1);
      if (last === undefined) break;
      stored = [...stored, ...entries.map(({ key }) => key)];
      after = last.key;
    }
    // After the objects: an object's document is older than the object.
    const documents = await registry.list(documentPrefix);
    const owned = new Set(documents.map(({ value }) => (value as unknown as Document).object));
    for (const key of stored) if (!owned.has(key)) await objects.delete(key);
    for (const { key } of documents) {
      const sha256 = shaOf(key);
      await this.release(sha256, () => isUsed(sha256));
    }
  }

  /** Removes what was extracted. */
  close(): Promise<void> {
    this.#unwatch();
    return this.#extracted.close();
  }

  async #claim(sha256: string, sizes: Omit<Document, 'object'>): Promise<{ document: Document; version: number }> {
    const { registry, random } = this.#parts;
    const key = documentKey(sha256);
    for (;;) {
      const entry = await this.#entry(sha256);
      if (entry !== undefined) return entry;
      // Named anew each time, so that a late removal of the object before does not take this one.
      const nonce = Buffer.from(random.bytes(12)).toString('hex');
      const document: Document = { object: `${objectPrefix}${hexOf(sha256)}/${nonce}`, ...sizes };
      try {
        return { document, version: await registry.commit([{ put: key, value: { ...document }, ifVersion: 0 }]) };
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }

  async #entry(sha256: string): Promise<{ document: Document; version: number } | undefined> {
    const entry = await this.#parts.registry.get(documentKey(sha256));
    return entry && { document: entry.value as unknown as Document, version: entry.version };
  }
}

const hexOf = (sha256: string): string => Buffer.from(sha256, 'base64').toString('hex');
const documentKey = (sha256: string): string => `${documentPrefix}${hexOf(sha256)}`;
const shaOf = (key: string): string => Buffer.from(key.slice(documentPrefix.length), 'hex').toString('base64');

const storedCode = (sha256: string, document: Document, version: number): StoredCode => ({
  sha256,
  size: document.size,
  unzippedSize: document.unzippedSize,
  use: { put: documentKey(sha256), value: { ...document }, ifVersion: version },
});
