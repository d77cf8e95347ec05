import { crc32 } from 'node:zlib';

/**
 * The framing of application/vnd.amazon.eventstream. A message is: its total length, the length of its headers, the CRC-32 of these eight
 * bytes, the headers, the payload, the CRC-32 of all before. Numbers are big-endian.
 */
export interface EventStreamMessage {
  readonly headers: Readonly<Record<string, EventStreamHeader>>;
  readonly payload: Uint8Array;
}

/** A string, or another of the wire's types by its name. Timestamps are milliseconds since the epoch; uuids 16 bytes. */
export type EventStreamHeader =
  | string
  | boolean
  | { readonly type: 'byte' | 'short' | 'integer'; readonly value: number }
  | { readonly type: 'long' | 'timestamp'; readonly value: bigint }
  | { readonly type: 'bytes' | 'uuid'; readonly value: Uint8Array };

/**
 * Writes a message whose payload may come in pieces.
 * @throws RangeError when a header's name is empty or over 255 bytes, a value over 32,767, or a number too large for its type
 */
export function encodeMessage(headers: EventStreamMessage['headers'], payload: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => encodeHeader(name, value)));
  const payloadLength = payload.reduce((sum, piece) => sum + piece.byteLength, 0);
  const message = Buffer.allocUnsafe(OVERHEAD + head.length + payloadLength);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(head.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  head.copy(message, PRELUDE);
  let at = PRELUDE + head.length;
  for (const piece of payload) {
    message.set(piece, at);
    at += piece.byteLength;
  }
  message.writeUInt32BE(crc32(message.subarray(0, at)), at);
  return message;
}

/**
 * Reads the message at the beginning of the bytes; its payload is a view of them.
 * @returns the message and its length, or undefined if the bytes end before it does
 * @throws Error when a checksum or a header is wrong
 */
export function decodeMessage(bytes: Uint8Array): (EventStreamMessage & { readonly length: number }) | undefined {
  if (bytes.byteLength < PRELUDE) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = buffer.readUInt32BE(0);
  const headersEnd = PRELUDE + buffer.readUInt32BE(4);
  if (buffer.readUInt32BE(8) !== crc32(buffer.subarray(0, 8))) throw new Error("the prelude's checksum is wrong");
  if (headersEnd + CHECKSUM > length) throw new Error('headers longer than their message');
  if (buffer.length < length) return undefined;
  const payloadEnd = length - CHECKSUM;
  if (buffer.readUInt32BE(payloadEnd) !== crc32(buffer.subarray(0, payloadEnd)))
    throw new Error("the message's checksum is wrong");
  const headers = decodeHeaders(buffer.subarray(PRELUDE, headersEnd));
  return { headers, payload: buffer.subarray(headersEnd, payloadEnd), length };
}

const PRELUDE = 12;
const CHECKSUM = 4;
const OVERHEAD = PRELUDE + CHECKSUM;

/** The wire's number of each type of header value. */
const TYPE = { true: 0, false: 1, byte: 2, short: 3, integer: 4, long: 5, bytes: 6, string: 7, timestamp: 8, uuid: 9 };

function encodeHeader(name: string, header: EventStreamHeader): Buffer {
  const nameBytes = Buffer.from(name);
  if (nameBytes.length === 0 || nameBytes.length > 255)
    throw new RangeError(`a header's name of ${nameBytes.length} bytes`);
  const [type, value] = encodeValue(header);
  return Buffer.concat([Buffer.of(nameBytes.length), nameBytes, Buffer.of(type), value]);
}

function encodeValue(header: EventStreamHeader): [type: number, value: Uint8Array] {
  if (typeof header === 'boolean') return [header ? TYPE.true : TYPE.false, Buffer.alloc(0)];
  if (typeof header === 'string') return [TYPE.string, withLength(Buffer.from(header))];
  const type = TYPE[header.type];
  switch (header.type) {
    case 'byte':
      return [type, fill(1, (bytes) => bytes.writeInt8(header.value))];
    case 'short':
      return [type, fill(2, (bytes) => bytes.writeInt16BE(header.value))];
    case 'integer':
      return [type, fill(4, (bytes) => bytes.writeInt32BE(header.value))];
    case 'long':
    case 'timestamp':
      return [type, fill(8, (bytes) => bytes.writeBigInt64BE(header.value))];
    case 'bytes':
      return [type, withLength(header.value)];
    case 'uuid':
      if (header.value.byteLength !== 16) throw new RangeError(`a uuid of ${header.value.byteLength} bytes`);
      return [type, header.value];
  }
}

function fill(size: number, write: (bytes: Buffer) => unknown): Buffer {
  const bytes = Buffer.alloc(size);
  write(bytes);
  return bytes;
}

function withLength(value: Uint8Array): Buffer {
  if (value.byteLength > 32_767) throw new RangeError(`a header's value of ${value.byteLength} bytes`);
  return Buffer.concat([fill(2, (bytes) => bytes.writeUInt16BE(value.byteLength)), value]);
}

function decodeHeaders(bytes: Buffer): Record<string, EventStreamHeader> {
  const headers = Object.create(null) as Record<string, EventStreamHeader>;
  let at = 0;
  const take = (size: number): Buffer => {
    if (at + size > bytes.length) throw new Error('a header reaches over its end');
    at += size;
    return bytes.subarray(at - size, at);
  };
  while (at < bytes.length) {
    const name = take(take(1).readUInt8()).toString();
    headers[name] = decodeValue(take(1).readUInt8(), take);
  }
  return headers;
}

function decodeValue(type: number, take: (size: number) => Buffer): EventStreamHeader {
  switch (type) {
    case TYPE.true:
      return true;
    case TYPE.false:
      return false;
    case TYPE.byte:
      return { type: 'byte', value: take(1).readInt8() };
    case TYPE.short:
      return { type: 'short', value: take(2).readInt16BE() };
    case TYPE.integer:
      return { type: 'integer', value: take(4).readInt32BE() };
    case TYPE.long:
      return { type: 'long', value: take(8).readBigInt64BE() };
    case TYPE.timestamp:
      return { type: 'timestamp', value: take(8).readBigInt64BE() };
    case TYPE.bytes:
      return { type: 'bytes', value: take(take(2).readUInt16BE()) };
    case TYPE.string:
      return take(take(2).readUInt16BE()).toString();
    case TYPE.uuid:
      return { type: 'uuid', value: take(16) };
    default:
      throw new Error(`a header of the unknown type ${type}`);
  }
}
