import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { zipOf } from '../../harness/lambda.js';
import type { Answer } from '../../harness/raw.js';
import { seededRandom } from '../../harness/seeded-random.js';
import { within } from '../../harness/wait.js';
import { start, type Child } from '../child.js';
import { ofOurs } from '../words.js';
import { role, ZipFile } from './samples.js';
import { assertAnswered, assertUnhurt, makeTarget } from './verdict.js';

const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const MiB = 1024 * 1024;

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  await makeTarget(child.raw, role, ZipFile);
});
after(() => child.stop());

const update = (zip: string | Uint8Array, more: object = {}): Promise<Answer> =>
  child.raw.send({
    method: 'PUT',
    path: '/2015-03-31/functions/target/code',
    body: JSON.stringify({ ZipFile: typeof zip === 'string' ? zip : Buffer.from(zip).toString('base64'), ...more }),
    sign: { service: 'lambda' },
  });
const publish = (zip: Uint8Array): Promise<Answer> =>
  child.raw.send({
    path: '/2018-10-31/layers/layer/versions',
    body: JSON.stringify({ Content: { ZipFile: Buffer.from(zip).toString('base64') } }),
    sign: { service: 'lambda' },
  });

async function answered(what: string, sent: Promise<Answer>): Promise<Answer> {
  const answer = await within(what, sent, 20_000);
  assertAnswered(answer, what);
  return answer;
}
const code = 'exports.handler = async () => 1';

/** Zips that would write where they must not, or that are not what they say. */
const refused: Readonly<Record<string, Uint8Array>> = {
  'no zip': Buffer.from('no zip'),
  'an end of nothing': Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1'),
  'a way up': zipOf([{ name: '../../escaped.js', content: code }]),
  'a way up inside': zipOf([{ name: 'a/../../escaped.js', content: code }]),
  'an absolute path': zipOf([{ name: '/tmp/escaped.js', content: code }]),
  'a size that is wrong': zipOf([{ name: 'index.js', content: code, says: { size: 5 } }]),
  'a sum that is wrong': zipOf([{ name: 'index.js', content: code, says: { crc32: 5 } }]),
  'a way of packing that nobody knows': zipOf([{ name: 'index.js', content: code, says: { method: 99 } }]),
  'a secret': zipOf([{ name: 'index.js', content: code, says: { flags: 0x801 } }]),
  'a bomb': zipOf([{ name: 'index.js', content: Buffer.alloc(300 * MiB) }]),
  'a bomb that says it is none': zipOf([{ name: 'a', content: Buffer.alloc(300 * MiB), says: { size: 10 } }]),
  'many bombs': zipOf(Array.from({ length: 30 }, (_, at) => ({ name: `a${at}`, content: Buffer.alloc(10 * MiB) }))),
  'a link out': zipOf([
    { name: 'out', content: '../../..', mode: 0o120777 },
    { name: 'out/escaped.js', content: code },
  ]),
};

