import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, it } from 'node:test';
import type { S3 } from '@aws-sdk/client-s3';
import { ChildServer } from '../harness/child-server.js';
import { createS3 } from '../harness/s3.js';
import { seededRandom } from '../harness/seeded-random.js';

const directory = await mkdtemp(join(tmpdir(), 'paddock-s3-crash-'));
let server: ChildServer | undefined;
after(async () => {
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

const rounds = Number(process.env['PADDOCK_CRASH_ROUNDS'] ?? 2);
const seed = Number(process.env['PADDOCK_CRASH_SEED'] ?? Date.now() % 1_000_000);
const Bucket = 'survivors';
/** Small ones stand with what is known of them, large ones apart. */
const filler = randomBytes(200_000).toString('hex');

it(`what was acknowledged survives kill -9, whole (PADDOCK_CRASH_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  /** What each key may hold now: one body, or none, or what was under way at a crash. */
  const expected = new Map<string, Set<string | undefined>>();
  let count = 0;

  for (let round = 0; round <= rounds; round++) {
    const running = (server = await ChildServer.start('--data-dir', directory));
    const s3 = createS3(running.url);
    if (round === 0) await s3.createBucket({ Bucket });
    else await check(s3);
    if (round === rounds) {
      assert.ok(count > 20, `${count} objects were written`);
      s3.destroy();
      await running.stop();
      server = undefined;
      return;
    }
    let isOver = false;
    const loads = Array.from({ length: 6 }, async (_, load) => {
      while (!isOver) {
        const key = `${load}/${Math.floor(random() * 5)}`;
        const before = expected.get(key) ?? new Set([undefined]);
        const kind = Math.floor(random() * 4);
        const body = kind === 0 ? undefined : `${count++} ${kind === 1 ? 'small' : filler}`;
        expected.set(key, new Set([...before, body]));
        try {
          await write(s3, key, body, kind === 3);
          expected.set(key, new Set([body]));
        } catch (error) {
          if (!isOver) throw error;
        }
      }
    });
    await delay(400 + random() * 300);
    isOver = true;
    await running.kill();
    await Promise.all(loads);
    s3.destroy();
  }
  async function check(s3: S3): Promise<void> {
    const { Contents = [] } = await s3.listObjectsV2({ Bucket });
    const listed = new Map(Contents.map(({ Key = '', Size }) => [Key, Size]));
    for (const [key, allowed] of expected) {
      const body = listed.has(key)
        ? await (await s3.getObject({ Bucket, Key: key })).Body?.transformToString()
        : undefined;
      assert.ok(allowed.has(body), `${key} holds ${body?.slice(0, 20)} of ${body?.length}`);
      assert.equal(body?.length, listed.get(key));
      expected.set(key, new Set([body]));
    }
    for (const key of listed.keys()) assert.ok(expected.has(key), key);
  }
});

async function write(s3: S3, Key: string, Body: string | undefined, inParts: boolean): Promise<void> {
  if (Body === undefined) {
    await s3.deleteObject({ Bucket, Key });
  } else if (inParts) {
    const { UploadId } = await s3.createMultipartUpload({ Bucket, Key });
    const { ETag } = await s3.uploadPart({ Bucket, Key, UploadId, PartNumber: 1, Body });
    await s3.completeMultipartUpload({ Bucket, Key, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } });
  } else {
    await s3.putObject({ Bucket, Key, Body });
  }
}
