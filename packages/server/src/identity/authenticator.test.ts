import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AwsError,
  jsonProtocol,
  presignRequest,
  queryProtocol,
  restJsonProtocol,
  signRequest,
  structure,
  type Protocol,
  type WireRequest,
} from '@paddock/wire';
import type { Identified } from '../identify.js';
import { seededRandom } from '../runtime/random.js';
import { Authenticator } from './authenticator.js';
import { firstOf, rootCredentials, sessionCredentials } from './credentials.js';
import { rootPrincipal, type Principal } from './principal.js';
import { Sessions } from './sessions.js';

const account = '123456789012';
const now = 1_700_000_000_000;
const random = seededRandom(1);
const sessions = new Sessions(random.bytes(32), random);
const rootKey = { account, accessKeyId: 'AKIDROOT', secret: 'secret' };
const alice: Omit<Principal, 'accessKeyId'> = {
  kind: 'user',
  account,
  arn: `arn:aws:iam::${account}:user/alice`,
  userId: 'AIDAALICE',
  userName: 'alice',
  session: { from: 'GetSessionToken', issuedAt: now, expiresAt: now + 3_600_000 },
};

function authenticator({ relaxed = false, serverTime = now } = {}): Authenticator {
  return new Authenticator({
    credentials: firstOf([rootCredentials([rootKey]), sessionCredentials(sessions)]),
    relaxedAccount: relaxed ? account : undefined,
    serverTime: () => serverTime,
  });
}

const json = jsonProtocol({ version: '1.1' });
const query = queryProtocol();

function target(protocol: Protocol = json, unsigned = false): Identified {
  return {
    protocol,
    service: {
      name: 'kinesis',
      signingName: 'kinesis',
      protocols: new Map(),
      operations: new Map(),
      start: () => Promise.resolve(),
      drain: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    },
    operation: {
      name: 'ListStreams',
      input: structure('In', {}),
      output: undefined,
      errors: [],
      ...(unsigned ? { unsigned: true } : {}),
      needs: () => [],
      run: () => undefined,
    },
  };
}

interface Signer {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly sessionToken?: string;
  readonly region?: string;
}

const bare = { method: 'POST', path: '/', query: '', headers: { host: 'localhost:4566' } };

function wire(head: Partial<WireRequest>, body = '{}'): WireRequest {
  return {
    ...bare,
    http: '1.1',
    remoteAddress: '127.0.0.1',
    body: Buffer.from(body),
    onClose: () => undefined,
    ...head,
  } as WireRequest;
}
function signed(signer: Signer, body = '{}'): WireRequest {
  const headers = signRequest({ ...bare, body }, { region: 'eu-west-1', service: 'kinesis', now, ...signer });
  return wire({ headers: headers as Record<string, string> }, body);
}
function issued(): Signer & { readonly sessionToken: string } {
  const { accessKeyId, secretAccessKey, sessionToken } = sessions.issue(alice);
  return { accessKeyId, secret: secretAccessKey, sessionToken };
}

function refused(call: () => unknown, code: string, status: number, message?: RegExp): void {
  assert.throws(call, (error: unknown) => {
    assert.ok(error instanceof AwsError, String(error));
    assert.deepEqual([error.code, error.status], [code, status]);
    if (message) assert.match(error.message, message);
    return true;
  });
}

