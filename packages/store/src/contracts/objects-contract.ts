import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ObjectsClosedError, ObjectsConflictError } from '../objects.js';
import { content, keys, read, sha256, stream, type Cases, type ObjectsUnderTest } from './objects-helpers.js';
import { objectsModelTest } from './objects-model.js';

/** What every adapter of the `Objects` port must do, as tests. */
export function objectsContract(name: string, makeObjects: () => Promise<ObjectsUnderTest>): void {
  const groups = { contents, ranges, conditions, order, limits };
  void describe(`${name} keep the Objects contract`, () => {
    for (const [group, cases] of Object.entries(groups)) {
      void describe(group, () => {
        for (const [title, run] of Object.entries(cases)) {
          void it(title, async () => {
            const { objects, dispose } = await makeObjects();
            try {
              await run(objects);
            } finally {
              await objects.close();
              await dispose();
            }
          });
        }
      });
    }
    void it('do what a map does, in any order of calls', () => objectsModelTest(makeObjects));
  });
}

const contents: Cases = {
  async 'there is nothing at first'(objects) {
    assert.equal(await objects.get('a'), undefined);
    assert.equal(await objects.head('a'), undefined);
    assert.deepEqual(await objects.list(''), []);
    await objects.delete('a');
  },

  async 'what is put can be got, whole, whatever its size and form'(objects) {
    for (const size of [0, 1, 5000, 40_000, 131_071, 131_072, 131_073, 1_000_000]) {
      const bytes = content(size, size);
      for (const body of [bytes, stream(bytes, 1000), stream(bytes, 300_000)]) {
        const head = await objects.put('key', body);
        assert.deepEqual(head, { key: 'key', size, sha256: sha256(bytes), version: head.version });
        assert.deepEqual(await objects.head('key'), head);
        const object = await objects.get('key');
        assert.deepEqual(object?.head, head);
        assert.ok(Buffer.from((await object?.bytes()) ?? []).equals(bytes));
      }
    }
  },

  async 'a body comes chunk by chunk, and may be left early or not begun'(objects) {
    const bytes = content(1_000_000);
    await objects.put('key', bytes);
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await objects.get('key')) ?? []) chunks.push(Uint8Array.from(chunk));
    assert.ok(Buffer.concat(chunks).equals(bytes));
    for await (const chunk of (await objects.get('key')) ?? []) {
      assert.ok(chunk.length > 0);
      break;
    }
    const object = await objects.get('key');
    await object?.discard();
    await object?.discard();
  },

  async 'what was opened stays as it was, though it is replaced or deleted'(objects) {
    for (const size of [100, 1_000_000]) {
      await objects.put('key', content(size, 1));
      const first = await objects.get('key');
      await objects.put('key', content(size, 2));
      const second = await objects.get('key');
      await objects.delete('key');
      await objects.put('other', content(size, 3));
      assert.equal(await objects.get('key'), undefined);
      assert.equal(sha256((await first?.bytes()) ?? new Uint8Array()), sha256(content(size, 1)));
      assert.equal(sha256((await second?.bytes()) ?? new Uint8Array()), sha256(content(size, 2)));
    }
  },

  async 'a stream that fails changes nothing'(objects) {
    await objects.put('key', Buffer.from('before'));
    for (const size of [0, 10, 1_000_000]) {
      const failing = async function* (): AsyncGenerator<Uint8Array> {
        yield* stream(content(size), 1000);
        throw new Error('from the stream');
      };
      await assert.rejects(objects.put('key', failing()), /^Error: from the stream$/);
      await assert.rejects(objects.put('new', failing()), /^Error: from the stream$/);
    }
    assert.equal(String(await read(objects, 'key')), 'before');
    assert.deepEqual(await keys(objects), ['key']);
  },

  async 'of concurrent writers of a key one comes last, whole'(objects) {
    const bodies = Array.from({ length: 8 }, (_, at) => content(at % 2 === 0 ? 1000 : 200_000, at));
    const heads = await Promise.all(bodies.map((body) => objects.put('key', body)));
    assert.equal(new Set(heads.map(({ version }) => version)).size, heads.length);
    const last = await objects.head('key');
    assert.ok(heads.some(({ version, sha256: sum }) => version === last?.version && sum === last.sha256));
    assert.equal(sha256((await read(objects, 'key')) ?? new Uint8Array()), last?.sha256);
  },
};

