import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Principal } from '../../../identity/principal.js';
import { testAccount, testIam, testUser, type TestIam } from '../testing.js';
import { createUser } from './create-user.js';
import { deleteLoginProfile } from './delete-login-profile.js';
import { getAccountPasswordPolicy } from './get-account-password-policy.js';
import { getLoginProfile } from './get-login-profile.js';
import { listMfaDevices } from './list-mfa-devices.js';
import { listSamlProviders } from './list-saml-providers.js';
import { listServerCertificates } from './list-server-certificates.js';
import { listServiceSpecificCredentials } from './list-service-specific-credentials.js';
import { listSigningCertificates } from './list-signing-certificates.js';
import { listSshPublicKeys } from './list-ssh-public-keys.js';
import { listVirtualMfaDevices } from './list-virtual-mfa-devices.js';

/** With the user ada in /staff/. */
async function start(t: TestContext) {
  const iam = await testIam();
  t.after(() => iam.stop());
  await iam.run(createUser, { UserName: 'ada', Path: '/staff/' });
  return iam;
}

const ada = testUser('ada');
const ghostNotFound = { code: 'NoSuchEntity', status: 404, message: 'The user with name ghost cannot be found.' };
const mustSpecify = {
  code: 'ValidationError',
  status: 400,
  message: 'Must specify userName when calling with non-User credentials',
};
const session: Principal = {
  kind: 'role',
  account: testAccount,
  arn: `arn:aws:sts::${testAccount}:assumed-role/reader/one`,
  accessKeyId: 'ASIATEST',
  userId: 'AROATEST:one',
};

const invalidMarker = { code: 'ValidationError', message: 'Invalid Marker.' };
const none = { IsTruncated: false };

interface OfUser {
  readonly UserName?: string;
  readonly Marker?: string;
}
const listsOf = (iam: TestIam) => [
  (input: OfUser, caller?: Principal) => iam.run(listMfaDevices, input, caller),
  (input: OfUser, caller?: Principal) => iam.run(listSigningCertificates, input, caller),
  (input: OfUser, caller?: Principal) => iam.run(listSshPublicKeys, input, caller),
  (input: OfUser, caller?: Principal) => iam.run(listServiceSpecificCredentials, input, caller),
];

test('a user, whoever asks, and root have no devices, keys and certificates', async (t) => {
  const iam = await start(t);
  for (const [input, caller] of [[{ UserName: 'ada' }], [{ UserName: 'ADA' }, session], [{}, ada], [{}]] as const) {
    assert.deepEqual(await iam.run(listMfaDevices, input, caller), { MFADevices: [], ...none });
    assert.deepEqual(await iam.run(listSigningCertificates, input, caller), { Certificates: [], ...none });
    assert.deepEqual(await iam.run(listSshPublicKeys, input, caller), { SSHPublicKeys: [], ...none });
    assert.deepEqual(await iam.run(listServiceSpecificCredentials, input, caller), {
      ServiceSpecificCredentials: [],
      ...none,
    });
  }
});

test('a user that is not there has nothing to list, and a session has to name one', async (t) => {
  const iam = await start(t);
  for (const list of listsOf(iam)) {
    await assert.rejects(list({ UserName: 'ghost' }), ghostNotFound);
    await assert.rejects(list({}, session), mustSpecify);
    await assert.rejects(list({ UserName: 'ada', Marker: 'x' }), invalidMarker);
  }
});

test('an account has no virtual devices, server certificates and SAML providers', async (t) => {
  const iam = await start(t);
  for (const input of [{}, { AssignmentStatus: 'Unassigned' }] as const)
    assert.deepEqual(await iam.run(listVirtualMfaDevices, input), { VirtualMFADevices: [], ...none });
  assert.deepEqual(await iam.run(listServerCertificates, { PathPrefix: '/x/' }), {
    ServerCertificateMetadataList: [],
    ...none,
  });
  assert.deepEqual(await iam.run(listSamlProviders, {}), { SAMLProviderList: [] });
  await assert.rejects(iam.run(listVirtualMfaDevices, { Marker: 'x' }), invalidMarker);
  await assert.rejects(iam.run(listServerCertificates, { Marker: 'x' }), invalidMarker);
});

