import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const ENDINGS = /\.(?:html|js|css|json|geojson|svg|txt|webmanifest|wasm)$/;
/** A smaller file goes out in one packet anyway, bytes. */
const WORTHWHILE = 1024;

/** Writes a .br and a .gz beside every file below a folder that gets smaller by it: the server never compresses. */
export async function compressAll(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((path) => ENDINGS.test(path));
  await Promise.all(
    files.map(async (path) => {
      const file = join(folder, path);
      const content = await readFile(file);
      if (content.length < WORTHWHILE) return;
      const [br, gz] = await Promise.all([
        // 9 of 11: the last two take ten times as long, for a twentieth less.
        promisify(brotliCompress)(content, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
        }),
        promisify(gzip)(content, { level: 9 }),
      ]);
      for (const [ending, packed] of [
        ['.br', br],
        ['.gz', gz],
      ])
        if (packed.length < content.length * 0.95) await writeFile(file + ending, packed);
    }),
  );
}