const ranges: Cases = {
  async 'a range has the bytes from its start to before its end'(objects) {
    for (const size of [0, 1000, 400_000]) {
      const bytes = content(size);
      await objects.put('key', bytes);
      const edges = [0, 1, 999, 131_071, 131_072, 131_073, 262_144, 399_999, 400_000, 500_000];
      for (const start of edges.filter((edge) => edge <= size)) {
        for (const end of [undefined, ...edges.filter((edge) => edge >= start)]) {
          const object = await objects.get('key', end === undefined ? { start } : { start, end });
          assert.equal(object?.head.size, size);
          assert.ok(Buffer.from((await object?.bytes()) ?? []).equals(bytes.subarray(start, end)), `${start}–${end}`);
        }
      }
      await assert.rejects(objects.get('key', { start: size + 1 }), RangeError);
    }
    assert.equal(await objects.get('none', { start: 7 }), undefined);
  },

  async 'what is no range is refused'(objects) {
    await objects.put('key', content(10));
    for (const range of [{ start: -1 }, { start: 0.5 }, { end: -1 }, { start: 2, end: 1 }, { start: Number.NaN }]) {
      await assert.rejects(objects.get('key', range), RangeError);
      await assert.rejects(objects.get('none', range), RangeError);
    }
  },
};

const conditions: Cases = {
  async 'only if there is none'(objects) {
    const first = await objects.put('key', content(10), { ifAbsent: true });
    await assert.rejects(objects.put('key', content(20), { ifAbsent: true }), ObjectsConflictError);
    await assert.rejects(objects.delete('key', { ifAbsent: true }), ObjectsConflictError);
    assert.deepEqual(await objects.head('key'), first);
    await objects.delete('key');
    await objects.delete('key', { ifAbsent: true });
    await objects.put('key', content(20), { ifAbsent: true });
  },

  async 'only if it has that version'(objects) {
    const first = await objects.put('key', content(10));
    const second = await objects.put('key', content(50_000), { ifVersion: first.version });
    assert.notEqual(second.version, first.version);
    await assert.rejects(objects.put('key', content(20), { ifVersion: first.version }), (error) => {
      return error instanceof ObjectsConflictError && error.key === 'key';
    });
    await assert.rejects(objects.delete('key', { ifVersion: first.version }), ObjectsConflictError);
    await objects.delete('key', { ifVersion: second.version });
    await assert.rejects(objects.put('key', content(20), { ifVersion: second.version }), ObjectsConflictError);
    await assert.rejects(objects.delete('key', { ifVersion: second.version }), ObjectsConflictError);
    const third = await objects.put('key', content(10));
    assert.ok(third.version !== first.version && third.version !== second.version);
  },

  async 'of concurrent writers who expect the same, one succeeds'(objects) {
    for (const size of [10, 100_000]) {
      const key = `key ${size}`;
      const bodies = Array.from({ length: 6 }, (_, at) => stream(content(size, at), 7000));
      const results = await Promise.allSettled(bodies.map((body) => objects.put(key, body, { ifAbsent: true })));
      const [won, ...others] = results.toSorted((a, b) => a.status.localeCompare(b.status));
      assert.ok(won?.status === 'fulfilled');
      for (const other of others) {
        assert.ok(other.status === 'rejected' && other.reason instanceof ObjectsConflictError);
      }
      assert.deepEqual(await objects.head(key), won.value);
    }
  },

  async 'a stream that is not wanted is ended'(objects) {
    await objects.put('key', content(10));
    let isEnded = false;
    const body: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve({ done: false, value: content(1000) }),
        return: () => {
          isEnded = true;
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    };
    await assert.rejects(objects.put('key', body, { ifAbsent: true }), ObjectsConflictError);
    assert.ok(isEnded);
  },
};

