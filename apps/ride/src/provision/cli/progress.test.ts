import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualTime } from '../../virtual-time.js';
import { Progress } from './progress.js';
import type { ProvisionEvent } from '../contracts.js';

const stream = { id: 'stream', title: 'Kinesis stream wildrydes' };
const trigger = { id: 'trigger', title: 'trigger wildrydes-summary → WildRydesStreamProcessor' };
const create = { kind: 'create' } as const;
const events: readonly ProvisionEvent[] = [
  { kind: 'started', part: stream, action: create },
  { kind: 'started', part: trigger, action: create },
  { kind: 'progress', part: stream, state: 'CREATING' },
  { kind: 'done', part: stream, action: create, tookMillis: 1_234 },
  { kind: 'failed', part: trigger, what: 'the trigger could not be created', why: 'no', todo: 'Try again.' },
  { kind: 'skipped', part: stream, because: trigger },
  { kind: 'left', part: stream, reason: 'it is hers' },
  { kind: 'done', part: stream, action: { kind: 'none' }, tookMillis: 1 },
];

const LINES = `  ✓ Kinesis stream wildrydes  created  1.2 s
  ✗ the trigger could not be created
      why   no
      do    Try again.
  - Kinesis stream wildrydes  not tried: it needs trigger wildrydes-summary → WildRydesStreamProcessor
  = Kinesis stream wildrydes  stays: it is hers
`;

test('a line for each part that has come to its end', () => {
  let text = '';
  const progress = new Progress({ write: (more) => (text += more) }, new VirtualTime(), false);
  for (const event of events) progress.show(event);
  progress.end();
  assert.equal(text, LINES);
  for (const event of events.slice(0, 3)) progress.show(event);
  progress.remind();
  assert.equal(text, `${LINES}  … ${stream.title}  CREATING  0.0 s\n  … ${trigger.title}  creating  0.0 s\n`);
  progress.end();
});

test('on a terminal what goes on stands below, and is gone at the end', () => {
  const screen = new Screen(40);
  const progress = new Progress(screen, new VirtualTime(), true);
  for (const event of events.slice(0, 3)) progress.show(event);
  assert.deepEqual(screen.lines, [
    '  … Kinesis stream wildrydes  CREATING ',
    '  … trigger wildrydes-summary → WildRyd',
    '',
  ]);
  for (const event of events.slice(3)) progress.show(event);
  progress.end();
  assert.equal(screen.lines.join('\n'), LINES);
});

/** A terminal that knows two sequences: up, and erase to the end. */
class Screen {
  lines = [''];
  readonly columns: number;

  constructor(columns: number) {
    this.columns = columns;
  }

  write(text: string): void {
    // oxlint-disable-next-line no-control-regex
    const up = /^\x1b\[(\d+)A\x1b\[J$/.exec(text);
    if (up !== null) this.lines = [...this.lines.slice(0, -1 - Number(up[1])), ''];
    else this.lines = `${this.lines.join('\n')}${text}`.split('\n');
  }
}
