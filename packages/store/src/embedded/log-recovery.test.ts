import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { records, text, unlimited } from '../contracts/log-contract.js';
import { LogCorruptError, type Log } from '../log.js';
import { openEmbeddedLog, type EmbeddedLogOptions } from './log.js';

describe('recovery of the embedded log', () => {
  let root: string;
  let directory: string;
  const open = (options?: Partial<EmbeddedLogOptions>): Promise<Log> =>
    openEmbeddedLog({ directory, durability: 'sync', ...options });
  const journal = (): string => join(directory, 'journal', 'journal-1');
  const segment = (id = 1): string => join(directory, 'shards', String(id), '0000000000000000.log');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'paddock-recovery-'));
    directory = join(root, 'log');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Leaves the directory as a crash would: a copy of it while the log is open. */
  async function crash(log: Log): Promise<void> {
    const copy = join(root, 'copy');
    cpSync(directory, copy, { recursive: true });
    await log.close();
    rmSync(directory, { recursive: true });
    cpSync(copy, directory, { recursive: true });
    rmSync(copy, { recursive: true });
  }

  async function contents(log: Log, shard = 's'): Promise<string> {
    const all = text(await log.read(shard, 0, unlimited));
    return all;
  }

  it('finds everything in the journal when segments were lost or grew beyond it', async () => {
    const log = await open();
    for (let i = 0; i < 5; i += 1) await log.append('s', records(i, `r${i}`));
    await log.seal('t');
    await log.append('dropped', records(1, 'gone'));
    await log.drop('dropped');
    await log.append('dropped', records(1, 'anew'));
    await crash(log);
    rmSync(join(directory, 'shards'), { recursive: true });
    const again = await open();
    assert.equal(await contents(again), 'r0,r1,r2,r3,r4');
    assert.equal(await contents(again, 'dropped'), 'anew');
    assert.equal((await again.extent('t')).sealed, true);
    assert.deepEqual(await again.append('s', records(0, 'r5')), { first: 5, time: 4 });
    await crash(again);
    // A commit that came as far as the segment, not the journal.
    writeFileSync(segment(), Buffer.concat([readFileSync(segment()), Buffer.from('half a block')]));
    const third = await open();
    assert.equal(await contents(third), 'r0,r1,r2,r3,r4,r5');
    await third.append('s', records(9, 'r6'));
    assert.equal(await contents(third), 'r0,r1,r2,r3,r4,r5,r6');
    await third.close();
  });

  it('cuts a torn tail of the journal wherever it is torn', async () => {
    const log = await open();
    await log.append('s', records(1, 'first'));
    const before = readFileSync(journal());
    await log.append('s', records(2, 'second'));
    await crash(log);
    const after = readFileSync(journal());
    const differs = after.findIndex((byte, i) => byte !== before[i]);
    let end = after.length;
    while (after[end - 1] === 0) end -= 1;
    for (const cut of [differs, differs + 1, differs + 20, end - 30, end - 1]) {
      const torn = Buffer.from(after).fill(0, cut);
      writeFileSync(journal(), cut % 2 === 0 ? torn : torn.subarray(0, cut));
      rmSync(join(directory, 'shards'), { recursive: true, force: true });
      const again = await open();
      assert.equal(await contents(again), 'first');
      assert.deepEqual(await again.append('s', records(2, 'other')), { first: 1, time: 2 });
      // Torn again, before any checkpoint: the new file goes on where the torn one ended.
      await again.close();
      for (const name of ['checkpoint', join('journal', 'journal-2')]) rmSync(join(directory, name), { force: true });
    }
  });

  it('goes on in a new file after a torn one, crash after crash', async () => {
    let log = await open();
    const expected: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      expected.push(`r${i}`);
      await log.append('s', records(i, `r${i}`));
      await crash(log);
      log = await open();
      assert.equal(await contents(log), expected.join());
    }
    await log.close();
  });

  it('refuses a journal that was damaged before its end', async () => {
    const log = await open();
    for (const content of ['first', 'second', 'third']) await log.append('s', records(1, content));
    await crash(log);
    const whole = readFileSync(journal());
    for (const word of ['first', 'second']) {
      const bytes = Buffer.from(whole);
      bytes[bytes.indexOf(word)] = 0x21;
      writeFileSync(journal(), bytes);
      await assert.rejects(open(), (error: Error) => {
        assert.ok(error instanceof LogCorruptError);
        assert.match(error.message, /^\S+journal-1: frame \d of the journal is damaged \(at byte \d+\)$/);
        return true;
      });
    }
    const header = Buffer.from(whole);
    header[20] = 0x21;
    writeFileSync(journal(), header);
    await assert.rejects(open(), LogCorruptError);
  });

  it('refuses damaged segments, checkpoints and missing files, and says where', async () => {
    const log = await open();
    await log.append('s', records(1, 'first', 'other'));
    await log.append('s', records(1, 'second'));
    await log.append('t', records(1, 'untouched'));
    await log.close();
    const whole = readFileSync(segment());
    const bytes = Buffer.from(whole);
    bytes[bytes.indexOf('second')] = 0x21;
    writeFileSync(segment(), bytes);
    const damaged = await open();
    await assert.rejects(contents(damaged), {
      name: 'LogCorruptError',
      message: `${segment()}: the block's check sum or place is wrong (at byte 102)`,
    });
    assert.equal(text(await damaged.read('s', 0, { records: 2, bytes: 100 })), 'first,other');
    assert.equal(await contents(damaged, 't'), 'untouched');
    await damaged.close();
    truncateSync(segment(), whole.length - 3);
    const short = await open();
    await assert.rejects(contents(short), LogCorruptError);
    await assert.rejects(short.append('s', records(1, 'a')), LogCorruptError);
    await short.append('t', records(1, 'more'));
    await short.close();
    rmSync(segment());
    const missing = await open();
    await assert.rejects(contents(missing), LogCorruptError);
    await missing.close();
    const checkpoint = readFileSync(join(directory, 'checkpoint'));
    checkpoint[checkpoint.length - 5] = 0x30;
    writeFileSync(join(directory, 'checkpoint'), checkpoint);
    await assert.rejects(open(), LogCorruptError);
  });

  it('recycles journal files, and finds blocks without an index file', async () => {
    const options = { journalBytes: 20_000, segmentBytes: 200_000 };
    let log = await open(options);
    const record = 'x'.repeat(997);
    for (let i = 0; i < 500; i += 1) await log.append('s', records(i, `${String(i).padStart(3, '0')}${record}`));
    const files = readdirSync(join(directory, 'journal'));
    assert.ok(files.length <= 4, files.join());
    for (const file of files) assert.ok(statSync(join(directory, 'journal', file)).size < 30_000);
    await crash(log);
    for (const name of readdirSync(join(directory, 'shards', '1'))) {
      if (name.endsWith('.idx')) rmSync(join(directory, 'shards', '1', name));
    }
    log = await open(options);
    assert.equal((await log.extent('s')).end, 500);
    for (const at of [0, 1, 63, 250, 499]) {
      const slice = await log.read('s', at, { records: 1, bytes: 1 });
      assert.equal(text(slice).slice(0, 3), String(at).padStart(3, '0'));
      assert.equal(await log.seek('s', at), at);
    }
    await log.trim('s', 300);
    const { start } = await log.extent('s');
    assert.ok(start > 0 && start <= 300);
    await crash(log);
    log = await open(options);
    assert.equal((await log.extent('s')).start, start);
    assert.equal((await log.read('s', 0, unlimited)).first, start);
    await log.close();
  });
});
