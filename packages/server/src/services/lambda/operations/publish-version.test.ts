import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Blob } from '@paddock/wire';
import { functionArnOf, refused, testLambda, zipOf, type TestLambda } from '../testing.js';
import { deleteFunction } from './delete-function.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { listVersionsByFunction } from './list-versions-by-function.js';
import { publishVersion } from './publish-version.js';
import { updateFunctionCode } from './update-function-code.js';
import { updateFunctionConfiguration } from './update-function-configuration.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda({ transition: 200 });
});
after(() => lambda.stop());

test('a version is $LATEST as it is, with a revision of its own, and gives $LATEST another', async () => {
  const latest = await lambda.createFunction('f', { Description: 'first' });
  const one = await lambda.run(publishVersion, { FunctionName: 'f' });
  assert.equal(one.Version, '1');
  assert.equal(one.FunctionArn, `${functionArnOf('f')}:1`);
  assert.deepEqual([one.State, one.LastUpdateStatus], ['Active', 'Successful']);
  assert.equal(one.Description, 'first');
  assert.notEqual(one.RevisionId, latest.RevisionId);
  const after = await lambda.function('f');
  assert.notEqual(after.latest.revisionId, latest.RevisionId);
  assert.notEqual(after.latest.revisionId, one.RevisionId);
});

test('nothing new is published when nothing has changed, whatever the description', async () => {
  const { RevisionId } = await lambda.run(publishVersion, { FunctionName: 'f' });
  const again = await lambda.run(publishVersion, { FunctionName: 'f', Description: 'another' });
  assert.deepEqual([again.Version, again.Description, again.RevisionId], ['1', 'first', RevisionId]);
  await lambda.run(updateFunctionConfiguration, { FunctionName: 'f', Timeout: 7 });
  await lambda.settle();
  const two = await lambda.run(publishVersion, { FunctionName: 'f', Description: 'second' });
  assert.deepEqual([two.Version, two.Description, two.Timeout], ['2', 'second', 7]);
  const one = await lambda.run(getFunctionConfiguration, { FunctionName: 'f', Qualifier: '1' });
  assert.equal(one.Timeout, 3);
});

test('numbers are never used again', async () => {
  await lambda.run(deleteFunction, { FunctionName: 'f', Qualifier: '2' });
  const three = await lambda.run(publishVersion, { FunctionName: 'f' });
  assert.equal(three.Version, '3');
  const { Versions = [] } = await lambda.run(listVersionsByFunction, { FunctionName: 'f' });
  assert.deepEqual(
    Versions.map(({ Version, FunctionArn, State, LastUpdateStatus, RuntimeVersionConfig }) => [
      Version,
      FunctionArn,
      State,
      LastUpdateStatus,
      RuntimeVersionConfig,
    ]),
    ['$LATEST', '1', '3'].map((version) => [
      version,
      `${functionArnOf('f')}:${version}`,
      undefined,
      undefined,
      undefined,
    ]),
  );
});

test('code that is not the latest is refused', async () => {
  const { CodeSha256 = '' } = await lambda.createFunction('coded');
  await refused(
    lambda.run(publishVersion, { FunctionName: 'coded', CodeSha256: 'other' }),
    'InvalidParameterValueException',
    `CodeSHA256 (other) is different from current CodeSHA256 in $LATEST (${CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
  );
  assert.equal((await lambda.run(publishVersion, { FunctionName: 'coded', CodeSha256 })).Version, '1');
});

test('a function that is not there has no versions', async () => {
  const text = `Function not found: ${functionArnOf('none')}`;
  await refused(lambda.run(publishVersion, { FunctionName: 'none' }), 'ResourceNotFoundException', text);
  await refused(lambda.run(listVersionsByFunction, { FunctionName: 'none' }), 'ResourceNotFoundException', text);
});

test('versions with SnapStart become Active by and by', async () => {
  await lambda.createFunction('snap', { Runtime: 'python3.13', SnapStart: { ApplyOn: 'PublishedVersions' } });
  const made = await lambda.run(publishVersion, { FunctionName: 'snap' });
  assert.deepEqual([made.State, made.StateReasonCode], ['Pending', 'Creating']);
  assert.deepEqual(made.SnapStart, { ApplyOn: 'PublishedVersions', OptimizationStatus: 'Off' });
  await lambda.settle();
  const active = await lambda.run(getFunctionConfiguration, { FunctionName: 'snap', Qualifier: '1' });
  assert.equal(active.State, 'Active');
  assert.deepEqual(active.SnapStart, { ApplyOn: 'PublishedVersions', OptimizationStatus: 'On' });
});

test('versions published at once get numbers of their own, or are the same', async () => {
  await lambda.createFunction('many');
  const versions = await Promise.all([1, 2, 3].map(() => lambda.run(publishVersion, { FunctionName: 'many' })));
  assert.deepEqual(
    versions.map(({ Version }) => Version),
    ['1', '1', '1'],
  );
});

test('versions are listed in pages, in the order of their numbers', async () => {
  await lambda.createFunction('paged');
  for (let n = 0; n < 12; n++) {
    const ZipFile = Blob.fromBytes(zipOf({ 'index.mjs': `${n}` }));
    await lambda.run(updateFunctionCode, { FunctionName: 'paged', ZipFile });
    await lambda.settle();
    await lambda.run(publishVersion, { FunctionName: 'paged' });
  }
  const found: (string | undefined)[] = [];
  for (let Marker: string | undefined; ;) {
    const page = await lambda.run(listVersionsByFunction, { FunctionName: 'paged', MaxItems: 5, Marker });
    found.push(...(page.Versions ?? []).map(({ Version }) => Version));
    Marker = page.NextMarker;
    if (Marker === undefined) break;
    assert.equal(found.length % 5, 0);
  }
  assert.deepEqual(found, ['$LATEST', ...Array.from({ length: 12 }, (_, n) => String(n + 1))]);
});
