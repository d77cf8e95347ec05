import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, it } from 'node:test';
import { scriptedTerminal } from './cli/scripted-terminal.js';
import { parseConfig } from './config.js';
import { serve, up, type ServeParts } from './main.js';
import { testClock } from './runtime/controlled-clock.js';

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

interface Fakes {
  readonly flags?: readonly string[];
  readonly listen?: () => Promise<{ url: string; port: number }>;
  readonly close?: () => Promise<void>;
  readonly create?: () => Promise<void>;
}

function begin({ flags = [], listen, close, create }: Fakes = {}) {
  const config = parseConfig(flags, {});
  if ('problem' in config) assert.fail(config.problem);
  const terminal = scriptedTerminal();
  const clock = testClock();
  const process = new FakeProcess();
  let closes = 0;
  let fatal: (error: Error) => void = () => undefined;
  const createServer: ServeParts['createServer'] = async (_config, parts) => {
    fatal = parts.onFatal;
    await create?.();
    return {
      listen: listen ?? (async () => ({ url: 'http://127.0.0.1:4566', port: 4566 })),
      close: async () => {
        closes += 1;
        await close?.();
      },
    };
  };
  const code = serve(config, { terminal, process, clock, createServer });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { code, terminal, clock, process, settled, closes: () => closes, fatal: (error: Error) => fatal(error) };
}

const never = () => new Promise<never>(() => undefined);
const failing = (properties: object) => () =>
  Promise.reject(Object.assign(new Error('it failed\nin two lines'), properties));

describe('serve', () => {
  it('says where it serves, and closes on a signal', async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      const { code, terminal, process, settled, closes } = begin();
      await settled();
      assert.match(terminal.written.out[0] ?? '', /^Paddock \d+\.\d+\.\d+ serves on http:\/\/127\.0\.0\.1:4566\n/);
      assert.match(terminal.written.out[0] ?? '', /^ {2}map {6}http:\/\/127\.0\.0\.1:4566\/dashboard\/$/m);
      process.emit(signal);
      assert.equal(await code, 0);
      assert.equal(closes(), 1);
      assert.deepEqual(process.exits, []);
      assert.deepEqual(process.eventNames(), []);
    }
  });

  it('exits at once on a second signal, but not on an echo of the first', async () => {
    const { process, settled, clock } = begin({ close: never });
    await settled();
    process.emit('SIGINT');
    process.emit('SIGINT');
    assert.deepEqual(process.exits, []);
    await clock.advance(1000);
    process.emit('SIGTERM');
    assert.deepEqual(process.exits, [143]);
  });

  it('does not wait for ever for requests that do not end', async () => {
    const { code, terminal, process, settled, clock } = begin({ close: never });
    await settled();
    process.emit('SIGTERM');
    await clock.advance(5000);
    assert.equal(await code, 1);
    assert.match(terminal.written.err.join(), /could not finish within 5 s/);
  });

  it('stops while it starts', async () => {
    const { code, process, settled } = begin({ create: never });
    await settled();
    process.emit('SIGINT');
    assert.equal(await code, 0);
  });

  it('logs what nobody caught, closes, and exits with 70', async () => {
    for (const event of ['uncaughtException', 'unhandledRejection']) {
      const { code, terminal, process, settled, closes } = begin();
      await settled();
      process.emit(event, new Error('a bug'));
      assert.equal(await code, 70);
      assert.equal(closes(), 1);
      assert.match(terminal.written.err.join(), /ERROR the server cannot go on error=.*a bug/);
    }
    const { code, settled, fatal } = begin();
    await settled();
    fatal(new Error('the disk is full'));
    assert.equal(await code, 70);
  });

  it('says in one line why it cannot start, and closes what it opened', async () => {
    const cases: readonly (readonly [Fakes, RegExp])[] = [
      [
        { listen: failing({ code: 'EADDRINUSE', syscall: 'listen' }) },
        /^paddock up: port 4566 on 127\.0\.0\.1 is taken/,
      ],
      [{ listen: failing({ code: 'EACCES', syscall: 'listen' }) }, /^paddock up: no permission to listen on port 4566/],
      [
        { listen: failing({ code: 'EADDRNOTAVAIL', syscall: 'listen' }) },
        /^paddock up: 127\.0\.0\.1 is not an address/,
      ],
      [{ create: failing({ code: 'EACCES', path: '/x' }) }, /^paddock up: no permission to write \/x:/],
      [{ create: failing({ code: 'ENOSPC' }) }, /^paddock up: the disk of \.paddock is full$/],
      [{ create: failing({}) }, /^paddock up: it failed in two lines$/],
    ];
    for (const [fakes, line] of cases) {
      const { code, terminal, closes } = begin(fakes);
      assert.equal(await code, 1);
      assert.match(terminal.written.err.join('\n'), line);
      assert.doesNotMatch(terminal.written.err.join('\n'), /\n/);
      assert.equal(closes(), fakes.listen ? 1 : 0);
      assert.deepEqual(terminal.written.out, []);
    }
    const { code, terminal } = begin({ flags: ['--log-level', 'debug'], create: failing({}) });
    await code;
    assert.match(terminal.written.err.join(), /\n {4}at /);
  });
});

describe('up', () => {
  it('exits with 2 for settings that are wrong', async () => {
    const terminal = scriptedTerminal({ PADDOCK_PORT: 'x' });
    assert.equal(await up([], terminal), 2);
    assert.deepEqual(terminal.written.err, [
      'paddock up: PADDOCK_PORT must be a whole number from 0 to 65535, not "x". Try: paddock help up',
    ]);
  });
});
