import { inflateSync } from 'node:zlib';

/** A picture's pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of 0 to 255. */
  at(x: number, y: number): readonly [number, number, number];
}

/** Reads a PNG as browsers write them of pages: eight bits a channel, not interlaced. @throws on another kind */
export function readPng(png: Buffer): Pixels {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, colour, interlace] = [png[24], png[25] ?? 0, png[28]];
  const channels = { 2: 3, 6: 4 }[colour];
  if (depth !== 8 || channels === undefined || interlace !== 0) throw new Error('a PNG of another kind');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const bytes = unfiltered(inflateSync(Buffer.concat(parts)), height, width * channels, channels);
  return {
    width,
    height,
    at(x, y) {
      const place = (Math.round(y) * width + Math.round(x)) * channels;
      return [bytes[place] ?? 0, bytes[place + 1] ?? 0, bytes[place + 2] ?? 0];
    },
  };
}

function unfiltered(lines: Buffer, height: number, stride: number, step: number): Buffer {
  const bytes = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)];
    const line = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x < step ? 0 : (bytes[line + x - step] ?? 0);
      const up = y === 0 ? 0 : (bytes[line - stride + x] ?? 0);
      const upLeft = x < step || y === 0 ? 0 : (bytes[line - stride + x - step] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter ?? 0] ?? 0;
      bytes[line + x] = (lines[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return bytes;
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
}
