import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogClosedError, LogSealedError, type Append, type Log, type LogSlice, type ReadLimit } from '../log.js';
import { logModelContract } from './log-contract-model.js';

/** A log to try, and how to be rid of it. */
export interface LogUnderTest {
  readonly log: Log;
  /** Closes the log and opens it again; left out when what it holds does not outlive it. */
  readonly reopen?: () => Promise<Log>;
  readonly dispose: () => Promise<void>;
}

export const unlimited: ReadLimit = { records: 1_000_000, bytes: 1_000_000_000 };

export function records(time: number, ...contents: (string | Uint8Array)[]): Append {
  return { count: contents.length, time, encode: () => contents };
}

/** The slice's bytes. */
export function text(slice: LogSlice): string {
  return Buffer.concat(slice.chunks).toString('latin1');
}

/** Everything that every adapter of the Log port must do. */
export function logContract(name: string, makeLog: () => Promise<LogUnderTest>): void {
  const check = (title: string, body: (log: Log) => Promise<void>): void => {
    void it(title, async () => {
      const { log, dispose } = await makeLog();
      try {
        await body(log);
      } finally {
        await log.close();
        await dispose();
      }
    });
  };

  void describe(`${name}: append and read`, () => {
    check('numbers records from 0, without gaps, and tells the encoder', async (log) => {
      const seen: number[] = [];
      const encode = (first: number): string[] => {
        seen.push(first);
        return [`r${first}`, `r${first + 1}`];
      };
      assert.deepEqual(await log.append('s', { count: 2, time: 10, encode }), { first: 0, time: 10 });
      assert.deepEqual(await log.append('s', { count: 2, time: 20, encode }), { first: 2, time: 20 });
      assert.deepEqual(seen, [0, 2]);
      const slice = await log.read('s', 0, unlimited);
      assert.equal(text(slice), 'r0,r1,r2,r3');
      const extent = { start: 0, end: 4, lastTime: 20, sealed: false };
      assert.deepEqual({ ...slice, chunks: [] }, { first: 0, count: 4, chunks: [], lastTime: 20, next: 4, extent });
      assert.deepEqual(await log.extent('s'), extent);
    });

    check('raises times that run backwards, and tells the encoder', async (log) => {
      await log.append('s', records(50, 'a'));
      let told: number | undefined;
      const encode = (_: number, time: number): string[] => {
        told = time;
        return ['b'];
      };
      assert.deepEqual(await log.append('s', { count: 1, time: 40, encode }), { first: 1, time: 50 });
      assert.equal(told, 50);
      assert.equal((await log.extent('s')).lastTime, 50);
    });

    check('stores bytes and Latin-1 strings as they are', async (log) => {
      const bytes = Buffer.from('0,"ÿ\0\n');
      await log.append('s', records(1, bytes, 'ÿ\0', '', new Uint8Array(0), 'z'));
      const slice = await log.read('s', 0, unlimited);
      assert.equal(text(slice), `${bytes.toString('latin1')},ÿ\0,,,z`);
      assert.equal(slice.count, 5);
    });

    check('knows nothing of a shard that never had a record', async (log) => {
      const extent = { start: 0, end: 0, lastTime: undefined, sealed: false };
      assert.deepEqual(await log.extent('none'), extent);
      assert.equal(await log.seek('none', 5), 0);
      assert.deepEqual(await log.read('none', 0, unlimited), {
        first: 0,
        count: 0,
        chunks: [],
        lastTime: undefined,
        next: 0,
        extent,
      });
    });

    check('answers an empty slice at and past the end', async (log) => {
      await log.append('s', records(1, 'a', 'b'));
      for (const from of [2, 3, 1000]) {
        const slice = await log.read('s', from, unlimited);
        assert.deepEqual([slice.first, slice.next, slice.count, slice.chunks.length], [from, from, 0, 0]);
        assert.equal(slice.lastTime, undefined);
      }
    });

    check('keeps to both limits, within blocks and across them, but always gives one record', async (log) => {
      await log.append('s', records(1, 'aaaa', 'bb', 'cccccc'));
      await log.append('s', records(2, 'd'));
      await log.append('s', records(3, 'eeeeeeeeee'));
      const read = async (
        from: number,
        count: number,
        bytes: number,
      ): Promise<[string, number, number | undefined]> => {
        const slice = await log.read('s', from, { records: count, bytes });
        return [text(slice), slice.next, slice.lastTime];
      };
      assert.deepEqual(await read(0, 1, 100), ['aaaa', 1, 1]);
      assert.deepEqual(await read(1, 2, 100), ['bb,cccccc', 3, 1]);
      assert.deepEqual(await read(2, 2, 100), ['cccccc,d', 4, 2]);
      assert.deepEqual(await read(0, 100, 6), ['aaaa,bb', 2, 1]);
      assert.deepEqual(await read(0, 100, 11), ['aaaa,bb', 2, 1]);
      assert.deepEqual(await read(0, 100, 12), ['aaaa,bb,cccccc', 3, 1]);
      assert.deepEqual(await read(0, 100, 13), ['aaaa,bb,cccccc,d', 4, 2]);
      assert.deepEqual(await read(0, 100, 3), ['aaaa', 1, 1]);
      assert.deepEqual(await read(4, 100, 3), ['eeeeeeeeee', 5, 3]);
      assert.deepEqual(await read(3, 100, 0), ['d', 4, 2]);
    });

    check('does not count what stands around the content of each record', async (log) => {
      await log.append('s', records(1, 'aaaa', 'bbbb', 'cccc'));
      await log.append('s', records(2, 'dddd'));
      const read = async (bytes: number): Promise<number> =>
        (await log.read('s', 0, { records: 100, bytes, overhead: 3 })).next;
      assert.equal(await read(1), 1);
      assert.equal(await read(2), 2);
      assert.equal(await read(3), 3);
      assert.equal(await read(4), 4);
    });

    check('keeps concurrent appends whole and in the order of their offsets', async (log) => {
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) =>
          log.append(`s${i % 3}`, { count: 1 + (i % 4), time: i, encode: (first) => [...named(first, 1 + (i % 4))] }),
        ),
      );
      for (const shard of [0, 1, 2]) {
        const firsts = answers.filter((_, i) => i % 3 === shard).map(({ first }) => first);
        assert.deepEqual(
          firsts,
          firsts.toSorted((a, b) => a - b),
        );
        const slice = await log.read(`s${shard}`, 0, unlimited);
        assert.equal(text(slice), [...named(0, slice.extent.end)].join());
      }
    });

    check('shows nothing before it is acknowledged, and everything after', async (log) => {
      const append = log.append('s', records(1, 'a'));
      const seen = await log.read('s', 0, unlimited);
      assert.ok(seen.count === 0 || text(seen) === 'a');
      await append;
      assert.equal((await log.read('s', 0, unlimited)).count, 1);
    });

    check('takes an encoder that throws, or answers another number of records, as no append', async (log) => {
      const encode = (): string[] => {
        throw new Error('cannot');
      };
      await assert.rejects(log.append('s', { count: 1, time: 1, encode }), /cannot/);
      await assert.rejects(log.append('s', { count: 2, time: 1, encode: () => ['a'] }), RangeError);
      await assert.rejects(log.append('s', { count: 0, time: 1, encode: () => [] }), RangeError);
      assert.equal((await log.append('s', records(2, 'a'))).first, 0);
    });

    check('keeps many shards with unusual names apart', async (log) => {
      const names = ['a', 'A', '../a', 'a/b', '.', '..', 'a\0b', 'é', '\ud800', 'x'.repeat(512), 'con', ' '];
      await Promise.all(names.map((shard, i) => log.append(shard, records(1, `in ${i}`))));
      for (const [i, shard] of names.entries()) assert.equal(text(await log.read(shard, 0, unlimited)), `in ${i}`);
      for (const shard of ['', 'x'.repeat(513)]) await assert.rejects(log.append(shard, records(1, 'a')), RangeError);
    });

    check('reads large records and long shards in pieces', async (log) => {
      const lengths = [1, 70_000, 3, 1_000_000, 16_000, 65_536, 5];
      for (const length of lengths) await log.append('s', records(1, 'x'.repeat(length), 'y'.repeat(length)));
      let next = 0;
      let all = '';
      while (next < lengths.length * 2) {
        const slice = await log.read('s', next, { records: 3, bytes: 80_000 });
        all += `${all === '' ? '' : ','}${text(slice)}`;
        next = slice.next;
      }
      assert.ok(all === lengths.map((length) => `${'x'.repeat(length)},${'y'.repeat(length)}`).join());
    });
  });

  void describe(`${name}: seek, seal, trim, drop, watch, close`, () => {
    check('seeks the first record that arrived at or after a time', async (log) => {
      await log.append('s', records(10, 'a', 'b'));
      await log.append('s', records(10, 'c'));
      await log.append('s', records(20, 'd'));
      const found = await Promise.all([0, 9, 10, 11, 20, 21].map((time) => log.seek('s', time)));
      assert.deepEqual(found, [0, 0, 0, 3, 3, 4]);
    });

    check('seals once and for all, after the appends before it', async (log) => {
      const before = log.append('s', records(5, 'a'));
      const sealing = log.seal('s');
      const after = log.append('s', records(5, 'b'));
      await assert.rejects(after, LogSealedError);
      const extent = { start: 0, end: 1, lastTime: 5, sealed: true };
      assert.deepEqual(await sealing, extent);
      assert.equal((await before).first, 0);
      assert.deepEqual(await log.seal('s'), extent);
      assert.deepEqual((await log.read('s', 0, unlimited)).extent, extent);
      assert.deepEqual(await log.seal('never'), { start: 0, end: 0, lastTime: undefined, sealed: true });
      await assert.rejects(log.append('never', records(1, 'a')), LogSealedError);
    });

    check('trims no record that is young enough, and numbers on', async (log) => {
      for (const time of [10, 20, 30]) await log.append('s', records(time, `at ${time}`));
      await log.trim('s', 20);
      const { start } = await log.extent('s');
      assert.ok(start <= 1);
      assert.equal((await log.read('s', 0, unlimited)).first, start);
      assert.equal(text(await log.read('s', 1, unlimited)), 'at 20,at 30');
      await log.trim('s', 1000);
      await log.trim('none', 1000);
      const extent = await log.extent('s');
      assert.deepEqual([extent.end, extent.lastTime], [3, 30]);
      assert.equal((await log.append('s', records(5, 'late'))).first, 3);
      assert.equal(text(await log.read('s', 3, unlimited)), 'late');
      assert.equal(await log.seek('s', 30), (await log.extent('s')).start);
    });

    check('drops a shard; one of the same name begins anew', async (log) => {
      await log.append('s', records(10, 'old', 'older'));
      await log.seal('s');
      await log.drop('s');
      assert.deepEqual(await log.extent('s'), { start: 0, end: 0, lastTime: undefined, sealed: false });
      await log.drop('s');
      await log.drop('none');
      const [, appended] = await Promise.all([log.append('t', records(9, 'x')), log.append('s', records(3, 'new'))]);
      assert.deepEqual(appended, { first: 0, time: 3 });
      const pending = [log.append('s', records(4, 'lost')), log.drop('s'), log.append('s', records(1, 'newest'))];
      await Promise.all(pending);
      assert.equal(text(await log.read('s', 0, unlimited)), 'newest');
    });

    check('tells watchers of appends, seals and drops, until they leave', async (log) => {
      let calls = 0;
      const told = async (act: () => Promise<unknown>): Promise<void> => {
        const before = calls;
        await act();
        await new Promise(setImmediate);
        assert.ok(calls > before);
      };
      const leave = log.watch('s', () => (calls += 1));
      await told(() => log.append('s', records(1, 'a')));
      await told(() => log.seal('s'));
      await told(() => log.drop('s'));
      const before = calls;
      await log.append('other', records(1, 'a'));
      leave();
      leave();
      await log.append('s', records(1, 'a'));
      await new Promise(setImmediate);
      assert.equal(calls, before);
    });

    check('lets a watcher read what it was called for', async (log) => {
      const seen = new Promise<string>((resolve) => {
        log.watch('s', () => resolve(log.read('s', 0, unlimited).then(text)));
      });
      await log.append('s', records(1, 'a'));
      assert.equal(await seen, 'a');
    });

    check('finishes appends under way when it closes, and refuses later ones', async (log) => {
      const appends = Promise.all([log.append('s', records(1, 'a')), log.append('t', records(1, 'a'))]);
      const closed = log.close();
      await appends;
      await closed;
      await log.close();
      await assert.rejects(log.append('s', records(1, 'b')), LogClosedError);
      await assert.rejects(log.read('s', 0, unlimited), LogClosedError);
      await assert.rejects(log.extent('s'), LogClosedError);
      await assert.rejects(log.seal('s'), LogClosedError);
    });
  });

  logModelContract(name, makeLog);
}

function* named(first: number, count: number): Iterable<string> {
  for (let i = 0; i < count; i += 1) yield `r${first + i}`;
}
