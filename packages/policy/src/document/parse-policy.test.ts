import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPolicyDocument, parsePolicy } from './parse-policy.js';
import type { Condition, Patterns, PolicyDocument, PolicyKind, Principals } from './policy-document.js';
import { principalArns } from './principals.js';

const kinds: readonly PolicyKind[] = ['managed', 'identity', 'session', 'trust', 'resource'];

function accepted(document: unknown, kind: PolicyKind): PolicyDocument {
  const parsed = parsePolicy(typeof document === 'string' ? document : JSON.stringify(document), kind);
  assert.ok(isPolicyDocument(parsed), JSON.stringify(parsed));
  return parsed;
}

test('every string or list becomes a list, and what is absent stays absent', () => {
  const document = accepted(
    { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
    'managed',
  );
  assert.deepEqual(document, {
    version: '2012-10-17',
    statements: [
      {
        effect: 'Allow',
        actions: { not: false, patterns: ['*'] },
        resources: { not: false, patterns: ['*'] },
        conditions: [],
      },
    ],
  });
});

test('the trust policy of an unauthenticated identity', () => {
  const document = accepted(
    {
      Version: '2012-10-17',
      Id: 'trust',
      Statement: [
        {
          Sid: '',
          Effect: 'Allow',
          Principal: { Federated: 'cognito-identity.amazonaws.com', Service: ['lambda.amazonaws.com'] },
          Action: ['sts:AssumeRoleWithWebIdentity', 'sts:tagsession'],
          Condition: {
            StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:1' },
            'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': ['unauthenticated'] },
            NumericLessThanIfExists: { n: 12.5 },
            Bool: { b: true, c: ['false', false] },
          },
        },
      ],
    },
    'trust',
  );
  assert.deepEqual(document.id, 'trust');
  const [statement] = document.statements;
  assert.equal(statement?.sid, '');
  assert.equal(statement?.resources, undefined);
  assert.deepEqual(statement?.principals, {
    not: false,
    everyone: false,
    aws: [],
    service: ['lambda.amazonaws.com'],
    federated: ['cognito-identity.amazonaws.com'],
    canonicalUser: [],
  });
  assert.deepEqual(statement?.conditions, [
    { operator: 'StringEquals', ifExists: false, key: 'cognito-identity.amazonaws.com:aud', values: ['us-east-1:1'] },
    {
      operator: 'StringLike',
      quantifier: 'ForAnyValue',
      ifExists: false,
      key: 'cognito-identity.amazonaws.com:amr',
      values: ['unauthenticated'],
    },
    { operator: 'NumericLessThan', ifExists: true, key: 'n', values: ['12.5'] },
    { operator: 'Bool', ifExists: false, key: 'b', values: ['true'] },
    { operator: 'Bool', ifExists: false, key: 'c', values: ['false', 'false'] },
  ]);
});

test('what AWS takes, too', () => {
  const statement = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::b' };
  const document = (elements: object) => ({ Version: '2012-10-17', Statement: { ...statement, ...elements } });
  const good: readonly object[] = [
    { Action: 'iam: asdf safdsf af ' },
    { Action: 's3-s:ListBucket' },
    { Action: 's3.s:ListBucket' },
    { Action: 'unknown:Thing' },
    { Resource: 'arn:aws:iam:::user/example_bucket' },
    {
      Resource: [
        'arn:aws:iam::*:user/${aws:username}',
        'arn:aws:iam::123456789012:root',
        'arn:aws:iam::123456789012:*',
      ],
    },
    { Resource: 'arn:aws:s3:us-east-1:123456789012:accesspoint/a' },
    { Resource: 'arn:aws:fdsasf' },
    { Resource: 'arn:*:s3:::b' },
    { Resource: 'arn:aws:invalid-service:us-east-1::example_bucket' },
    { Resource: 'arn:aws:ec2:region:account-id:instance/*' },
    { Condition: {} },
    { Condition: { x: {}, y: {} } },
    { Condition: { DateGreaterThan: { a: [] } } },
    {
      Condition: {
        DateGreaterThan: { a: ['01T', '2016-12-13T21:20:37.593194+00:00', '2016-12-13t2:00:00.593194+23'] },
      },
    },
    { Condition: { DateLessThan: { a: ['-292275054', '2019-07-01T13:20:15Z', '2019-07', '9223372036854775807', 1] } } },
    {
      Condition: {
        IpAddress: { a: ['203.0.113.0/24', '::', '2001:db8::1/64', '::ffff:192.0.2.1', '1:2:3:4:5:6:7:8'] },
      },
    },
    { Condition: { ArnEquals: { a: ['*', 'arn:aws:ec2:*:*:instance/i', '${aws:PrincipalArn}'] } } },
    { Condition: { BinaryEquals: { a: 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' }, Null: { b: 'true' } } },
  ];
  for (const elements of good) accepted(document(elements), 'managed');
  accepted(`\n${JSON.stringify(document({}))}\n`, 'identity');
});

test('what names an entity that must exist', () => {
  const user = 'arn:aws:iam::123456789012:user/a/b/alice';
  const provider = 'arn:aws:iam::123456789012:oidc-provider/example.com';
  const session = 'arn:aws:sts::123456789012:assumed-role/r/s';
  const document = accepted(
    {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: [user, '*', '123456789012', session, 'AROAEXAMPLEEXAMPLE123', user], Federated: provider },
          Action: 'sts:AssumeRole',
        },
        { Effect: 'Deny', Principal: { Service: 'ec2.amazonaws.com', AWS: user }, Action: 'sts:AssumeRole' },
      ],
    },
    'trust',
  );
  assert.deepEqual(principalArns(document), [
    { type: 'AWS', name: user },
    { type: 'AWS', name: 'AROAEXAMPLEEXAMPLE123' },
    { type: 'FEDERATED', name: provider },
  ]);
});

