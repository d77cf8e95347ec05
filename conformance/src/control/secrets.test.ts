import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import '../harness/quiet.js';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import { S3 } from '@aws-sdk/client-s3';
import { presignRequest } from '@paddock/wire';
import { createSts } from '../harness/clients.js';
import { allow, documentOf, rootKeys } from '../harness/identity.js';
import { startLambda, zipOf } from '../harness/lambda.js';
import { account, region } from '../harness/server.js';

/** One request in full, as text and as what it says. */
interface Detail {
  readonly operation: string;
  readonly input?: Record<string, unknown>;
  readonly output?: Record<string, unknown>;
  readonly error?: string;
}

describe('the request log', async () => {
  const paddock = await startLambda();
  const { url, lambda, identities, raw } = paddock;
  const { iam, sts } = identities;
  // Root may not assume roles.
  const user = createSts(url, { credentials: (await identities.newUser(allow('*'))).keys });
  const options = { endpoint: url, region, credentials: rootKeys, maxAttempts: 1 };
  const cognito = new CognitoIdentity(options);
  const s3 = new S3({ ...options, forcePathStyle: true });
  /** Whatever must not be seen. */
  const secrets = new Set<string>();
  const secret = (text: string | undefined): string => {
    assert.ok(text !== undefined && text.length >= 4, 'a secret is missing');
    secrets.add(text);
    return text;
  };
  after(async () => {
    cognito.destroy();
    s3.destroy();
    user.destroy();
    lambda.destroy();
    identities.close();
    await paddock.close();
  });

  const get = async (path: string): Promise<string> => {
    const response = await fetch(url + path);
    assert.equal(response.status, 200);
    return response.text();
  };
  /** All that the log tells of an operation, after it was seen to tell no secret. */
  async function told(operation: string): Promise<Detail> {
    const list = await get('/_paddock/requests?limit=2000');
    const { requests } = JSON.parse(list) as { requests: { number: number; operation: string }[] };
    const texts = await Promise.all(requests.map(({ number }) => get(`/_paddock/requests?number=${number}`)));
    for (const text of [list, ...texts])
      for (const hidden of secrets)
        for (const form of [hidden, JSON.stringify(hidden).slice(1, -1), encodeURIComponent(hidden)])
          assert.ok(!text.includes(form), `${hidden} is in ${text}`);
    const found = texts.map((text) => (JSON.parse(text) as { request: Detail }).request);
    return found.findLast((detail) => detail.operation === operation) ?? assert.fail(`no ${operation}`);
  }

  it('tells no secret of IAM', async () => {
    const UserName = 'keeper';
    await iam.createUser({ UserName });
    const { AccessKey } = await iam.createAccessKey({ UserName });
    secret(AccessKey?.SecretAccessKey);
    const { input, output } = await told('CreateAccessKey');
    assert.deepEqual(input, { UserName });
    assert.deepEqual(Object(output)['AccessKey'].SecretAccessKey, '***');
    assert.equal(Object(output)['AccessKey'].AccessKeyId, AccessKey?.AccessKeyId);
  });

  it('tells no secret of STS', async () => {
    const RoleArn = (await identities.newRole({ AWS: account }, [allow('*')])).arn;
    const assumed = await user.assumeRole({ RoleArn, RoleSessionName: 'session' });
    for (const { Credentials } of [
      assumed,
      await sts.getSessionToken({}),
      await sts.getFederationToken({ Name: 'federated', Policy: allow('*') }),
    ]) {
      secret(Credentials?.SecretAccessKey);
      secret(Credentials?.SessionToken);
    }
    const { input, output } = await told('AssumeRole');
    assert.deepEqual(input, { RoleArn, RoleSessionName: 'session' });
    assert.equal(Object(output)['Credentials'].SessionToken, '***');
    assert.equal(Object(output)['Credentials'].Expiration, assumed.Credentials?.Expiration?.toISOString());
    const WebIdentityToken = secret('header.payload-hunter2.signature');
    await assert.rejects(sts.assumeRoleWithWebIdentity({ RoleArn, RoleSessionName: 'w', WebIdentityToken }));
    assert.equal((await told('AssumeRoleWithWebIdentity')).input?.['WebIdentityToken'], '***');
    // A code that is no number is told in AWS's message.
    await assert.rejects(
      sts.getSessionToken({ SerialNumber: `arn:aws:iam::${account}:mfa/me`, TokenCode: secret('hunter2-code') }),
    );
    assert.match(String((await told('GetSessionToken')).output?.['message']), /Value '\*\*\*' at 'tokenCode'/);
  });

  it('tells no token that somebody signed with, nor what the signature is', async () => {
    const { Credentials } = await user.assumeRole({
      RoleArn: (await identities.newRole({ AWS: account }, [allow('*')])).arn,
      RoleSessionName: 'signer',
    });
    const sessionToken = secret(Credentials?.SessionToken);
    const signer = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secret: secret(Credentials?.SecretAccessKey),
      sessionToken,
      region,
      now: Date.now(),
    };
    const wrong = { ...signer, secret: 'wrong' };
    assert.equal((await raw.call('ListStreams', {}, { sign: signer })).status, 200);
    assert.equal((await raw.call('ListStreams', {}, { sign: wrong })).status, 400);
    assert.equal((await raw.query('GetCallerIdentity', '2011-06-15', {}, { sign: wrong })).status, 403);
    const bad = { authorization: `AWS4-HMAC-SHA256 Credential=a, Signature=${secret('0123456789abcdef0123')}` };
    await raw.call('ListStreams', {}, { sign: false, headers: { ...bad, 'x-amz-security-token': sessionToken } });
    for (const key of [signer, wrong]) {
      const head = { method: 'GET', path: '/no-such-bucket/key', query: '', headers: { host: new URL(url).host } };
      const query = presignRequest(head, { ...key, service: 's3' }, 60);
      secret(new URLSearchParams(query).get('X-Amz-Signature') ?? undefined);
      await fetch(`${url}/no-such-bucket/key?${query}`);
    }
    const { output } = await told('GetObject');
    assert.equal(output?.['__type'], 'SignatureDoesNotMatch');
  });

  it('tells no token of Cognito', async () => {
    const { IdentityPoolId } = await cognito.createIdentityPool({
      IdentityPoolName: 'pool',
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      DeveloperProviderName: 'login.example',
    });
    const { Role } = await iam.createRole({
      RoleName: 'guest',
      AssumeRolePolicyDocument: documentOf({
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': IdentityPoolId } },
      }),
    });
    const arn = Role?.Arn ?? '';
    await cognito.setIdentityPoolRoles({
      IdentityPoolId,
      Roles: { unauthenticated: arn, authenticated: arn },
    });
    const { IdentityId } = await cognito.getId({ IdentityPoolId });
    const Logins = { 'login.example': secret('the-user-hunter2') };
    const developer = await cognito.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins });
    const token = secret(developer.Token);
    secret((await cognito.getOpenIdToken({ IdentityId })).Token);
    const input = { IdentityId: developer.IdentityId, Logins: { 'cognito-identity.amazonaws.com': token } };
    for (const given of [{ IdentityId }, input]) {
      const { Credentials } = await cognito.getCredentialsForIdentity(given);
      secret(Credentials?.SecretKey);
      secret(Credentials?.SessionToken);
    }
    const detail = await told('GetCredentialsForIdentity');
    assert.deepEqual(detail.input, { ...input, Logins: { 'cognito-identity.amazonaws.com': '***' } });
    const classic = await sts.assumeRoleWithWebIdentity({
      RoleArn: arn,
      RoleSessionName: 'classic',
      WebIdentityToken: token,
    });
    secret(classic.Credentials?.SecretAccessKey);
    secret(classic.Credentials?.SessionToken);
    await told('AssumeRoleWithWebIdentity');
    const tooLong = secret(`hunter2${'x'.repeat(50_000)}`);
    await assert.rejects(cognito.getId({ IdentityPoolId, Logins: { 'login.example': tooLong } }));
    await told('GetId');
  });

  it("tells neither a function's variables, nor its code, nor where to get it, nor what it was given", async () => {
    const value = secret('hunter2 in "quotes"');
    const zip = zipOf({ 'index.js': 'exports.handler = async (event) => ({ echo: event })' });
    secret(zip.toString('base64'));
    const Role = await paddock.role();
    const FunctionName = 'discreet';
    await lambda.createFunction({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role,
      Code: { ZipFile: zip },
      Environment: { Variables: { PASSWORD: value } },
    });
    const { input, output } = await told('CreateFunction');
    assert.deepEqual(input?.['Environment'], { Variables: { PASSWORD: '***' } });
    assert.deepEqual(input?.['Code'], { ZipFile: `*** (${zip.length} bytes)` });
    assert.deepEqual(Object(output)['Environment'], { Variables: { PASSWORD: '***' } });
    await lambda.updateFunctionCode({ FunctionName, ZipFile: zip });
    const { Code } = await lambda.getFunction({ FunctionName });
    secret(new URL(Code?.Location ?? '').searchParams.get('X-Amz-Signature') ?? Code?.Location);
    assert.equal(Object((await told('GetFunction')).output)['Code'].Location, '***');
    const layer = await lambda.publishLayerVersion({ LayerName: 'layer', Content: { ZipFile: zip } });
    secret(layer.Content?.Location);
    // AWS's message repeats them all.
    const variables = { PASSWORD: value, LONG: `${secret('hunter3-at-the-start')}${'x'.repeat(5000)}` };
    await assert.rejects(lambda.updateFunctionConfiguration({ FunctionName, Environment: { Variables: variables } }));
    await assert.rejects(
      lambda.updateFunctionConfiguration({ FunctionName, Environment: { Variables: { 'not a name': value } } }),
      ({ message }: Error) => !message.includes('hunter2'),
    );
    const refused = await told('UpdateFunctionConfiguration');
    assert.match(String(refused.output?.['message']), /at 'environment.variables' failed/);
    const payload = JSON.stringify({ password: value });
    await lambda.invoke({ FunctionName, Payload: payload });
    const invoked = await told('Invoke');
    assert.deepEqual(invoked.input, { FunctionName, Payload: `*** (${payload.length} bytes)` });
  });

  it('tells no key that an object is encrypted with', async () => {
    await s3.createBucket({ Bucket: 'vault' });
    const SSECustomerKey = secret(Buffer.from('0123456789abcdef0123456789abcdef').toString('base64'));
    const object = { Bucket: 'vault', Key: 'k', Body: 'hello', SSECustomerAlgorithm: 'AES256', SSECustomerKey };
    await s3.putObject(object).catch(() => undefined);
    const { input } = await told('PutObject');
    assert.equal(input?.['SSECustomerKey'], '***');
    assert.equal(input['Body'], Buffer.from('hello').toString('base64'));
  });
});
