import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionArn, invalidCode, refused, testAnalytics, testRole } from '../../testing.js';
import { createApplication } from './create-application.js';
import { create, describe, loggingOption, schema, streamInput, streamOutput, withRole } from './testing.js';

const column = (Name: string, SqlType = 'INTEGER') => ({ Name, SqlType });
const withColumns = (...columns: { Name: string; SqlType: string }[]) => ({
  Inputs: [{ ...streamInput, InputSchema: { ...schema, RecordColumns: columns } }],
});
const firehose = 'arn:aws:firehose:us-east-1:123456789012:deliverystream/d';

const refusals: readonly (readonly [string, Parameters<typeof create>[1], string])[] = [
  [
    'two inputs',
    { Inputs: [streamInput, { ...streamInput, NamePrefix: 'OTHER' }] },
    'An application can have at most 1 input',
  ],
  [
    'four outputs',
    { Outputs: ['A', 'B', 'C', 'D'].map((name) => streamOutput(name)) },
    'An application can have at most 3 outputs',
  ],
  [
    'two logging options',
    { CloudWatchLoggingOptions: [loggingOption, loggingOption] },
    'An application can have at most 1 CloudWatch logging option',
  ],
  [
    'an input of nothing',
    { Inputs: [{ NamePrefix: 'S', InputSchema: schema }] },
    'Exactly one of KinesisStreamsInput and KinesisFirehoseInput must be specified for an input',
  ],
  [
    'an input of both kinds',
    { Inputs: [{ ...streamInput, KinesisFirehoseInput: withRole(firehose) }] },
    'Exactly one of KinesisStreamsInput and KinesisFirehoseInput must be specified for an input',
  ],
  [
    'an output to nothing',
    { Outputs: [{ Name: 'O', DestinationSchema: { RecordFormatType: 'JSON' } }] },
    'Exactly one of KinesisStreamsOutput, KinesisFirehoseOutput and LambdaOutput must be specified for an output',
  ],
  [
    'an output to two',
    { Outputs: [{ ...streamOutput(), LambdaOutput: withRole(functionArn('f')) }] },
    'Exactly one of KinesisStreamsOutput, KinesisFirehoseOutput and LambdaOutput must be specified for an output',
  ],
  [
    'an input from Firehose',
    { Inputs: [{ NamePrefix: 'S', KinesisFirehoseInput: withRole(firehose), InputSchema: schema }] },
    `Delivery stream ${firehose} is not available: Firehose is not part of this server`,
  ],
  [
    'an output to Firehose',
    {
      Outputs: [
        { Name: 'O', KinesisFirehoseOutput: withRole(firehose), DestinationSchema: { RecordFormatType: 'JSON' } },
      ],
    },
    `Delivery stream ${firehose} is not available: Firehose is not part of this server`,
  ],
  [
    'a prefix with a hyphen',
    { Inputs: [{ ...streamInput, NamePrefix: 'a-b' }] },
    "The name prefix 'a-b' must not include hyphens, whitespace, angle brackets or ampersands",
  ],
  [
    'an output name with a blank',
    { Outputs: [streamOutput('a b')] },
    "The output name 'a b' must not include hyphens, whitespace, angle brackets or ampersands",
  ],
  [
    'a column with an ampersand',
    withColumns(column('a&b')),
    "The column name 'a&b' must not include hyphens, whitespace, angle brackets or ampersands",
  ],
  [
    'two columns of one name',
    withColumns(column('a'), column('A'), column('a')),
    'The schema has more than one column named a',
  ],
  ['a type that is none', withColumns(column('a', 'STRING')), "The SQL type 'STRING' of column a is not valid"],
  [
    'a VARCHAR of no length',
    withColumns(column('a', 'VARCHAR(0)')),
    "The SQL type 'VARCHAR(0)' of column a is not valid",
  ],
  ['a tag twice', { Tags: [{ Key: 'k' }, { Key: 'k', Value: 'v' }] }, 'Duplicate tag keys are not allowed'],
];

for (const [what, given, message] of refusals) {
  test(`an application is refused with ${what}`, async () => {
    const analytics = await testAnalytics();
    await refused(create(analytics, given), 'InvalidArgumentException', message);
    assert.deepEqual(analytics.context.store.all(), []);
    await analytics.stop();
  });
}

test('what AWS does not check is taken: row paths, mappings, code, streams that the code does not make', async () => {
  const analytics = await testAnalytics();
  const given = {
    RecordFormat: {
      RecordFormatType: 'JSON',
      MappingParameters: { JSONMappingParameters: { RecordRowPath: '$path.to.record' } },
    },
    RecordColumns: [{ Name: 'COLUMN_2', Mapping: 'MAPPING-2', SqlType: 'VARCHAR(8)' }],
  } as const;
  await create(analytics, {
    ApplicationCode: invalidCode,
    Inputs: [{ ...streamInput, InputSchema: given }],
    Outputs: [streamOutput('OUTPUT_1')],
  });
  const detail = await describe(analytics);
  assert.deepEqual(detail.InputDescriptions?.[0]?.InputSchema, given);
  assert.equal(detail.ApplicationCode, invalidCode);
  await analytics.stop();
});

