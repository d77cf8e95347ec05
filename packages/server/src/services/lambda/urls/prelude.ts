/** The content type of an answer that begins with its head: `awslambda.HttpResponseStream.from`. */
export const preludeType = 'application/vnd.awslambda.http-integration-response';

const separatorLength = 8;
const longestPrelude = 1024 * 1024;
const separator = Buffer.alloc(separatorLength);

/** What stands before a streamed body: JSON, and eight NULs after it. */
export interface Prelude {
  /** What the JSON says; undefined when it is none. */
  readonly head: unknown;
  /** What has come of the body. */
  readonly rest: Uint8Array;
}

/**
 * Reads the head of a streamed answer from its pieces, of which it takes no more than it must.
 * @returns undefined when the answer ends, or grows, without one
 */
export async function readPrelude(pieces: AsyncIterator<Uint8Array>): Promise<Prelude | undefined> {
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return undefined;
    const from = Math.max(0, held.length - separatorLength + 1);
    held = Buffer.concat([held, next.value]);
    const end = held.indexOf(separator, from);
    if (end >= 0) return { head: parsed(held.subarray(0, end)), rest: held.subarray(end + separatorLength) };
    if (held.length > longestPrelude) return undefined;
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
}
