import { validateHeaderName, validateHeaderValue } from 'node:http';

/** What a function said that its answer is to be. */
export interface FunctionAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string | Uint8Array;
}

/** The head of an answer alone: what stands before a streamed body. */
export type AnswerHead = Omit<FunctionAnswer, 'body'>;

const json = 'application/json';

/**
 * The answer that a function's payload is: an object with a `statusCode` says all of it, anything else is the body.
 * @returns undefined for what cannot be an answer
 */
export function functionAnswer(payload: Uint8Array): FunctionAnswer | undefined {
  const text = Buffer.from(payload).toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (isObject(value) && value['statusCode'] !== undefined) {
    const head = answerHead(value, json);
    return head && { ...head, body: bodyOf(value) };
  }
  const body = typeof value === 'string' ? value : compact(text);
  return { status: 200, headers: { 'content-type': json }, cookies: [], body };
}

/** @param type the content type where the function names none @returns undefined for what cannot be the head of an answer */
export function answerHead(value: unknown, type: string): AnswerHead | undefined {
  if (!isObject(value)) return undefined;
  const status = Number(value['statusCode'] ?? 200);
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined;
  const headers: Record<string, string> = {};
  const { headers: given, cookies: baked } = value;
  if (given !== undefined && given !== null) {
    if (!isObject(given)) return undefined;
    for (const [name, member] of Object.entries(given)) {
      if (member === null) continue;
      const text = typeof member === 'string' ? member : JSON.stringify(member);
      if (typeof member === 'object' || !isHeader(name, text)) return undefined;
      headers[outside(name.toLowerCase())] = text;
    }
  }
  const cookies = baked === undefined || baked === null ? [] : baked;
  if (
    !Array.isArray(cookies) ||
    !cookies.every((cookie) => typeof cookie === 'string' && isHeader('set-cookie', cookie))
  )
    return undefined;
  headers['content-type'] ??= type;
  return { status, headers, cookies: cookies as readonly string[] };
}

function bodyOf({ body, isBase64Encoded }: Members): string | Uint8Array {
  if (body === undefined || body === null) return '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return isBase64Encoded === true ? Buffer.from(text, 'base64') : text;
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a function may not set: its value is told under another name, as on AWS. */
const reserved = new Set([
  'authorization',
  'connection',
  'content-length',
  'date',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);
const outside = (name: string): string => (reserved.has(name) ? `x-amzn-remapped-${name}` : name);

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** JSON without the white space between its tokens; numbers stay as they are written. */
function compact(text: string): string {
  if (!/\s/.test(text)) return text;
  const kept: string[] = [];
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    kept.push(text.slice(at, end).replaceAll(/\s+/g, ''));
    at = quote < 0 ? end : endOfString(text, quote);
    if (quote >= 0) kept.push(text.slice(quote, at));
  }
  return kept.join('');
}

/** @param quote where a string begins @returns what stands behind its last quote */
function endOfString(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
