import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { opener } from './open-browser.js';
import { mapUrl } from '../map-url.js';
import { Screen, fitting, heightOf } from './screen.js';
import { readSettings } from './settings.js';
import { hyperlink } from './text.js';
import type { ReadStream, WriteStream } from 'node:tty';

const ESCAPE = '\x1b';
const TOKENS = new RegExp(`${ESCAPE}\\[[?\\d]*[A-Za-z]|[^]`, 'gu');
const SEQUENCE = new RegExp(`^${ESCAPE}\\[\\??(\\d*)([A-Za-z])$`);

/** What a terminal that knows the few sequences of Screen shows. */
class Terminal extends EventEmitter {
  readonly columns = 20;
  readonly rows = 10;
  readonly grid: string[][] = [];
  drawn = 0;
  #row = 0;
  #column = 0;

  write(text: string): boolean {
    for (const [token] of text.matchAll(TOKENS)) {
      const [, number, letter] = SEQUENCE.exec(token) ?? [];
      if (letter === 'A') this.#row -= Number(number);
      else if (letter === 'K') this.grid[this.#row] = [];
      else if (letter === 'J') {
        this.grid.length = Math.min(this.grid.length, this.#row + 1);
        this.grid[this.#row]?.splice(this.#column);
      } else if (token === '\r') this.#column = 0;
      else if (token === '\n') [this.#row, this.#column] = [this.#row + 1, 0];
      else if (letter === undefined) this.#put(token);
    }
    return true;
  }

  get text(): string {
    return this.grid
      .map((row) => row.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }

  #put(character: string): void {
    if (this.#column === this.columns) [this.#row, this.#column] = [this.#row + 1, 0];
    const row = (this.grid[this.#row] ??= []);
    while (row.length < this.#column) row.push(' ');
    row[this.#column] = character;
    this.#column += 1;
    this.drawn += 1;
  }
}

test('lines are redrawn where they stood, also wrapped ones, and what stays is not drawn again', () => {
  const terminal = new Terminal();
  const input = Object.assign(new EventEmitter(), { isTTY: false, pause: () => undefined });
  const screen = new Screen(terminal as unknown as WriteStream, input as unknown as ReadStream, () => undefined);
  const long = 'a'.repeat(45);
  const frames = [
    ['one', 'two'],
    ['one', long, 'two'],
    ['1', long, '2'],
    ['1', 'b'.repeat(43), '2'],
    ['only'],
    ['only', 'and', 'more'],
  ];
  for (const frame of frames) {
    screen.draw(frame);
    const wrapped = frame.flatMap((line) => line.match(/.{1,20}/g) ?? ['']);
    assert.equal(terminal.text, wrapped.join('\n'));
  }
  const { drawn } = terminal;
  screen.draw(['only', 'AND', 'more']);
  assert.equal(terminal.drawn - drawn, 3);
  screen.close();
});

test('what does not fit is left out from the end', () => {
  assert.deepEqual(fitting(['a', 'b'.repeat(25), 'c'], 3, 20), ['a', 'b'.repeat(25)]);
  assert.deepEqual(fitting(['a', 'b'.repeat(25), 'c'], 2, 20), ['a']);
});

test('colours and links take no room', () => {
  assert.equal(heightOf([`\x1b[36m${hyperlink('http://127.0.0.1:4566/a/long/path', 'short')}\x1b[0m`], 20), 1);
});

test("the map's address names pool and stream", () => {
  const url = mapUrl('http://127.0.0.1:4566', 'us-east-1:1234', 'wildrydes');
  assert.equal(url, 'http://127.0.0.1:4566/dashboard/?pool=us-east-1:1234&stream=wildrydes');
});

test('no shell sees the address that is opened', () => {
  for (const platform of ['linux', 'darwin'] as const)
    assert.equal(opener('http://a/?b&c', platform)[1], 'http://a/?b&c');
  assert.deepEqual(opener('http://a/?b&c', 'win32'), ['rundll32', 'url.dll,FileProtocolHandler', 'http://a/?b&c']);
});

test('the map is opened by itself only when asked to, on a terminal, and never in CI', () => {
  const opens = (env: Record<string, string>, isTerminal = true): boolean => readSettings(env, isTerminal).opensMap;
  assert.equal(opens({}), false);
  assert.equal(opens({ PADDOCK_OPEN: '1' }), true);
  assert.equal(opens({ PADDOCK_OPEN: '1' }, false), false);
  assert.equal(opens({ PADDOCK_OPEN: '1', CI: 'true' }), false);
});

test('links are made where the terminal is known to make them clickable', () => {
  const links = (env: Record<string, string>): boolean => readSettings(env, true).hasLinks;
  assert.equal(links({ TERM: 'xterm-256color' }), false);
  assert.equal(links({ TERM: 'xterm-256color', VTE_VERSION: '7006' }), true);
  assert.equal(links({ TERM: 'xterm-256color', TERM_PROGRAM: 'vscode' }), true);
  assert.equal(readSettings({ VTE_VERSION: '7006' }, false).hasLinks, false);
});
