import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { functionArnOf, refused, testLambda, uuid, type TestLambda } from '../testing.js';
import { createAlias } from './create-alias.js';
import { deleteAlias } from './delete-alias.js';
import { deleteFunction } from './delete-function.js';
import { getAlias } from './get-alias.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { listAliases } from './list-aliases.js';
import { publishVersion } from './publish-version.js';
import { updateAlias } from './update-alias.js';
import { updateFunctionConfiguration } from './update-function-configuration.js';

let lambda: TestLambda;
const arn = functionArnOf('f');
before(async () => {
  lambda = await testLambda();
  await lambda.createFunction('f');
  await lambda.run(publishVersion, { FunctionName: 'f' });
  await lambda.run(updateFunctionConfiguration, { FunctionName: 'f', Timeout: 9 });
  await lambda.run(publishVersion, { FunctionName: 'f' });
});
after(() => lambda.stop());

const create = (Name: string, more: object = {}) =>
  lambda.run(createAlias, { FunctionName: 'f', Name, FunctionVersion: '1', ...more });
const weights = (AdditionalVersionWeights: Record<string, number>) => ({ RoutingConfig: { AdditionalVersionWeights } });

test('an alias leads to a version, and to another in part', async () => {
  const { RevisionId, ...rest } = await create('live');
  assert.match(String(RevisionId), uuid);
  assert.deepEqual(rest, {
    AliasArn: `${arn}:live`,
    Name: 'live',
    FunctionVersion: '1',
    Description: '',
    RoutingConfig: undefined,
  });
  const shared = await create('shared', { Description: 'both', ...weights({ '2': 0.25 }) });
  assert.deepEqual(shared.RoutingConfig, { AdditionalVersionWeights: { '2': 0.25 } });
  assert.deepEqual(await lambda.run(getAlias, { FunctionName: 'f', Name: 'shared' }), shared);
  const cleared = await lambda.run(updateAlias, { FunctionName: 'f', Name: 'shared', ...weights({}) });
  assert.equal(cleared.RoutingConfig, undefined);
  assert.equal(cleared.Description, 'both');
  const latest = await create('newest', { FunctionVersion: '$LATEST' });
  assert.equal(latest.FunctionVersion, '$LATEST');
  assert.equal((await create('2024-01-02')).Name, '2024-01-02');
});

test('UpdateAlias moves it, with a new revision', async () => {
  const before = await create('moved');
  const after = await lambda.run(updateAlias, {
    FunctionName: 'f',
    Name: 'moved',
    FunctionVersion: '2',
    Description: 'now',
    RevisionId: before.RevisionId,
  });
  assert.deepEqual([after.FunctionVersion, after.Description], ['2', 'now']);
  assert.notEqual(after.RevisionId, before.RevisionId);
  const found = await lambda.run(getFunctionConfiguration, { FunctionName: 'f', Qualifier: 'moved' });
  assert.deepEqual([found.FunctionArn, found.Version], [`${arn}:moved`, '2']);
  await refused(
    lambda.run(updateAlias, { FunctionName: 'f', Name: 'moved', RevisionId: before.RevisionId }),
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
  );
});

test('aliases are listed by name, and by the versions they lead to', async () => {
  const names = async (more: object) =>
    (await lambda.run(listAliases, { FunctionName: 'f', ...more })).Aliases?.map(({ Name }) => Name);
  assert.deepEqual(await names({}), ['2024-01-02', 'live', 'moved', 'newest', 'shared']);
  assert.deepEqual(await names({ FunctionVersion: '2' }), ['moved']);
  const first = await lambda.run(listAliases, { FunctionName: 'f', MaxItems: 2 });
  assert.deepEqual(await names({ MaxItems: 10, Marker: first.NextMarker }), ['moved', 'newest', 'shared']);
});

const refusals: readonly [string, () => Promise<unknown>, string, string][] = [
  ['one twice', () => create('live'), 'ResourceConflictException', `Alias already exists: ${arn}:live`],
  [
    'a number as a name',
    () => create('123'),
    'ValidationException',
    "1 validation error detected: Value '123' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
  ],
  [
    'a version that is not there',
    () => create('x', { FunctionVersion: '10' }),
    'ResourceNotFoundException',
    `Function not found: ${arn}:10`,
  ],
  [
    'a function that is not there',
    () => create('x', { FunctionName: 'none' }),
    'ResourceNotFoundException',
    `Function not found: ${functionArnOf('none')}:1`,
  ],
  [
    'three versions',
    () => create('x', weights({ '2': 0.1, '3': 0.1 })),
    'InvalidParameterValueException',
    'Number of items in AdditionalVersionWeights cannot be greater than 1',
  ],
  [
    'too much weight',
    () => create('x', weights({ '2': 2 })),
    'ValidationException',
    "1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
  ],
  [
    'the same version twice',
    () => create('x', weights({ '1': 0.5 })),
    'InvalidParameterValueException',
    'Invalid function version 1. Function version 1 is already included in routing configuration.',
  ],
  [
    '$LATEST and another',
    () => create('x', { FunctionVersion: '$LATEST', ...weights({ '1': 0.5 }) }),
    'InvalidParameterValueException',
    '$LATEST is not supported for an alias pointing to more than 1 version',
  ],
  [
    'another and $LATEST',
    () => create('x', weights({ $LATEST: 0.5 })),
    'ValidationException',
    "1 validation error detected: Value '{$LATEST=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+, Member must not be null]",
  ],
  [
    'getting none',
    () => lambda.run(getAlias, { FunctionName: 'f', Name: 'none' }),
    'ResourceNotFoundException',
    `Cannot find alias arn: ${arn}:none`,
  ],
  [
    'updating none',
    () => lambda.run(updateAlias, { FunctionName: 'f', Name: 'none' }),
    'ResourceNotFoundException',
    `Alias not found: ${arn}:none`,
  ],
];
for (const [what, attempt, code, message] of refusals)
  test(`refused: ${what}`, () => refused(attempt(), code, message));

test('an alias goes, and one that is not there may go, too', async () => {
  await create('gone');
  await lambda.run(deleteAlias, { FunctionName: 'f', Name: 'gone' });
  await lambda.run(deleteAlias, { FunctionName: 'f', Name: 'gone' });
  await refused(
    lambda.run(getFunctionConfiguration, { FunctionName: 'f', Qualifier: 'gone' }),
    'ResourceNotFoundException',
    `Function not found: ${arn}:gone`,
  );
});

test('no alias is left leading to a version that was deleted at the same time', async () => {
  await lambda.run(updateFunctionConfiguration, { FunctionName: 'f', Timeout: 30 });
  const { Version = '' } = await lambda.run(publishVersion, { FunctionName: 'f' });
  const [made] = await Promise.allSettled([
    create('raced', { FunctionVersion: Version }),
    lambda.run(deleteFunction, { FunctionName: 'f', Qualifier: Version }),
  ]);
  const owner = await lambda.function('f');
  const isThere = (await lambda.context.store.version(owner, Version)) !== undefined;
  assert.equal(made.status === 'fulfilled', isThere);
});
