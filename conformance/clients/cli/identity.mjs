// IAM, STS and Cognito identity pools as the AWS CLI sees them, version 1 or 2. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md.
import assert from 'node:assert/strict';
import { aws, file, ok, refused, run, skip } from './aws.mjs';

const account = '000000000000';
const name = `cli-${process.pid}`;
const path = `/${name}/`;
const guests = `${name}-guest`;
const streamArn = `arn:aws:kinesis:us-east-1:${account}:stream/${process.env.PADDOCK_FIXTURE}`;
const policyArn = `arn:aws:iam::${account}:policy${path}${name}`;
const roleArn = `arn:aws:iam::${account}:role${path}${name}`;
const guestsArn = `arn:aws:iam::${account}:role/${guests}`;
const externalId = 'a+b=c/d:e@f,g';

const reading = { Effect: 'Allow', Action: ['kinesis:Get*', 'kinesis:DescribeStreamSummary'], Resource: streamArn };
const document = (...statements) => ({ Version: '2012-10-17', Statement: statements });
// What is hard on encodings: what URLs and XML escape, Latin-1.
const tricky = document(reading, {
  Effect: 'Deny',
  Action: 'kinesis:DeleteStream',
  Resource: '*',
  Condition: { StringEquals: { 'aws:UserAgent': ['ünï &<>+%20~', '\\ "=\'/?#'] } },
});
const written = (policy) => `file://${file('policy', JSON.stringify(policy, undefined, 2))}`;
const trust = (Principal, Action, Condition = {}) => document({ Effect: 'Allow', Principal, Action, Condition });

const iam = (...args) => aws(['iam', ...args]);
const key = (made) => ({
  AWS_ACCESS_KEY_ID: made.AccessKeyId,
  AWS_SECRET_ACCESS_KEY: made.SecretAccessKey ?? made.SecretKey,
  AWS_SESSION_TOKEN: made.SessionToken,
});
const withoutKey = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

async function main() {
  const userArn = creates();
  documents();
  pages();
  errors();
  const made = iam('create-access-key', '--user-name', name).AccessKey;
  const user = key(made);
  permissions(user, userArn);
  await caller(user, userArn);
  assumes(user, userArn, made);
  const [pool, token] = guest();
  webIdentity(token);
  deletes(user, made, pool);
}

function creates() {
  const { Arn } = iam('create-user', '--user-name', name, '--path', path, '--tags', 'Key=team,Value=ünï + corns').User;
  iam('wait', 'user-exists', '--user-name', name);
  const policy = written(trust({ AWS: Arn }, 'sts:AssumeRole', { StringEquals: { 'sts:ExternalId': externalId } }));
  iam('create-role', '--role-name', name, '--path', path, '--assume-role-policy-document', policy);
  iam('wait', 'role-exists', '--role-name', name);
  iam('create-policy', '--policy-name', name, '--path', path, '--policy-document', written(tricky));
  iam('wait', 'policy-exists', '--policy-arn', policyArn);
  iam('attach-role-policy', '--role-name', name, '--policy-arn', policyArn);
  assert.deepEqual(iam('get-user', '--user-name', name).User.Tags, [{ Key: 'team', Value: 'ünï + corns' }]);
  ok('the waiters see the user, the role and the policy');
  return Arn;
}

function documents() {
  const inline = ['--user-name', name, '--policy-name', 'inline'];
  iam('put-user-policy', ...inline, '--policy-document', written(tricky));
  assert.deepEqual(iam('get-user-policy', ...inline).PolicyDocument, tricky);
  const { PolicyVersion } = iam('get-policy-version', '--policy-arn', policyArn, '--version-id', 'v1');
  assert.deepEqual(PolicyVersion.Document, tricky);
  const { Statement } = iam('get-role', '--role-name', name).Role.AssumeRolePolicyDocument;
  assert.deepEqual(Statement[0].Condition, { StringEquals: { 'sts:ExternalId': externalId } });
  const { UserDetailList } = iam('get-account-authorization-details', '--filter', 'User');
  const { UserPolicyList } = UserDetailList.find(({ UserName }) => UserName === name);
  assert.deepEqual(UserPolicyList, [{ PolicyName: 'inline', PolicyDocument: tricky }]);
  ok('policy documents come back as they were written');
}