test('a document that is printed reads as it was', () => {
  for (const kind of kinds) {
    fc.assert(
      fc.property(documents(kind), (document) => {
        assert.deepEqual(accepted(print(document), kind), document);
      }),
      { numRuns: 150 },
    );
  }
});

test('nothing makes it throw: random text, random JSON, and JSON that is nearly a policy', () => {
  const words = [
    'Version',
    'Statement',
    'Effect',
    'Allow',
    'Principal',
    'AWS',
    'Action',
    'Resource',
    'Condition',
    'Sid',
  ];
  const word = fc.constantFrom(
    ...words,
    '2012-10-17',
    '*',
    'StringEquals',
    'IpAddress',
    '__proto__',
    'constructor',
    'NotAction',
  );
  const nearly = fc.letrec((tie) => ({
    node: fc.oneof({ maxDepth: 6 }, word, fc.constantFrom(null, 1, true), tie('list'), tie('object')),
    list: fc.array(tie('node'), { maxLength: 3 }),
    object: fc.dictionary(word, tie('node'), { maxKeys: 6 }),
  })).node;
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('{}[]":,\\u0 \n-1eE.tfn')) }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.json(),
    nearly.map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...kinds), (document, kind) => {
      const parsed = parsePolicy(document, kind);
      assert.ok(isPolicyDocument(parsed) || typeof parsed.fault === 'string');
    }),
    { numRuns: 2000 },
  );
});

test('what is not the JSON of JSON.parse is not ours, and nothing else is refused as such', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.json({ maxDepth: 8 }), fc.string({ unit: fc.constantFrom(...Array.from('{}[]":,\\u0a \n-1eE.')) })),
      (text) => {
        const ours = parsePolicy(text, 'resource');
        assert.equal('fault' in ours && ours.fault === 'This policy contains invalid Json', !isObjectOrNull(text));
      },
    ),
    { numRuns: 1000 },
  );
});