test('service-specific credentials are asked for of one user or of all, and of services that can have them', async (t) => {
  const iam = await start(t);
  const list = (input: Parameters<typeof listServiceSpecificCredentials.needs>[1], caller?: Principal) =>
    iam.run(listServiceSpecificCredentials, input, caller);
  const empty = { ServiceSpecificCredentials: [], ...none };
  assert.deepEqual(await list({ AllUsers: true }, session), empty);
  assert.deepEqual(await list({ UserName: 'ada', AllUsers: false }), empty);
  assert.deepEqual(await list({ UserName: 'ada', ServiceName: 'codecommit.amazonaws.com' }), empty);
  await assert.rejects(list({ UserName: 'ada', AllUsers: true }), {
    code: 'ValidationError',
    message: 'AllUsers cannot be specified together with UserName.',
  });
  await assert.rejects(list({ UserName: 'ada', ServiceName: 'kinesis.amazonaws.com' }), {
    code: 'NotSupportedService',
    status: 404,
    message: 'No such service kinesis.amazonaws.com is supported for Service Specific Credentials',
  });
});

test('no user has a password, to read or to delete', async (t) => {
  const iam = await start(t);
  const notFound = { code: 'NoSuchEntity', status: 404, message: 'Login Profile for User ada cannot be found.' };
  for (const ask of [
    (input: OfUser, caller?: Principal) => iam.run(getLoginProfile, input, caller),
    (input: OfUser, caller?: Principal) => iam.run(deleteLoginProfile, input, caller),
  ]) {
    await assert.rejects(ask({ UserName: 'ada' }), notFound);
    await assert.rejects(ask({}, ada), notFound);
    await assert.rejects(ask({ UserName: 'ghost' }), ghostNotFound);
    await assert.rejects(ask({}), mustSpecify);
    await assert.rejects(ask({}, session), mustSpecify);
  }
});

test('no account has a password policy', async (t) => {
  const iam = await start(t);
  await assert.rejects(iam.run(getAccountPasswordPolicy, {}), {
    code: 'NoSuchEntity',
    status: 404,
    message: `The Password Policy with domain name ${testAccount} cannot be found.`,
  });
});

test('what they need is the permission on the user, or on all of its kind', async (t) => {
  const iam = await start(t);
  const staff = { resources: [`arn:aws:iam::${testAccount}:user/staff/ada`], called: 'user ada' };
  for (const operation of [
    listMfaDevices,
    listSigningCertificates,
    listSshPublicKeys,
    listServiceSpecificCredentials,
    getLoginProfile,
    deleteLoginProfile,
  ]) {
    const need = { action: `iam:${operation.name}`, ...staff };
    assert.deepEqual(await operation.needs(iam.context, { UserName: 'ada' }, iam.request()), need);
    assert.deepEqual(await operation.needs(iam.context, {}, iam.request(ada)), need);
  }
  const all = (resource: string, action: string) => ({
    action: `iam:${action}`,
    resources: [`arn:aws:iam::${testAccount}:${resource}`],
  });
  assert.deepEqual(
    await listServiceSpecificCredentials.needs(iam.context, { AllUsers: true }, iam.request()),
    all('user/*', 'ListServiceSpecificCredentials'),
  );
  assert.deepEqual(
    await listVirtualMfaDevices.needs(iam.context, {}, iam.request()),
    all('mfa/', 'ListVirtualMFADevices'),
  );
  assert.deepEqual(
    await listServerCertificates.needs(iam.context, { PathPrefix: '/x/' }, iam.request()),
    all('server-certificate/x/', 'ListServerCertificates'),
  );
  assert.deepEqual(
    await listSamlProviders.needs(iam.context, {}, iam.request()),
    all('saml-provider/*', 'ListSAMLProviders'),
  );
});