function pages() {
  const second = `${name}-2`;
  iam('create-user', '--user-name', second, '--path', path);
  const policy = written(trust({ AWS: account }, 'sts:AssumeRole'));
  iam('create-role', '--role-name', second, '--path', path, '--assume-role-policy-document', policy);
  iam('create-policy', '--policy-name', second, '--path', path, '--policy-document', written(tricky));
  const listed = (what, query) =>
    iam(`list-${what}`, '--path-prefix', path, '--page-size', '1', '--query', query).toSorted();
  assert.deepEqual(listed('users', 'Users[].UserName'), [name, second]);
  assert.deepEqual(listed('roles', 'Roles[].RoleName'), [name, second]);
  assert.deepEqual(listed('policies', 'Policies[].PolicyName'), [name, second]);
  const first = iam('list-users', '--path-prefix', path, '--max-items', '1');
  const rest = iam('list-users', '--path-prefix', path, '--starting-token', first.NextToken);
  assert.equal(first.Users.length, 1);
  assert.deepEqual([...first.Users, ...rest.Users].map(({ UserName }) => UserName).toSorted(), [name, second]);
  iam('delete-user', '--user-name', second);
  iam('delete-role', '--role-name', second);
  iam('delete-policy', '--policy-arn', `${policyArn}-2`);
  ok('pages of users, roles and policies');
}

function errors() {
  refused('NoSuchEntity', 'The user with name nobody cannot be found.', ['iam', 'get-user', '--user-name', 'nobody']);
  const again = ['iam', 'create-user', '--user-name', name];
  refused('EntityAlreadyExists', `User with name ${name} already exists.`, again);
  const bad = ['iam', 'put-user-policy', '--user-name', name, '--policy-name', 'bad', '--policy-document', '{}'];
  refused('MalformedPolicyDocument', 'Syntax errors in policy.', bad);
  const attached = ['iam', 'delete-policy', '--policy-arn', policyArn];
  refused('DeleteConflict', 'Cannot delete a policy attached to entities.', attached);
  ok('NoSuchEntity, EntityAlreadyExists, MalformedPolicyDocument, DeleteConflict');
}

function may(variables) {
  const summary = ['kinesis', 'describe-stream-summary', '--stream-name', process.env.PADDOCK_FIXTURE];
  assert.equal(aws(summary, variables).StreamDescriptionSummary.StreamARN, streamArn);
}

function mayNotPut(variables, arn) {
  const put = ['kinesis', 'put-record', '--stream-arn', streamArn, '--partition-key', 'a', '--data', 'a'];
  const words = `User: ${arn} is not authorized to perform: kinesis:PutRecord on resource: ${streamArn} because no identity-based policy allows the kinesis:PutRecord action`;
  refused('AccessDeniedException', words, put, variables);
}

/** Is who is said, and may read and not write. */
function readsAs(variables, arn) {
  assert.equal(aws(['sts', 'get-caller-identity'], variables).Arn, arn);
  may(variables);
  mayNotPut(variables, arn);
}

function permissions(user, arn) {
  may(user);
  ok('the user may do what its policy says');
  mayNotPut(user, arn);
  const words = `User: ${arn} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${account}:user/ because no identity-based policy allows the iam:ListUsers action`;
  refused('AccessDenied', words, ['iam', 'list-users'], user);
  ok('the user may do nothing else, at Kinesis and at IAM');
}

async function caller(user, arn) {
  const answer = aws(['sts', 'get-caller-identity'], user);
  assert.deepEqual([answer.Account, answer.Arn, answer.UserId.slice(0, 4)], [account, arn, 'AIDA']);
  ok('GetCallerIdentity');

  // A token for a cluster is a presigned request to STS, which the cluster's authenticator sends with the cluster's name.
  const { token } = aws(['eks', 'get-token', '--cluster-name', 'herd'], user).status;
  const url = Buffer.from(token.replace('k8s-aws-v1.', ''), 'base64url').toString();
  const good = await fetch(url, { headers: { 'x-k8s-aws-id': 'herd' } });
  assert.ok((await good.text()).includes(`<Arn>${arn}</Arn>`), `status ${good.status}`);
  const bad = await fetch(url, { headers: { 'x-k8s-aws-id': 'another' } });
  assert.equal(bad.status, 403);
  assert.match(await bad.text(), /SignatureDoesNotMatch/);
  ok('GetCallerIdentity, presigned');
}

