import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FrameReader } from './frames.js';
import { LineSplitter, LONGEST_LINE } from './line-splitter.js';
import { LogTail } from './log-tail.js';

const cut = (bytes: Buffer, at: readonly number[]): Buffer[] => {
  const places = [0, ...at.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
};

test('lines are the same, however they are cut on the way', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.nat()), (texts, at) => {
      const text = texts.join('\n');
      const lines: string[] = [];
      const splitter = new LineSplitter((line) => lines.push(line));
      for (const chunk of cut(Buffer.from(text), at)) splitter.push(chunk);
      splitter.flush();
      assert.equal(lines.join(''), Buffer.from(text).toString());
      assert.ok(lines.slice(0, -1).every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1));
    }),
  );
});

test('a line is never longer than it may be', () => {
  const sizes: number[] = [];
  const splitter = new LineSplitter((line) => sizes.push(line.length));
  for (let index = 0; index < 10; index++) splitter.push(Buffer.alloc(100_000, 120));
  splitter.push(Buffer.from('\n'));
  assert.deepEqual(sizes, [LONGEST_LINE, LONGEST_LINE, LONGEST_LINE, 1_000_001 - 3 * LONGEST_LINE]);
});

test('frames are read, however they are cut on the way', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.nat())), fc.array(fc.nat()), (messages, at) => {
      const frames = messages.map(([text, time]) => {
        const body = Buffer.from(text);
        const head = Buffer.alloc(16);
        head.writeUInt32BE(0xa55a000f, 0);
        head.writeUInt32BE(body.length, 4);
        head.writeBigUInt64BE(BigInt(time) * 1000n, 8);
        return Buffer.concat([head, body]);
      });
      const read: [string, number][] = [];
      const reader = new FrameReader((text, time) => read.push([text, time]));
      for (const chunk of cut(Buffer.concat(frames), at)) reader.push(chunk);
      assert.deepEqual(
        read,
        messages.map(([text, time]) => [Buffer.from(text).toString(), time]).filter(([text]) => text !== ''),
      );
    }),
  );
});

test('what is no frame is taken as text', () => {
  const read: string[] = [];
  new FrameReader((text) => read.push(text)).push(Buffer.from('somebody writes to descriptor 3'));
  assert.deepEqual(read, ['somebody writes to descriptor 3']);
});

test('a time that is none is not passed on', () => {
  const read: [string, number][] = [];
  const frame = Buffer.alloc(20, 0x78);
  frame.writeUInt32BE(0xa55a000f, 0);
  frame.writeUInt32BE(4, 4);
  frame.writeBigUInt64BE(2n ** 64n - 1n, 8);
  new FrameReader((text, time) => read.push([text, time])).push(frame);
  assert.deepEqual(read, [['xxxx', 0]]);
});

test('the tail keeps 4 KB, whole characters or not', () => {
  const tail = new LogTail();
  for (let index = 0; index < 5000; index++) tail.add(`${index}\n`);
  assert.equal(tail.bytes().length, 4096);
  assert.ok(tail.bytes().toString().endsWith('4998\n4999\n'));
  tail.add('é'.repeat(10_000));
  assert.equal(tail.bytes().length, 4096);
  tail.clear();
  assert.equal(tail.bytes().length, 0);
});
