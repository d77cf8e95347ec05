import './harness/quiet.js';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import { STS } from '@aws-sdk/client-sts';
import { fromIni, fromTemporaryCredentials, fromTokenFile } from '@aws-sdk/credential-providers';
import { account, startPaddock } from './harness.js';
import { createIam } from './harness/clients.js';
import { rootKeys, type Keys } from './harness/identity.js';

/** The providers of the JavaScript SDK that assume roles by themselves. Those of other languages' SDKs: conformance/clients. */
const paddock = await startPaddock();
const { url } = paddock;
const region = 'us-east-1';
const clientConfig = { endpoint: url, region };
const iam = createIam(url);
const directory = await mkdtemp(join(tmpdir(), 'paddock-'));
after(async () => {
  iam.destroy();
  await paddock.close();
  await rm(directory, { recursive: true });
});

const file = async (name: string, lines: readonly string[]): Promise<string> => {
  const path = join(directory, name);
  await writeFile(path, lines.join('\n'));
  return path;
};

const trust = (Principal: object, Action: string, Condition: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action, Condition }] });

type Provider = ReturnType<typeof fromIni>;

async function callerOf(credentials: Provider): Promise<string | undefined> {
  const sts = new STS({ ...clientConfig, credentials, maxAttempts: 1 });
  try {
    return (await sts.getCallerIdentity({})).Arn;
  } finally {
    sts.destroy();
  }
}

describe('a role of a user', () => {
  const externalId = 'a+b=c/d:e@f,g';
  const role = `arn:aws:iam::${account}:role/reader`;
  const session = (name: string): string => `arn:aws:sts::${account}:assumed-role/reader/${name}`;
  let keys: Keys;

  before(async () => {
    const { User } = await iam.createUser({ UserName: 'ci' });
    const { AccessKey } = await iam.createAccessKey({ UserName: 'ci' });
    keys = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
    const byId = { StringEquals: { 'sts:ExternalId': externalId } };
    const document = trust({ AWS: User?.Arn }, 'sts:AssumeRole', byId);
    await iam.createRole({ RoleName: 'reader', AssumeRolePolicyDocument: document });
  });

  it('is assumed by fromTemporaryCredentials', async () => {
    const params = { RoleArn: role, RoleSessionName: 'temporary', ExternalId: externalId };
    const provider = fromTemporaryCredentials({ masterCredentials: keys, params, clientConfig });
    assert.equal(await callerOf(provider), session('temporary'));
    assert.ok(((await provider()).expiration?.getTime() ?? 0) > 0);
  });

  it('is assumed by fromIni, with a profile that names it', async () => {
    const base = [
      '[base]',
      `aws_access_key_id = ${keys.accessKeyId}`,
      `aws_secret_access_key = ${keys.secretAccessKey}`,
    ];
    const filepath = await file('credentials', base);
    const assumes = [`role_arn = ${role}`, 'source_profile = base', `external_id = ${externalId}`];
    const configFilepath = await file('config', ['[profile reader]', ...assumes, 'role_session_name = profile']);
    const provider = fromIni({ profile: 'reader', filepath, configFilepath, clientConfig, ignoreCache: true });
    assert.equal(await callerOf(provider), session('profile'));
  });

  it('is refused without the external id that it wants', async () => {
    const params = { RoleArn: role, RoleSessionName: 'temporary' };
    const provider = fromTemporaryCredentials({ masterCredentials: keys, params, clientConfig });
    const message = `User: arn:aws:iam::${account}:user/ci is not authorized to perform: sts:AssumeRole on resource: ${role}`;
    await assert.rejects(callerOf(provider), { name: 'AccessDenied', message });
  });
});

it("fromTokenFile assumes a role with Cognito's token", async () => {
  const cognito = new CognitoIdentity({
    ...clientConfig,
    credentials: rootKeys,
  });
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: 'map',
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: true,
  });
  const guests = trust({ Federated: 'cognito-identity.amazonaws.com' }, 'sts:AssumeRoleWithWebIdentity', {
    StringEquals: { 'cognito-identity.amazonaws.com:aud': IdentityPoolId },
  });
  const { Role } = await iam.createRole({ RoleName: 'guest', AssumeRolePolicyDocument: guests });
  const { IdentityId } = await cognito.getId({ IdentityPoolId });
  const { Token } = await cognito.getOpenIdToken({ IdentityId });
  cognito.destroy();
  const webIdentityTokenFile = await file('token', [Token ?? '']);
  const provider = fromTokenFile({
    webIdentityTokenFile,
    roleArn: Role?.Arn ?? '',
    roleSessionName: 'token',
    clientConfig,
  });
  assert.equal(await callerOf(provider), `arn:aws:sts::${account}:assumed-role/guest/token`);
});
