import { createHash } from 'node:crypto';
import { createChecksum, type ChecksumAlgorithm } from '@paddock/wire';
import { nextTurn } from '../../../runtime/next-turn.js';

/** What is computed of every object's bytes. */
export interface Digests {
  readonly md5: Buffer;
  readonly checksum: Buffer;
  readonly size: number;
}

/** So many bytes are hashed before others have their turn. */
const slice = 1024 * 1024;

export async function digestsOf(body: Uint8Array, algorithm: ChecksumAlgorithm): Promise<Digests> {
  const digesting = new Digesting(algorithm);
  for (let at = 0; at < body.length; at += slice) {
    digesting.update(body.subarray(at, at + slice));
    if (at + slice < body.length) await nextTurn();
  }
  return digesting.end();
}

/** Digests of what passes by. */
export class Digesting {
  readonly #md5 = createHash('md5');
  readonly #checksum;
  #size = 0;

  constructor(algorithm: ChecksumAlgorithm) {
    this.#checksum = createChecksum(algorithm);
  }

  update(chunk: Uint8Array): void {
    this.#md5.update(chunk);
    this.#checksum.update(chunk);
    this.#size += chunk.length;
  }

  async *through(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.update(chunk);
      yield chunk;
    }
  }

  end(): Digests {
    return { md5: this.#md5.digest(), checksum: this.#checksum.digest(), size: this.#size };
  }
}
