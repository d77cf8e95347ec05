import { after, before, test } from 'node:test';
import { resourceDirectory } from '../resource-directory.js';
import { functionArnOf, refused, stranger, testLambda, type TestLambda } from '../testing.js';
import { addPermission } from './add-permission.js';
import { getFunction } from './get-function.js';
import { publishVersion } from './publish-version.js';
import { updateFunctionConfiguration } from './update-function-configuration.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda({ resources: resourceDirectory });
  await lambda.createFunction('f');
});
after(() => lambda.stop());

const FunctionName = functionArnOf('f');

test('a function that another account may use by its policy, and what its policy cannot give', async () => {
  await refused(lambda.call(getFunction, { FunctionName }, stranger), 'AccessDeniedException', /lambda:GetFunction/);
  for (const Action of ['lambda:GetFunction', 'lambda:PublishVersion', 'lambda:UpdateFunctionConfiguration'])
    await lambda.run(addPermission, {
      FunctionName,
      Action,
      StatementId: Action.slice('lambda:'.length),
      Principal: stranger.account,
    });
  await lambda.call(getFunction, { FunctionName }, stranger);
  await lambda.call(publishVersion, { FunctionName }, stranger);
  await refused(
    lambda.call(updateFunctionConfiguration, { FunctionName, Timeout: 5 }, stranger),
    'AccessDeniedException',
    'Cross-account access is not allowed.',
  );
});
