import assert from 'node:assert/strict';
import { createHmac, createPublicKey } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { OidcKeys } from '../../../identity/oidc-keys.js';
import { openIdIssuer } from '../../../identity/open-id-keys.js';
import { anonymous } from '../../../identity/principal.js';
import { home, policyText, allows, refused, testSts, testStart, trusts, type TestSts } from '../testing.js';
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity.js';
import { assumeRole } from './assume-role.js';

const now = testStart / 1000;
const issuer = 'https://login.example.com/rides';
const url = 'login.example.com/rides';
const withToken = 'sts:AssumeRoleWithWebIdentity';
const every = [withToken, 'sts:TagSession', 'sts:SetSourceIdentity'];
const pool = 'us-east-1:0f3c5d1e-2b4a-4c8d-9e6f-7a1b2c3d4e5f';
const cognito = 'cognito-identity.amazonaws.com';
const claims = { iss: issuer, sub: 'rider-1', aud: 'client-1', exp: now + 600, iat: now };
const guest = {
  iss: openIdIssuer,
  sub: 'us-east-1:guest',
  aud: pool,
  amr: ['unauthenticated'],
  exp: now + 600,
  iat: now,
};

let key: CryptoKey;
let jwk: JWK;
let strange: CryptoKey;
let ec: CryptoKey;
let keys: OidcKeys;

before(async () => {
  const [pair, other, curve] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('ES256', { extractable: true }),
  ]);
  key = pair.privateKey;
  strange = other.privateKey;
  ec = curve.privateKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one' };
  const set = [jwk, { ...(await exportJWK(curve.publicKey)), kid: 'two' }];
  const google = 'https://accounts.google.com';
  keys = new OidcKeys({ [issuer]: { keys: set }, [google]: { keys: set } });
});

const sign = (payload: JWTPayload, header: { alg?: string; kid?: string } = { kid: 'one' }, by: CryptoKey = key) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', ...header }).sign(by);

const asked = (RoleArn: string, WebIdentityToken: string, more: object = {}) => ({
  RoleArn,
  RoleSessionName: 'ride',
  WebIdentityToken,
  ...more,
});
const take = (sts: TestSts, arn: string, token: string, more: object = {}) =>
  sts.call(assumeRoleWithWebIdentity, asked(arn, token, more), anonymous);

/** With a provider, and a role that trusts those of its tokens that are for the first client. */
async function setUp() {
  const sts = await testSts({ oidcKeys: keys });
  const provider = await sts.oidcProvider(url, ['client-0', 'client-1']);
  const arn = await sts.role(
    'riders',
    [trusts({ Federated: provider }, { Condition: { StringEquals: { [`${url}:aud`]: 'client-1' } } }, every)],
    { maxSessionDuration: 7200 },
  );
  return { sts, provider, arn };
}

