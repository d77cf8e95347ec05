import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import type { Service } from '../../../service.js';
import { accessDenied } from '../errors.js';
import { resourceDirectory } from '../resource-directory.js';
import { allows, functionArnOf, refused, testLambda, testStart, type TestLambda } from '../testing.js';
import { createAlias } from './create-alias.js';
import { deleteFunctionEventInvokeConfig } from './delete-function-event-invoke-config.js';
import { getFunctionEventInvokeConfig } from './get-function-event-invoke-config.js';
import { listFunctionEventInvokeConfigs } from './list-function-event-invoke-configs.js';
import { publishVersion } from './publish-version.js';
import { putFunctionEventInvokeConfig } from './put-function-event-invoke-config.js';
import { updateFunctionEventInvokeConfig } from './update-function-event-invoke-config.js';

suite('settings of asynchronous invocation', () => {
  let lambda: TestLambda;
  const arn = functionArnOf('f');
  const other = functionArnOf('other');
  beforeEach(async () => {
    lambda = await testLambda({
      targets: {
        get lambda() {
          return { name: 'lambda', resources: resourceDirectory(lambda.context), accessDenied } as unknown as Service;
        },
      },
    });
    await lambda.createFunction('f');
    await lambda.createFunction('other');
  });
  afterEach(() => lambda.stop());
  const named = { FunctionName: 'f' };
  const put = (more = {}) => lambda.run(putFunctionEventInvokeConfig, { ...named, ...more });
  const update = (more = {}) => lambda.run(updateFunctionEventInvokeConfig, { ...named, ...more });
  const get = (more = {}) => lambda.run(getFunctionEventInvokeConfig, { ...named, ...more });
  const remove = (more = {}) => lambda.run(deleteFunctionEventInvokeConfig, { ...named, ...more });
  const to = (OnSuccess?: string, OnFailure?: string) => ({
    DestinationConfig: {
      ...(OnSuccess === undefined ? {} : { OnSuccess: { Destination: OnSuccess } }),
      ...(OnFailure === undefined ? {} : { OnFailure: { Destination: OnFailure } }),
    },
  });
  const [parameter, notFound] = ['InvalidParameterValueException', 'ResourceNotFoundException'];

  test('putting replaces, updating merges, and the ARN is qualified', async () => {
    assert.deepEqual(present(await put({ MaximumRetryAttempts: 1, ...to(other) })), {
      LastModified: testStart,
      FunctionArn: `${arn}:$LATEST`,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnSuccess: { Destination: other }, OnFailure: {} },
    });
    assert.deepEqual(present(await put({ MaximumEventAgeInSeconds: 60 })), {
      LastModified: testStart,
      FunctionArn: `${arn}:$LATEST`,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    });
    await lambda.clock.advance(1000);
    const merged = {
      LastModified: testStart + 1000,
      FunctionArn: `${arn}:$LATEST`,
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    };
    assert.deepEqual(present(await update({ MaximumRetryAttempts: 0 })), merged);
    assert.deepEqual(present(await get()), merged);
    const failing = await update(to(undefined, other));
    assert.deepEqual(failing.DestinationConfig, { OnSuccess: {}, OnFailure: { Destination: other } });
    assert.equal(failing.MaximumRetryAttempts, 0);
    assert.deepEqual((await update(to(undefined, ''))).DestinationConfig, { OnSuccess: {}, OnFailure: {} });
  });

  test('each qualifier has its own, listed in order', async () => {
    const { Version = '' } = await lambda.run(publishVersion, named);
    await lambda.run(createAlias, { ...named, Name: 'live', FunctionVersion: Version });
    for (const Qualifier of ['live', Version, undefined]) await put({ MaximumRetryAttempts: 1, Qualifier });
    const list = (more = {}) => lambda.run(listFunctionEventInvokeConfigs, { ...named, ...more });
    const arns = ({ FunctionEventInvokeConfigs: configs = [] }: Awaited<ReturnType<typeof list>>) =>
      configs.map(({ FunctionArn }) => FunctionArn);
    assert.deepEqual(arns(await list()), [`${arn}:$LATEST`, `${arn}:1`, `${arn}:live`]);
    const first = await list({ MaxItems: 2 });
    assert.deepEqual(arns(await list({ MaxItems: 2, Marker: first.NextMarker })), [`${arn}:live`]);
    await remove({ Qualifier: 'live' });
    await refused(get({ Qualifier: 'live' }), notFound, `The function ${arn}:live doesn't have an EventInvokeConfig`);
  });

  test('what is not there, or nothing, is refused in AWS’s words', async () => {
    await refused(put(), parameter, 'You must specify at least one of error handling or destination setting.');
    const retries = { MaximumRetryAttempts: 1 };
    const gone = "The function doesn't exist.";
    await refused(put({ FunctionName: 'g', ...retries }), notFound, gone);
    await refused(put({ Qualifier: 'nix', ...retries }), notFound, gone);
    await refused(update({ FunctionName: 'g', ...retries }), notFound, gone);
    await refused(lambda.run(listFunctionEventInvokeConfigs, { FunctionName: 'g' }), notFound, gone);
    const none = (name: string) => `The function ${functionArnOf(name)}:$LATEST doesn't have an EventInvokeConfig`;
    await refused(update(retries), notFound, none('f'));
    await refused(get(), notFound, none('f'));
    await refused(get({ FunctionName: 'g' }), notFound, none('g'));
    await refused(remove(), notFound, none('f'));
    await refused(remove({ FunctionName: 'g' }), notFound, none('g'));
    await refused(
      put({ MaximumRetryAttempts: 3 }),
      'ValidationException',
      /'maximumRetryAttempts'.*less than or equal to 2/,
    );
    await refused(
      put({ MaximumEventAgeInSeconds: 59 }),
      'ValidationException',
      /'maximumEventAgeInSeconds'.*greater than or equal to 60/,
    );
    await refused(put(to(undefined, 'x')), 'ValidationException', /at 'destinationConfig\.onFailure\.destination'/);
  });

  test('destinations are functions that are there and that the role may invoke', async () => {
    const missing = functionArnOf('missing');
    await refused(put(to(missing)), parameter, `The destination ARN ${missing} is invalid.`);
    await refused(put(to(arn)), parameter, "You can't specify the function as a destination for itself.");
    await refused(put(to(`${arn}:live`)), parameter, "You can't specify the function as a destination for itself.");
    const stream = 'arn:aws:kinesis:us-east-1:123456789012:stream/s';
    await refused(
      put(to(stream)),
      parameter,
      `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${stream}), onFailure=null) is invalid.`,
    );
    const bucket = 'arn:aws:s3:::bucket';
    await refused(put(to(undefined, bucket)), parameter, `The destination ARN ${bucket} is invalid.`);
    await refused(put(to(bucket)), parameter, /onSuccess=OnSuccess\(destination=arn:aws:s3:::bucket\), onFailure=null/);
    for (const [service, name] of [
      ['sqs', 'SQS'],
      ['sns', 'SNS'],
      ['events', 'EventBridge'],
    ] as const)
      await refused(
        put(to(undefined, `arn:aws:${service}:us-east-1:123456789012:x`)),
        parameter,
        new RegExp(`^${name} is not available here`),
      );
    const Role = await lambda.role('poor', [allows('lambda:InvokeFunction', `${other}:1`)]);
    await lambda.createFunction('poor', { Role });
    await refused(
      put({ FunctionName: 'poor', ...to(other) }),
      parameter,
      `The function's execution role does not have permissions to call InvokeFunction on ${other}`,
    );
  });
});

const present = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