test('no text is too much: nesting, many keys, many statements, one long string', () => {
  const many = 100_000;
  const statement = JSON.stringify({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
  const texts = [
    '['.repeat(many),
    '{"a":'.repeat(many),
    `{"Statement":${'['.repeat(many)}${']'.repeat(many)}}`,
    `{${Array.from({ length: many }, (_, index) => `"k${index}":0`).join(',')}}`,
    `{"Statement":[${Array.from({ length: 10_000 }, () => statement).join(',')}]}`,
    `{"Statement":[${Array.from({ length: 10_000 }, (_, index) => `{"Sid":"s${index}","Effect":"Deny"}`).join(',')}]}`,
    `{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"${':'.repeat(1_000_000)}"}}`,
    `{"Version":"${'\\u0041'.repeat(many)}`,
    `{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"DateEquals":{"a":"${'1'.repeat(1_000_000)}"}}}}`,
    `{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::1:user/${'/a'.repeat(500_000)}"}}}`,
    `{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"${'a.'.repeat(500_000)}"}}}`,
    `{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NumericEquals":{"a":"${'1'.repeat(1_000_000)}x"}}}}`,
    `${'\n'.repeat(1_000_000)}7`,
  ];
  for (const kind of kinds) for (const text of texts) parsePolicy(text, kind);
});

function isObjectOrNull(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The document as JSON, lists of one sometimes without their brackets. */
function print(document: PolicyDocument): string {
  const patterns = (name: string, found: Patterns | undefined) =>
    found && { [`${found.not ? 'Not' : ''}${name}`]: found.patterns.length === 1 ? found.patterns[0] : found.patterns };
  return JSON.stringify({
    Version: document.version,
    Id: document.id,
    Statement: document.statements.map((statement) => ({
      Sid: statement.sid,
      Effect: statement.effect,
      ...(statement.principals && printPrincipals(statement.principals)),
      ...patterns('Action', statement.actions),
      ...patterns('Resource', statement.resources),
      Condition: printConditions(statement.conditions),
    })),
  });
}

function printPrincipals({ not, everyone, aws, service, federated, canonicalUser }: Principals): object {
  const map = { AWS: aws, Service: service, Federated: federated, CanonicalUser: canonicalUser };
  const named = Object.fromEntries(Object.entries(map).filter(([, names]) => names.length > 0));
  return { [not ? 'NotPrincipal' : 'Principal']: everyone ? '*' : named };
}

function printConditions(conditions: readonly Condition[]): object | undefined {
  const blocks: Record<string, Record<string, unknown>> = {};
  for (const { operator, quantifier, ifExists, key, values } of conditions) {
    const name = `${quantifier === undefined ? '' : `${quantifier}:`}${operator}${ifExists ? 'IfExists' : ''}`;
    (blocks[name] ??= {})[key] = values;
  }
  return conditions.length === 0 ? undefined : blocks;
}

/** For records to compare equal to what is parsed. */
const plain = { noNullPrototype: true } as const;

/** Documents that a policy of the kind can be. */
function documents(kind: PolicyKind): fc.Arbitrary<PolicyDocument> {
  const hasPrincipal = kind === 'trust' || kind === 'resource';
  const patterns = (...values: readonly string[]): fc.Arbitrary<Patterns> =>
    fc.record(
      { not: fc.boolean(), patterns: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }) },
      plain,
    );
  const actions =
    kind === 'trust'
      ? patterns(
          'sts:AssumeRole',
          'sts:AssumeRoleWithSAML',
          'sts:TagSession',
          'STS:setsourceidentity',
          'sts:SetContext',
        )
      : patterns('*', 's3:Get*', 'kinesis:PutRecord', 'iam:?');
  const resources = patterns('*', 'arn:aws:s3:::b/${aws:userid}', 'arn:aws:kinesis:*:123456789012:stream/a:b');
  const names = (...values: readonly string[]) => fc.subarray([...values]);
  const principals = fc
    .record(
      {
        not: fc.constant(false),
        everyone: kind === 'resource' ? fc.boolean() : fc.constant(false),
        aws: names(
          '*',
          '123456789012',
          'arn:aws:iam::123456789012:role/a/b',
          'arn:aws:sts::123456789012:federated-user/f',
        ),
        service: names('lambda.amazonaws.com', 'streams.metrics.cloudwatch.amazonaws.com'),
        federated: names('arn:aws:iam::123456789012:oidc-provider/example.com/a', 'www.amazon.com'),
        canonicalUser: kind === 'resource' ? names('0f'.repeat(32)) : fc.constant([]),
      },
      plain,
    )
    .map((found) => (found.everyone ? { ...found, aws: [], service: [], federated: [], canonicalUser: [] } : found))
    .filter(
      ({ everyone, ...found }) => everyone || Object.values(found).some((of) => Array.isArray(of) && of.length > 0),
    );
  const condition: fc.Arbitrary<Condition> = fc.record(
    {
      operator: fc.constantFrom('StringLike', 'StringNotEquals', 'Bool'),
      quantifier: fc.constantFrom('ForAllValues', 'ForAnyValue'),
      ifExists: fc.boolean(),
      key: fc.constantFrom('aws:username', 's3:prefix', '__proto'),
      values: fc.array(fc.string(), { maxLength: 3 }),
    },
    { ...plain, requiredKeys: ['operator', 'ifExists', 'key', 'values'] },
  );
  const statement = fc.record(
    {
      effect: fc.constantFrom('Allow', 'Deny'),
      actions,
      ...(kind !== 'trust' && { resources }),
      ...(hasPrincipal && { principals }),
      conditions: fc
        .uniqueArray(condition, {
          maxLength: 4,
          selector: ({ operator, quantifier, ifExists, key }) => `${operator} ${quantifier} ${ifExists} ${key}`,
        })
        .map(grouped),
    },
    plain,
  );
  return fc.record(
    {
      version: kind === 'managed' ? fc.constant('2012-10-17') : fc.constantFrom('2012-10-17', '2008-10-17'),
      id: fc.string(),
      statements: fc
        .array(statement, { minLength: 1, maxLength: 4 })
        .map((all) => all.map((one, index) => (index % 2 === 0 ? one : { ...one, sid: `s${index}` }))),
    },
    { ...plain, requiredKeys: ['version', 'statements'] },
  );
}

/** Conditions of one operator stand together in a document. */
function grouped(conditions: readonly Condition[]): readonly Condition[] {
  const name = ({ operator, quantifier, ifExists }: Condition) => `${quantifier}${operator}${ifExists}`;
  const order = [...new Set(conditions.map(name))];
  return [...conditions].sort((one, other) => order.indexOf(name(one)) - order.indexOf(name(other)));
}