describe('Cognito’s tokens', () => {
  test('a guest gets the role that trusts guests of that pool', async () => {
    const sts = await testSts();
    const forGuests = (aud: string) => ({
      Condition: {
        StringEquals: { [`${cognito}:aud`]: aud },
        'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'unauthenticated' },
      },
    });
    const arn = await sts.role('guests', [trusts({ Federated: cognito }, forGuests(pool), withToken)]);
    const token = await sts.openIdKeys.sign(guest);
    const answer = await take(sts, arn, token);
    assert.deepEqual(
      [answer.Provider, answer.Audience, answer.SubjectFromWebIdentityToken, answer.PackedPolicySize],
      [cognito, pool, 'us-east-1:guest', undefined],
    );
    const session = sts.bearer(answer.Credentials ?? assert.fail());
    assert.equal(session.arn, `arn:aws:sts::${home}:assumed-role/guests/ride`);
    assert.equal(session.session?.federatedProvider, cognito);
    assert.deepEqual(session.session?.keys, {
      [`${cognito}:sub`]: ['us-east-1:guest'],
      [`${cognito}:amr`]: ['unauthenticated'],
      [`${cognito}:aud`]: [pool],
    });
    const others = await sts.role('others', [trusts({ Federated: cognito }, forGuests('us-east-1:other'), withToken)]);
    const text = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';
    await refused(take(sts, others, token), 'AccessDenied', text);
    await refused(take(sts, `arn:aws:iam::${home}:role/missing`, token), 'AccessDenied', text);
    await refused(
      take(sts, arn, `${token.slice(0, -8)}AAAAAAAA`),
      'InvalidIdentityToken',
      'The signature of the token could not be verified',
    );
  });

  test('the port gives the same without a token', async () => {
    const sts = await testSts();
    const trust = { Condition: { StringEquals: { [`${cognito}:sub`]: 'us-east-1:guest' } } };
    const roleArn = await sts.role('guests', [trusts({ Federated: cognito }, trust, withToken)]);
    const request = sts.request(anonymous);
    const wanted = { roleArn, sessionName: 'CognitoIdentityCredentials', provider: cognito, request };
    const assumed = sts.port.assumeRoleForToken({
      ...wanted,
      claims: guest,
      sessionPolicies: [policyText([allows('kinesis:*')])],
    });
    assert.equal(assumed.outcome, 'assumed');
    assert.equal(assumed.outcome === 'assumed' && assumed.principal.session?.policies?.length, 1);
    assert.deepEqual(
      request.verdicts.map(({ action, decision }) => [action, decision.outcome]),
      [[withToken, 'allowed']],
    );
    const tagged = sts.port.assumeRoleForToken({ ...wanted, claims: guest, tags: { team: 'a' } });
    assert.deepEqual(tagged, { outcome: 'refused', why: 'untrusted' });
    assert.deepEqual(request.verdicts.at(-1)?.action, 'sts:TagSession');
    const other = sts.port.assumeRoleForToken({ ...wanted, claims: { ...guest, sub: 'us-east-1:x' } });
    assert.deepEqual(other, { outcome: 'refused', why: 'untrusted' });
    const missing = sts.port.assumeRoleForToken({ ...wanted, roleArn: `${roleArn}s`, claims: guest });
    assert.deepEqual(missing, { outcome: 'refused', why: 'no-such-role' });
  });

  test('and services get the roles that trust them', async () => {
    const sts = await testSts();
    const service = 'lambda.amazonaws.com';
    const roleArn = await sts.role('function', [
      trusts(
        { Service: service },
        { Condition: { StringEquals: { 'aws:SourceAccount': home }, Bool: { 'aws:PrincipalIsAWSService': 'true' } } },
      ),
    ]);
    const wanted = { roleArn, sessionName: 'function', service };
    const assumed = sts.port.assumeRoleForService({ ...wanted, sourceAccount: home });
    assert.equal(
      assumed.outcome === 'assumed' && assumed.principal.arn,
      `arn:aws:sts::${home}:assumed-role/function/function`,
    );
    assert.equal(sts.port.assumeRoleForService(wanted).outcome, 'refused');
    assert.equal(
      sts.port.assumeRoleForService({ ...wanted, sourceAccount: home, service: 'firehose.amazonaws.com' }).outcome,
      'refused',
    );
  });
});

