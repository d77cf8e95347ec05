import assert from 'node:assert/strict';
import { appendFile, chmod, cp, mkdir, readFile, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { eventually, within } from '../harness/wait.js';
import { Child, launch, start, temporary } from './child.js';

const Data = Buffer.alloc(300, 7).toString('base64');

async function directory(t: TestContext): Promise<string> {
  const { path, remove } = await temporary();
  t.after(() => remove());
  return path;
}

/** A server that the test's end also ends. */
async function begin(t: TestContext, path: string, flags: readonly string[] = []): Promise<Child> {
  const child = await start(flags, path);
  t.after(() => child.stop('SIGKILL'));
  return child;
}

async function withStream(t: TestContext, path: string): Promise<Child> {
  const child = await begin(t, path, ['--transitions', 'instant']);
  assert.equal((await child.raw.call('CreateStream', { StreamName: 's', ShardCount: 1 })).status, 200);
  return child;
}

/** Writers that note what was acknowledged, until the server is gone. */
function writeUntilGone(
  child: Child,
  writers = 16,
): { readonly acknowledged: string[]; readonly done: Promise<unknown> } {
  const acknowledged: string[] = [];
  const write = async (): Promise<void> => {
    for (;;) {
      const answer = await child.raw
        .call('PutRecord', { StreamName: 's', PartitionKey: 'p', Data })
        .catch(() => undefined);
      if (answer === undefined) return;
      if (answer.status === 200) acknowledged.push(String(answer.json?.['SequenceNumber']));
    }
  };
  return { acknowledged, done: Promise.all(Array.from({ length: writers }, write)) };
}

async function sequenceNumbers(child: Child): Promise<string[]> {
  const given = await child.raw.call('GetShardIterator', {
    StreamName: 's',
    ShardId: '0',
    ShardIteratorType: 'TRIM_HORIZON',
  });
  let ShardIterator = given.json?.['ShardIterator'];
  const numbers: string[] = [];
  while (typeof ShardIterator === 'string') {
    const page = await child.raw.call('GetRecords', { ShardIterator });
    assert.equal(page.status, 200, page.text);
    const records = page.json?.['Records'] as { SequenceNumber: string }[];
    numbers.push(...records.map(({ SequenceNumber }) => SequenceNumber));
    if (records.length === 0 && page.json?.['MillisBehindLatest'] === 0) break;
    ShardIterator = page.json?.['NextShardIterator'];
  }
  return numbers;
}

/** A start that fails: in one line, without a stack, in good time. */
async function assertOneLine(flags: readonly string[], path: string, line: RegExp): Promise<void> {
  const started = await within('a start that fails', launch(flags, path), 20_000);
  if (started instanceof Child) {
    await started.stop();
    assert.fail('the server started');
  }
  assert.match(started.log, /^paddock up: [^\n]+\n$/, started.log);
  assert.match(started.log, line);
  assert.equal(started.code, 1);
}

describe('a server that is told to stop, or killed, under its writers', () => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
    it(`has every acknowledged record after ${signal}`, async (t) => {
      const path = await directory(t);
      const child = await withStream(t, path);
      const writing = writeUntilGone(child);
      await eventually('records', () => writing.acknowledged.length > 500);
      const code = await within('the end', child.stop(signal), 10_000);
      await writing.done;
      assert.equal(code, signal === 'SIGKILL' ? 'SIGKILL' : 0);
      assert.equal(child.log, '');
      const again = await begin(t, path);
      const kept = await sequenceNumbers(again);
      const found = new Set(kept);
      assert.equal(found.size, kept.length, 'a record is there twice');
      assert.deepEqual(
        writing.acknowledged.filter((number) => !found.has(number)),
        [],
      );
      await again.stop();
    });
  }

  it('ends at once when told twice', async (t) => {
    const path = await directory(t);
    const child = await withStream(t, path);
    const writing = writeUntilGone(child);
    await eventually('records', () => writing.acknowledged.length > 100);
    child.signal('SIGTERM');
    child.signal('SIGTERM');
    await within('the end', child.exit, 10_000);
    await writing.done;
    const again = await begin(t, path);
    const found = new Set(await sequenceNumbers(again));
    assert.ok(writing.acknowledged.every((number) => found.has(number)));
    await again.stop();
  });

  it('is emptied by a reset, and takes writes again', async (t) => {
    const child = await begin(t, await directory(t), ['--transitions', 'instant', '--test-controls']);
    const reset = () => fetch(`${child.url}/_paddock/reset`, { method: 'POST', headers: { 'x-paddock-control': '1' } });
    let isOver = false;
    const seen = new Set<number>();
    const work = Array.from({ length: 16 }, async (_, writer) => {
      while (!isOver) {
        await child.raw.call('CreateStream', { StreamName: 's', ShardCount: 1 });
        const answer = await child.raw.call(
          ...((writer % 2 === 0
            ? ['PutRecord', { StreamName: 's', PartitionKey: 'p', Data }]
            : ['ListStreams', {}]) as [string, object]),
        );
        seen.add(answer.status);
      }
    });
    for (let round = 0; round < 5; round++) assert.equal((await within('a reset', reset())).status, 200);
    isOver = true;
    await within('the writers', Promise.all(work));
    assert.ok(seen.has(200));
    assert.ok(
      [...seen].every((status) => status === 200 || status === 400 || status === 503),
      [...seen].join(),
    );
    assert.equal((await within('a reset', reset())).status, 200);
    assert.deepEqual((await child.raw.call('ListStreams', {})).json?.['StreamNames'], []);
    // Requests that the reset overtook may fail; nothing else may.
    assert.doesNotMatch(child.log, /^(?!.*ClosedError).+$/m);
    assert.equal(await child.stop(), 0);
  });
});

