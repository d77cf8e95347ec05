import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '@paddock/wire';
import type { Service } from '../../service.js';
import { publishVersion } from './operations/publish-version.js';
import { LambdaPort } from './port.js';
import { answers, fails, functionArnOf, testLambda } from './testing.js';

test('another service waits for what a function answers', async () => {
  const lambda = await testLambda();
  const port = new LambdaPort(lambda.context, lambda.authorizer, () => ({}) as Service);
  const invoke = async (arn: string, event: unknown) => {
    const { payload, functionError } = await port.invoke(arn, Buffer.from(JSON.stringify(event)));
    return [JSON.parse(Buffer.from(payload).toString()), functionError];
  };
  await lambda.createFunction('f');
  lambda.pool.functions.set('f', (event, { requestId }) => {
    assert.match(requestId, /^[0-9a-f-]{36}$/);
    return event === 'fail' ? fails('no') : answers([event]);
  });
  assert.deepEqual(await invoke(functionArnOf('f'), 1), [[1], undefined]);
  assert.deepEqual(await invoke(functionArnOf('f'), 'fail'), [{ errorType: 'Error', errorMessage: 'no' }, 'Unhandled']);
  const { Version } = await lambda.run(publishVersion, { FunctionName: 'f' });
  assert.deepEqual(await invoke(`${functionArnOf('f')}:${Version}`, 2), [[2], undefined]);
  for (const arn of [functionArnOf('g'), `${functionArnOf('f')}:9`, 'arn:aws:lambda'])
    await assert.rejects(
      invoke(arn, 1),
      (error) => error instanceof AwsError && error.code === 'ResourceNotFoundException',
    );
  await lambda.stop();
});
