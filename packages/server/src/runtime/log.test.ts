import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLogger, isLogLevel, type LogFields, type LogLevel, silentLogger } from './log.js';

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6) };

function written(level: LogLevel, run: (log: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = [];
  run(createLogger({ level, clock, stream: { write: (text: string) => lines.push(text) } }));
  return lines;
}

const fieldsOf = (fields: LogFields): string =>
  (written('info', (log) => log.info('m', fields))[0] ?? '').slice(32, -1);

describe('the logger', () => {
  it('writes a line with time, level, message and fields', () => {
    assert.deepEqual(
      written('debug', (log) => {
        log.debug('looked', { count: 3 });
        log.info('listening', { address: '127.0.0.1:4566', ready: true, note: 'two words' });
      }),
      [
        '2026-01-02T03:04:05.006Z DEBUG looked count=3\n',
        '2026-01-02T03:04:05.006Z INFO  listening address=127.0.0.1:4566 ready=true note="two words"\n',
      ],
    );
  });

  it('leaves out what is below its level', () => {
    const all = (log: ReturnType<typeof createLogger>): void => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](level);
    };
    assert.deepEqual(
      (['debug', 'info', 'warn', 'error', 'silent'] as const).map((level) => written(level, all).length),
      [4, 3, 2, 1, 0],
    );
    silentLogger.error('nothing');
    assert.ok(isLogLevel('warn') && !isLogLevel('loud'));
  });

  it('writes every value in one line', () => {
    assert.equal(fieldsOf({ a: undefined, b: null, c: '', d: 'x=y' }), ' b=null c="" d="x=y"');
    assert.equal(fieldsOf({ list: [1, 'a'], big: 12n, fn: () => 1 }), ' list="[1,\\"a\\"]" big=12 fn=function');
    assert.equal(
      fieldsOf({ text: 'a\nINFO forged\u001b[31m\u2028\u0085' }),
      ' text="a\\nINFO forged\\u001b[31m\\u2028\\u0085"',
    );
    assert.equal(written('info', (log) => log.info('a\nb\r\u001bc'))[0]?.slice(31), 'a\\u000ab\\u000d\\u001bc\n');
  });

  it('writes errors with their stack and cause', () => {
    const text = fieldsOf({ error: new Error('outer', { cause: new TypeError('inner') }) });
    assert.match(text, /^ error="Error: outer\\n +at .*\\ncaused by TypeError: inner\\n +at .*"$/);
  });

  it('never throws', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    assert.equal(fieldsOf({ circular }), ' circular=(unprintable)');
    const lines: string[] = [];
    createLogger({ level: 'info', clock: { now: () => 1e20 }, stream: { write: (text) => lines.push(text) } }).info(
      'm',
    );
    assert.deepEqual(lines, ['100000000000000000000 INFO  m\n']);
  });
});
