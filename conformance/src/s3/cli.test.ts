import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { after, describe, it } from 'node:test';
import { startS3 } from '../harness/s3.js';
import { cliEnvironment, hasCli } from '../harness/cli.js';

const paddock = await startS3();
const directory = await mkdtemp(join(tmpdir(), 'paddock-s3-cli-'));
after(async () => {
  await paddock.close();
  await rm(directory, { recursive: true, force: true });
});

const run = promisify(execFile);
const env = { ...cliEnvironment, AWS_ENDPOINT_URL: paddock.url };

describe('the AWS CLI', { skip: !hasCli && 'aws is not installed' }, () => {
  const aws = async (...args: string[]): Promise<string> => (await run('aws', args, { env })).stdout;

  it('copies there and back, in one piece and in parts, lists, moves and removes', async () => {
    await mkdir(join(directory, 'herd/foals'), { recursive: true });
    const files = { 'herd/small': Buffer.from('Rocinante'), 'herd/foals/large': randomBytes(9 * 1024 ** 2) };
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(directory, name), bytes);
    await paddock.s3.createBucket({ Bucket: 'stable' });
    await aws('s3', 'cp', '--recursive', '--quiet', join(directory, 'herd'), 's3://stable/herd');
    const { ETag = '' } = await paddock.s3.headObject({ Bucket: 'stable', Key: 'herd/foals/large' });
    assert.match(ETag, /-2"$/);
    const listed = await aws('s3', 'ls', '--recursive', 's3://stable');
    assert.match(listed, / 9437184 herd\/foals\/large\n.* 9 herd\/small\n$/);
    await aws('s3', 'sync', '--quiet', 's3://stable/herd', join(directory, 'back'));
    for (const [name, bytes] of Object.entries(files))
      assert.ok((await readFile(join(directory, name.replace('herd', 'back')))).equals(bytes), name);
    // A copy of something large is one of parts, too.
    await aws('s3', 'mv', '--quiet', 's3://stable/herd/foals/large', 's3://stable/large');
    assert.equal((await paddock.s3.headObject({ Bucket: 'stable', Key: 'large' })).ContentLength, 9 * 1024 ** 2);
    await aws('s3', 'rb', '--force', 's3://stable');
    await assert.rejects(paddock.s3.headBucket({ Bucket: 'stable' }), { name: 'NotFound' });
  });
});
