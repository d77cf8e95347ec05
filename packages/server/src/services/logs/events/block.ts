import type { Position } from '../domain/position.js';

/** An event as a client puts it. */
export interface NewEvent {
  /** ms since the epoch */
  readonly timestamp: number;
  readonly message: string;
}

/** An event as it is kept. */
export interface StoredEvent extends NewEvent, Position {
  readonly stream: string;
  /** When it came in, ms since the epoch. */
  readonly ingestionTime: number;
}

/** What a block is found by. Its events' times lie within {@link LONGEST_SPAN}. */
export interface BlockHead {
  /** Of its first and last event, ms since the epoch. */
  readonly first: number;
  readonly last: number;
  readonly streamId: string;
  readonly sequence: number;
  readonly count: number;
  /** As AWS counts them: UTF-8, and 26 for each event. */
  readonly bytes: number;
}

/** What AWS adds to each message's bytes. */
export const EVENT_OVERHEAD = 26;
/** A block's events are no further apart, ms: a page needs no older blocks than by that. */
export const LONGEST_SPAN = 300_000;

const HEADER = 8 + 8 + 4 + 4 + 2;
const EVENT = 8;

/**
 * Events of one stream as one value: the head's rest, when they came in and their stream's name; then for each event its distance in time
 * from the first and its length in UTF-16 units; then the messages in one piece, so that they are decoded in one go.
 */
export function encodeBlock(
  head: BlockHead,
  ingestionTime: number,
  stream: string,
  events: readonly NewEvent[],
): Buffer {
  const name = Buffer.from(stream);
  const text = Buffer.from(events.map(({ message }) => message).join(''));
  const table = HEADER + name.length;
  const block = Buffer.allocUnsafe(table + events.length * EVENT + text.length);
  block.writeDoubleBE(head.last, 0);
  block.writeDoubleBE(ingestionTime, 8);
  block.writeUInt32BE(events.length, 16);
  block.writeUInt32BE(head.bytes, 20);
  block.writeUInt16BE(name.length, 24);
  name.copy(block, HEADER);
  let at = table;
  for (const { timestamp, message } of events) {
    block.writeUInt32BE(timestamp - head.first, at);
    block.writeUInt32BE(message.length, at + 4);
    at += EVENT;
  }
  text.copy(block, at);
  return block;
}

/** The head of the block at a key; `value` need not outlive the call. */
export function readHead(key: string, value: Uint8Array): BlockHead {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return { ...readBlockKey(key), last: view.getFloat64(0), count: view.getUint32(16), bytes: view.getUint32(20) };
}

export function decodeBlock(key: string, value: Uint8Array): StoredEvent[] {
  const block = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const { first, streamId, sequence } = readBlockKey(key);
  const ingestionTime = block.readDoubleBE(8);
  const count = block.readUInt32BE(16);
  const table = HEADER + block.readUInt16BE(24);
  const stream = block.toString('utf8', HEADER, table);
  const text = block.toString('utf8', table + count * EVENT);
  const events: StoredEvent[] = [];
  let from = 0;
  for (let index = 0; index < count; index++) {
    const at = table + index * EVENT;
    const to = from + block.readUInt32BE(at + 4);
    const timestamp = first + block.readUInt32BE(at);
    events.push({ timestamp, message: text.slice(from, to), ingestionTime, stream, streamId, sequence, index });
    from = to;
  }
  return events;
}

/** Blocks stand in their group's collection by the time of their first event, then by stream and sequence. */
export function blockKey({ first, streamId, sequence }: Pick<BlockHead, 'first' | 'streamId' | 'sequence'>): string {
  return timeKey(first) + Buffer.from(streamId, 'hex').toString('latin1') + sequenceKey(sequence);
}

function readBlockKey(key: string): Pick<BlockHead, 'first' | 'streamId' | 'sequence'> {
  const bytes = Buffer.from(key, 'latin1');
  return {
    first: bytes.readUIntBE(0, 6),
    streamId: bytes.toString('hex', 6, 14),
    sequence: bytes.readUIntBE(14, 6),
  };
}

/** In the index of their stream, by the time of their first event, then by sequence. */
export const indexKey = ({ first, sequence }: Pick<BlockHead, 'first' | 'sequence'>): string =>
  timeKey(first) + sequenceKey(sequence);

export function encodeIndexed({ last, count, bytes }: BlockHead): Buffer {
  const value = Buffer.allocUnsafe(16);
  value.writeDoubleBE(last, 0);
  value.writeUInt32BE(count, 8);
  value.writeUInt32BE(bytes, 12);
  return value;
}

export function readIndexed(key: string, value: Uint8Array, streamId: string): BlockHead {
  const bytes = Buffer.from(key, 'latin1');
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return {
    first: bytes.readUIntBE(0, 6),
    sequence: bytes.readUIntBE(6, 6),
    streamId,
    last: view.getFloat64(0),
    count: view.getUint32(8),
    bytes: view.getUint32(12),
  };
}

const LATEST = 2 ** 48 - 1;
/** The first part of both keys. @param time ms since the epoch; beyond what there is it is the nearest that there is */
export function timeKey(time: number): string {
  const bytes = Buffer.allocUnsafe(6);
  bytes.writeUIntBE(Math.min(Math.max(Math.ceil(time), 0), LATEST), 0, 6);
  return bytes.toString('latin1');
}

function sequenceKey(sequence: number): string {
  const bytes = Buffer.allocUnsafe(6);
  bytes.writeUIntBE(sequence, 0, 6);
  return bytes.toString('latin1');
}
