import type { PolicyPrincipal } from '../access.js';

/** The account that most of the cases play in, and another. */
export const home = '111122223333';
export const other = '444455556666';

type Of<K extends PolicyPrincipal['kind']> = Extract<PolicyPrincipal, { kind: K }>;

function user(account: string, name: string, id: string): Of<'user'> {
  return { kind: 'user', account, arn: `arn:aws:iam::${account}:user/${name}`, id };
}

function session(account: string, role: string, name: string, id: string): Of<'role'> {
  return {
    kind: 'role',
    account,
    roleArn: `arn:aws:iam::${account}:role/${role}`,
    sessionArn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    id,
  };
}

export const root: Of<'root'> = { kind: 'root', account: home, arn: `arn:aws:iam::${home}:root` };
export const otherRoot: Of<'root'> = { kind: 'root', account: other, arn: `arn:aws:iam::${other}:root` };
export const alice = user(home, 'alice', 'AIDAALICE00000000001');
export const bob = user(home, 'bob', 'AIDABOB0000000000001');
export const carol = user(other, 'carol', 'AIDACAROL00000000001');
export const ops = session(home, 'ops', 'monday', 'AROAOPS0000000000001');
export const partner = session(other, 'partner', 'nightly', 'AROAPARTNER000000001');
/** A session that alice made with GetFederationToken. */
export const kiosk: Of<'federated-user'> = {
  kind: 'federated-user',
  account: home,
  arn: `arn:aws:sts::${home}:federated-user/kiosk`,
  issuer: alice.arn,
};
/** A session that root made with GetFederationToken. */
export const rootsKiosk: Of<'federated-user'> = { ...kiosk, issuer: root.arn };
export const lambda: Of<'service'> = { kind: 'service', service: 'lambda.amazonaws.com' };
export const firehose: Of<'service'> = { kind: 'service', service: 'firehose.amazonaws.com' };
export const cognito: Of<'web-identity'> = { kind: 'web-identity', provider: 'cognito-identity.amazonaws.com' };
export const github: Of<'web-identity'> = {
  kind: 'web-identity',
  provider: `arn:aws:iam::${home}:oidc-provider/token.actions.githubusercontent.com`,
};
export const anonymous: Of<'anonymous'> = { kind: 'anonymous' };

/** The workshop's two roles. */
export const map = session(home, 'wildrydes-unauth', 'CognitoIdentityCredentials', 'AROAMAP0000000000001');
export const processor = session(
  home,
  'WildRydesStreamProcessorRole',
  'WildRydesStreamProcessor',
  'AROAPROC000000000001',
);

export const rides = `arn:aws:kinesis:us-east-1:${home}:stream/wildrydes`;
export const summary = `arn:aws:kinesis:us-east-1:${home}:stream/wildrydes-summary`;
export const orders = `arn:aws:kinesis:us-east-1:${home}:stream/orders`;
export const table = `arn:aws:dynamodb:us-east-1:${home}:table/UnicornSensorData`;
export const bucket = 'arn:aws:s3:::ride-archive';
export const files = 'arn:aws:s3:::ride-archive/*';
export const opsRole = `arn:aws:iam::${home}:role/ops`;
