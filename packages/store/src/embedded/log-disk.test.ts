import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { records, text, unlimited } from '../contracts/log-contract.js';
import { LogFullError } from '../log.js';
import { openEmbeddedLog } from './log.js';
import { realDisk, type Disk } from './segment-files.js';

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: from the test`), { code });
}

/** A disk with room for so many more bytes, then for none. */
function smallDisk(): Disk & { room: number; refused: number } {
  return {
    ...realDisk,
    room: Number.POSITIVE_INFINITY,
    refused: 0,
    writeSync(fd, buffer, offset, length, position) {
      if (this.room === 0) {
        this.refused += 1;
        throw failure('ENOSPC');
      }
      const taken = Math.min(length, this.room);
      this.room -= taken;
      return realDisk.writeSync(fd, buffer, offset, taken, position);
    },
  };
}

describe('the embedded log on a bad disk', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'paddock-disk-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('refuses appends while the disk is full, wherever that strikes, and goes on afterwards', async () => {
    for (const room of [0, 10, 100, 1000, 1200, 1500, 2500, 5000]) {
      const disk = smallDisk();
      const options = {
        directory: join(directory, String(room)),
        durability: 'sync',
        segmentBytes: 3000,
        disk,
      } as const;
      let log = await openEmbeddedLog(options);
      await log.append('s', records(1, 'before'));
      disk.room = room;
      const large = 'x'.repeat(1000);
      const results = await Promise.allSettled(
        ['s', 't', 's', 'u'].map((shard) => log.append(shard, records(2, large, large))),
      );
      const sealed = disk.refused > 0 ? log.seal('s') : undefined;
      const dropped = disk.refused > 0 ? log.drop('s') : undefined;
      const late = disk.refused > 0 ? log.append('s', records(2, large)) : undefined;
      for (const refused of [sealed, dropped, late]) if (refused) await assert.rejects(refused, LogFullError);
      for (const result of results) {
        if (result.status === 'rejected') assert.ok(result.reason instanceof LogFullError);
      }
      const all = results.some(({ status }) => status === 'fulfilled');
      assert.equal((await log.extent('s')).end, all ? 5 : 1);
      assert.equal(text(await log.read('s', 0, { records: 1, bytes: 100 })), 'before');
      disk.room = Number.POSITIVE_INFINITY;
      const { end } = await log.extent('s');
      assert.deepEqual(await log.append('s', records(3, 'after')), { first: end, time: 3 });
      assert.equal((await log.append('u', records(3, 'after'))).first, all ? 2 : 0);
      await log.close();
      log = await openEmbeddedLog(options);
      assert.equal(text(await log.read('s', end, unlimited)), 'after');
      assert.equal((await log.read('s', 0, unlimited)).count, end + 1);
      await log.close();
    }
  });

  it('stops for good when a sync fails: nobody knows what the disk holds then', async () => {
    const fatal: Error[] = [];
    let broken = false;
    const disk: Disk = {
      ...realDisk,
      fdatasync: (fd, callback) => (broken ? callback(failure('EIO')) : realDisk.fdatasync(fd, callback)),
      fdatasyncSync: (fd) => {
        if (broken) throw failure('EIO');
        realDisk.fdatasyncSync(fd);
      },
    };
    const log = await openEmbeddedLog({ directory, durability: 'sync', disk, onFatal: (error) => fatal.push(error) });
    await log.append('s', records(1, 'good'));
    broken = true;
    const results = await Promise.allSettled([log.append('s', records(1, 'a')), log.append('t', records(1, 'b'))]);
    assert.ok(results.every(({ status }) => status === 'rejected'));
    await assert.rejects(log.append('s', records(1, 'c')), /EIO/);
    await assert.rejects(log.seal('s'), /EIO/);
    assert.equal(text(await log.read('s', 0, unlimited)), 'good');
    assert.equal(fatal.length, 1);
    await log.close();
  });

  it(
    'holds no removed file open, however checkpoints and drops meet',
    { skip: process.platform !== 'linux' && 'open files are listed on Linux only' },
    async () => {
      // Every sync lets other things happen first.
      const disk: Disk = { ...realDisk, fdatasync: (fd, done) => setImmediate(() => realDisk.fdatasync(fd, done)) };
      const log = await openEmbeddedLog({ directory, durability: 'sync', disk, journalBytes: 8000 });
      for (let round = 0; round < 40; round++) {
        const names = Array.from({ length: 8 }, (_, at) => `${round}-${at}`);
        await Promise.all(names.map((name) => log.append(name, records(round, 'x'.repeat(1000)))));
        await Promise.all(names.map((name) => log.drop(name)));
      }
      const removed = readdirSync('/proc/self/fd').filter((fd) => {
        try {
          const path = readlinkSync(`/proc/self/fd/${fd}`);
          return path.startsWith(directory) && path.endsWith(' (deleted)') && path.includes('.log');
        } catch {
          return false;
        }
      });
      await log.close();
      assert.equal(removed.length, 0);
    },
  );
});
