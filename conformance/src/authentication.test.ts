import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { presignRequest } from '@paddock/wire';
import { createSdk, jsonType, startPaddock, type Answer, type RawRequest } from './harness.js';

const paddock = await startPaddock();
const { raw, url } = paddock;
after(() => paddock.close());

const headers = { 'content-type': jsonType, 'x-amz-target': 'Kinesis_20131202.ListStreams' };
const list = (request: RawRequest): Promise<Answer> =>
  raw.send({ body: '{}', ...request, headers: { ...headers, ...request.headers } });

/** Changes the headers that a correct signature has. */
async function tampered(
  change: (signed: Record<string, string>) => Record<string, string>,
  body = '{}',
): Promise<Answer> {
  const { signRequest } = await import('@paddock/wire');
  const request = {
    method: 'POST',
    path: '/',
    query: '',
    headers: { host: new URL(url).host, ...headers },
    body: '{}',
  };
  const signed = signRequest(request, {
    accessKeyId: 'test',
    secret: 'test',
    region: 'us-east-1',
    service: 'kinesis',
    now: Date.now(),
  });
  return raw.exchange('POST', '/', change(signed as Record<string, string>), body);
}

function assertRefused({ status, json }: Answer, code: string, message: string | RegExp): void {
  assert.equal(json?.['__type'], code, JSON.stringify(json));
  if (typeof message === 'string') assert.equal(json['message'], message);
  else assert.match(String(json['message']), message);
  assert.equal(status, 400);
}

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. ' +
  'Consult the service documentation for details.';
const unknown = 'The security token included in the request is invalid.';

describe('a request that is signed', () => {
  it('in headers is taken', async () => {
    assert.equal((await list({})).status, 200);
  });

  it('in the query is taken', async () => {
    const request = { method: 'POST', path: '/', query: '', headers: { host: new URL(url).host }, body: '{}' };
    const query = presignRequest(
      request,
      { accessKeyId: 'test', secret: 'test', region: 'us-east-1', service: 'kinesis', now: Date.now() },
      60,
    );
    const { status } = await raw.exchange('POST', `/?${query}`, { host: new URL(url).host, ...headers }, '{}');
    assert.equal(status, 200);
  });

  it('by nobody is refused', async () => {
    assertRefused(await list({ sign: false }), 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  });

  it('by an unknown key, or a key with a token that nobody gave, is refused', async () => {
    assertRefused(
      await list({ sign: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }),
      'UnrecognizedClientException',
      unknown,
    );
    const stranger = createSdk(url, { credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' } });
    await assert.rejects(stranger.listStreams({}), { name: 'UnrecognizedClientException', message: unknown });
    stranger.destroy();
  });

  it('with another secret is refused', async () => {
    assertRefused(await list({ sign: { secret: 'TEST' } }), 'InvalidSignatureException', mismatch);
  });

  it('is refused once anything that was signed is changed', async () => {
    assertRefused(await tampered((signed) => signed, '{"Limit":1}'), 'InvalidSignatureException', mismatch);
    assertRefused(
      await tampered((signed) => ({ ...signed, 'x-amz-target': 'Kinesis_20131202.DescribeLimits' })),
      'InvalidSignatureException',
      mismatch,
    );
    assertRefused(
      await tampered(({ authorization = '', ...rest }) => ({
        ...rest,
        authorization: authorization.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      })),
      'InvalidSignatureException',
      mismatch,
    );
    assertRefused(
      await tampered(({ authorization = '', ...rest }) => ({
        ...rest,
        authorization: authorization.replace('us-east-1', 'us-west-2'),
      })),
      'InvalidSignatureException',
      mismatch,
    );
  });

  it('too long ago, or in the future, is refused', async () => {
    assertRefused(
      await list({ sign: { now: Date.now() - 400_000 } }),
      'InvalidSignatureException',
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    );
    assertRefused(
      await list({ sign: { now: Date.now() + 400_000 } }),
      'InvalidSignatureException',
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
    );
  });

  it('for another service is refused', async () => {
    assertRefused(
      await list({ sign: { service: 'dynamodb' } }),
      'InvalidSignatureException',
      /^Credential should be scoped to correct service: 'kinesis'\./,
    );
  });

  it('has its region from the scope', async () => {
    const { json } = await raw.call(
      'ListShards',
      { StreamName: 'a', ShardFilter: { Type: 'AT_LATEST' } },
      { sign: { region: 'eu-west-3' } },
    );
    assert.equal(json?.['__type'], 'ResourceNotFoundException');
    assertRefused(
      await list({ sign: { region: 'middle-earth' } }),
      'InvalidSignatureException',
      /^Credential should be scoped to a valid [Rr]egion, not 'middle-earth'/,
    );
  });

  it('both ways is refused', async () => {
    const { json } = await raw.send({ path: '/?X-Amz-Algorithm=AWS4-HMAC-SHA256', body: '{}', headers });
    assert.deepEqual(json, {
      __type: 'InvalidSignatureException',
      message: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    });
  });

  it('in parts is refused, and each missing part named', async () => {
    const authorize = (authorization: string, more: Record<string, string> = {}) =>
      list({ sign: false, headers: { authorization, ...more } });
    const hash = (text: string) => createHash('sha256').update(text).digest('base64');
    for (const authorization of [
      'AWS4-HMAC-SHA256 Credential=a',
      'AWS4-HMAC-SHA256 Signature=b',
      'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=c',
    ]) {
      const { json } = await authorize(authorization);
      assert.equal(json?.['__type'], 'IncompleteSignatureException');
      const message = String(json['message']);
      for (const part of ['Credential', 'Signature', 'SignedHeaders']) {
        assert.equal(
          message.includes(`Authorization header requires '${part}' parameter. `),
          !authorization.includes(`${part}=`),
          message,
        );
      }
      assert.ok(
        message.includes("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "),
        message,
      );
      assert.ok(
        message.endsWith(`Authorization=${authorization}`) || message.endsWith(`Authorization=${hash(authorization)}`),
        message,
      );
    }
    const query = await list({ sign: false, path: '/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a' });
    assert.equal(query.json?.['__type'], 'IncompleteSignatureException');
    const message = String(query.json?.['message']);
    for (const part of ['X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date']) {
      assert.ok(message.includes(`AWS query-string parameters must include '${part}'. `), message);
    }
    assert.ok(message.endsWith('Re-examine the query-string parameters.'), message);
  });

  it('is asked for after the operation is known, and before anything else', async () => {
    const { json } = await raw.call('Nothing', {}, { sign: false });
    assert.deepEqual(json, { __type: 'UnknownOperationException' });
  });
});

describe('--auth relaxed', () => {
  it('takes any key, and none', async () => {
    const relaxed = await startPaddock({ auth: 'relaxed' });
    try {
      const stranger = createSdk(relaxed.url, {
        credentials: { accessKeyId: 'anything', secretAccessKey: 'goes' },
        region: 'eu-central-1',
      });
      await stranger.createStream({ StreamName: 'a', ShardCount: 1 });
      const { StreamDescriptionSummary } = await stranger.describeStreamSummary({ StreamName: 'a' });
      assert.equal(StreamDescriptionSummary?.StreamARN, 'arn:aws:kinesis:eu-central-1:000000000000:stream/a');
      stranger.destroy();
      const unsigned = await relaxed.raw.call('ListStreams', {}, { sign: false });
      assert.deepEqual(unsigned.json?.['StreamNames'], []);
    } finally {
      await relaxed.close();
    }
  });
});