const order: Cases = {
  async 'keys come in the order of their UTF-8 bytes'(objects) {
    const names = ['b', 'a/b', 'a', 'a/', 'ä', '\u{1f984}', '\uffff', 'A', 'a\0', 'a b', '日本', 'aa'];
    for (const name of names) await objects.put(name, Buffer.from(name));
    const sorted = names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(await keys(objects), sorted);
    for (const name of names) assert.equal(String(await read(objects, name)), name);
    const [entry] = await objects.list('日');
    const head = await objects.head('日本');
    assert.deepEqual(entry, { key: '日本', size: 6, version: head?.version });
  },

  async 'lists begin with the prefix, behind a key, and end at the limit'(objects) {
    for (const name of ['a', 'b/1', 'b/2', 'b/3', 'b0', 'c', 'ÿ', '\u{10ffff}'])
      await objects.put(name, content(40_000));
    assert.deepEqual(await keys(objects, 'b/'), ['b/1', 'b/2', 'b/3']);
    assert.deepEqual(await keys(objects, 'b/', { limit: 2 }), ['b/1', 'b/2']);
    assert.deepEqual(await keys(objects, 'b/', { after: 'b/1' }), ['b/2', 'b/3']);
    assert.deepEqual(await keys(objects, 'b/', { after: 'b/10' }), ['b/2', 'b/3']);
    assert.deepEqual(await keys(objects, 'b/', { after: 'a' }), ['b/1', 'b/2', 'b/3']);
    assert.deepEqual(await keys(objects, 'b/', { after: 'c' }), []);
    assert.deepEqual(await keys(objects, '', { after: 'b0' }), ['c', 'ÿ', '\u{10ffff}']);
    assert.deepEqual(await keys(objects, '', { after: '', limit: 1 }), ['a']);
    assert.deepEqual(await keys(objects, '\u{10ffff}'), ['\u{10ffff}']);
    assert.deepEqual(await keys(objects, 'x'), []);
  },
};

const limits: Cases = {
  async 'keys are up to 1,024 bytes of well-formed Unicode'(objects) {
    const longest = ['x'.repeat(1024), 'ä'.repeat(512)];
    for (const name of longest) await objects.put(name, Buffer.from('1'));
    assert.deepEqual(await keys(objects), longest);
    for (const name of ['', 'x'.repeat(1025), 'ä'.repeat(513), '\ud800', 'a\udc00']) {
      await assert.rejects(objects.put(name, content(1)), RangeError);
      await assert.rejects(objects.get(name), RangeError);
      await assert.rejects(objects.head(name), RangeError);
      await assert.rejects(objects.delete(name), RangeError);
      if (name !== '') await assert.rejects(objects.list(name), RangeError);
    }
    for (const limit of [0, -1, 1.5, 1001, Number.NaN]) await assert.rejects(objects.list('', { limit }), RangeError);
  },

  async 'after the end nothing is taken, but what is open can be read'(objects) {
    const bytes = content(300_000);
    const writing = objects.put('key', bytes);
    await writing;
    const object = await objects.get('key');
    const late = objects.put('late', stream(content(100_000), 1000));
    await objects.close();
    await late;
    assert.ok(Buffer.from((await object?.bytes()) ?? []).equals(bytes));
    await assert.rejects(objects.put('key', bytes), ObjectsClosedError);
    await assert.rejects(objects.get('key'), ObjectsClosedError);
    await assert.rejects(objects.head('key'), ObjectsClosedError);
    await assert.rejects(objects.delete('key'), ObjectsClosedError);
    await assert.rejects(objects.list(''), ObjectsClosedError);
    await objects.close();
  },
};
