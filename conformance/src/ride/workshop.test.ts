import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ChildServer } from '../harness/child-server.js';
import { cliEnvironment, hasCli } from '../harness/cli.js';
import { Control } from '../harness/control.js';
import { Terminal, blocksOf, isAsShown, type Block, type Step } from './guide.js';

const docs = new URL('../../../docs/workshop/', import.meta.url);
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url));
const pages = [
  'README.md',
  '1-streaming-data.md',
  '2-aggregation.md',
  '3-stream-processing.md',
  '4-extra-credit.md',
  '5-clean-up.md',
];
const missing = [!hasCli && 'aws', spawnSync('zip', ['-v']).status !== 0 && 'zip'].filter(Boolean);

describe('the workshop’s pages', () => {
  it('are there in both languages, with the same commands', async () => {
    assert.deepEqual((await readdir(docs)).filter((name) => name.endsWith('.md')).toSorted(), pages.toSorted());
    for (const page of pages) {
      const [english, korean] = await Promise.all(
        [page, `ko/${page}`].map((name) => readFile(new URL(name, docs), 'utf8')),
      );
      assert.deepEqual(blocksOf(korean ?? ''), blocksOf(english ?? ''), page);
      assert.ok(blocksOf(english ?? '').length > 0, page);
    }
  });
});

describe(
  'the workshop, typed from its pages',
  { skip: missing.length > 0 && `not installed here: ${missing.join(', ')}` },
  () => {
    const terminals = new Map<string, Terminal>();
    let folder = '';
    let server: ChildServer | undefined;
    after(async () => {
      await Promise.all([...terminals.values()].map((terminal) => terminal.close()));
      await server?.stop();
      if (folder !== '') await rm(folder, { recursive: true, force: true });
    });

    it('does what it says, step by step', { timeout: 170_000 }, async () => {
      folder = await mkdtemp(join(tmpdir(), 'paddock-workshop-'));
      // States that pass would have the AWS CLI wait for ten seconds each.
      // Its own first block starts the server on the usual port, which may be taken here; the clock is turned instead of waiting.
      server = await ChildServer.start(
        '--data-dir',
        join(folder, 'data'),
        '--test-controls',
        '--transitions',
        'instant',
      );
      const control = new Control(server.url);
      const port = new URL(server.url).port;
      const env = { PATH: `${bin}:${cliEnvironment.PATH}`, HOME: folder, PADDOCK_PORT: port, TERM: 'dumb' };
      const terminalOf = (name: string): Terminal => {
        const known = terminals.get(name);
        if (known !== undefined) return known;
        // npx runs what the repository has.
        const made = new Terminal(folder, env, `trap : INT; npx() { "$@"; }`);
        terminals.set(name, made);
        return made;
      };
      const here = (text: string): string => text.replaceAll('127.0.0.1:4566', `127.0.0.1:${port}`);

      for (const page of pages) {
        for (const block of blocksOf(await readFile(new URL(page, docs), 'utf8'))) {
          if (block.terminal === 'server') continue;
          const at = `${page}: ${block.steps[0]?.command ?? '^C'}`;
          if (block.terminal === '') for (const step of block.steps) await follow(step, at);
          else await watch(block, at);
        }
      }

      /** Types a command until it prints what the page shows; whatever takes minutes passes by the clock. */
      async function follow({ command, output }: Step, at: string): Promise<void> {
        const mayAgain = /^(aws \S+ (get|list|describe|query|scan|filter|discover)|npx paddock requests)/.test(command);
        for (let tries = 1; ; tries += 1) {
          const outcome = await terminalOf('')
            .run(here(command))
            .then(
              (printed) => ({ printed, error: undefined }),
              (error: unknown) => ({ printed: '', error }),
            );
          if (outcome.error === undefined && isDone(outcome.printed.trimEnd(), here(output).trimEnd())) return;
          if (!mayAgain || tries > 40) {
            if (outcome.error !== undefined) throw outcome.error;
            assert.fail(`${at}\n$ ${command}\nprinted:\n${outcome.printed}\nshown:\n${output}`);
          }
          await control.advance(5_000);
        }
      }

      /** In a terminal of its own: what is typed there goes on until Ctrl+C. */
      async function watch({ terminal: name, steps, interrupts }: Block, at: string): Promise<void> {
        const terminal = terminalOf(name);
        for (const { command, output } of steps) {
          const before = terminal.printed.length;
          terminal.type(command);
          const shown = /^\.+\s*$/.test(output) ? '..' : output.trimEnd();
          for (let tries = 1; !beginsAsShown(terminal.printed.slice(before), shown); tries += 1) {
            if (tries > 400) assert.fail(`${at}\nprinted:\n${terminal.printed.slice(before)}\nshown:\n${output}`);
            if (tries % 20 === 0) await control.advance(5_000);
            await delay(50);
          }
        }
        if (interrupts) terminal.interrupt();
      }
    });
  },
);

// Where a page shows nothing, versions of the AWS CLI differ in what they say: that the command went well is what counts.
const isDone = (printed: string, shown: string): boolean => shown === '' || isAsShown(printed, shown);

/** Whether the lines shown are among those printed, in a row. */
function beginsAsShown(printed: string, shown: string): boolean {
  const height = shown.split('\n').length;
  const lines = printed.split('\n');
  if (/^\.+$/.test(shown)) return printed.includes(shown);
  return lines.some((_, from) => isAsShown(lines.slice(from, from + height).join('\n'), shown));
}
