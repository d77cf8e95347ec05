import assert from 'node:assert/strict';
import { cloudWatchErrorCodes } from '@paddock/server';
import { CborTime, fromCbor, toCbor } from '../../harness/cbor.js';
import { formType, type Answer, type RawClient } from '../../harness/raw.js';
import type { Child } from '../child.js';
import { ofOurs } from '../words.js';

export const protocols = ['json', 'rpcv2', 'query'] as const;
export type ProtocolName = (typeof protocols)[number];
export const version = '2010-08-01';

/** A signed request of CloudWatch with that very body, whatever its answer. */
export function send(
  raw: RawClient,
  protocol: ProtocolName,
  operation: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const sign = { service: 'monitoring' };
  switch (protocol) {
    case 'json': {
      const target = `GraniteServiceVersion20100801.${operation}`;
      return raw.send({
        body,
        sign,
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, ...headers },
      });
    }
    case 'rpcv2':
      return raw.send({
        path: `/service/GraniteServiceVersion20100801/operation/${operation}`,
        body,
        sign,
        headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', ...headers },
      });
    default:
      return raw.send({ body, sign, headers: { 'content-type': formType, ...headers } });
  }
}

/** Times as CBOR has them. */
export const cborOf = (input: Readonly<Record<string, unknown>>): Buffer => toCbor(timed(input));

export function timed(value: unknown, name = ''): unknown {
  if (typeof value === 'number' && /Time|Timestamp|Date/.test(name)) return new CborTime(value);
  if (Array.isArray(value)) return value.map((item) => timed(item));
  if (typeof value !== 'object' || value === null || value instanceof CborTime) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, timed(item, key)]));
}

/** What any operation may say, beside what it declares. */
const common: ReadonlySet<string> = new Set([
  'ValidationError',
  // Of what ARNs say is another account's.
  'AccessDenied',
  'SerializationException',
  'MalformedInput',
  'MalformedQueryString',
  'InvalidAction',
  'MissingAction',
  'MissingParameter',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'UnknownOperationException',
  'RequestEntityTooLargeException',
  'ResourceNotFoundException',
  'ResourceNotFound',
]);

/** An answer of CloudWatch's form in that protocol: a success, or an error that is the client's fault. Never an internal failure. */
export function assertAnswered(
  answer: Answer,
  protocol: ProtocolName,
  about: string,
  declared: readonly string[] = [],
): void {
  const { status, text, headers, bytes } = answer;
  const said = `${about} in ${protocol} → ${status} ${text.slice(0, 400)}`;
  assert.doesNotMatch(text, ofOurs, said);
  assert.ok([200, 400, 403, 404, 413].includes(status), said);
  assert.match(String(headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/, said);
  if (status === 200) return;
  const code = codeOf(protocol, text, bytes);
  const known = Object.hasOwn(cloudWatchErrorCodes, code) ? (cloudWatchErrorCodes[code] ?? code) : code;
  assert.ok(common.has(known) || declared.includes(known), `undeclared ${code}: ${said}`);
}

function codeOf(protocol: ProtocolName, text: string, bytes: Uint8Array): string {
  if (protocol === 'query') return /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? '';
  const document = (protocol === 'json' ? JSON.parse(text) : fromCbor(bytes)) as Record<string, unknown>;
  return /([^#]*)$/.exec(String(document['__type']))?.[1] ?? '';
}

/** Nothing that was sent has hurt: the process lives, answers, and has logged no failure of its own. */
export async function assertUnhurt(child: Child): Promise<void> {
  assert.ok(child.isAlive, `the server has ended: ${child.log}`);
  const { status, text } = await send(child.raw, 'json', 'DescribeAlarms', '{"AlarmNames":["target"]}');
  assert.equal(status, 200, text);
  assert.match(text, /"AlarmName":"target"/);
  assert.equal(child.log, '');
}
