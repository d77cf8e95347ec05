import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ENTRY_HEADER } from './journal-frame.js';
import type { JournalPosition } from './journal-recovery.js';
import { Journal } from './journal.js';
import { realDisk } from './segment-files.js';

const START: JournalPosition = { file: 1, frame: 1 };

describe('the journal', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'paddock-journal-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function open(durability: 'sync' | 'relaxed', from = START): { journal: Journal; replayed: string[] } {
    const replayed: string[] = [];
    const options = { directory, disk: realDisk, durability, fileBytes: 500, maxFiles: 3 };
    const journal = Journal.open(options, from, (type, body) => replayed.push(`${type}:${body.toString()}`));
    return { journal, replayed };
  }

  async function commit(journal: Journal, ...entries: string[]): Promise<void> {
    const buffer = journal.begin(entries.reduce((sum, entry) => sum + ENTRY_HEADER + entry.length, 0));
    for (const [i, entry] of entries.entries()) buffer.write(entry, journal.add(i + 1, entry.length));
    journal.write();
    await journal.sync(true);
  }

  it('replays the entries of every commit since the position', async () => {
    const { journal } = open('sync');
    assert.ok(journal.isEmpty);
    await commit(journal, 'a', '');
    await commit(journal, 'b');
    const position = journal.turn();
    await commit(journal, 'c');
    journal.close();
    assert.deepEqual(open('sync').replayed, ['1:a', '2:', '1:b', '1:c']);
    assert.deepEqual(open('sync', position).replayed, ['1:c']);
  });

  it('asks for a checkpoint when a file is full, waits at its limit, and uses released files again', async () => {
    const { journal } = open('sync');
    const large = 'x'.repeat(600);
    await commit(journal, large);
    assert.ok(journal.wantsCheckpoint && !journal.mustWait);
    await commit(journal, large);
    await commit(journal, large);
    assert.ok(journal.mustWait);
    journal.release(journal.turn());
    assert.ok(journal.isEmpty && !journal.mustWait);
    assert.equal(readdirSync(directory).length, 2);
    const position = journal.turn();
    await commit(journal, 'short');
    assert.equal(readdirSync(directory).length, 2);
    journal.close();
    assert.deepEqual(open('sync', position).replayed, ['1:short']);
  });

  it('ends at the first hole when nothing waited for the disk, and goes on from there', async () => {
    const { journal } = open('relaxed');
    for (const entry of ['one', 'two', 'six']) await commit(journal, entry);
    journal.close();
    const path = join(directory, 'journal-1');
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('two')] = 0x21;
    writeFileSync(path, bytes);
    const again = open('relaxed');
    assert.deepEqual(again.replayed, ['1:one']);
    await commit(again.journal, 'new');
    again.journal.close();
    assert.deepEqual(open('relaxed').replayed, ['1:one', '1:new']);
  });
});
