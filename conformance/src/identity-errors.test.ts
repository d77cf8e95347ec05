import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { signRequest, type Signer } from '@paddock/wire';
import {
  allow,
  formType,
  Identities,
  iamVersion,
  jsonType,
  rootKeys,
  signerOf,
  startPaddock,
  stsVersion,
  xmlText,
  type Answer,
  type Keys,
  type RawRequest,
  type Someone,
} from './harness.js';

const paddock = await startPaddock();
const { raw, control, url } = paddock;
const identities = new Identities(paddock);
after(async () => {
  identities.close();
  await paddock.close();
});

/** A service as it tells what is wrong with a signature. */
interface Dialect {
  readonly service: string;
  /** A request that every caller with these permissions may make. */
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
  readonly anotherBody: string;
  /** Whether `Code` and `Message` stand in XML. */
  readonly isQuery: boolean;
  /** How far a client's clock may be off. */
  readonly minutes: number;
}

const json = (target: string) => ({ headers: { 'content-type': jsonType, 'x-amz-target': target }, body: '{}' });
const form = (body: string) => ({ headers: { 'content-type': formType }, body });

const dialects: readonly Dialect[] = [
  {
    service: 'kinesis',
    request: json('Kinesis_20131202.ListStreams'),
    anotherBody: '{"Limit":1}',
    isQuery: false,
    minutes: 5,
  },
  {
    service: 'cognito-identity',
    request: { ...json('AWSCognitoIdentityService.ListIdentityPools'), body: '{"MaxResults":1}' },
    anotherBody: '{"MaxResults":2}',
    isQuery: false,
    minutes: 5,
  },
  {
    service: 'iam',
    request: form(`Action=ListUsers&Version=${iamVersion}`),
    anotherBody: `Action=ListRoles&Version=${iamVersion}`,
    isQuery: true,
    minutes: 15,
  },
  {
    service: 'sts',
    request: form(`Action=GetCallerIdentity&Version=${stsVersion}`),
    anotherBody: `Action=GetSessionToken&Version=${stsVersion}`,
    isQuery: true,
    minutes: 15,
  },
];

/** JSON's names of what is wrong, and those of the Query protocol, which answers 403 but for a signature that is not whole. */
const queryCodes: Readonly<Record<string, string>> = {
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
};

function assertRefused({ isQuery }: Dialect, answer: Answer, code: string, message: RegExp): void {
  const [given, text] = isQuery
    ? [xmlText(answer, 'Code'), xmlText(answer, 'Message')]
    : [answer.json?.['__type'], answer.json?.['message']];
  assert.equal(given, isQuery ? queryCodes[code] : code, answer.text);
  assert.match(String(text), message);
  assert.equal(answer.status, isQuery && code !== 'IncompleteSignatureException' ? 403 : 400);
  if (isQuery) assert.equal(xmlText(answer, 'Type'), 'Sender');
}

const mismatch =
  /^The request signature we calculated does not match the signature you provided\. Check your AWS Secret Access Key and signing method\. Consult the service documentation for details\.$/;
// STS has been seen with and without the full stop.
const unknown = /^The security token included in the request is invalid\.?$/;
const expired = /^The security token included in the request is expired$/;

const sessionOf = async (DurationSeconds = 3600): Promise<Someone> => {
  const everything = await identities.newRole({ AWS: '000000000000' }, [allow('*')]);
  const user = await identities.newUser(allow('*'));
  return identities.assume(user.keys, everything.arn, { DurationSeconds });
};

const [session, otherSession] = [await sessionOf(), await sessionOf()];
const [user, otherUser] = [await identities.newUser(allow('*')), await identities.newUser(allow('*'))];
const foreign = await startPaddock();
const foreignIdentities = new Identities(foreign);
const foreignRole = await foreignIdentities.newRole({ AWS: '000000000000' });
const foreignUser = await foreignIdentities.newUser(allow('*'));
const foreignSession = await foreignIdentities.assume(foreignUser.keys, foreignRole.arn);
foreignIdentities.close();
await foreign.close();

