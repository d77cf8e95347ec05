import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Budget, compileQuery, QueryTooLargeError, type LogEvent, type QueryRun } from './index.js';
import { event, NOW } from './testing.js';

const events = (count: number): LogEvent[] =>
  Array.from({ length: count }, (_, minute) => event('x'.repeat(1_000), minute));
const begin = (query: string, memory: Budget): QueryRun => compileQuery(query).start({ now: NOW, memory });

describe('the memory that queries share', () => {
  for (const query of ['fields @message', 'limit any 1000', 'dedup @timestamp', 'stats count(*) by @timestamp']) {
    it(`is not exceeded by: ${query}`, () => {
      const memory = new Budget(20_000);
      const run = begin(query, memory);
      assert.throws(() => run.feed(events(100)), QueryTooLargeError);
      run.close();
      assert.ok(memory.has(20_000));
    });
  }

  it('is there again for others when a query has ended', () => {
    const memory = new Budget(20_000);
    const first = begin('fields @message', memory);
    first.feed(events(6));
    assert.throws(() => begin('fields @message', memory).feed(events(6)), QueryTooLargeError);
    first.close();
    const second = begin('fields @message', memory);
    second.feed(events(6));
    assert.equal(second.results().length, 6);
  });

  it('holds the rows that are asked for, not those that wait to be sorted', () => {
    const run = begin('fields @message | limit 4', new Budget(20_000));
    run.feed(events(100));
    assert.equal(run.results().length, 4);
  });

  it('is given back by what follows a stats command', () => {
    const memory = new Budget(50_000);
    const run = begin('stats count(*) as n by @timestamp | sort n | limit 5', memory);
    run.feed(events(20));
    for (let times = 0; times < 10; times++) assert.equal(run.results().length, 5);
    run.close();
    assert.ok(memory.has(50_000));
  });
});
