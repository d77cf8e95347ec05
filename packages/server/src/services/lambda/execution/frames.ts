import { LONGEST_LINE } from './line-splitter.js';

const HEADER = 16;
/** The low bits of a frame's type tell level and format. */
const TYPE = 0xa55a0000;

/**
 * Reads the frames in which AWS's runtime clients hand over log messages (`_LAMBDA_TELEMETRY_LOG_FD`): type, length,
 * µs since the epoch, message. A message may have many lines; it stays one event.
 */
export class FrameReader {
  readonly #message: (text: string, timestamp: number) => void;
  #held: Buffer = Buffer.alloc(0);
  #rest = 0;
  #timestamp = 0;

  constructor(message: (text: string, timestamp: number) => void) {
    this.#message = message;
  }

  push(chunk: Buffer): void {
    let bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    for (;;) {
      if (this.#rest === 0) {
        if (bytes.length < HEADER) break;
        // Whoever writes something else to this channel has lost it: what comes is taken as text.
        const known = (bytes.readUInt32BE(0) & 0xffff0000) >>> 0 === TYPE;
        this.#rest = known ? bytes.readUInt32BE(4) : bytes.length;
        this.#timestamp = known ? timeOf(bytes) : 0;
        if (known) bytes = bytes.subarray(HEADER);
        if (this.#rest === 0) continue;
      }
      const size = Math.min(this.#rest, LONGEST_LINE);
      if (bytes.length < size) break;
      this.#message(bytes.toString('utf8', 0, size), this.#timestamp);
      bytes = bytes.subarray(size);
      this.#rest -= size;
    }
    this.#held = Buffer.from(bytes);
  }
}

/** Functions can write what they like here: a time that no date can tell is none. */
function timeOf(header: Buffer): number {
  const ms = Math.floor(Number(header.readBigUInt64BE(8)) / 1000);
  return ms <= LAST_DATE ? ms : 0;
}

/** Ms since the epoch. */
const LAST_DATE = 8.64e15;