for (const dialect of dialects) {
  const { service, request, isQuery, minutes, anotherBody } = dialect;
  const send = (more: RawRequest = {}): Promise<Answer> =>
    raw.send({
      ...request,
      ...more,
      headers: { ...request.headers, ...more.headers },
      ...(more.sign === false ? {} : { sign: { service, ...more.sign } }),
    });
  const by = (keys: Keys, sign: Partial<Signer> = {}): Promise<Answer> =>
    send({ sign: { ...signerOf(keys), ...sign } });
  /** Signs the request, and sends it with other headers or another body than were signed. */
  const altered = (
    change: (signed: Record<string, string>) => Record<string, string>,
    {
      keys = user.keys,
      body = request.body,
      extra = {},
    }: { keys?: Keys; body?: string; extra?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const headers = { host: new URL(url).host, ...request.headers, ...extra };
    const signer = { region: 'us-east-1', service, now: Date.now(), accessKeyId: '', secret: '', ...signerOf(keys) };
    const signed = signRequest({ method: 'POST', path: '/', query: '', headers, body: request.body }, signer);
    return raw.exchange('POST', '/', change(signed as Record<string, string>), body);
  };
  const without =
    (name: string) =>
    ({ [name]: _removed, ...rest }: Record<string, string>): Record<string, string> =>
      rest;
  const refused = (answer: Answer, code: string, message: RegExp) => assertRefused(dialect, answer, code, message);

  describe(`${service} refuses`, () => {
    it('nothing of what follows where nothing is wrong', async () => {
      for (const keys of [rootKeys, user.keys, session.keys]) assert.equal((await by(keys)).status, 200);
      assert.equal((await altered((signed) => signed)).status, 200);
    });

    it('a request that nobody signed', async () => {
      const text = isQuery ? /^Request is missing Authentication Token$/ : /^Missing Authentication Token$/;
      refused(await send({ sign: false }), 'MissingAuthenticationTokenException', text);
    });

    it('an unknown key, and another secret', async () => {
      const nobody = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: user.keys.secretAccessKey };
      refused(await by(nobody), 'UnrecognizedClientException', unknown);
      for (const secretAccessKey of [
        '',
        'x',
        `${user.keys.secretAccessKey} `,
        user.keys.secretAccessKey.toLowerCase(),
      ]) {
        refused(await by({ ...user.keys, secretAccessKey }), 'InvalidSignatureException', mismatch);
      }
      const lower = { ...user.keys, accessKeyId: user.keys.accessKeyId.toLowerCase() };
      refused(await by(lower), 'UnrecognizedClientException', unknown);
    });

    it('a token wherever it was tampered with', async () => {
      const token = session.keys.sessionToken ?? '';
      const length = token.length;
      // Of label, nonce, content and seal: the first, some in the middle, the last, each by one bit.
      for (const place of [0, 5, 10, 12, 26, 28, 60, length >> 1, length - 30, length - 22, length - 12, length - 5]) {
        const sessionToken = withOtherDigit(token, place);
        refused(await by({ ...session.keys, sessionToken }), 'UnrecognizedClientException', unknown);
      }
      const others = [
        token.slice(0, -4),
        token.slice(4),
        `${token}AAAA`,
        `${token}=`,
        token + token,
        token.toLowerCase(),
        token.replaceAll('=', '').slice(0, 40),
        'x',
        Buffer.from('{"secret":"x"}').toString('base64'),
      ];
      for (const sessionToken of others) {
        refused(await by({ ...session.keys, sessionToken }), 'UnrecognizedClientException', unknown);
      }
    });

    it("a token with another's key, a key without its token, a token with another's secret", async () => {
      const sessionToken = otherSession.keys.sessionToken ?? '';
      const { accessKeyId, secretAccessKey } = session.keys;
      refused(await by({ ...session.keys, sessionToken }), 'UnrecognizedClientException', unknown);
      refused(await by({ accessKeyId, secretAccessKey }), 'UnrecognizedClientException', unknown);
      refused(await by({ ...user.keys, sessionToken }), 'UnrecognizedClientException', unknown);
      const mixed = { ...session.keys, secretAccessKey: otherSession.keys.secretAccessKey };
      refused(await by(mixed), 'InvalidSignatureException', mismatch);
      refused(await by(foreignSession.keys), 'UnrecognizedClientException', unknown);
    });

    it(`a clock that is off by more than ${minutes} minutes, either way`, async () => {
      const off = (seconds: number) => by(user.keys, { now: Date.now() + seconds * 1000 });
      const edge = minutes * 60;
      assert.equal((await off(-edge + 30)).status, 200);
      assert.equal((await off(edge - 30)).status, 200);
      const stamp = '\\d{8}T\\d{6}Z';
      refused(
        await off(-edge - 30),
        'InvalidSignatureException',
        new RegExp(`^Signature expired: ${stamp} is now earlier than ${stamp} \\(${stamp} - ${minutes} min\\.\\)$`),
      );
      refused(
        await off(edge + 30),
        'InvalidSignatureException',
        new RegExp(
          `^Signature not yet current: ${stamp} is still later than ${stamp} \\(${stamp} \\+ ${minutes} min\\.\\)$`,
        ),
      );
    });

    it('no replay within that time, as AWS does not, and every one after it', async () => {
      let kept: Record<string, string> = {};
      const first = await altered((signed) => (kept = signed));
      const again = await altered(() => kept);
      assert.deepEqual([first.status, again.status], [200, 200]);
      const late = Date.now() - (minutes + 1) * 60_000;
      for (let round = 0; round < 2; round++) {
        refused(await by(user.keys, { now: late }), 'InvalidSignatureException', /^Signature expired: /);
      }
      const moved = (signed: Record<string, string>) => ({
        ...signed,
        'x-amz-date': laterBy(signed['x-amz-date'], 60),
      });
      refused(await altered(moved), 'InvalidSignatureException', mismatch);
    });

    it('what was signed and then removed', async () => {
      const extra = { 'x-amz-extra': 'a' };
      assert.equal((await altered((signed) => signed, { extra })).status, 200);
      refused(await altered(without('x-amz-extra'), { extra }), 'InvalidSignatureException', mismatch);
      refused(
        await altered(
          ({ authorization = '', ...rest }) => ({
            ...rest,
            authorization: authorization.replace(/;?x-amz-extra/, ''),
          }),
          { extra },
        ),
        'InvalidSignatureException',
        mismatch,
      );
      refused(await altered(without('authorization')), 'MissingAuthenticationTokenException', /Authentication Token$/);
      refused(
        await altered(without('x-amz-security-token'), { keys: session.keys }),
        'UnrecognizedClientException',
        unknown,
      );
      const headless = await altered(without('x-amz-date'));
      refused(headless, 'IncompleteSignatureException', /'X-Amz-Date' or a 'Date' header/);
    });

    it('what was signed and then changed', async () => {
      refused(await altered((signed) => signed, { body: anotherBody }), 'InvalidSignatureException', mismatch);
      refused(
        await altered((signed) => signed, { body: `${request.body}${isQuery ? '&a=b' : ' '}` }),
        'InvalidSignatureException',
        mismatch,
      );
      const change = (name: string, value: (text: string) => string) => (signed: Record<string, string>) => ({
        ...signed,
        [name]: value(signed[name] ?? ''),
      });
      const changes = [
        change('content-type', (type) => `${type.split(';')[0]}; charset=latin1`),
        change('authorization', (text) => text.replace('/us-east-1/', '/eu-west-1/')),
        change('authorization', (text) => text.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))),
        change('authorization', (text) => text.replace(/Signature=.*$/, `Signature=${'0'.repeat(64)}`)),
        change('authorization', (text) => text.replace(/Signature=.*$/, 'Signature=é')),
        change('authorization', (text) => text.replace(user.keys.accessKeyId, otherUser.keys.accessKeyId)),
      ];
      for (const changed of changes) refused(await altered(changed), 'InvalidSignatureException', mismatch);
      refused(
        await altered(change('authorization', (text) => text.replace(user.keys.accessKeyId, session.keys.accessKeyId))),
        'UnrecognizedClientException',
        unknown,
      );
    });

    it('a signature for another service or region', async () => {
      const other = service === 'iam' ? 'sts' : 'iam';
      const text = new RegExp(`^Credential should be scoped to correct service: '${service}'\\.`);
      refused(await by(user.keys, { service: other }), 'InvalidSignatureException', text);
      refused(
        await by(user.keys, { region: 'nowhere' }),
        'InvalidSignatureException',
        /^Credential should be scoped to a valid [Rr]egion, not 'nowhere'/,
      );
    });
  });
}