describe(`packages (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  for (const [what, zip] of Object.entries(refused)) {
    it(`of ${what} are refused`, async () => {
      const answer = await answered(what, update(zip));
      assert.equal(answer.status, 400, `${what} → ${answer.text.slice(0, 300)}`);
      assert.equal((await answered(`${what} as a layer`, publish(zip))).status, 400);
    });
  }

  it('of odd names and kinds are answered', async () => {
    const odd: Uint8Array[] = [
      zipOf([
        { name: 'index.js', content: code },
        { name: Buffer.from([0xff, 0xc3, 0x28]), content: 'x' },
      ]),
      zipOf([{ name: 'a\0b', content: code }]),
      zipOf([{ name: 'a\\b.js', content: code, host: 0 }]),
      zipOf([{ name: 'x'.repeat(5000), content: code }]),
      zipOf([{ name: 'd/'.repeat(2000), content: '' }]),
      zipOf([{ name: '', content: code }]),
      zipOf([{ name: '.', content: code }]),
      zipOf([{ name: 'C:/index.js', content: code }]),
      zipOf([
        { name: 'same', content: 'a' },
        { name: 'same', content: 'b' },
      ]),
      zipOf([
        { name: 'same', content: 'a' },
        { name: 'same/below', content: 'b' },
      ]),
      zipOf([{ name: 'device', mode: 0o060644, content: 'x' }]),
      zipOf([{ name: 'pipe', mode: 0o010644, content: 'x' }]),
      zipOf([{ name: 'loop', mode: 0o120777, content: 'loop' }]),
      zipOf([{ name: 'link', mode: 0o120777, content: 'x'.repeat(10_000) }]),
      zipOf([{ name: 'setuid', mode: 0o104755, content: 'x' }]),
      zipOf([
        { name: 'noread', mode: 0, content: 'x' },
        { name: 'dir/', mode: 0o040000 },
      ]),
      zipOf(Array.from({ length: 20_000 }, (_, at) => ({ name: `f${at}`, content: '' }))),
    ];
    for (const [at, zip] of odd.entries()) await answered(`odd zip ${at}`, update(zip));
    await assertUnhurt(child);
  });

  it('with bits that fell over are answered', async () => {
    const whole = zipOf([
      { name: 'index.js', content: code },
      { name: 'lib/data.txt', content: 'x'.repeat(10_000) },
      { name: 'link', content: 'index.js', mode: 0o120777 },
    ]);
    for (let round = 0; round < 150; round++) {
      const broken = Buffer.from(whole);
      for (let times = 1 + Math.floor(random() * 3); times > 0; times--)
        broken[Math.floor(random() * broken.length)] = Math.floor(random() * 256);
      const cut = random() < 0.2 ? broken.subarray(0, Math.floor(random() * broken.length)) : broken;
      await answered(`a broken zip ${cut.toString('base64')}`, update(cut));
    }
    await assertUnhurt(child);
  });

  it('that are not base64, or not given, are refused', async () => {
    for (const text of [
      '',
      '!',
      'AAA',
      'AAAA=',
      'A'.repeat(3_000_001),
      '\u20ac\u20ac\u20ac\u20ac',
      '====',
      ' ',
      'AA\nAA',
    ])
      assert.equal((await answered(`ZipFile ${text.slice(0, 20)}`, update(text))).status, 400);
    for (const more of [
      { ZipFile: undefined },
      { ImageUri: 'x' },
      { S3Bucket: 'bucket', S3Key: 'key' },
      { ZipFile: undefined, S3Bucket: 'bucket', S3Key: 'x'.repeat(1024) },
    ])
      await answered(JSON.stringify(more), update(ZipFile, more));
  });

  it('of more megabytes than are taken are refused', async () => {
    const noise = Buffer.alloc(51 * MiB, 0).map(() => Math.floor(random() * 256));
    const large = await answered('51 MiB', update(zipOf([{ name: 'noise', content: noise, method: 'store' }])));
    assert.ok(large.status === 413 || large.status === 400, `${large.status} ${large.text.slice(0, 200)}`);
    const padded = Buffer.concat([deflateRawSync('x'), Buffer.alloc(5 * MiB)]);
    assert.equal((await answered('padding', update(padded))).status, 400);
    assert.ok(child.memory() < 900, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});

describe('locations of code', () => {
  it('give nothing to those who change them', async () => {
    const answer = await child.raw.send({
      method: 'GET',
      path: '/2015-03-31/functions/target',
      sign: { service: 'lambda' },
    });
    const code = answer.json?.['Code'] as Record<string, unknown> | undefined;
    const told = new URL(String(code?.['Location']));
    const good = await child.raw.exchange('GET', told.pathname + told.search, { host: 'x' }, '');
    assert.equal(good.status, 200);
    const [path, query] = [told.pathname, told.search.slice(1)];
    const changed: readonly (readonly [path: string, query: string])[] = [
      [path, ''],
      [path, query.replace(/Signature=[^&]*/, 'Signature=')],
      [path, query.replace(/Signature=../, 'Signature=00')],
      [path, query.replace(/Signature=/, 'Signature=zz')],
      [path, query.replace(/Expires=\d+/, 'Expires=99999999999')],
      [path, query.replace(/Expires=\d+/, 'Expires=NaN')],
      [path.replace('target', 'other'), query],
      [path.replace(/[0-9a-f]{64}/, '0'.repeat(64)), query],
      [path.replace(/[0-9a-f]{64}/, '..%2F..%2Fetc'), query],
      [`${path}/../x`, query],
      ['/awslambda-tasks/snapshots/', query],
      ['/awslambda-tasks/snapshots/%zz', '%zz'],
      ['/awslambda-tasks/snapshots/%00', 'Signature=%00&Expires=%00'],
    ];
    for (const [other, otherQuery] of changed)
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']) {
        const refusal = await child.raw.exchange(method, `${other}?${otherQuery}`, { host: 'x' }, '');
        assert.ok(
          refusal.status >= 400 && refusal.status < 500,
          `${method} ${other}?${otherQuery} → ${refusal.status}`,
        );
        assert.doesNotMatch(refusal.text, ofOurs);
      }
    await assertUnhurt(child);
  });
});
