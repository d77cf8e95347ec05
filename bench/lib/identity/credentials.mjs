const USER = 'bench-user';
const GROUP = 'bench-group';
const ROLE = 'bench-role';
const STREAMS = 'arn:aws:kinesis:*:*:stream/bench-*';
const WRITES = ['PutRecord', 'PutRecords', 'CreateStream', 'DeleteStream'].map((name) => `kinesis:${name}`);
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

const document = (...statements) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

// A user who may write through an inline policy, read through one of AWS's, and is kept off by its group's. `call` is a
// function of service, action and input, whose answer gives its fields by name.
export async function makeUser(call, { conditions }) {
  await call('iam', 'CreateUser', { UserName: USER });
  await call('iam', 'CreateGroup', { GroupName: GROUP });
  await call('iam', 'AddUserToGroup', { GroupName: GROUP, UserName: USER });
  await call('iam', 'AttachUserPolicy', {
    UserName: USER,
    PolicyArn: 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess',
  });
  await call('iam', 'PutUserPolicy', {
    UserName: USER,
    PolicyName: 'writes',
    PolicyDocument: document({
      Effect: 'Allow',
      Action: WRITES,
      Resource: STREAMS,
      ...(conditions && { Condition: { IpAddress: { 'aws:SourceIp': LOOPBACK } } }),
    }),
  });
  await call('iam', 'PutGroupPolicy', {
    GroupName: GROUP,
    PolicyName: 'keeps-off',
    PolicyDocument: document(
      { Effect: 'Allow', Action: 'dynamodb:BatchWriteItem', Resource: 'arn:aws:dynamodb:*:*:table/bench-*' },
      { Effect: 'Deny', Action: 'kinesis:*', Resource: 'arn:aws:kinesis:*:*:stream/production-*' },
    ),
  });
  const key = await call('iam', 'CreateAccessKey', { UserName: USER });
  return { accessKeyId: key('AccessKeyId'), secretAccessKey: key('SecretAccessKey') };
}

// A role that may read and write, and that such a user may assume. Gives the role's ARN and unique id.
export async function makeRole(call, account) {
  const role = await call('iam', 'CreateRole', {
    RoleName: ROLE,
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: `arn:aws:iam::${account}:user/${USER}` },
    }),
  });
  await call('iam', 'PutRolePolicy', {
    RoleName: ROLE,
    PolicyName: 'streams',
    PolicyDocument: document({
      Effect: 'Allow',
      Action: [...WRITES, 'kinesis:Describe*', 'kinesis:List*', 'kinesis:Get*'],
      Resource: STREAMS,
    }),
  });
  return { name: ROLE, arn: role('Arn'), id: role('RoleId') };
}

export const SESSION_POLICY = document({ Effect: 'Allow', Action: 'kinesis:*', Resource: STREAMS });

// The role's temporary credentials, assumed by the user: AWS lets no root key assume a role.
export async function makeRoleSession(call, { sessionPolicy }) {
  const user = await makeUser(call, { conditions: false });
  const account = (await call('sts', 'GetCallerIdentity', {}))('Account');
  const role = await makeRole(call, account);
  const input = { RoleArn: role.arn, RoleSessionName: 'bench', ...(sessionPolicy && { Policy: SESSION_POLICY }) };
  const session = await call('sts', 'AssumeRole', input, user);
  return {
    accessKeyId: session('AccessKeyId'),
    secretAccessKey: session('SecretAccessKey'),
    sessionToken: session('SessionToken'),
  };
}
