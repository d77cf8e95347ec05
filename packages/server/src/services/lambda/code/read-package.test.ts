import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { AwsError } from '@paddock/wire';
import fc from 'fast-check';
import { seededRandom } from '../../../runtime/random.js';
import { extractPackage } from './extract-package.js';
import { openZipBytes, openZipFile } from './opened-zip.js';
import { readPackage } from './read-package.js';
import { removeTree } from './remove-tree.js';
import { zipOf, type ZipMember } from './testing.js';

const unreadable = 'Could not unzip uploaded file. Please check your file, then try to upload again.';

const refused =
  (message: string, code = 'InvalidParameterValueException') =>
  (error: unknown): boolean => {
    assert.ok(error instanceof AwsError, String(error));
    assert.deepEqual([error.code, error.message], [code, message]);
    return true;
  };

describe('a package', () => {
  it('is measured and hashed', async () => {
    const zip = zipOf({ 'index.js': 'exports.handler = 1;', 'lib/data.bin': Buffer.alloc(100_000) });
    assert.deepEqual(await readPackage(zip), {
      codeSha256: createHash('sha256').update(zip).digest('base64'),
      codeSize: zip.length,
      unzippedSize: 100_020,
    });
  });

  it('may come from Windows, be stored, name things twice, and have links, dots and directories', async () => {
    const members: ZipMember[] = [
      { name: './', mode: 0o040755 },
      { name: 'a/', mode: 0o040755 },
      { name: './a//b.js', content: 'b' },
      { name: 'a/b.js', content: 'again', method: 'deflate' },
      { name: 'windows\\style.js', content: 'w', host: 0, mode: 0 },
      { name: Buffer.from('ümlaut.js'), content: 'u', says: { flags: 0 } },
      { name: 'link', content: 'a/b.js', mode: 0o120777 },
      { name: 'away', content: '/etc/hosts', mode: 0o120777 },
      { name: 'empty' },
    ];
    assert.equal((await readPackage(zipOf(members))).unzippedSize, 1 + 5 + 1 + 1 + 6 + 10);
  });

  it('has to be there', async () => {
    const message = 'Uploaded file must be a non-empty zip';
    await assert.rejects(readPackage(Buffer.alloc(0)), refused(message));
    await assert.rejects(readPackage(zipOf([])), refused(message));
  });

  it('is no larger than it may be', async () => {
    const zip = zipOf({ 'index.js': 'x' });
    await readPackage(zip, zip.length);
    await assert.rejects(
      readPackage(zip, zip.length - 1),
      refused(`Zipped size must be smaller than ${zip.length - 1} bytes`, 'RequestEntityTooLargeException'),
    );
  });

  it('is not unpacked beyond the limit, whatever it says of itself', async () => {
    const megabytes = Buffer.alloc(10_000_000);
    const small = zipOf(Array.from({ length: 30 }, (_, at) => ({ name: `${at}`, content: megabytes })));
    assert.ok(small.length < 500_000);
    await assert.rejects(readPackage(small), refused('Unzipped size must be smaller than 262144000 bytes'));
    const lying = zipOf([{ name: 'a', content: megabytes, says: { size: 10 } }]);
    await assert.rejects(readPackage(lying), refused(unreadable));
    const longer = zipOf([{ name: 'a', content: megabytes, says: { size: 9_999_999 } }]);
    await assert.rejects(readPackage(longer), refused(unreadable));
    const random = seededRandom(1).bytes(700_000);
    const wrong = zipOf([{ name: 'a', content: random, method: 'store', says: { crc32: 1 } }]);
    await assert.rejects(readPackage(wrong), refused(unreadable));
  });

  const hostile: Record<string, readonly ZipMember[]> = {
    'leads out of its directory': [{ name: '../evil.js', content: 'x' }],
    'leads out in the middle': [{ name: 'a/../../evil.js', content: 'x' }],
    'leads out in the way of Windows': [{ name: 'a\\..\\..\\evil.js', content: 'x' }],
    'is absolute': [{ name: '/etc/evil', content: 'x' }],
    'has no name': [{ name: '', content: 'x' }],
    'has a zero in a name': [{ name: 'a\0b', content: 'x' }],
    'has a name longer than files can have': [{ name: 'a'.repeat(256), content: 'x' }],
    'is deeper than directories can be': [{ name: 'a/'.repeat(1001), mode: 0o040755 }],
    'writes through a link': [
      { name: 'out', content: '/tmp', mode: 0o120777 },
      { name: 'out/evil.js', content: 'x' },
    ],
    'puts a link over a directory': [
      { name: 'out/evil.js', content: 'x' },
      { name: 'out', content: '/tmp', mode: 0o120777 },
    ],
    'has a directory that is a file too': [
      { name: 'a', content: 'x' },
      { name: 'a/b', content: 'x' },
    ],
    'has a device': [{ name: 'null', mode: 0o020666 }],
    'has an endless link': [{ name: 'link', content: 'x'.repeat(5000), mode: 0o120777 }],
    'has an empty link': [{ name: 'link', mode: 0o120777 }],
    'is encrypted': [{ name: 'a', content: 'x', says: { flags: 0x801 } }],
    'is packed by deflate64': [{ name: 'a', content: 'x', says: { method: 9 } }],
    'has a wrong check sum': [{ name: 'a', content: 'x', says: { crc32: 1 } }],
    'says that it is shorter than it is': [{ name: 'a', content: 'x'.repeat(100), says: { size: 50 } }],
    'says that it is longer than it is': [{ name: 'a', content: 'x'.repeat(100), says: { size: 150 } }],
    'says that it goes on behind its end': [
      { name: 'a', content: 'x', method: 'store', says: { packedSize: 0xfffff0 } },
    ],
    'is not deflated': [{ name: 'a', content: 'xyz', method: 'store', says: { method: 8 } }],
  };
  for (const [what, members] of Object.entries(hostile)) {
    it(`is refused if it ${what}`, async () => {
      await assert.rejects(readPackage(zipOf(members)), refused(unreadable));
      await assert.rejects(readPackage(zipOf([{ name: 'index.js', content: 'x' }, ...members])), refused(unreadable));
    });
  }

  it('is refused if it is no zip, or a part of one', async () => {
    const zip = zipOf({ 'index.js': 'x'.repeat(1000) });
    for (const bytes of [Buffer.from('#!/bin/sh'), Buffer.alloc(1), zip.subarray(0, -1), zip.subarray(1)]) {
      await assert.rejects(readPackage(bytes), refused(unreadable));
    }
  });

  it('is refused if it has more files than anybody needs', async () => {
    const name = 'a/'.repeat(990);
    const members = Array.from({ length: 210 }, (_, at): ZipMember => ({ name: `${at}/${name}`, mode: 0o040755 }));
    await assert.rejects(readPackage(zipOf(members)), refused(unreadable));
  });

  it('is read or refused, and unpacked in its place or not at all, whatever its bytes are', async () => {
    const whole = zipOf([
      { name: 'index.js', content: 'exports.handler = async () => 1;'.repeat(20) },
      { name: 'lib/', mode: 0o040755 },
      { name: 'lib/stored.bin', content: Buffer.alloc(300, 7), method: 'store' },
      { name: 'lib/link', content: '../index.js', mode: 0o120777 },
      { name: 'large.bin', content: Buffer.alloc(600_000) },
    ]);
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    const damaged = fc
      .record({ changes: fc.array(change, { minLength: 1, maxLength: 6 }), cut: fc.nat(whole.length) })
      .map(({ changes, cut }) => {
        const bytes = Buffer.from(whole);
        for (const { at, byte } of changes) bytes[at] = byte;
        return cut % 5 === 0 ? bytes.subarray(0, cut) : bytes;
      });
    const base = await mkdtemp(join(tmpdir(), 'paddock-fuzz-'));
    let count = 0;
    try {
      await fc.assert(
        fc.asyncProperty(damaged, async (bytes) => {
          const error: unknown = await readPackage(bytes).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          if (error !== undefined) assert.ok(error instanceof AwsError);
          count += 1;
          const place = join(base, 'places', String(count));
          await writeFile(join(base, 'zip'), bytes);
          await removeTree(join(base, 'places'));
          await mkdir(join(base, 'places'));
          const opening = count % 2 === 0 ? openZipBytes(bytes) : openZipFile(join(base, 'zip'));
          const unpacked: unknown = await opening
            .then((zip) => extractPackage(zip, place))
            .then(
              () => undefined,
              (reason: unknown) => reason,
            );
          await opening.then(
            (zip) => zip.close(),
            () => {},
          );
          assert.equal(unpacked === undefined, error === undefined);
          assert.deepEqual((await readdir(base)).toSorted(), ['places', 'zip']);
          assert.ok((await readdir(join(base, 'places'))).length <= 1);
        }),
        { numRuns: 400 },
      );
    } finally {
      await removeTree(base);
    }
  });
});