describe('a server that cannot start', () => {
  it('says so when its port is taken', async (t) => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    t.after(() => other.close());
    await assertOneLine(['--port', String(port)], await directory(t), /is taken/);
  });

  it('says so when another has its data directory, which it leaves alone', async (t) => {
    const path = await directory(t);
    const first = await withStream(t, path);
    await assertOneLine([], path, /in use by process \d+/);
    assert.equal((await first.raw.call('DescribeStreamSummary', { StreamName: 's' })).status, 200);
    assert.equal(await first.stop(), 0);
    assert.equal(await (await begin(t, path)).stop(), 0);
  });

  it('says so when its data directory is a file, or holds something else', async (t) => {
    const path = await directory(t);
    const file = join(path, 'file');
    await writeFile(file, 'x');
    await assertOneLine([], file, /is not a directory/);
    await assertOneLine([], join(file, 'below'), /is not a directory/);
    await assertOneLine([], path, /not empty and holds no Paddock data/);
    await mkdir(join(path, 'future'));
    await writeFile(join(path, 'future', 'format'), 'paddock 999\n');
    await assertOneLine([], join(path, 'future'), /newer Paddock/);
  });

  it('says so when it may not write', { skip: process.getuid?.() === 0 && 'root may write everywhere' }, async (t) => {
    const path = await directory(t);
    await chmod(path, 0o500);
    await assertOneLine([], path, /no permission to write/);
    await chmod(path, 0o700);
  });
});

describe('a data directory that was damaged', () => {
  const damages: Readonly<Record<string, (file: string) => Promise<void>>> = {
    'cut to nothing': (file) => truncate(file, 0),
    'cut in half': async (file) => truncate(file, Math.floor((await stat(file)).size / 2)),
    'filled with zeros': async (file) => writeFile(file, Buffer.alloc((await stat(file)).size)),
    'filled with noise': async (file) =>
      writeFile(
        file,
        Buffer.from(Array.from({ length: Math.min(65_536, (await stat(file)).size) }, (_, at) => (at * 131 + 7) & 255)),
      ),
    'with one bit turned': async (file) => {
      const bytes = await readFile(file);
      const at = Math.floor(bytes.length / 3);
      bytes[at] = (bytes[at] ?? 0) ^ 16;
      await writeFile(file, bytes);
    },
    'with more at its end': (file) => appendFile(file, 'x'.repeat(1000)),
  };

  for (const [damage, apply] of Object.entries(damages)) {
    it(`${damage}: the server says so in one line, or serves what it can vouch for`, async (t) => {
      const model = await directory(t);
      const first = await withStream(t, model);
      for (let at = 0; at < 50; at++) await first.raw.call('PutRecord', { StreamName: 's', PartitionKey: 'p', Data });
      await first.stop();
      const files = (await readdir(model, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
      assert.ok(files.length > 3);
      for (const entry of files) {
        const path = await directory(t);
        await cp(model, path, { recursive: true });
        const relative = join(entry.parentPath, entry.name).slice(model.length);
        await apply(join(path, relative));
        const started = await within(`a start with ${relative} ${damage}`, launch([], path), 20_000);
        if (!(started instanceof Child)) {
          assert.match(started.log, /^paddock up: [^\n]+\n$/, `${relative}: ${started.code} ${started.log}`);
          assert.equal(started.code, 1, relative);
          continue;
        }
        t.after(() => started.stop('SIGKILL'));
        await assertHonest(started, `${relative} ${damage}`);
        await within('the end', started.stop(), 10_000);
      }
    });
  }
});

/** Every answer is right, or says that the server cannot tell, and then the log says which file is to blame. */
async function assertHonest(child: Child, about: string): Promise<void> {
  const ask = async (operation: string, input: object): Promise<Record<string, unknown> | undefined> => {
    const answer = await within(`${operation} with ${about}`, child.raw.call(operation, input));
    const said = () => `${about}: ${operation} → ${answer.status} ${answer.text.slice(0, 200)} ${child.log}`;
    if (answer.status === 500) {
      // The line comes by another way than the answer.
      await eventually(`a line about ${about}`, () => child.log !== '');
      assert.match(child.log, /^(\S+ ERROR \S+log\/shards\/1\/\d+\.log: [^\n]+\n)+$/, said());
    } else assert.equal(answer.status, 200, said());
    return answer.status === 200 ? answer.json : undefined;
  };
  await ask('ListStreams', {});
  await ask('DescribeStream', { StreamName: 's' });
  const position = { StreamName: 's', ShardId: '0', ShardIteratorType: 'TRIM_HORIZON' };
  const ShardIterator = (await ask('GetShardIterator', position))?.['ShardIterator'];
  if (ShardIterator !== undefined) {
    const records = (await ask('GetRecords', { ShardIterator }))?.['Records'];
    if (Array.isArray(records)) assert.equal(records.length, 50, `${about}: records are missing`);
  }
  await ask('PutRecord', { StreamName: 's', PartitionKey: 'p', Data });
}
