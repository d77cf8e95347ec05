import type { Stats } from 'node:fs';
import { open, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHead, WireResponse } from '@paddock/wire';
import { contentTypeOf } from './content-type.js';
import { encodingsFor, type Encoding } from './encodings.js';

/**
 * The files of one page. Nothing is kept of them: the folder may be replaced at any time, browsers keep what they have read, and the system keeps what is read often.
 */
export class PageFolder {
  readonly #folder: string;

  constructor(folder: URL) {
    this.#folder = fileURLToPath(folder);
  }

  /** Whether the page has been built. */
  async isThere(): Promise<boolean> {
    return (await statOf(join(this.#folder, 'index.html')))?.isFile() === true;
  }

  /** The file as an answer to a GET; undefined when there is none. @param path as it stands in the request, below the page */
  async find(path: string, head: Pick<RequestHead, 'headers'>): Promise<WireResponse | undefined> {
    // What Vite writes needs no escapes: a path with one names no file.
    if (!SAFE_PATH.test(path)) return undefined;
    const file = join(this.#folder, path);
    if (!(await this.#isWithin(file, path))) return undefined;
    const found = await this.#variant(file, head);
    if (found === undefined) return undefined;
    const { variant, stats, encoding } = found;
    const etag = `"${stats.size.toString(36)}-${stats.mtimeMs.toString(36)}${encoding === undefined ? '' : `-${encoding}`}"`;
    const headers = {
      'content-type': contentTypeOf(path),
      'cache-control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag,
      vary: 'Accept-Encoding',
    };
    if (matches(head.headers['if-none-match'], etag)) return { status: 304, headers, body: '' };
    const body = stats.size <= AT_ONCE ? await readFile(variant).catch(() => undefined) : chunksOf(variant, stats);
    if (body === undefined) return undefined;
    return {
      status: 200,
      headers: {
        ...headers,
        'content-length': String(stats.size),
        ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      },
      body,
    };
  }

  /** Whether the file is in the folder by its own name: no link leads to it, and no other spelling of it. */
  async #isWithin(file: string, path: string): Promise<boolean> {
    const [root, real] = await Promise.all([realpath(this.#folder), realpath(file)]).catch(() => []);
    return root !== undefined && real === join(root, path);
  }

  /** The file as the build compressed it, where the client takes that, or as it is. */
  async #variant(file: string, { headers }: Pick<RequestHead, 'headers'>): Promise<Variant | undefined> {
    for (const [encoding, ending] of encodingsFor(headers['accept-encoding'])) {
      const variant = file + ending;
      const stats = await statOf(variant);
      if (stats?.isFile() === true) return { variant, stats, encoding };
    }
    const stats = await statOf(file);
    return stats?.isFile() === true ? { variant: file, stats, encoding: undefined } : undefined;
  }
}

interface Variant {
  readonly variant: string;
  readonly stats: Stats;
  readonly encoding: Encoding | undefined;
}

/** Larger files are read as fast as the client takes them, bytes. */
const AT_ONCE = 64 * 1024;

const SAFE_PATH = /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** Vite writes a hash of the content into these names. */
const HASHED = /^assets\/(?:[^/]+\/)*[^/]+-[\w-]{8}\.\w+$/;

/** Opens the file when it is asked for the first chunk, so that nothing stays open of an answer that nobody reads. */
async function* chunksOf(file: string, { size, mtimeMs }: Stats): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const now = await handle.stat();
    // The headers are out: the client must not take another build's bytes for what they announce.
    if (now.size !== size || now.mtimeMs !== mtimeMs) throw new Error('the page was replaced while it was read');
    for (let position = 0; position < size;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(AT_ONCE), 0, AT_ONCE, position);
      if (bytesRead === 0) throw new Error('the page was cut short while it was read');
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function matches(header: string | string[] | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return String(header)
    .split(',')
    .some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}

const statOf = (path: string): Promise<Stats | undefined> => stat(path).catch(() => undefined);