/** Another digit with one bit changed, so that the text stays base64. */
function withOtherDigit(text: string, place: number): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const digit = digits.charAt(digits.indexOf(text.charAt(place)) ^ 32);
  return text.slice(0, place) + digit + text.slice(place + 1);
}

/** @param stamp `20260102T030405Z` */
function laterBy(stamp = '', seconds: number): string {
  const iso = stamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5');
  return new Date(Date.parse(iso) + seconds * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

describe('an expired token is told as such', () => {
  for (const dialect of dialects) {
    const { service, request } = dialect;
    void it(service, async () => {
      await control.freeze();
      try {
        const keys = (await sessionOf(900)).keys;
        const by = (more: Keys) => raw.send({ ...request, sign: { service, ...signerOf(more) } });
        await control.advance(898_000);
        assert.equal((await by(keys)).status, 200);
        await control.advance(2_000);
        const late = await by(keys);
        assertRefused(dialect, late, 'ExpiredTokenException', expired);
        assertRefused(dialect, await by({ ...keys, secretAccessKey: 'x' }), 'ExpiredTokenException', expired);
        const tampered = { ...keys, sessionToken: withOtherDigit(keys.sessionToken ?? '', 40) };
        assertRefused(dialect, await by(tampered), 'UnrecognizedClientException', unknown);
      } finally {
        await control.release();
      }
    });
  }
});