function assumes(user, userArn, made) {
  skip('AssumeRole, by the provider of the SDK', 'the AWS CLI has profiles');
  const arn = (session) => `arn:aws:sts::${account}:assumed-role/${name}/${session}`;
  const assume = ['sts', 'assume-role', '--role-arn', roleArn, '--role-session-name'];
  const { Credentials } = aws([...assume, 'typed', '--external-id', externalId], user);
  readsAs(key(Credentials), arn('typed'));

  file(
    'credentials',
    `[base]\naws_access_key_id = ${made.AccessKeyId}\naws_secret_access_key = ${made.SecretAccessKey}\n`,
  );
  const set = (setting, value) => aws(['configure', 'set', '--profile', 'reader', setting, value]);
  set('source_profile', 'base');
  set('role_arn', roleArn);
  set('role_session_name', 'by-profile');
  set('external_id', externalId);
  readsAs({ ...withoutKey, AWS_PROFILE: 'reader' }, arn('by-profile'));
  ok('AssumeRole, by a profile');

  const words = `User: ${userArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  refused('AccessDenied', words, [...assume, 'without-external-id'], user);
  ok('a role that may not be assumed');
}

/** A guest's credentials by the enhanced flow. Gives the pool, and a token for the basic flow. */
function guest() {
  const cognito = (...args) => aws(['cognito-identity', ...args]);
  const settings = ['--allow-unauthenticated-identities', '--allow-classic-flow'];
  const pool = cognito('create-identity-pool', '--identity-pool-name', name, ...settings).IdentityPoolId;
  const policy = trust({ Federated: 'cognito-identity.amazonaws.com' }, 'sts:AssumeRoleWithWebIdentity', {
    StringEquals: { 'cognito-identity.amazonaws.com:aud': pool },
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
  });
  iam('create-role', '--role-name', guests, '--assume-role-policy-document', written(policy));
  const permission = ['--policy-name', 'read', '--policy-document', written(document(reading))];
  iam('put-role-policy', '--role-name', guests, ...permission);
  cognito('set-identity-pool-roles', '--identity-pool-id', pool, '--roles', `unauthenticated=${guestsArn}`);

  const anyone = (...args) => aws(['cognito-identity', ...args], withoutKey);
  const identity = anyone('get-id', '--identity-pool-id', pool).IdentityId;
  const { Credentials } = anyone('get-credentials-for-identity', '--identity-id', identity);
  readsAs(key(Credentials), `arn:aws:sts::${account}:assumed-role/${guests}/CognitoIdentityCredentials`);
  const unknown = 'us-east-1:00000000-0000-4000-8000-000000000000';
  const words = `IdentityPool '${unknown}' not found.`;
  refused(
    'ResourceNotFoundException',
    words,
    ['cognito-identity', 'get-id', '--identity-pool-id', unknown],
    withoutKey,
  );
  ok('a guest of an identity pool');
  return [pool, anyone('get-open-id-token', '--identity-id', identity).Token];
}

function webIdentity(token) {
  const variables = {
    ...withoutKey,
    AWS_WEB_IDENTITY_TOKEN_FILE: file('token', token),
    AWS_ROLE_ARN: guestsArn,
    AWS_ROLE_SESSION_NAME: 'by-token',
  };
  readsAs(variables, `arn:aws:sts::${account}:assumed-role/${guests}/by-token`);
  ok('a web identity token in a file');
}

function deletes(user, made, pool) {
  iam('delete-access-key', '--user-name', name, '--access-key-id', made.AccessKeyId);
  const words = 'The security token included in the request is invalid.';
  refused('InvalidClientTokenId', words, ['sts', 'get-caller-identity'], user);
  ok('a key that was deleted');
  aws(['cognito-identity', 'delete-identity-pool', '--identity-pool-id', pool]);
  iam('delete-role-policy', '--role-name', guests, '--policy-name', 'read');
  iam('delete-role', '--role-name', guests);
  iam('detach-role-policy', '--role-name', name, '--policy-arn', policyArn);
  iam('delete-role', '--role-name', name);
  iam('delete-policy', '--policy-arn', policyArn);
  iam('delete-user-policy', '--user-name', name, '--policy-name', 'inline');
  iam('delete-user', '--user-name', name);
  assert.deepEqual(iam('list-users', '--path-prefix', path).Users, []);
  ok('deleted');
}

await run(main);
