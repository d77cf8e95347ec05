import { AwsError } from '@paddock/wire';
import { invalidRequestContent } from './errors.js';

/** Bytes of a synchronous invocation's payload, and of its answer, at most. */
export const longestPayload = 6_291_456;
/** Bytes of an asynchronous invocation's payload at most. */
export const longestEvent = 1_048_576;

const empty = Buffer.from('{}');

/**
 * The event that a request's body is; `{}` for none.
 * @throws InvalidRequestContentException when it is not JSON, RequestEntityTooLargeException when it is too long
 */
export function eventOf(body: Uint8Array, kind: 'RequestResponse' | 'Event'): Uint8Array {
  if (kind === 'Event' && body.byteLength > longestEvent)
    throw tooLarge(
      `${body.byteLength} byte payload is too large for the Event invocation type (limit ${longestEvent} bytes)`,
    );
  if (body.byteLength > longestPayload)
    throw tooLarge(`Request must be smaller than ${longestPayload} bytes for the InvokeFunction operation`);
  if (body.byteLength === 0) return empty;
  assertJson(body);
  return body;
}

const tooLarge = (message: string): AwsError =>
  new AwsError('RequestEntityTooLargeException', message, { status: 413 });

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function assertJson(body: Uint8Array): void {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw notJson('Invalid UTF-8 start byte', 1, 1);
  }
  try {
    JSON.parse(text);
  } catch (error) {
    const at = faultAt(text, error);
    const before = text.slice(0, at).split('\n');
    throw notJson(faultText(text, at), before.length, (before.at(-1) ?? '').length + 1);
  }
}

const notJson = (what: string, line: number, column: number): AwsError =>
  invalidRequestContent(
    `Could not parse request body into json: Could not parse payload into json: ${what}\n at [Source: REDACTED ` +
      `(\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column}]`,
  );

/** Where JSON.parse stopped; at the first character that is no space where it does not say. */
function faultAt(text: string, error: unknown): number {
  const position = / at position (\d+)/.exec(String(error))?.[1];
  if (position !== undefined) return Number(position);
  if (/end of JSON input/.test(String(error))) return text.length;
  return text.search(/\S/);
}

const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

function faultText(text: string, at: number): string {
  const char = text[at];
  if (char === undefined) return `Unexpected end-of-input: expected a valid value ${expected}`;
  const token = /^[A-Za-z_$][\w$]*/.exec(text.slice(at, at + 256))?.[0];
  if (token !== undefined) return `Unrecognized token '${token}': was expecting ${expected}`;
  const code = char.codePointAt(0) ?? 0;
  const shown = code < 32 || (code > 126 && code < 160) ? `CTRL-CHAR, code ${code}` : `'${char}' (code ${code})`;
  return `Unexpected character (${shown}): expected a valid value ${expected}`;
}
