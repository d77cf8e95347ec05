import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { eventually } from '../harness.js';
import { functionArn, startLambda, zipOf, type LambdaPaddock } from '../harness/lambda.js';

/** Versions, aliases and updates, as what they are: which code runs. */
const saying = (what: string): string => `
exports.handler = async (event, context) => {
  if (event.ms) await new Promise((resolve) => setTimeout(resolve, event.ms));
  return ['${what}', context.functionVersion, context.invokedFunctionArn.split(':').slice(7).join(':'), process.env.WORD];
};`;

describe('versions of functions', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let name = '';
  const run = async (of: string, event?: unknown): Promise<unknown> => (await paddock.invoke(of, event)).payload;
  const settled = (FunctionName = name) =>
    eventually('the update', async () => {
      const { LastUpdateStatus } = await paddock.lambda.getFunctionConfiguration({ FunctionName });
      return LastUpdateStatus === 'Successful';
    });
  const update = async (what: string, FunctionName = name): Promise<void> => {
    await paddock.lambda.updateFunctionCode({ FunctionName, ZipFile: zipOf({ 'index.js': saying(what) }) });
    await settled(FunctionName);
  };

  before(async () => {
    paddock = await startLambda();
    name = await paddock.newFunction(saying('one'), { Environment: { Variables: { WORD: 'first' } } });
  });
  after(() => paddock.close());

  it('keep their code and their configuration, while $LATEST moves on', async () => {
    assert.equal((await paddock.lambda.publishVersion({ FunctionName: name, Description: 'first' })).Version, '1');
    assert.equal((await paddock.lambda.publishVersion({ FunctionName: name })).Version, '1', 'nothing has changed');
    await update('two');
    await paddock.lambda.updateFunctionConfiguration({
      FunctionName: name,
      Environment: { Variables: { WORD: 'second' } },
    });
    await settled();
    assert.equal((await paddock.lambda.publishVersion({ FunctionName: name })).Version, '2');
    await update('three');
    assert.deepEqual(await run(`${name}:1`), ['one', '1', '1', 'first']);
    assert.deepEqual(await run(`${name}:2`), ['two', '2', '2', 'second']);
    assert.deepEqual(await run(name), ['three', '$LATEST', '', 'second']);
    assert.deepEqual(await run(`${name}:$LATEST`), ['three', '$LATEST', '$LATEST', 'second']);
  });

  it('are called by aliases, which move', async () => {
    await paddock.lambda.createAlias({ FunctionName: name, Name: 'live', FunctionVersion: '1' });
    assert.deepEqual(await run(`${name}:live`), ['one', '1', 'live', 'first']);
    assert.equal((await paddock.invoke(`${name}:live`)).version, '1');
    await paddock.lambda.updateAlias({ FunctionName: name, Name: 'live', FunctionVersion: '2' });
    assert.deepEqual(await run(`${name}:live`), ['two', '2', 'live', 'second']);
    await assert.rejects(paddock.lambda.deleteFunction({ FunctionName: name, Qualifier: '2' }), {
      name: 'ResourceConflictException',
    });
  });

  it('share the invocations of an alias by weight', async () => {
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.25 } };
    await paddock.lambda.createAlias({ FunctionName: name, Name: 'canary', FunctionVersion: '1', RoutingConfig });
    let ofTwo = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round += 4) {
      const versions = await Promise.all(
        Array.from({ length: 4 }, async () => (await paddock.invoke(`${name}:canary`)).version),
      );
      ofTwo += versions.filter((version) => version === '2').length;
    }
    // Six standard deviations from a hundred.
    assert.ok(ofTwo > 48 && ofTwo < 152, `${ofTwo} of ${rounds}`);
    await paddock.lambda.updateAlias({
      FunctionName: name,
      Name: 'canary',
      RoutingConfig: { AdditionalVersionWeights: {} },
    });
    const answers = await Promise.all(Array.from({ length: 4 }, () => paddock.invoke(`${name}:canary`)));
    assert.ok(answers.every(({ version }) => version === '1'));
  });

  it('give their zip back, byte by byte, at a presigned address', async () => {
    const zip = zipOf({ 'index.js': saying('bytes'), 'more/data.bin': Buffer.from([0, 1, 2, 255]) });
    const other = await paddock.newFunction({}, { Code: { ZipFile: zip } });
    const { Code, Configuration } = await paddock.lambda.getFunction({ FunctionName: other });
    const downloaded = Buffer.from(await (await fetch(Code?.Location ?? '')).arrayBuffer());
    assert.ok(downloaded.equals(zip));
    assert.equal(Configuration?.CodeSha256, createHash('sha256').update(zip).digest('base64'));
    assert.equal(Configuration?.CodeSize, zip.length);
    const forged = (Code?.Location ?? '').replace(/Signature=[0-9a-f]{8}/, 'Signature=00000000');
    assert.equal((await fetch(forged)).status, 403);
  });

  it('change while they run: what runs ends as it began, what comes is new', async () => {
    const busy = await paddock.newFunction(saying('old'), { FunctionName: 'busy', Timeout: 10 });
    await run(busy);
    const under = Array.from({ length: 3 }, () => run(busy, { ms: 400 }));
    await paddock.lambda.updateFunctionCode({ FunctionName: busy, ZipFile: zipOf({ 'index.js': saying('new') }) });
    await settled(busy);
    assert.equal(((await run(busy)) as string[])[0], 'new');
    for (const result of await Promise.all(under)) assert.equal((result as string[])[0], 'old');
  });

  it('refuse nothing and lose nothing while updates follow each other', async () => {
    const other = await paddock.newFunction(saying('0'), { Timeout: 10 });
    let isDone = false;
    const words = new Set<string>();
    const load = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (!isDone) words.add(((await run(other)) as string[])[0] ?? '');
      }),
    );
    for (const word of ['1', '2', '3', '4']) await update(word, other);
    await eventually('the last', () => words.has('4'));
    isDone = true;
    await load;
    assert.equal(functionArn(other).endsWith(other), true);
  });

  it('are gone with the function', async () => {
    const gone = await paddock.newFunction(saying('gone'));
    await paddock.lambda.publishVersion({ FunctionName: gone });
    await run(`${gone}:1`);
    await paddock.lambda.deleteFunction({ FunctionName: gone });
    await assert.rejects(paddock.invoke(`${gone}:1`), { name: 'ResourceNotFoundException' });
    const again = await paddock.newFunction(saying('again'), { FunctionName: gone });
    assert.equal(((await run(again)) as string[])[0], 'again');
  });

  it('refuse a zip that is none, and changes that are refused change nothing', async () => {
    const Role = await paddock.role();
    const zip = zipOf({ 'index.js': saying('x') });
    const torn = zip.subarray(0, zip.length - 30);
    const create = (ZipFile: Uint8Array) =>
      paddock.lambda.createFunction({
        FunctionName: 'torn',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role,
        Code: { ZipFile },
      });
    for (const bad of [torn, Buffer.from('no zip at all')])
      await assert.rejects(create(bad), {
        name: 'InvalidParameterValueException',
        message: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
      });
    await assert.rejects(paddock.lambda.updateFunctionCode({ FunctionName: name, ZipFile: torn }), {
      name: 'InvalidParameterValueException',
    });
    assert.equal(((await run(name)) as string[])[0], 'three');
  });
});
