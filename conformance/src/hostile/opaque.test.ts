import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../harness/raw.js';
import { start, type Child } from './child.js';
import { assertUnhurt, assertWellFormed, errorOf } from './verdict.js';

let child: Child;
const call = (operation: string, input: object, region = 'us-east-1'): Promise<Answer> =>
  child.raw.call(operation, input, { sign: { region } });
before(async () => {
  child = await start(['--transitions', 'instant']);
  await call('CreateStream', { StreamName: 's', ShardCount: 3 });
  await call('CreateStream', { StreamName: 't', ShardCount: 1 });
});
after(() => child.stop());

const textOf = (answer: Answer, member: string): string => {
  const value = answer.json?.[member];
  assert.equal(typeof value, 'string', answer.text);
  return value as string;
};
const iterator = async (StreamName: string): Promise<string> =>
  textOf(
    await call('GetShardIterator', { StreamName, ShardId: 'shardId-0', ShardIteratorType: 'TRIM_HORIZON' }),
    'ShardIterator',
  );

/** A token with each of its bytes changed in turn, shortened, lengthened, or of another make. */
function* forgeries(token: string): Generator<string> {
  const bytes = Buffer.from(token, 'base64');
  for (let at = 0; at < bytes.length; at++) {
    const forged = Buffer.from(bytes);
    forged[at] = (forged[at] ?? 0) ^ (1 << (at % 8));
    yield forged.toString('base64');
    yield bytes.subarray(0, at).toString('base64') || 'A';
  }
  yield `${token}A`;
  yield `${token}AAAA`;
  yield ` ${token}`;
  yield `${token}\n`;
  yield token.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') + '~';
  yield token + token;
  yield 'A'.repeat(512);
  yield '=';
  yield '\u0000';
}

describe('what a client is to hand back as it got it', () => {
  it('refuses every forged iterator', async () => {
    for (const ShardIterator of forgeries(await iterator('s'))) {
      const answer = await call('GetRecords', { ShardIterator });
      assertWellFormed(answer, ShardIterator);
      assert.equal(answer.status, 400, `${ShardIterator} was taken`);
    }
  });

  it('takes an iterator nowhere but where it was given', async () => {
    const ShardIterator = await iterator('s');
    const other = `arn:aws:kinesis:us-east-1:000000000000:stream/t`;
    for (const answer of [
      await call('GetRecords', { ShardIterator }, 'eu-west-1'),
      await call('GetRecords', { ShardIterator, StreamARN: other }),
      await call('GetRecords', { ShardIterator, StreamARN: other.replace('000000000000', '111111111111') }),
    ]) {
      assertWellFormed(answer, 'an iterator of elsewhere');
      assert.equal(answer.status, 400, answer.text);
    }
  });

  it('knows an iterator of a stream that is gone from one of its successor', async () => {
    await call('CreateStream', { StreamName: 'again', ShardCount: 1 });
    const ShardIterator = await iterator('again');
    await call('DeleteStream', { StreamName: 'again' });
    const gone = await call('GetRecords', { ShardIterator });
    assert.equal(errorOf(gone), 'ResourceNotFoundException', gone.text);
    await call('CreateStream', { StreamName: 'again', ShardCount: 1 });
    await call('PutRecord', { StreamName: 'again', PartitionKey: 'p', Data: 'AAAA' });
    const old = await call('GetRecords', { ShardIterator });
    assertWellFormed(old, 'an iterator of the former stream');
    // Records of the new stream are none of the old one's.
    assert.deepEqual(old.json?.['Records'] ?? [], []);
  });

  it('refuses forged tokens, and those of another operation', async () => {
    const shards = textOf(await call('ListShards', { StreamName: 's', MaxResults: 1 }), 'NextToken');
    const streams = textOf(await call('ListStreams', { Limit: 1 }), 'NextToken');
    for (const [operation, own, other] of [
      ['ListShards', shards, streams],
      ['ListStreams', streams, shards],
    ] as const) {
      for (const NextToken of [...forgeries(own), other, await iterator('s')]) {
        const answer = await call(operation, { NextToken });
        assertWellFormed(answer, `${operation} ${NextToken}`);
        assert.equal(answer.status, 400, `${operation} took ${NextToken}`);
      }
      assert.equal((await call(operation, { NextToken: own })).status, 200);
      const elsewhere = await call(operation, { NextToken: own }, 'eu-west-1');
      assertWellFormed(elsewhere, `${operation} in another region`);
      assert.doesNotMatch(elsewhere.text, /"t"|shardId-000000000001/, 'what another region has');
    }
    for (const NextToken of ['x'.repeat(1_048_576), 'x'.repeat(1_048_577)]) {
      const answer = await call('ListStreams', { NextToken });
      assertWellFormed(answer, 'a token of a megabyte');
      assert.ok(answer.bytes.length < 20_000, `${answer.bytes.length} bytes of refusal`);
    }
  });

  it('takes sequence numbers of every odd kind without harm', async () => {
    const put = await call('PutRecord', { StreamName: 's', PartitionKey: 'p', Data: 'AAAA' });
    const real = textOf(put, 'SequenceNumber');
    const odd = [
      real,
      (BigInt(real) + 1n).toString(),
      (BigInt(real) + (1n << 80n)).toString(),
      (BigInt(real) + (1n << 140n)).toString(),
      (BigInt(real) ^ (1n << 5n)).toString(),
      ...[1n << 129n, (1n << 185n) + 2n, (1n << 186n) - 1n, (1n << 187n) + 2n, (1n << 188n) - 1n].map(String),
      ...Array.from({ length: 130 }, (_, digits) => '9'.repeat(digits)),
    ].concat(['0', '00', `0${real}`, '+1', '-1', '1.0', '1e5', '0x10', ' 1', '1n', '٣', '']);
    for (const number of odd) {
      for (const type of ['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER']) {
        const answer = await call('GetShardIterator', {
          StreamName: 's',
          ShardId: textOf(put, 'ShardId'),
          ShardIteratorType: type,
          StartingSequenceNumber: number,
        });
        // AWS itself fails so on sequence numbers of its first format.
        if (errorOf(answer) !== 'InternalFailure') assertWellFormed(answer, `${type} ${number}`);
        else assert.ok(BigInt(number) < 1n << 129n, number);
        if (answer.status !== 200) continue;
        const page = await call('GetRecords', { ShardIterator: textOf(answer, 'ShardIterator') });
        assert.equal(page.status, 200, `${type} ${number} → ${page.text}`);
      }
      const ordered = { StreamName: 's', PartitionKey: 'p', Data: 'AAAA', SequenceNumberForOrdering: number };
      assertWellFormed(await call('PutRecord', ordered), `SequenceNumberForOrdering ${number}`);
    }
    await assertUnhurt(child);
  });
});
