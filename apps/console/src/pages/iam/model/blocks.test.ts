import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPolicyDocument, parsePolicy, type PolicyDocument } from '@paddock/policy';
import fc from 'fast-check';
import {
  changed,
  emptyPolicy,
  readModel,
  splitByService,
  writeModel,
  type PolicyModel,
  type VisualBlock,
} from './blocks.js';

const actions = [
  'kinesis:GetRecords',
  'kinesis:Get*',
  'Kinesis:PutRecord',
  'kinesis:ListStreams',
  's3:GetObject',
  'ec2:*',
  '*',
  'k*:x',
];
const oneOrMore = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(arbitrary, fc.array(arbitrary, { minLength: 1, maxLength: 4 }));
const resource = fc.constantFrom(
  '*',
  'arn:aws:kinesis:us-east-1:000000000000:stream/a',
  'arn:aws:s3:::b/${aws:username}',
);
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'ForAnyValue:StringLike', 'NumericLessThanIfExists', 'Null', 'bool'),
  fc.dictionary(fc.constantFrom('aws:SourceIp', 'aws:username', 's3:max-keys'), oneOrMore(value), { minKeys: 1 }),
);
const statement = fc.record(
  {
    Sid: fc.stringMatching(/^[A-Za-z\d]{0,8}$/),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: oneOrMore(fc.constantFrom(...actions)),
    NotAction: fc.constantFrom('iam:*'),
    Resource: oneOrMore(resource),
    NotResource: fc.constantFrom('*'),
    Principal: fc.constantFrom('*', { AWS: '*' }),
    Condition: condition,
  },
  { requiredKeys: ['Effect'] },
);
const anything = fc.oneof(
  { weight: 6, arbitrary: statement },
  { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<object> },
);
const policy = fc.record({
  Version: fc.constantFrom('2012-10-17', '2008-10-17'),
  Statement: fc.oneof(fc.array(anything, { maxLength: 4 }), statement),
  Id: fc.string(),
});

test('any list of statements is written as it was read', () => {
  fc.assert(
    fc.property(policy, (document) => {
      const text = JSON.stringify(document);
      const model = readModel(text);
      assert.ok(model);
      assert.deepEqual(JSON.parse(writeModel(model)), JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

/** What a document says, the ways to write the same made one. */
const meaning = (document: PolicyDocument) =>
  document.statements.map(({ effect, actions: meant, resources, conditions }) => ({
    effect,
    actions: meant,
    resources,
    conditions: conditions
      .map((one) => ({ ...one, quantifier: one.quantifier }))
      .toSorted((a, b) => (`${a.quantifier}${a.operator}${a.key}` < `${b.quantifier}${b.operator}${b.key}` ? -1 : 1)),
  }));

test('a block of which something was changed back means what the statement did', () => {
  const onlyJson = new Set(['NotAction', 'NotResource', 'Principal']);
  const shown = statement.map((one) => ({
    Action: 'kinesis:GetRecords',
    Resource: '*',
    ...Object.fromEntries(Object.entries(one).filter(([name]) => !onlyJson.has(name))),
  }));
  fc.assert(
    fc.property(fc.array(shown, { minLength: 1, maxLength: 3 }), (statements) => {
      const text = JSON.stringify({ Version: '2012-10-17', Statement: statements.map((one) => ({ ...one, Sid: '' })) });
      const before = parsePolicy(text, 'identity');
      const model = readModel(text);
      assert.ok(model);
      const edited: PolicyModel = {
        ...model,
        blocks: model.blocks.map((block) =>
          block.kind === 'visual' ? changed(block, { everywhere: true, arns: [] }) : block,
        ),
      };
      const after = parsePolicy(writeModel(edited), 'identity');
      if (!isPolicyDocument(before)) return;
      assert.ok(isPolicyDocument(after), writeModel(edited));
      const wanted = meaning({
        ...before,
        statements: before.statements.map((one, index) =>
          model.blocks[index]?.kind === 'visual' ? { ...one, resources: { not: false, patterns: ['*'] } } : one,
        ),
      });
      assert.deepEqual(meaning(after), wanted);
    }),
    { numRuns: 500 },
  );
});

const made = (change: Partial<VisualBlock>): unknown => {
  const model = emptyPolicy();
  const [block] = model.blocks;
  assert.ok(block?.kind === 'visual');
  return JSON.parse(writeModel({ ...model, blocks: [changed(block, change)] }));
};

test('a new block is written as AWS writes it: one value without a list, a Sid, what takes no resource by itself', () => {
  const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/UnicornSensorData';
  assert.deepEqual(made({ service: 'dynamodb', actions: ['dynamodb:BatchWriteItem'], arns: [table] }), {
    Version: '2012-10-17',
    Statement: [{ Sid: 'VisualEditor0', Effect: 'Allow', Action: 'dynamodb:BatchWriteItem', Resource: table }],
  });
  const stream = 'arn:aws:kinesis:us-east-1:000000000000:stream/wildrydes';
  assert.deepEqual(
    made({
      service: 'kinesis',
      actions: ['kinesis:GetRecords', 'kinesis:ListStreams', 'kinesis:DescribeLimits'],
      arns: [stream],
    }),
    {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'VisualEditor0', Effect: 'Allow', Action: 'kinesis:GetRecords', Resource: stream },
        {
          Sid: 'VisualEditor1',
          Effect: 'Allow',
          Action: ['kinesis:ListStreams', 'kinesis:DescribeLimits'],
          Resource: '*',
        },
      ],
    },
  );
});

test('what only JSON can show says why; actions of several services can be split', () => {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Both', Effect: 'Allow', Action: ['s3:GetObject', 'kinesis:GetRecords', 's3:PutObject'], Resource: '*' },
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      { Effect: 'Allow', Action: 'iam:*', NotResource: '*' },
      { Effect: 'Allow', Action: 'iam:*', Resource: '*', Principal: '*' },
      'nothing',
    ],
  });
  const blocks = readModel(text)?.blocks ?? [];
  assert.deepEqual(
    blocks.map((block) => block.kind === 'json' && block.why),
    ['services', 'notAction', 'notResource', 'principal', 'form'],
  );
  const [first] = blocks;
  assert.ok(first?.kind === 'json');
  assert.deepEqual(
    splitByService(first).map((block) => block.raw),
    [
      { Sid: 'Both', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' },
      { Effect: 'Allow', Action: 'kinesis:GetRecords', Resource: '*' },
    ],
  );
});

test('no policy has no model, nor one that says something twice', () => {
  const twice =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Action":"sqs:*","Resource":"*"}]}';
  for (const text of [twice, '', '{', '[]', '{"Version":"2012-10-17"}', '{"Statement":1}'])
    assert.equal(readModel(text), undefined);
});
