import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Infer } from '@paddock/wire';
import { functionArn, refused, testAnalytics, testRole, type TestAnalytics } from '../../testing.js';
import { addApplicationCloudWatchLoggingOption } from './add-application-cloud-watch-logging-option.js';
import { addApplicationInput } from './add-application-input.js';
import { addApplicationInputProcessingConfiguration } from './add-application-input-processing-configuration.js';
import { addApplicationOutput } from './add-application-output.js';
import { addApplicationReferenceDataSource } from './add-application-reference-data-source.js';
import { deleteApplicationCloudWatchLoggingOption } from './delete-application-cloud-watch-logging-option.js';
import { deleteApplicationInputProcessingConfiguration } from './delete-application-input-processing-configuration.js';
import { deleteApplicationOutput } from './delete-application-output.js';
import { deleteApplicationReferenceDataSource } from './delete-application-reference-data-source.js';
import { startApplication } from './start-application.js';
import {
  create,
  describe,
  loggingOption,
  objectReference,
  schema,
  streamInput,
  streamOutput,
  withRole,
} from './testing.js';
import { updateApplication } from './update-application.js';

const at = (CurrentApplicationVersionId: number) => ({ ApplicationName: 'a', CurrentApplicationVersionId });
const processing = { InputLambdaProcessor: withRole(functionArn('f')) };
const all = {
  Inputs: [{ ...streamInput, InputProcessingConfiguration: processing }],
  Outputs: [streamOutput('A'), streamOutput('B')],
  CloudWatchLoggingOptions: [loggingOption],
};
const start = (analytics: TestAnalytics) =>
  analytics.run(startApplication, { ApplicationName: 'a', InputConfigurations: [] });
type Update = Infer<typeof updateApplication.input>['ApplicationUpdate'];
const update = (analytics: TestAnalytics, ApplicationUpdate: Update, version = 1) =>
  analytics.run(updateApplication, { ...at(version), ApplicationUpdate });

type Change = readonly [name: string, run: (analytics: TestAnalytics, version: number) => Promise<unknown>];
/** One change of each kind, each of which an application made of `all` takes. */
const changes: readonly Change[] = [
  [
    'DeleteApplicationCloudWatchLoggingOption',
    (a, v) => a.run(deleteApplicationCloudWatchLoggingOption, { ...at(v), CloudWatchLoggingOptionId: '1.1' }),
  ],
  [
    'AddApplicationReferenceDataSource',
    (a, v) => a.run(addApplicationReferenceDataSource, { ...at(v), ReferenceDataSource: objectReference }),
  ],
  [
    'DeleteApplicationInputProcessingConfiguration',
    (a, v) => a.run(deleteApplicationInputProcessingConfiguration, { ...at(v), InputId: '1.1' }),
  ],
  [
    'UpdateApplication',
    (a, v) => a.run(updateApplication, { ...at(v), ApplicationUpdate: { ApplicationCodeUpdate: 'SELECT 2;\n' } }),
  ],
  ['DeleteApplicationOutput', (a, v) => a.run(deleteApplicationOutput, { ...at(v), OutputId: '1.2' })],
  ['AddApplicationOutput', (a, v) => a.run(addApplicationOutput, { ...at(v), Output: streamOutput('C') })],
  ['AddApplicationOutput', (a, v) => a.run(addApplicationOutput, { ...at(v), Output: streamOutput('D') })],
  [
    'AddApplicationCloudWatchLoggingOption',
    (a, v) => a.run(addApplicationCloudWatchLoggingOption, { ...at(v), CloudWatchLoggingOption: loggingOption }),
  ],
  [
    'AddApplicationInputProcessingConfiguration',
    (a, v) =>
      a.run(addApplicationInputProcessingConfiguration, {
        ...at(v),
        InputId: '1.1',
        InputProcessingConfiguration: processing,
      }),
  ],
  [
    'DeleteApplicationReferenceDataSource',
    (a, v) => a.run(deleteApplicationReferenceDataSource, { ...at(v), ReferenceId: '3.1' }),
  ],
];

