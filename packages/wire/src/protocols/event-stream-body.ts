import { Blob } from '../blob.js';
import { encodeJson } from '../encode-json.js';
import { AwsError } from '../errors.js';
import { encodeMessage } from '../event-stream.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody } from '../protocol.js';
import { restPlan, type PlacedMember } from '../rest-plan.js';
import { memberShape } from '../shapes.js';
import type { EventStreamShape, StructureShape } from '../shapes.js';

/**
 * The answer of an operation whose output has an event stream: a message with the other members (`initial-response`) unless `initial` says that
 * they stand elsewhere, as in the headers of REST services, then one for each event. An AwsError that the stream throws becomes an exception message and ends it; any other error becomes InternalFailureException
 * (whoever hands the stream over logs it, as only they know the request). Who stops reading returns the stream.
 * @returns undefined if the shape has no event stream
 */
export function streamEvents(
  shape: StructureShape,
  output: unknown,
  contentType: string,
  initial: 'initial-response' | 'elsewhere' = 'initial-response',
): EncodedBody | undefined {
  const member = streamMember(shape);
  if (member === undefined) return undefined;
  const source = (output as Readonly<Record<string, unknown>>)[member.name] as AsyncIterable<Event>;
  const first =
    initial === 'elsewhere'
      ? undefined
      : eventMessage('initial-response', contentType, [Buffer.from(encodeJson(shape, output))]);
  return {
    status: 200,
    headers: { 'content-type': 'application/vnd.amazon.eventstream' },
    body: { [Symbol.asyncIterator]: () => messages(first, source, member.stream, contentType) },
  };
}

type Event = Readonly<Record<string, unknown>>;

/**
 * Written by hand because a generator would keep its reader's return() waiting until the next event came; this one hands it on at once.
 */
function messages(
  first: Uint8Array | undefined,
  source: AsyncIterable<Event>,
  stream: EventStreamShape,
  contentType: string,
): AsyncIterator<Uint8Array, undefined> {
  const events = source[Symbol.asyncIterator]();
  let state: 'new' | 'open' | 'over' = 'new';
  const finished = { done: true, value: undefined } as const;
  return {
    async next() {
      if (state === 'over') return finished;
      if (state === 'new') {
        state = 'open';
        if (first !== undefined) return { done: false, value: first };
      }
      try {
        const event = await events.next();
        if (event.done !== true && isOpen())
          return { done: false, value: encodeEvent(stream, event.value, contentType) };
        state = 'over';
        return finished;
      } catch (error) {
        if (!isOpen()) return finished;
        state = 'over';
        // A source that has thrown ignores this; one whose event could not be written still holds what it holds.
        await events.return?.();
        return { done: false, value: exceptionMessage(error, contentType) };
      }
    },
    async return() {
      state = 'over';
      await events.return?.();
      return finished;
    },
  };

  /** While an event was awaited, the reader may have left. */
  function isOpen(): boolean {
    return state === 'open';
  }
}

function encodeEvent(stream: EventStreamShape, event: Event, contentType: string): Uint8Array {
  for (const [name, shape] of Object.entries(stream.events)) {
    const value = event[name];
    if (value === undefined) continue;
    if (value instanceof Preencoded) return eventMessage(name, contentType, value.json);
    const { payload } = restPlan(shape);
    return payload === undefined
      ? eventMessage(name, contentType, [Buffer.from(encodeJson(shape, value))])
      : payloadMessage(name, payload, value as Event);
  }
  throw new TypeError('an event without a member of its stream');
}

/** An event whose payload is one of its members, as it is. */
function payloadMessage(type: string, { name, shape }: PlacedMember, event: Event): Uint8Array {
  const value = event[name];
  if (shape.kind === 'blob')
    return eventMessage(type, 'application/octet-stream', [value instanceof Blob ? value.bytes() : Buffer.alloc(0)]);
  if (shape.kind === 'string') return eventMessage(type, 'text/plain', [Buffer.from((value ?? '') as string)]);
  throw new TypeError(`no ${shape.kind} is written as an event's payload`);
}

const eventMessage = (type: string, contentType: string, payload: readonly Uint8Array[]): Uint8Array =>
  encodeMessage({ ':event-type': type, ':content-type': contentType, ':message-type': 'event' }, payload);

function exceptionMessage(thrown: unknown, contentType: string): Uint8Array {
  const error = thrown instanceof AwsError ? thrown : new AwsError('InternalFailureException', 'Internal failure.');
  const payload = JSON.stringify({ ...(error.hasMessage ? { message: error.message } : {}), ...error.members });
  return encodeMessage({ ':exception-type': error.code, ':content-type': contentType, ':message-type': 'exception' }, [
    Buffer.from(payload),
  ]);
}

interface StreamMember {
  readonly name: string;
  readonly stream: EventStreamShape;
}

const streamMembers = new WeakMap<StructureShape, StreamMember | 'none'>();

function streamMember(shape: StructureShape): StreamMember | undefined {
  const known = streamMembers.get(shape) ?? findStreamMember(shape);
  streamMembers.set(shape, known);
  return known === 'none' ? undefined : known;
}

function findStreamMember(shape: StructureShape): StreamMember | 'none' {
  for (const [name, member] of Object.entries(shape.members)) {
    const stream = memberShape(member);
    if (stream.kind === 'eventStream') return { name, stream };
  }
  return 'none';
}