describe('strict', () => {
  const auth = authenticator();

  test('root and sessions are whom their keys name, in the region of the signature', () => {
    assert.deepEqual(auth.authenticate(signed(rootKey), target(), now), {
      principal: rootPrincipal(account, 'AKIDROOT'),
      region: 'eu-west-1',
    });
    const signer = issued();
    const { principal } = auth.authenticate(signed(signer), target(), now);
    assert.deepEqual(principal, { ...alice, accessKeyId: signer.accessKeyId });
    assert.equal(auth.authenticate(signed(signer), target(), now).principal, principal, 'the same object each time');
  });

  test('a presigned request carries its token in the query', () => {
    const { sessionToken, ...signer } = issued();
    const head = { method: 'GET', path: '/', query: 'Action=GetCallerIdentity', headers: { host: 'localhost:4566' } };
    const queryText = presignRequest(
      { ...head, body: '' },
      { ...signer, sessionToken, region: 'us-east-1', service: 'kinesis', now },
      60,
    );
    const request = wire({ ...head, query: queryText }, '');
    assert.equal(auth.authenticate(request, target(), now).principal.userName, 'alice');
  });

  test('unknown keys, wrong secrets, other bodies', () => {
    refused(
      () => auth.authenticate(signed({ ...rootKey, accessKeyId: 'AKIDNONE' }), target(), now),
      'UnrecognizedClientException',
      400,
    );
    refused(
      () => auth.authenticate(signed({ ...rootKey, secret: 'x' }), target(), now),
      'InvalidSignatureException',
      400,
    );
    const request = { ...signed(rootKey), body: Buffer.from('{"a":1}') };
    refused(() => auth.authenticate(request, target(), now), 'InvalidSignatureException', 400);
    refused(() => auth.authenticate(wire({}), target(), now), 'MissingAuthenticationTokenException', 400);
  });

  test('REST services forbid', () => {
    const rest = target(restJsonProtocol());
    refused(() => auth.authenticate(signed({ ...rootKey, secret: 'x' }), rest, now), 'InvalidSignatureException', 403);
    refused(() => auth.authenticate(wire({}), rest, now), 'MissingAuthenticationTokenException', 403);
  });

  test('tokens: none, another’s, tampered with, swapped after signing', () => {
    const [one, two] = [issued(), issued()];
    const { sessionToken: token, ...without } = one;
    const middle = Math.floor(token.length / 2);
    const tampered = token.slice(0, middle) + (token[middle] === 'A' ? 'B' : 'A') + token.slice(middle + 1);
    for (const signer of [without, { ...one, sessionToken: two.sessionToken }, { ...one, sessionToken: tampered }])
      refused(
        () => auth.authenticate(signed(signer), target(), now),
        'UnrecognizedClientException',
        400,
        /^The security token included in the request is invalid/,
      );
    const request = signed(one);
    const swapped = { ...request, headers: { ...request.headers, 'x-amz-security-token': two.sessionToken } };
    refused(() => auth.authenticate(swapped, target(), now), 'UnrecognizedClientException', 400);
    refused(
      () => auth.authenticate(signed({ ...one, secret: two.secret }), target(), now),
      'InvalidSignatureException',
      400,
    );
  });

  test('a session ends by the server’s time, a signature by the real one', () => {
    const request = signed(issued());
    const later = authenticator({ serverTime: now + 3_600_000 });
    const text = /^The security token included in the request is expired$/;
    refused(() => later.authenticate(request, target(), now), 'ExpiredTokenException', 400, text);
    assert.ok(authenticator({ serverTime: now + 3_599_999 }).authenticate(request, target(), now));
    refused(
      () => auth.authenticate(request, target(), now + 3_600_000),
      'InvalidSignatureException',
      400,
      /^Signature expired/,
    );
  });

  test('Query services name the same errors otherwise', () => {
    const of =
      (request: WireRequest, authenticates = auth) =>
      () =>
        authenticates.authenticate(request, target(query), now);
    refused(of(signed({ ...rootKey, accessKeyId: 'AKIDNONE' })), 'InvalidClientTokenId', 403);
    refused(of(signed({ ...rootKey, secret: 'x' })), 'SignatureDoesNotMatch', 403);
    refused(of(signed(issued()), authenticator({ serverTime: now + 3_600_000 })), 'ExpiredToken', 403);
    refused(of(wire({})), 'MissingAuthenticationToken', 403, /^Request is missing Authentication Token$/);
  });

  test('what needs no signature has nobody for a sender, signed or not', () => {
    const open = target(json, true);
    assert.deepEqual(auth.authenticate(wire({}), open, now), {
      principal: { kind: 'anonymous', account: '', arn: '', accessKeyId: '', userId: '' },
      region: 'us-east-1',
    });
    for (const request of [signed(rootKey), signed({ ...rootKey, secret: 'x' })]) {
      const { principal, region } = auth.authenticate(request, open, now);
      assert.deepEqual([principal.kind, region], ['anonymous', 'eu-west-1']);
    }
    const malformed = wire({ headers: { host: 'localhost', authorization: 'AWS4-HMAC-SHA256 nonsense' } });
    assert.equal(auth.authenticate(malformed, open, now).region, 'us-east-1');
  });
});

describe('relaxed', () => {
  const auth = authenticator({ relaxed: true });
  const who = (request: WireRequest, authenticates = auth) => authenticates.authenticate(request, target(), now);

  test('everyone is root: unknown keys, wrong secrets, no signature at all', () => {
    for (const request of [
      signed({ ...rootKey, secret: 'x' }),
      signed({ accessKeyId: 'anything', secret: 'x' }),
      wire({}),
    ]) {
      const { principal } = who(request);
      assert.deepEqual([principal.kind, principal.account], ['root', account]);
    }
    assert.equal(who(signed({ accessKeyId: 'anything', secret: 'x' })).principal.accessKeyId, 'anything');
    assert.equal(who(signed({ ...rootKey, region: 'nowhere' })).region, 'us-east-1');
    assert.equal(who(signed({ ...rootKey, region: 'ap-south-1' })).region, 'ap-south-1');
  });

  test('but a session is whose it is, for as long as it lasts', () => {
    const signer = issued();
    assert.equal(who(signed({ ...signer, secret: 'x' })).principal.userName, 'alice');
    assert.equal(
      who(signed(signer), authenticator({ relaxed: true, serverTime: now + 3_600_000 })).principal.kind,
      'root',
    );
    assert.equal(who(signed({ ...signer, sessionToken: 'token' })).principal.kind, 'root');
  });
});
