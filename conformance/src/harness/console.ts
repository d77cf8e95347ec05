import './quiet.js';
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Config } from '@paddock/server';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { createIam } from './clients.js';
import { findBrowser, startBrowser } from './browser.js';
import type { Keys } from './identity.js';
import { startPaddock, type Paddock } from './server.js';

/** The folder for pictures of the pages, where somebody wants them. */
const keeps = process.env['PADDOCK_SCREENSHOTS'] || undefined;

const executable = findBrowser();

/** For `describe`: tests of pages are left out where there is no browser, and say so. */
export const whereThereIsABrowser = { skip: executable === undefined && 'no Chromium is installed' };

export interface ConsoleVisit extends BrowserContextOptions {
  /** Who is signed in; root, by the default key, when absent. `nobody` finds the form. */
  readonly as?: Keys | 'nobody';
  readonly language?: 'en' | 'ko';
  /** Errors that the page may write into its console: a test of what is refused expects them. */
  readonly mayFail?: RegExp;
}

/** A server, and a browser that looks at its console. */
export interface ConsoleWorld {
  readonly paddock: Paddock;
  readonly browser: Browser;
  /** Opens the console at a place: `/kinesis/streams`. Everyone who comes has a browser of their own, with nothing kept from before. */
  open(path: string, visit?: ConsoleVisit): Promise<Page>;
  /** An IAM user with this policy and nothing else. */
  user(name: string, policy: string): Promise<Keys>;
  /** @throws when a page has failed, or its policy has stopped something */
  close(): Promise<void>;
}

/** States pass at once, and there are no rates, unless told otherwise. */
export async function startConsole(overrides: Partial<Config> = {}): Promise<ConsoleWorld> {
  const paddock = await startPaddock(overrides);
  const browser = await startBrowser(executable ?? '').catch(async (error: unknown) => {
    await paddock.close();
    throw error;
  });
  const failures: string[] = [];
  const iam = createIam(paddock.url);
  return {
    paddock,
    browser,
    async open(path, { as, language = 'en', mayFail, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: language === 'ko' ? 'ko-KR' : 'en-US',
        timezoneId: 'UTC',
        colorScheme: 'light',
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(15_000);
      if (as !== undefined)
        await context.addInitScript(keepSignIn, as === 'nobody' ? 'out' : { kind: 'keys', keys: as });
      const page = await context.newPage();
      page.on('pageerror', (error) => failures.push(`${path}: ${error.stack ?? error.message}`));
      page.on('console', (message) => {
        const text = message.text();
        // An answer of 4xx is told there too; the page shows what it says.
        if (message.type() !== 'error' || text.startsWith('Failed to load resource')) return;
        if (mayFail?.test(text) !== true) failures.push(`${path}: ${text.slice(0, 500)}`);
      });
      await page.goto(`${paddock.url}/console/#${path}`);
      return page;
    },
    async user(name, policy) {
      await iam.createUser({ UserName: name });
      await iam.putUserPolicy({ UserName: name, PolicyName: 'may', PolicyDocument: policy });
      const { AccessKey } = await iam.createAccessKey({ UserName: name });
      return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
    },
    async close() {
      iam.destroy();
      await browser.close();
      await paddock.close();
      assert.deepEqual(failures, []);
    },
  };
}

/** Runs in the page, before its own scripts: whoever has signed in there since stays. */
function keepSignIn(value: unknown): void {
  const name = 'paddock.console.sign-in';
  const { sessionStorage: storage } = globalThis as unknown as { readonly sessionStorage: Storage };
  if (storage.getItem(name) === null) storage.setItem(name, JSON.stringify(value));
}

interface Storage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

/** The page's heading, which is there when the page is. */
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

/** What axe says that is serious or critical, a line each; empty when there is nothing. */
export async function seriousProblems(page: Page): Promise<string[]> {
  axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(await axe);
  const found = await page.evaluate<Violation[]>(`axe.run(${tested}).then(({ violations }) => violations)`);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => `${id} (${help}): ${String(target)} ${html.slice(0, 200)}`),
    );
}

let axe: Promise<string> | undefined;

/** All but Cloudscape's own bar on narrow screens, whose role does not take its orientation: nobody hears that. */
const tested = "{ exclude: [['nav[class*=mobile-toolbar-nav]']] }";

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: unknown; readonly html: string }[];
}

/** Nothing is serious for people who hear the page or use keys only, and nothing is wider than its window. */
export async function assertAccessible(page: Page): Promise<void> {
  assert.deepEqual(await seriousProblems(page), []);
  const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  assert.ok(Number(wider) <= 0, `the page is ${String(wider)} px wider than its window`);
}

/** Keeps a picture where `PADDOCK_SCREENSHOTS` says. */
export async function picture(page: Page, name: string): Promise<void> {
  if (keeps === undefined) return;
  await mkdir(keeps, { recursive: true });
  await page.screenshot({ path: join(keeps, `${name}.png`) });
}

/** Types into Ace: whatever is in the editor is replaced. @param label the editor's */
export async function typeCode(page: Page, label: string, text: string): Promise<void> {
  // Ace adds where the cursor is.
  const editor = page.locator(`textarea[aria-label^="${label}"]`);
  await editor.waitFor({ state: 'attached' });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}
