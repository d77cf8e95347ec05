import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { AwsError } from '../errors.js';
import { readStreamedPayload } from './aws-chunked.js';
import { isAuthFailure } from './failures.js';
import { parseSignature, type RequestSignature } from './parse-signature.js';
import { S3_RULES } from './rules.js';
import { signRequest } from './sign-request.js';

const secret = 'secret';
const date = '20231114';
const region = 'us-east-1';
const now = 1_700_000_000_000;
const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), 's3'), 'aws4_request');

/** A request whose body comes in those chunks, signed as the SDKs sign it. */
function streamed(
  chunks: readonly Buffer[],
  kind: string,
  trailers: readonly [string, string][] = [],
  announced = trailers.map(([name]) => name).join(),
) {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const plain: Record<string, string> = { host: 'localhost', 'x-amz-decoded-content-length': String(length) };
  if (trailers.length > 0) plain['x-amz-trailer'] = announced;
  const bare = { method: 'PUT', path: '/b/k', query: '', headers: plain, payloadHash: kind };
  const headers = signRequest(bare, { accessKeyId: 'AK', secret, region, service: 's3', now, rules: S3_RULES });
  const request = { method: 'PUT', path: '/b/k', query: '', headers };
  const signature = parseSignature(request);
  assert.ok(!isAuthFailure(signature) && signature.kind !== 'anonymous');
  const isSigned = kind.includes('HMAC');
  const scope = `${signature.amzDate}\n${date}/${region}/s3/aws4_request`;
  let before = signature.signature;
  const parts: Buffer[] = [];
  for (const chunk of [...chunks, Buffer.alloc(0)]) {
    const toSign = `AWS4-HMAC-SHA256-PAYLOAD\n${scope}\n${before}\n${sha256('')}\n${sha256(chunk)}`;
    if (isSigned) before = hmac(key, toSign).toString('hex');
    parts.push(Buffer.from(chunk.length.toString(16) + (isSigned ? `;chunk-signature=${before}` : '') + '\r\n'), chunk);
    if (chunk.length > 0) parts.push(Buffer.from('\r\n'));
  }
  const lines = trailers.map(([name, value]) => `${name}:${value}`);
  if (isSigned && kind.endsWith('TRAILER')) {
    const hash = sha256(lines.map((line) => `${line}\n`).join(''));
    lines.push(
      `x-amz-trailer-signature:${hmac(key, `AWS4-HMAC-SHA256-TRAILER\n${scope}\n${before}\n${hash}`).toString('hex')}`,
    );
  }
  parts.push(Buffer.from([...lines, '', ''].join('\r\n')));
  return { request, signature, body: Buffer.concat(parts) };
}

const read = ({ request, signature, body }: ReturnType<typeof streamed>) =>
  readStreamedPayload(request, body, { signature: signature as RequestSignature, secret });
const refusedAs = (code: string) => (error: unknown) => error instanceof AwsError && error.code === code;

const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const kinds = [SIGNED, `${SIGNED}-TRAILER`, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];
const large = Buffer.alloc(8192, 'x');

test('chunks of every kind come together, with their trailers', () => {
  for (const kind of kinds) {
    const trailers: [string, string][] = kind.endsWith('TRAILER') ? [['x-amz-checksum-crc32', 'AAAAAA==']] : [];
    const sent = streamed([large, large, Buffer.from('end')], kind, trailers);
    assert.deepEqual(read(sent), {
      body: Buffer.concat([large, large, Buffer.from('end')]),
      trailers: Object.fromEntries(trailers),
    });
    assert.deepEqual(read(streamed([], kind, trailers))?.body, Buffer.alloc(0));
  }
});

test('a body without chunks is left alone', () => {
  const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  assert.equal(readStreamedPayload({ method: 'PUT', path: '/', query: '', headers }, large, undefined), undefined);
});

test('whatever is changed on the way is noticed', () => {
  const sent = streamed([large, Buffer.from('end')], `${SIGNED}-TRAILER`, [['x-amz-checksum-crc32', 'AAAAAA==']]);
  for (const at of [100, 8000, sent.body.indexOf('end'), sent.body.indexOf('AAAA')]) {
    const body = Buffer.from(sent.body);
    body[at] = (body[at] ?? 0) ^ 1;
    assert.throws(() => read({ ...sent, body }), refusedAs('SignatureDoesNotMatch'), String(at));
  }
  const swapped = streamed([Buffer.alloc(8192, 'a'), Buffer.alloc(8192, 'b')], SIGNED);
  const [first, second] = [swapped.body.subarray(0, 8192 + 89), swapped.body.subarray(8192 + 89, 2 * (8192 + 89))];
  const rest = swapped.body.subarray(2 * (8192 + 89));
  assert.throws(
    () => read({ ...swapped, body: Buffer.concat([second, first, rest]) }),
    refusedAs('SignatureDoesNotMatch'),
  );
});

test('what is not whole is refused', () => {
  for (const kind of kinds) {
    const sent = streamed([large, Buffer.from('end')], kind);
    for (const length of [0, 5, 4000, 8192 + 5, sent.body.indexOf('end') + 1])
      assert.throws(() => read({ ...sent, body: sent.body.subarray(0, length) }), refusedAs('IncompleteBody'));
    const { 'x-amz-decoded-content-length': _length, ...headers } = sent.request.headers;
    assert.throws(() => read({ ...sent, request: { ...sent.request, headers } }), refusedAs('MissingContentLength'));
    const shorter = { ...headers, 'x-amz-decoded-content-length': '1' };
    assert.throws(() => read({ ...sent, request: { ...sent.request, headers: shorter } }), refusedAs('IncompleteBody'));
  }
  assert.throws(() => read(streamed([Buffer.from('a'), large], SIGNED)), refusedAs('InvalidChunkSizeError'));
});

test('nothing but an error comes of noise', () => {
  const sent = streamed([large], 'STREAMING-UNSIGNED-PAYLOAD-TRAILER');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      assert.throws(() => read({ ...sent, body: Buffer.from(noise) }), AwsError);
    }),
  );
});

test('trailers are the check sums that were announced, and nothing else', () => {
  const sum: [string, string] = ['x-amz-checksum-crc32', 'AAAAAA=='];
  const other: [string, string] = ['x-amz-meta-owner', 'me'];
  for (const kind of kinds.filter((name) => name.endsWith('TRAILER'))) {
    const trailed = (trailers: [string, string][], announced: string) => () =>
      read(streamed([large], kind, trailers, announced));
    assert.throws(trailed([sum, other], sum[0]), refusedAs('MalformedTrailerError'));
    assert.throws(trailed([sum], ''), refusedAs('MalformedTrailerError'));
    assert.throws(trailed([sum], 'x-amz-checksum-sha1'), refusedAs('MalformedTrailerError'));
    assert.throws(trailed([sum, other], `${sum[0]},${other[0]}`), refusedAs('InvalidRequest'));
    assert.deepEqual(trailed([sum], ' X-Amz-Checksum-CRC32 ')()?.trailers, { 'x-amz-checksum-crc32': 'AAAAAA==' });
  }
});