for (const status of ['READY', 'RUNNING'] as const) {
  test(`each change raises the version of a ${status} application by one, and it is ${status} again`, async () => {
    const analytics = await testAnalytics({ transition: 200 });
    await create(analytics, all);
    if (status === 'RUNNING') await start(analytics);
    await analytics.settle();
    for (const [index, [name, run]] of changes.entries()) {
      assert.deepEqual(await run(analytics, index + 1), {}, name);
      const { ApplicationStatus, ApplicationVersionId } = await describe(analytics);
      // What does not run takes a change at once.
      const meanwhile = status === 'RUNNING' ? 'UPDATING' : status;
      assert.deepEqual([ApplicationStatus, ApplicationVersionId], [meanwhile, index + 2], name);
      await analytics.settle();
      assert.equal((await describe(analytics)).ApplicationStatus, status, name);
    }
    const detail = await describe(analytics);
    assert.deepEqual(
      detail.OutputDescriptions?.map(({ OutputId }) => OutputId),
      ['1.1', '7.1', '8.1'],
    );
    assert.equal(detail.CloudWatchLoggingOptionDescriptions?.[0]?.CloudWatchLoggingOptionId, '9.1');
    assert.equal(detail.ReferenceDataSourceDescriptions, undefined);
    assert.deepEqual(detail.InputDescriptions?.[0]?.InputProcessingConfigurationDescription, {
      InputLambdaProcessorDescription: withRole(functionArn('f')),
    });
    await analytics.stop();
  });
}

for (const [name, run] of changes) {
  test(`${name} asks for the current version, a state that ends in it, and this API's application`, async () => {
    const analytics = await testAnalytics();
    await refused(run(analytics, 1), 'ResourceNotFoundException', 'Could not find the application: a');
    await create(analytics, all);
    await refused(
      run(analytics, 2),
      'ConcurrentModificationException',
      'Conflict detected: given application version 2, but the current version is 1',
    );
    const application = analytics.application('a');
    for (const status of ['STARTING', 'STOPPING', 'UPDATING', 'DELETING'] as const) {
      await analytics.put({ ...application, status });
      await refused(
        run(analytics, 1),
        'ResourceInUseException',
        `Application a is in ${status} state and cannot be updated`,
      );
    }
    await analytics.put({ ...application, newer: true });
    await refused(run(analytics, 1), 'UnsupportedOperationException', /^a was created\/updated by kinesisanalyticsv2/);
    await refused(
      run(analytics, 0),
      'ValidationException',
      /'currentApplicationVersionId'.*greater than or equal to 1$/,
    );
    await analytics.stop();
  });
}

const refusals: readonly (readonly [string, (analytics: TestAnalytics) => Promise<unknown>, string])[] = [
  [
    'a second input',
    (a) => a.run(addApplicationInput, { ...at(1), Input: streamInput }),
    'An application can have at most 1 input',
  ],
  [
    'a second logging option',
    (a) => a.run(addApplicationCloudWatchLoggingOption, { ...at(1), CloudWatchLoggingOption: loggingOption }),
    'An application can have at most 1 CloudWatch logging option',
  ],
  [
    'a processor beside another',
    (a) =>
      a.run(addApplicationInputProcessingConfiguration, {
        ...at(1),
        InputId: '1.1',
        InputProcessingConfiguration: processing,
      }),
    'The input with the id 1.1 already has an input processing configuration',
  ],
  [
    'a processor of an unknown input',
    (a) =>
      a.run(addApplicationInputProcessingConfiguration, {
        ...at(1),
        InputId: '2.1',
        InputProcessingConfiguration: processing,
      }),
    'Application a has no input with the id 2.1: it has 1.1',
  ],
  [
    'an unknown output',
    (a) => a.run(deleteApplicationOutput, { ...at(1), OutputId: '1.3' }),
    'Application a has no output with the id 1.3: it has 1.1, 1.2',
  ],
  [
    'an unknown reference',
    (a) => a.run(deleteApplicationReferenceDataSource, { ...at(1), ReferenceId: '1.1' }),
    'Application a has no reference data source with the id 1.1',
  ],
  [
    'an unknown logging option',
    (a) => a.run(deleteApplicationCloudWatchLoggingOption, { ...at(1), CloudWatchLoggingOptionId: '1.2' }),
    'Application a has no CloudWatch logging option with the id 1.2: it has 1.1',
  ],
  [
    'an update of an unknown input',
    (a) => update(a, { InputUpdates: [{ InputId: '9.9', NamePrefixUpdate: 'S' }] }),
    'Application a has no input with the id 9.9: it has 1.1',
  ],
  [
    'two updates of one output',
    (a) => update(a, { OutputUpdates: [{ OutputId: '1.1' }, { OutputId: '1.1' }] }),
    'The output with the id 1.1 is updated more than once',
  ],
  [
    'another kind of destination without its ARN',
    (a) => update(a, { OutputUpdates: [{ OutputId: '1.1', LambdaOutputUpdate: { RoleARNUpdate: testRole } }] }),
    'ResourceARNUpdate must be specified when 1.1 is given another kind of resource',
  ],
  [
    'a prefix with a blank',
    (a) => update(a, { InputUpdates: [{ InputId: '1.1', NamePrefixUpdate: 'a b' }] }),
    "The name prefix 'a b' must not include hyphens, whitespace, angle brackets or ampersands",
  ],
  [
    'a type that is none',
    (a) =>
      update(a, {
        InputUpdates: [
          { InputId: '1.1', InputSchemaUpdate: { RecordColumnUpdates: [{ Name: 'a', SqlType: 'JSON' }] } },
        ],
      }),
    "The SQL type 'JSON' of column a is not valid",
  ],
];

