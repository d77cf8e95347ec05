import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FrameMeter, Samples } from '../measure.js';
import type { Frames } from './frames.js';
import { layoutLabels, type Label, type Wish } from './label-layout.js';
import { Loop, type Next } from './loop.js';

const wish = (slot: number, x: number, y: number, mustShow = false): Wish => ({
  slot,
  x,
  y,
  radius: 12,
  width: 60,
  height: 16,
  mustShow,
});

test('names stand to the right, and elsewhere where that is taken', () => {
  const sides = (wishes: Wish[]): string[] => layoutLabels(wishes, new Map()).map((label) => label.side);
  assert.deepEqual(sides([wish(0, 100, 100)]), ['right']);
  assert.deepEqual(sides([wish(0, 100, 100), wish(1, 140, 100)]), ['left', 'right']);
});

test('a name keeps its side while there is room', () => {
  const [label] = layoutLabels([wish(0, 100, 100)], new Map([[0, 'above']]));
  assert.equal(label?.side, 'above');
});

test('no name covers another, or a marker; what must be shown is', () => {
  const wishes = fc.array(fc.record({ x: fc.nat(300), y: fc.nat(200) }), { maxLength: 60 });
  fc.assert(
    fc.property(wishes, (places) => {
      const all = places.map(({ x, y }, slot) => wish(slot, x, y, slot === 0));
      const labels = layoutLabels(all, new Map());
      const boxes = labels.map((label) => boxOf(label, all));
      assert.equal(labels.length > 0, all.length > 0);
      for (const [index, box] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          assert.ok(
            box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top,
          );
        }
      }
    }),
  );
});

function boxOf(label: Label, all: readonly Wish[]): { left: number; top: number; right: number; bottom: number } {
  const own = all[label.slot];
  assert.ok(own);
  const left = own.x + label.dx;
  const top = own.y + label.dy;
  return { left, top, right: left + own.width, bottom: top + own.height };
}

class FakeFrames implements Frames {
  frame: (() => void) | undefined;
  timer: { millis: number; callback: () => void } | undefined;
  shown: (() => void) | undefined;
  hidden = false;
  now(): number {
    return 0;
  }
  request(callback: () => void): () => void {
    this.frame = callback;
    return () => {
      this.frame = undefined;
    };
  }
  after(millis: number, callback: () => void): () => void {
    this.timer = { millis, callback };
    return () => {
      this.timer = undefined;
    };
  }
  isHidden(): boolean {
    return this.hidden;
  }
  onShown(callback: () => void): () => void {
    this.shown = callback;
    return () => {
      this.shown = undefined;
    };
  }
  run(): void {
    const callback = this.frame;
    this.frame = undefined;
    callback?.();
  }
}

test('frames are asked for while something moves, seldom while trails fade, and not at all at rest', () => {
  const frames = new FakeFrames();
  let next: Next = 'frame';
  let drawn = 0;
  const loop = new Loop(frames, () => {
    drawn += 1;
    return next;
  });
  assert.equal(frames.frame, undefined);
  loop.wake();
  frames.run();
  frames.run();
  assert.equal(drawn, 2);
  next = 200;
  frames.run();
  assert.equal(frames.frame, undefined);
  assert.equal(frames.timer?.millis, 200);
  next = 'rest';
  frames.timer?.callback();
  frames.run();
  assert.equal(drawn, 4);
  assert.equal(frames.frame ?? frames.timer, undefined);
});

test('a page that nobody sees draws nothing, and draws when it is seen', () => {
  const frames = new FakeFrames();
  const loop = new Loop(frames, () => 'rest');
  frames.hidden = true;
  loop.wake();
  assert.equal(frames.frame, undefined);
  frames.hidden = false;
  frames.shown?.();
  assert.notEqual(frames.frame, undefined);
  loop.stop();
  assert.equal(frames.frame ?? frames.shown, undefined);
  loop.wake();
  assert.equal(frames.frame, undefined);
});

test('figures are of the last samples; pauses are no frames', () => {
  const samples = new Samples(4);
  assert.deepEqual(samples.summary(), { median: 0, worst: 0 });
  for (const value of [99, 1, 3, 2, 4]) samples.add(value);
  assert.deepEqual(samples.summary(), { median: 3, worst: 4 });
  const meter = new FrameMeter();
  for (const now of [0, 16, 32]) meter.frame(now);
  meter.pause();
  for (const now of [5_000, 5_018]) meter.frame(now);
  assert.deepEqual(meter.summary(), { median: 16, worst: 18 });
});
