/** An event's place in its group's order: by time, then by stream and in the order in which it came in. */
export interface Position {
  /** ms since the epoch */
  readonly timestamp: number;
  /** The stream's id: 16 hexadecimal digits. */
  readonly streamId: string;
  /** Of the block, counted in its stream. */
  readonly sequence: number;
  /** In the block. */
  readonly index: number;
}

export function comparePositions(a: Position, b: Position): number {
  if (a.timestamp !== b.timestamp) return a.timestamp - b.timestamp;
  if (a.streamId !== b.streamId) return a.streamId < b.streamId ? -1 : 1;
  return a.sequence - b.sequence || a.index - b.index;
}

/** Before every event of that time. */
export const startOf = (timestamp: number): Position => ({
  timestamp,
  streamId: '0000000000000000',
  sequence: 0,
  index: 0,
});

const DIGITS = 56;
const TIME_BITS = 144n;
const STREAM_BITS = 80n;
const SEQUENCE_BITS = 32n;
const INDEX_BITS = 16n;
const bits = (count: bigint): bigint => (1n << count) - 1n;

/**
 * A position as the 56 digits that AWS numbers events by, whose order is that of positions. The lowest bits are free.
 * @param mark 0 to 65535, kept in them
 */
export function eventId({ timestamp, streamId, sequence, index }: Position, mark = 0): string {
  const id =
    (BigInt(timestamp) << TIME_BITS) |
    (BigInt(`0x${streamId}`) << STREAM_BITS) |
    (BigInt(sequence) << SEQUENCE_BITS) |
    (BigInt(index) << INDEX_BITS) |
    BigInt(mark);
  return id.toString().padStart(DIGITS, '0');
}

/** The position and mark that 56 digits stand for; undefined for any other text. */
export function parseEventId(text: string): { readonly position: Position; readonly mark: number } | undefined {
  if (!/^\d{56}$/.test(text)) return undefined;
  const id = BigInt(text);
  const timestamp = Number(id >> TIME_BITS);
  if (!Number.isSafeInteger(timestamp)) return undefined;
  const position = {
    timestamp,
    streamId: ((id >> STREAM_BITS) & bits(TIME_BITS - STREAM_BITS)).toString(16).padStart(16, '0'),
    sequence: Number((id >> SEQUENCE_BITS) & bits(STREAM_BITS - SEQUENCE_BITS)),
    index: Number((id >> INDEX_BITS) & bits(SEQUENCE_BITS - INDEX_BITS)),
  };
  return { position, mark: Number(id & bits(INDEX_BITS)) };
}