for (const [what, run, message] of refusals) {
  test(`${what} is refused`, async () => {
    const analytics = await testAnalytics();
    await create(analytics, all);
    await refused(run(analytics), 'InvalidArgumentException', message);
    assert.equal((await describe(analytics)).ApplicationVersionId, 1);
    await analytics.stop();
  });
}

test('limits of outputs and references, and processors that are not there', async () => {
  const analytics = await testAnalytics();
  await create(analytics, { Inputs: [streamInput], Outputs: ['A', 'B', 'C'].map((name) => streamOutput(name)) });
  const code = 'InvalidArgumentException';
  await refused(
    analytics.run(addApplicationOutput, { ...at(1), Output: streamOutput('D') }),
    code,
    'An application can have at most 3 outputs',
  );
  await analytics.run(addApplicationReferenceDataSource, { ...at(1), ReferenceDataSource: objectReference });
  await refused(
    analytics.run(addApplicationReferenceDataSource, { ...at(2), ReferenceDataSource: objectReference }),
    code,
    'An application can have at most 1 reference data source',
  );
  const none = 'The input with the id 1.1 has no input processing configuration';
  await refused(analytics.run(deleteApplicationInputProcessingConfiguration, { ...at(2), InputId: '1.1' }), code, none);
  const processor = { InputLambdaProcessorUpdate: { ResourceARNUpdate: functionArn('g') } };
  await refused(
    update(analytics, { InputUpdates: [{ InputId: '1.1', InputProcessingConfigurationUpdate: processor }] }, 2),
    code,
    none,
  );
  await analytics.stop();
});

test('a reference is refused whose role may not read its object, or is none', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  const weak = await analytics.role('weak');
  const add = (role: string) => {
    const source = { ...objectReference.S3ReferenceDataSource, ReferenceRoleARN: role };
    return analytics.run(addApplicationReferenceDataSource, {
      ...at(1),
      ReferenceDataSource: { ...objectReference, S3ReferenceDataSource: source },
    });
  };
  await refused(
    add(weak),
    'InvalidArgumentException',
    /Please check the role provided or validity of S3 location you provided$/,
  );
  await refused(add(`${testRole}-none`), 'InvalidArgumentException', /sufficient privileges to assume the role$/);
  await refused(
    analytics.run(addApplicationReferenceDataSource, {
      ...at(1),
      ReferenceDataSource: { TableName: 'T', ReferenceSchema: schema },
    }),
    'InvalidArgumentException',
    'S3ReferenceDataSource with BucketARN and FileKey must be specified for a reference data source',
  );
  await analytics.stop();
});
