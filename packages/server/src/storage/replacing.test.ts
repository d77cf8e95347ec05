import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { nextOf, putBack, putIn, settleReplacing, STORE_NAMES } from './replacing.js';

const root = await mkdtemp(join(tmpdir(), 'paddock-replacing-'));
after(() => rm(root, { recursive: true, force: true }));

/** A data directory with old stores, and new ones ready. */
async function setUp(name: string): Promise<string> {
  const data = join(root, name);
  for (const store of STORE_NAMES) {
    for (const [directory, text] of [
      [join(data, store), 'old'] as const,
      [join(nextOf(data), store), 'new'] as const,
    ]) {
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, 'file'), text);
    }
  }
  await mkdir(join(data, 'load', 'before'));
  return data;
}

const held = async (data: string): Promise<string> =>
  (await Promise.all(STORE_NAMES.map((store) => readFile(join(data, store, 'file'), 'utf8')))).join(' ');

const [allOld, allNew] = ['old old old old', 'new new new new'];

test('is not begun until it is decided', async () => {
  const data = await setUp('undecided');
  await settleReplacing(data);
  assert.equal(await held(data), allOld);
  assert.deepEqual((await readdir(data)).toSorted(), [...STORE_NAMES].toSorted());
});

test('is done, undone, and done with', async () => {
  const data = await setUp('whole');
  await putIn(data);
  assert.equal(await held(data), allNew);
  await putBack(data);
  assert.equal(await held(data), allOld);
  await settleReplacing(data);
  assert.equal(await held(data), allOld);
});

test('goes on wherever it was interrupted, in its direction', async () => {
  // Every state that a crash can leave: so many stores moved, and of the next one only what was there.
  for (const way of ['in', 'back'] as const)
    for (let moved = 0; moved <= STORE_NAMES.length; moved++)
      for (const half of [false, true]) {
        const data = await setUp(`${way}-${moved}-${half}`);
        if (way === 'back') await putIn(data);
        const [from, aside] = way === 'in' ? ['next', 'before'] : ['before', 'next'];
        await writeFile(join(data, 'load', 'way'), way);
        for (const [index, store] of STORE_NAMES.entries()) {
          if (index > moved || (index === moved && !half)) continue;
          await rename(join(data, store), join(data, 'load', aside ?? '', store));
          if (index < moved) await rename(join(data, 'load', from ?? '', store), join(data, store));
        }
        await settleReplacing(data);
        assert.equal(await held(data), way === 'in' ? allNew : allOld, data);
        await settleReplacing(data);
        assert.deepEqual((await readdir(data)).toSorted(), [...STORE_NAMES].toSorted());
      }
});
