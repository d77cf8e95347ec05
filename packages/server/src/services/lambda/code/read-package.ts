import { createHash } from 'node:crypto';
import { emptyZip, ZIPPED_LIMIT, zippedTooLarge } from './errors.js';
import { openZipBytes } from './opened-zip.js';
import { walkPackage } from './walk-package.js';

/** What Lambda says of a package. */
export interface PackageFacts {
  /** base64 */
  readonly codeSha256: string;
  /** Bytes of the zip. */
  readonly codeSize: number;
  /** Bytes of the files in it. */
  readonly unzippedSize: number;
}

/**
 * Looks through a deployment package as Lambda does before it takes it.
 * @param limit bytes that the zip may have: those of a zip in a request, unless it comes from somewhere else
 * @throws InvalidParameterValueException, RequestEntityTooLargeException, with AWS's texts
 */
export async function readPackage(zip: Uint8Array, limit = ZIPPED_LIMIT): Promise<PackageFacts> {
  if (zip.length > limit) throw zippedTooLarge(limit);
  if (zip.length === 0) throw emptyZip();
  const unzippedSize = await walkPackage(await openZipBytes(zip), {
    directory: () => {},
    link: () => {},
    async file(_path, _access, content) {
      if (!(content instanceof Uint8Array)) for await (const chunk of content) void chunk;
    },
  });
  const codeSha256 = createHash('sha256').update(zip).digest('base64');
  return { codeSha256, codeSize: zip.length, unzippedSize };
}
