import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { functionArnOf, refused, testLambda, type TestLambda } from '../testing.js';
import { getAccountSettings } from './get-account-settings.js';
import { listFunctions } from './list-functions.js';
import { publishVersion } from './publish-version.js';
import { putFunctionConcurrency } from './put-function-concurrency.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda();
  for (const name of ['a', 'b', 'c']) await lambda.createFunction(name);
  await lambda.run(publishVersion, { FunctionName: 'b' });
});
after(() => lambda.stop());

const all = async (input: object) => {
  const pages: (string | undefined)[][] = [];
  for (let Marker: string | undefined; ;) {
    const page = await lambda.run(listFunctions, { ...input, Marker });
    pages.push((page.Functions ?? []).map(({ FunctionArn }) => FunctionArn?.slice(functionArnOf('').length)));
    Marker = page.NextMarker;
    if (Marker === undefined) return pages;
  }
};

test('functions are listed without their states', async () => {
  const { Functions = [] } = await lambda.run(listFunctions, {});
  assert.deepEqual(
    Functions.map(({ FunctionArn }) => FunctionArn),
    ['a', 'b', 'c'].map(functionArnOf),
  );
  for (const found of Functions) {
    assert.equal(found.State, undefined);
    assert.equal(found.LastUpdateStatus, undefined);
    assert.equal(found.RuntimeVersionConfig, undefined);
    assert.equal(found.Runtime, 'nodejs22.x');
  }
});

test('with all versions, each under its qualified ARN', async () => {
  const expected = ['a:$LATEST', 'b:$LATEST', 'b:1', 'c:$LATEST'];
  assert.deepEqual(await all({ FunctionVersion: 'ALL' }), [expected]);
  assert.deepEqual(
    await all({ FunctionVersion: 'ALL', MaxItems: 1 }),
    expected.map((arn) => [arn]),
  );
  assert.deepEqual(await all({ FunctionVersion: 'ALL', MaxItems: 2 }), [expected.slice(0, 2), expected.slice(2)]);
  assert.deepEqual(await all({ FunctionVersion: 'ALL', MasterRegion: 'eu-west-1' }), [[]]);
});

test('pages', async () => {
  assert.deepEqual(await all({ MaxItems: 2 }), [['a', 'b'], ['c']]);
  assert.deepEqual(await all({ MaxItems: 3 }), [['a', 'b', 'c']]);
  assert.deepEqual(await lambda.run(listFunctions, {}, { region: 'eu-west-1' }), {
    Functions: [],
    NextMarker: undefined,
  });
  await refused(lambda.run(listFunctions, { Marker: 'none of ours' }), 'InvalidParameterValueException', /Marker/);
  await refused(
    lambda.run(listFunctions, { MaxItems: 0 }),
    'ValidationException',
    "1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
  await refused(
    lambda.run(listFunctions, { FunctionVersion: 'invalid' as 'ALL' }),
    'ValidationException',
    "1 validation error detected: Value 'invalid' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
  );
});

test('policies are asked about no function in particular', async () => {
  assert.deepEqual(await lambda.needs(listFunctions, {}), [{ action: 'lambda:ListFunctions', resources: ['*'] }]);
});

test('GetAccountSettings counts functions, zips and what is reserved', async () => {
  const sizes = await Promise.all(['a', 'b', 'c'].map(async (name) => (await lambda.function(name)).latest.code.size));
  const [a = 0, b = 0, c = 0] = sizes;
  await lambda.run(putFunctionConcurrency, { FunctionName: 'c', ReservedConcurrentExecutions: 10 });
  assert.deepEqual(await lambda.run(getAccountSettings, {}), {
    AccountLimit: {
      TotalCodeSize: 80530636800,
      CodeSizeUnzipped: 262144000,
      CodeSizeZipped: 52428800,
      ConcurrentExecutions: 1000,
      UnreservedConcurrentExecutions: 990,
    },
    AccountUsage: { TotalCodeSize: a + 2 * b + c, FunctionCount: 3 },
  });
});

test('ten thousand functions are listed by fifties', async () => {
  const { store } = lambda.context;
  const pattern = await lambda.function('a');
  const changes = Array.from({ length: 10_000 }, (_, n) =>
    store.putFunction({ ...pattern, region: 'eu-west-1', name: `f${String(n).padStart(5, '0')}` }, 0),
  );
  await store.registry.commit(changes);
  let count = 0;
  let last = '';
  for (let Marker: string | undefined; ;) {
    const page = await lambda.run(listFunctions, { MaxItems: 10_000, Marker }, { region: 'eu-west-1' });
    for (const { FunctionName = '' } of page.Functions ?? []) {
      assert.ok(FunctionName > last);
      last = FunctionName;
      count++;
    }
    Marker = page.NextMarker;
    if (Marker === undefined) break;
    assert.equal(page.Functions?.length, 50);
  }
  assert.equal(count, 10_000);
});