describe('Tokens of OIDC providers', () => {
  test('that are registered, and whose keys are given', async () => {
    const { sts, provider, arn } = await setUp();
    const answer = await take(sts, arn, await sign(claims), { DurationSeconds: 7200 });
    assert.deepEqual(
      [answer.Provider, answer.Audience, answer.SubjectFromWebIdentityToken],
      [provider, 'client-1', 'rider-1'],
    );
    assert.equal(answer.Credentials?.Expiration, testStart + 7_200_000);
    assert.ok(await take(sts, arn, await sign(claims, { alg: 'ES256', kid: 'two' }, ec)));
    const several = await sts.role('several', [
      trusts(
        { Federated: provider },
        { Condition: { 'ForAnyValue:StringEquals': { [`${url}:aud`]: 'x' } } },
        withToken,
      ),
    ]);
    const ofSeveral = await take(sts, several, await sign({ ...claims, aud: ['x', 'client-1'] }));
    assert.equal(ofSeveral.Audience, 'client-1', 'the one that is registered');
  });

  test('a token without a key id is tried with every key', async () => {
    const keySet = {
      keys: [await exportJWK((await generateKeyPair('RS256')).publicKey), { ...jwk, kid: undefined }],
    } as { keys: JWK[] };
    const sts = await testSts({ oidcKeys: new OidcKeys({ [`${issuer}/`]: keySet }) });
    const provider = await sts.oidcProvider(url, ['client-1']);
    const arn = await sts.role('riders', [trusts({ Federated: provider }, {}, withToken)]);
    assert.ok(await take(sts, arn, await sign(claims, {})));
    await refused(take(sts, arn, await sign(claims, {}, strange)), 'InvalidIdentityToken', /could not be verified$/);
  });

  test('Google’s, whose authorized party is the audience', async () => {
    const sts = await testSts({ oidcKeys: keys });
    const google = 'accounts.google.com';
    const arn = await sts.role('riders', [
      trusts(
        { Federated: google },
        { Condition: { StringEquals: { [`${google}:aud`]: 'app', [`${google}:oaud`]: 'backend' } } },
        withToken,
      ),
    ]);
    const token = await sign({ ...claims, iss: `https://${google}`, aud: 'backend', azp: 'app' });
    const answer = await take(sts, arn, token);
    assert.deepEqual([answer.Provider, answer.Audience], [google, 'app']);
  });

  test('errors, in AWS’s order', async () => {
    const { sts, arn } = await setUp();
    const invalid = async (token: string | Promise<string>, text: string, at = arn) =>
      refused(take(sts, at, await token), 'InvalidIdentityToken', text);
    const notJwt = 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
    for (const text of ['access-token', 'a.b.c', `${'x'.repeat(30)}.`]) await invalid(text, notJwt);
    await invalid(sign({ ...claims, exp: now + 0.5 }), notJwt);
    for (const claim of ['sub', 'aud', 'exp', 'iat']) {
      const { [claim]: _left, ...rest } = claims as JWTPayload;
      await invalid(sign(rest), `Missing a required claim: ${claim}`);
    }
    const stranger = 'https://stranger.example/';
    const unknown = `No OpenIDConnect provider found in your account for ${stranger}`;
    await invalid(sign({ ...claims, iss: stranger }), unknown);
    await invalid(sign({ ...claims, iss: stranger }), unknown, `arn:aws:iam::${home}:role/missing`);
    await invalid(
      sign(claims),
      `No OpenIDConnect provider found in your account for ${issuer}`,
      'arn:aws:iam::210987654321:role/riders',
    );
    const expired = { exp: now - 1 };
    await invalid(sign({ ...claims, ...expired, aud: 'client-9' }, { kid: 'nine' }), 'Incorrect token audience');
    await invalid(
      sign({ ...claims, ...expired }, { kid: 'nine' }),
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
    await invalid(
      sign({ ...claims, ...expired }, { kid: 'one' }, strange),
      'The signature of the token could not be verified',
    );
    await refused(
      take(sts, arn, await sign({ ...claims, ...expired })),
      'ExpiredTokenException',
      `Token expired: current date/time ${now} must be before the expiration date/time ${now - 1}`,
    );
    await refused(
      take(sts, arn, await sign({ ...claims, iat: now - 441_398 })),
      'ExpiredTokenException',
      'Token too old: 441398',
    );
    await refused(take(sts, arn, await sign({ ...claims, nbf: now + 3600 })), 'InvalidIdentityToken', /not valid yet/);
    await refused(
      take(sts, 'arn:a:::something/test-role', await sign(claims)),
      'ValidationError',
      'arn:a:::something/test-role is invalid',
    );
    await refused(
      take(sts, arn, await sign(claims), { DurationSeconds: 7201 }),
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
    await refused(take(sts, arn, await sign(claims), { Policy: 'x' }), 'MalformedPolicyDocument', /JSON/);
    await refused(take(sts, arn, 'token', { ProviderId: 'www.amazon.com' }), 'IDPCommunicationError', /./);
    await refused(take(sts, arn, 'token', { ProviderId: 'www.example.com' }), 'ValidationError', /./);
    await sts.clock.advance(600_000);
    await refused(take(sts, arn, await sign(claims)), 'ExpiredTokenException', /^Token expired/);
  });

  test('neither unsigned tokens pass nor public keys as secrets', async () => {
    const { sts, arn } = await setUp();
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await refused(take(sts, arn, `${part({ alg: 'none' })}.${part(claims)}.`), 'InvalidIdentityToken', /./);
    const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const signed = `${part({ alg: 'HS256', kid: 'one' })}.${part(claims)}`;
    const forged = `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    await refused(take(sts, arn, forged), 'InvalidIdentityToken', /./);
  });

  test('tags and a source identity come in the token', async () => {
    const { sts, arn } = await setUp();
    const nested = {
      'https://aws.amazon.com/tags': {
        principal_tags: { Team: ['rides'], Cost: ['1'] },
        transitive_tag_keys: ['Team'],
      },
      'https://aws.amazon.com/source_identity': 'rider',
    };
    const flat = {
      'https://aws.amazon.com/tags/principal_tags/Team': 'rides',
      'https://aws.amazon.com/tags/principal_tags/Cost': ['1'],
      'https://aws.amazon.com/tags/transitive_tag_keys': ['Team'],
      'https://aws.amazon.com/source_identity': 'rider',
    };
    for (const more of [nested, flat]) {
      const answer = await take(sts, arn, await sign({ ...claims, ...more }));
      assert.equal(answer.SourceIdentity, 'rider');
      assert.ok((answer.PackedPolicySize ?? 0) > 0);
      const { session } = sts.bearer(answer.Credentials ?? assert.fail());
      assert.deepEqual(session?.tags, { Team: 'rides', Cost: '1' });
      assert.deepEqual(session?.transitiveTagKeys, ['Team']);
    }
    for (const wrong of [
      { principal_tags: { Team: ['a', 'b'] } },
      { principal_tags: ['Team'] },
      'Team',
      { transitive_tag_keys: 'Team' },
    ])
      await refused(
        take(sts, arn, await sign({ ...claims, 'https://aws.amazon.com/tags': wrong })),
        'InvalidIdentityToken',
        /tags/,
      );
    const plain = await sts.role('plain', [
      trusts({ Federated: `arn:aws:iam::${home}:oidc-provider/${url}` }, {}, withToken),
    ]);
    await refused(
      take(sts, plain, await sign({ ...claims, ...nested })),
      'AccessDenied',
      'Not authorized to perform sts:TagSession',
    );
    const source = { 'https://aws.amazon.com/source_identity': 'rider' };
    await refused(
      take(sts, plain, await sign({ ...claims, ...source })),
      'AccessDenied',
      'Not authorized to perform sts:SetSourceIdentity',
    );
  });

  test('what the token says is not handed on along a chain of roles', async () => {
    const { sts, arn } = await setUp();
    const next = await sts.role('next', [trusts({ AWS: arn })]);
    const first = sts.bearer((await take(sts, arn, await sign(claims))).Credentials ?? assert.fail());
    const chained = await sts.call(assumeRole, { RoleArn: next, RoleSessionName: 'ride' }, first);
    const { session } = sts.bearer(chained.Credentials ?? assert.fail());
    assert.deepEqual([session?.keys, session?.federatedProvider], [undefined, undefined]);
  });
});
