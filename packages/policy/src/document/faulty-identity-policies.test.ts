import { test } from 'node:test';
import assert from 'node:assert/strict';
import { parsePolicy } from './parse-policy.js';
import type { PolicyKind } from './policy-document.js';

type Case = readonly [what: string, document: unknown, fault: string];

const syntax = 'Syntax errors in policy.';
const legacy = 'The policy failed legacy parsing';
const sidForm =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
const vendor = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const version = 'Policy document must be version 2012-10-17 or greater.';
const iamPath =
  'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, ' +
  'server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.';

const bucket = 'arn:aws:s3:::example_bucket';
/** A good statement of an identity policy with these elements put over its own; undefined takes one away. */
const allow = (...over: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: over.map((elements) => ({ Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket, ...elements })),
});
const resource = (Resource: unknown) => allow({ Resource });
const action = (Action: unknown) => allow({ Action });
const condition = (Condition: unknown) => allow({ Condition });
const none = undefined;

const identity: readonly Case[] = [
  ['text', 'This is not a json document', syntax],
  ['nothing', '', syntax],
  ['white space', ' \n', syntax],
  ['null', 'null', syntax],
  ['an array', '[]', syntax],
  ['an empty object', {}, syntax],
  ['a key without quotes', '{Version: "2012-10-17"}', syntax],
  ['a comma too much', '{"Version":"2012-10-17","Statement":[],}', syntax],
  ['something after the end', `${JSON.stringify(allow({}))}x`, syntax],
  ['a control character in a string', JSON.stringify(allow({})).replace('s3:', 's3:\n'), syntax],
  ['a byte order mark', `\ufeff${JSON.stringify(allow({}))}`, syntax],
  ['deeper than any policy', `${'['.repeat(17)}${']'.repeat(17)}`, syntax],
  ['a version that there is not', { ...allow({}), Version: '2013-10-17' }, syntax],
  ['a version that is no string', { ...allow({}), Version: 2012 }, syntax],
  ['no statement', { Version: '2012-10-17' }, syntax],
  ['null for a statement', { Version: '2012-10-17', Statement: null }, syntax],
  ['a string for a statement', { Version: '2012-10-17', Statement: 'hello' }, syntax],
  ['no statements', { Version: '2012-10-17', Statement: [] }, syntax],
  ['a string among the statements', { Version: '2012-10-17', Statement: ['afd'] }, syntax],
  ['a list in the list of statements', { Version: '2012-10-17', Statement: [[]] }, syntax],
  ['an unknown element', { ...allow({}), 'Extra field': 'value' }, syntax],
  ['an element in lower case', { version: '2012-10-17', Statement: allow({}).Statement }, syntax],
  ['a key twice', JSON.stringify(allow({})).replace('{', '{"Version":"2012-10-17",'), syntax],
  ['an unknown element of a statement', allow({ 'Extra field': 'value' }), syntax],
  ['Actions for Action', allow({ Action: none, Actions: 's3:*' }), syntax],
  ['a key of a statement twice', JSON.stringify(allow({})).replace('{"Effect', '{"Action":"s3:*","Effect'), syntax],
  ['a list for the Id', { ...allow({}), Id: ['cd3a'] }, syntax],
  ['an object for the Id', { ...allow({}), Id: {} }, syntax],
  ['an effect that there is not', allow({ Effect: 'invalid' }), syntax],
  ['no effect', allow({ Effect: none }), syntax],
  ['a list for the effect', allow({ Effect: ['Allow'] }), syntax],
  ['a number for an action', action(123), syntax],
  ['an object for the actions', action({}), syntax],
  ['a list in the actions', action([[]]), syntax],
  ['null in the actions', action([null]), syntax],
  ['Action and NotAction', allow({ NotAction: 's3:PutObject' }), syntax],
  ['Action and an empty NotAction', allow({ NotAction: [] }), syntax],
  ['an object for the resources', resource({ a: bucket }), syntax],
  ['an object in the resources', resource(['adfdf', {}]), syntax],
  ['Resource and NotResource', allow({ NotResource: '*' }), syntax],
  ['Principal and NotPrincipal', allow({ Principal: '*', NotPrincipal: '*' }), syntax],
  ['an object for a Sid', allow({ Sid: {} }), syntax],
  ['a list for a Sid', allow({ Sid: [] }), syntax],
  ['a list for the condition', condition([]), syntax],
  ['a list of conditions', condition([{ StringEquals: { a: 'b' } }]), syntax],
  ['a string for the condition', condition('a'), syntax],
  ['a condition without an operator', condition({ a: 'b' }), syntax],
  ['an operator without keys', condition({ DateGreaterThan: 'b' }), syntax],
  ['a list for the keys', condition({ DateGreaterThan: [] }), syntax],
  ['an object for a value', condition({ DateGreaterThan: { a: {} } }), syntax],
  ['an object among the values', condition({ StringEquals: { a: ['b', {}] } }), syntax],
  ['null for a value', condition({ StringEquals: { a: null } }), syntax],
  ['an operator that there is not', condition({ x: { a: '1' } }), syntax],
  ['a quantifier with two colons', condition({ 'ForAnyValue::StringEqualsIfExists': { a: 'asf' } }), syntax],
  ['a quantifier that there is not', condition({ 'ForSomeValues:StringEquals': { a: 'asf' } }), syntax],
  ['NullIfExists', condition({ NullIfExists: { a: 'true' } }), syntax],
  ['IfExists alone', condition({ IfExists: { a: 'true' } }), syntax],
  ['binary that is not', condition({ BinaryEquals: { a: 'not base64!' } }), syntax],
  ['an operator twice', operatorTwice(), syntax],
  ['syntax before principals', allow({ Principal: '*', Effect: none }), syntax],

  ['an effect in another case', allow({ Effect: 'denY' }), legacy],
  ['a leading space', ` ${JSON.stringify(allow({}))}`, legacy],
  ['a leading tab', `\t${JSON.stringify(allow({}))}`, legacy],
  ['a date that is none', condition({ DateGreaterThan: { a: 'sdfdsf' } }), legacy],
  ['the thirteenth month', condition({ DateLessThanEquals: { a: '234-13' } }), legacy],
  ['a zone of one digit', condition({ DateLessThanEquals: { a: '2016-12-13t2:00:00.593194+1' } }), legacy],
  ['more than nanoseconds', condition({ DateLessThanEquals: { a: '2016-12-13t2:00:00.1999999999+10:59' } }), legacy],
  ['seconds beyond 64 bits', condition({ DateLessThan: { a: '9223372036854775808' } }), legacy],
  ['a variable for a date', condition({ DateLessThan: { a: '${aws:CurrentTime}' } }), legacy],
  ['a number that is none', condition({ NumericLessThanIfExists: { a: 'ten' } }), legacy],
  ['an address that is none', condition({ IpAddress: { 'aws:SourceIp': 'example.com' } }), legacy],
  ['an octet too large', condition({ IpAddress: { 'aws:SourceIp': '203.0.113.256' } }), legacy],
  ['a prefix too long', condition({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/33'] } }), legacy],
  ['an IPv6 address with two gaps', condition({ IpAddress: { 'aws:SourceIp': '1::2::3' } }), legacy],
  ['an ARN that is none', condition({ 'ForAnyValue:ArnLike': { 'aws:SourceArn': 'role/x' } }), legacy],
  ['an ARN without its account', resource('arn:aws:s3::example_bucket'), legacy],
  ['the same in NotResource', allow({ Resource: none, NotResource: 'arn:aws:s3::example_bucket' }), legacy],
  ['an ARN without its region', resource('arn:aws:iam:123456789012:user/me'), legacy],
  ['an ARN without its partition', resource('arn:awss3::example-bucket/*'), legacy],
  ['an ARN without its service', resource('arn:aws::::example_bucket'), legacy],
  ['a short ARN without its service', resource('arn:aws::fdsasf'), legacy],
  ['a placeholder left in an ARN', resource('arn:aws:ssm:us-east-1:<ACCOUNT_ID>:parameter/x'), legacy],
  ['a variable for an account', resource('arn:aws:iam::${aws:PrincipalAccount}:role/x'), legacy],
  ['legacy parsing before actions', allow({ Effect: 'allow', Action: none }), legacy],
  ['legacy parsing before a bad partition', allow({ Resource: 'arn:error:s3:::b', Effect: 'ALLOW' }), legacy],
  ['legacy parsing before Sids', allow({ Sid: 'a', Effect: 'aLLow' }, { Sid: 'a' }), legacy],

  ['a principal', allow({ Principal: { AWS: '*' } }), 'Policy document should not specify a principal.'],
  ['everyone', allow({ Principal: '*' }), 'Policy document should not specify a principal.'],
  ['NotPrincipal', allow({ NotPrincipal: { AWS: '*' } }), 'Policy document should not specify a principal.'],

  ['a Sid with a hyphen', allow({ Sid: 'autogenerated-id' }), sidForm],
  ['a Sid with a space', allow({ Sid: 'Allow this' }), sidForm],
  ['bad Sids twice', allow({ Sid: 'a-b' }, { Sid: 'a-b' }), sidForm],
  [
    'a Sid twice',
    allow({ Sid: 'sdf' }, { Sid: 'sdf', Action: none }),
    'Statement IDs (SID) in a single policy must be unique.',
  ],

  ['no action', allow({ Action: none }), 'Policy statement must contain actions.'],
  ['no actions', action([]), 'Policy statement must contain actions.'],
  ['neither action nor resource', allow({ Action: none, Resource: none }), 'Policy statement must contain actions.'],
  ['no action in the first', allow({ Action: none }, {}), 'Policy statement must contain actions.'],
  ['no action before a bad resource', allow({ Action: none, Resource: 'x' }), 'Policy statement must contain actions.'],
  ['no resource', allow({ Resource: none }), 'Policy statement must contain resources.'],
  ['no resources', resource([]), 'Policy statement must contain resources.'],
  ['no NotResource', allow({ Resource: none, NotResource: [] }), 'Policy statement must contain resources.'],
  [
    'no resource before a bad action',
    allow({ Action: 'invalid', Resource: none }),
    'Policy statement must contain resources.',
  ],

  [
    'a resource without a colon',
    resource('invalid resource'),
    'Resource invalid resource must be in ARN format or "*".',
  ],
  ['an empty resource', resource(''), 'Resource  must be in ARN format or "*".'],
  ['one of several', resource(['*', 'adf']), 'Resource adf must be in ARN format or "*".'],
  [
    'a bad resource before a bad action',
    allow({ Action: 's:3:x', Resource: 'abc' }),
    'Resource abc must be in ARN format or "*".',
  ],
  [
    'a partition',
    resource('a:bsdfdsafsad'),
    'Partition "bsdfdsafsad" is not valid for resource "arn:bsdfdsafsad:*:*:*:*".',
  ],
  [
    'a partition and a service',
    resource('a:b:cadfsdf'),
    'Partition "b" is not valid for resource "arn:b:cadfsdf:*:*:*".',
  ],
  ['eight fields', resource('a:b:c:d:e:f:g:h'), 'Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".'],
  [
    'aws for arn',
    resource('aws:s3:::example_bucket'),
    'Partition "s3" is not valid for resource "arn:s3:::example_bucket:*".',
  ],
  [
    'no partition',
    resource('s3::example-bucket/*'),
    'Partition "" is not valid for resource "arn::example-bucket/*:*:*:*".',
  ],
  [
    'another partition',
    resource('arn:aws-cn:s3:::b'),
    'Partition "aws-cn" is not valid for resource "arn:aws-cn:s3:::b".',
  ],
  [
    'the first of two',
    resource(['arn:error:s3:::example_bucket', 'arn:error:s3::example_bucket']),
    'Partition "error" is not valid for resource "arn:error:s3:::example_bucket".',
  ],
  [
    'an ARN that ends at its partition',
    resource('arn:aws'),
    'Resource vendor must be fully qualified and cannot contain regexes.',
  ],
  [
    'a pattern for a service',
    resource('arn:aws:*:*:*:x'),
    'Resource vendor must be fully qualified and cannot contain regexes.',
  ],
  [
    'a region for IAM',
    resource('arn:aws:iam:us-east-1::example_bucket'),
    'IAM resource arn:aws:iam:us-east-1::example_bucket cannot contain region information.',
  ],
  [
    'a region for a bucket',
    resource('arn:aws:s3:us-east-1::example_bucket'),
    'Resource arn:aws:s3:us-east-1::example_bucket can not contain region information.',
  ],
  [
    'an account for a hosted zone',
    resource('arn:aws:route53::123456789012:hostedzone/*'),
    'Resource arn:aws:route53::123456789012:hostedzone/* cannot contain an account id.',
  ],
  ['what IAM does not have', resource('arn:aws:iam:::example_bucket'), iamPath],
  ['a pattern before the kind of entity', resource('arn:aws:iam::123456789012:*/cdk-*'), iamPath],

  ['an action without a service', action('invalid'), vendor],
  ['an empty action', allow({ Action: none, NotAction: '' }), vendor],
  ['a space in a service', action('a a:ListBucket'), 'Vendor a a is not valid'],
  ['no service', action(':GetObject'), 'Vendor  is not valid'],
  ['a pattern in a service', action('s*:GetObject'), 'Vendor s* is not valid'],
  ['two colons', action('s3:List:Bucket'), 'Actions/Condition can contain only one colon.'],
  [
    'two colons, later',
    allow({}, { Action: ['s3:x', 's:3s:ListBucket'] }),
    'Actions/Condition can contain only one colon.',
  ],
];

const managed: readonly Case[] = [
  ['no version', { ...allow({}), Version: none }, version],
  ['the old version', { ...allow({}), Version: '2008-10-17' }, version],
  ['syntax first', { ...allow({ Effect: 'Maybe' }), Version: none }, syntax],
  ['before legacy parsing', { ...allow({ Effect: 'denY' }), Version: none }, version],
  ['before principals', { ...allow({ Principal: '*' }), Version: '2008-10-17' }, version],
  ['before Sids', { ...allow({ Sid: 'a' }, { Sid: 'a' }), Version: none }, version],
];

const session: readonly Case[] = [
  ['an ARN', 'arn:aws:iam::aws:policy/ReadOnlyAccess', 'The policy is not in the valid JSON format.'],
  ['JSON that is no policy', {}, syntax],
  ['a principal', allow({ Principal: { AWS: '*' } }), 'Policy document should not specify a principal.'],
  ['no resource', allow({ Resource: none }), 'Policy statement must contain resources.'],
];

function operatorTwice(): string {
  const text = JSON.stringify(condition({ StringEquals: { a: 'b' }, Other: { a: 'b' } }));
  return text.replace('Other', 'StringEquals');
}

const tables: readonly (readonly [PolicyKind, readonly Case[]])[] = [
  ['identity', identity],
  ['managed', identity],
  ['managed', managed],
  ['session', session],
];

for (const [kind, cases] of tables) {
  for (const [what, document, fault] of cases) {
    test(`a faulty ${kind} policy: ${what}`, () => {
      const text = typeof document === 'string' ? document : JSON.stringify(document);
      assert.deepEqual(parsePolicy(text, kind), { fault });
    });
  }
}

test('an inline policy may be of the old version, or of none', () => {
  for (const Version of ['2008-10-17', undefined]) {
    const parsed = parsePolicy(JSON.stringify({ ...allow({}), Version }), 'identity');
    assert.equal('version' in parsed && parsed.version, '2008-10-17');
  }
});
