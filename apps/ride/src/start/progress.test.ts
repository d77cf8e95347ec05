import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { Progress, eventLine } from './progress.js';
import { widthOf } from './text.js';
import type { Action, Part, ProvisionEvent } from '../provision/contracts.js';

const stream: Part = { id: 'stream', title: 'Kinesis stream wildrydes' };
const table: Part = { id: 'table', title: 'DynamoDB table UnicornSensorData' };
const trigger: Part = { id: 'trigger', title: 'trigger of WildRydesStreamProcessor' };
const create: Action = { kind: 'create' };
const none: Action = { kind: 'none' };
const LOOK = { width: 80, color: false };

function progressOf(...events: ProvisionEvent[]): Progress {
  const progress = new Progress(1_000);
  for (const event of events) progress.take(event, 1_500);
  return progress;
}

const planned = (part: Part, action: Action): ProvisionEvent => ({ kind: 'planned', part, action });
const done = (part: Part, action: Action): ProvisionEvent => ({ kind: 'done', part, action, tookMillis: 340 });

test('each part has a line that says how far it is', () => {
  const progress = progressOf(
    planned(stream, create),
    planned(table, create),
    planned(trigger, create),
    done(stream, create),
    { kind: 'started', part: table, action: create },
    { kind: 'progress', part: table, state: 'CREATING' },
  );
  const lines = progress.lines(LOOK, 2_700);
  assert.match(lines[0] ?? '', /^ {2}✓ Kinesis stream wildrydes +created +0\.3 s$/);
  assert.match(lines[1] ?? '', /^ {2}[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] DynamoDB table UnicornSensorData +CREATING +1\.2 s$/);
  assert.match(lines[2] ?? '', /^ {2}· trigger of WildRydesStreamProcessor/);
});

test('no line is wider than the terminal', () => {
  const progress = progressOf(done(stream, create), { kind: 'skipped', part: trigger, because: table });
  for (let width = 20; width < 100; width += 1) {
    for (const line of progress.lines({ width, color: true }, 2_000)) {
      assert.ok(widthOf(stripVTControlCharacters(line)) <= width, `${width}: ${line}`);
    }
  }
});

test('at the end one line says what became of all', () => {
  const unchanged = progressOf(planned(stream, none), planned(table, none), done(stream, none));
  unchanged.end(2_400);
  assert.equal(unchanged.summary(), '2 parts in 1.4 s: nothing changed');
  const mixed = progressOf(
    done(stream, create),
    { kind: 'failed', part: table, what: 'it could not be created', why: 'denied', todo: 'allow it' },
    { kind: 'skipped', part: trigger, because: table },
  );
  mixed.end(2_400);
  assert.equal(mixed.summary(), '3 parts in 1.4 s: 1 created, 1 failed, 1 not tried');
  assert.equal(mixed.problems.length, 1);
});

test('logs have a line for what changed or failed, none for the rest', () => {
  assert.equal(eventLine(done(stream, create)), '✓ Kinesis stream wildrydes: created, 0.3 s');
  assert.equal(eventLine(done(stream, none)), undefined);
  assert.equal(eventLine(planned(stream, create)), undefined);
  assert.equal(
    eventLine({ kind: 'failed', part: table, what: 'it could not be created', why: 'denied', todo: 'Allow it' }),
    '✗ DynamoDB table UnicornSensorData: it could not be created: denied. Allow it',
  );
});