test('a name that is in use is refused, and so is the 51st application', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  await refused(create(analytics), 'ResourceInUseException', 'Application already exists.');
  for (let n = 1; n < 50; n++) await create(analytics, { ApplicationName: `a${n}` });
  await refused(create(analytics, { ApplicationName: 'a50' }), 'LimitExceededException', /50 applications/);
  await create(analytics, { ApplicationName: 'a' }).catch(() => undefined);
  const there = analytics.context.store.all().length;
  assert.equal(there, 50);
  await analytics.run(createApplication, { ApplicationName: 'elsewhere' }, { region: 'eu-west-1' });
  await analytics.stop();
});

test('more than 50 tags are too many', async () => {
  const analytics = await testAnalytics();
  const tags = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}` }));
  await refused(create(analytics, { Tags: tags }), 'TooManyTagsException', /50/);
  await create(analytics, { Tags: tags.slice(1) });
  await analytics.stop();
});

test('roles are asked as AWS asks them: a stream needs one to assume, a function one that may invoke it', async () => {
  const analytics = await testAnalytics();
  const weak = await analytics.role('weak');
  const stranger = await analytics.role('stranger', [], 'lambda.amazonaws.com');
  const input = (role: string) => ({
    Inputs: [{ ...streamInput, KinesisStreamsInput: { ...streamInput.KinesisStreamsInput, RoleARN: role } }],
  });
  const notAssumable = "Kinesis Analytics service doesn't have sufficient privileges to assume the role";
  for (const role of [stranger, 'arn:aws:iam::123456789012:role/none'])
    await refused(create(analytics, input(role)), 'InvalidArgumentException', notAssumable);
  await create(analytics, { ...input(weak), ApplicationName: 'weak-but-there' });
  const lambda = functionArn('f');
  const noInvoke = `Given IAM role arn : ${weak} does not provide Invoke permissions on the Lambda resource : ${lambda}`;
  const asWeak = { ResourceARN: lambda, RoleARN: weak };
  const processed = { ...streamInput, InputProcessingConfiguration: { InputLambdaProcessor: asWeak } };
  await refused(create(analytics, { Inputs: [processed] }), 'InvalidArgumentException', noInvoke);
  const output = { Name: 'O', LambdaOutput: asWeak, DestinationSchema: { RecordFormatType: 'JSON' } } as const;
  await refused(create(analytics, { Outputs: [output] }), 'InvalidArgumentException', noInvoke);
  await create(analytics, {
    Inputs: [{ ...processed, InputProcessingConfiguration: { InputLambdaProcessor: withRole(lambda) } }],
    Outputs: [{ ...output, LambdaOutput: withRole(lambda) }],
  });
  await analytics.stop();
});

test('the framework refuses in its own words, first what outputs, then what inputs break', async () => {
  const analytics = await testAnalytics();
  const bad = { RoleARN: '{R}', ResourceARN: '{S}' };
  const role = String.raw`Member must satisfy regular expression pattern: arn:aws:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`;
  const resource = 'Member must satisfy regular expression pattern: arn:.*';
  await refused(
    create(analytics, {
      Inputs: [{ ...streamInput, KinesisStreamsInput: bad }],
      Outputs: [{ ...streamOutput(), KinesisStreamsOutput: bad }],
    }),
    'ValidationException',
    `4 validation errors detected: Value '{R}' at 'outputs.1.member.kinesisStreamsOutput.roleARN' failed to satisfy constraint: ${role}; ` +
      `Value '{S}' at 'outputs.1.member.kinesisStreamsOutput.resourceARN' failed to satisfy constraint: ${resource}; ` +
      `Value '{R}' at 'inputs.1.member.kinesisStreamsInput.roleARN' failed to satisfy constraint: ${role}; ` +
      `Value '{S}' at 'inputs.1.member.kinesisStreamsInput.resourceARN' failed to satisfy constraint: ${resource}`,
  );
  await analytics.stop();
});

test('the action is asked with the tags of the request, and for every role the right to pass it', async () => {
  const analytics = await testAnalytics();
  const other = 'arn:aws:iam::123456789012:role/other';
  const needs = await analytics.needs(createApplication, {
    ApplicationName: 'a',
    Inputs: [streamInput],
    Outputs: [streamOutput()],
    CloudWatchLoggingOptions: [{ ...loggingOption, RoleARN: other }],
    Tags: [{ Key: 'team', Value: 'rides' }],
  });
  assert.deepEqual(
    needs.map(({ action, resources }) => [action, ...resources]),
    [
      ['kinesisanalytics:CreateApplication', 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/a'],
      ['iam:PassRole', testRole],
      ['iam:PassRole', other],
    ],
  );
  assert.deepEqual(needs[0]?.keys?.('aws:requesttag/team'), ['rides']);
  assert.deepEqual(needs[1]?.keys?.('iam:passedtoservice'), ['kinesisanalytics.amazonaws.com']);
  await analytics.stop();
});
