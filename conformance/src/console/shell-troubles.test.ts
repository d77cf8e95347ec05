import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { createIam, createSts } from '../harness/clients.js';
import {
  assertAccessible,
  heading,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import { account } from '../harness/server.js';

const hour = 3_600_000;
const allow = (...Action: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the console’s shell when something is the matter', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  /** Root's, opened once. */
  let page: Page;
  before(async () => {
    world = await startConsole({ limits: true });
    const iam = createIam(world.paddock.url);
    await iam.createRole({
      RoleName: 'looker',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
      }),
    });
    await iam.putRolePolicy({ RoleName: 'looker', PolicyName: 'may', PolicyDocument: allow('kinesis:*') });
    iam.destroy();
    page = await world.open('/kinesis', {
      // A page is taken away.
      mayFail: /Failed to fetch dynamically imported module|Unable to preload|account-page/,
    });
  });
  after(() => world?.close());

  it('leads from a section’s name to its first page, and finds a stream by its name', async () => {
    await heading(page, 'Data streams').waitFor();
    await world.paddock.sdk.createStream({ StreamName: 'wildrydes', ShardCount: 1 });
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Search services, pages and resources' }).fill('wildry');
    await page.getByRole('option', { name: 'wildrydes Data stream' }).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'wildrydes').waitFor();
  });

  it('stays around a page that cannot be loaded', async () => {
    await page.route(/account-page/, (route) => route.abort());
    await page.getByRole('link', { name: 'Account settings' }).click();
    await heading(page, 'This page failed').waitFor();
    await assertAccessible(page);
    await page.unroute(/account-page/);
    await button(page, 'Load again').click();
    await heading(page, 'Account settings').waitFor();
  });

  it('says so when it cannot be loaded itself', async () => {
    await page.route(/assets\/index-.*\.js/, (route) => route.abort());
    await page.reload();
    await page.getByText('The console could not be loaded. Reload the page.').waitFor();
    await page.unroute(/assets\/index-.*\.js/);
    await page.reload();
    await heading(page, 'Account settings').waitFor();
  });

  it('bears whatever is in the browser’s storage, or none', async () => {
    const spoilt = await world.open('/services', { as: 'nobody' });
    await spoilt.evaluate(`
      const names = ['language', 'theme', 'place', 'recent-pages', 'recent-roles', 'pipeline-view', 'sign-in', 'role-users'];
      names.forEach((name, index) => {
        for (const storage of [localStorage, sessionStorage])
          storage.setItem('paddock.console.' + name, ['{', '[1,{}]', '7', '"x"', 'null', '{"kind":"role"}'][index % 6]);
      });
    `);
    await spoilt.reload();
    await heading(spoilt, 'All services').waitFor();
    await spoilt.context().addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(globalThis, name, {
          get() {
            throw new Error('forbidden');
          },
        });
    });
    await spoilt.reload();
    await heading(spoilt, 'All services').waitFor();
    await spoilt.context().close();
  });

  it('glows where records are refused', async () => {
    // More than a shard takes in a second.
    const much = { StreamName: 'wildrydes', PartitionKey: 'a', Data: Buffer.alloc(900_000) };
    const answers = await Promise.allSettled([1, 2, 3].map(() => world.paddock.sdk.putRecord(much)));
    assert.ok(answers.some(({ status }) => status === 'rejected'));
    await page.goto(`${world.paddock.url}/console/#/`);
    await page.locator('.pipeline-glow').first().waitFor();
    await page
      .getByText(/records were turned away in the last two minutes/)
      .first()
      .waitFor();
    await assertAccessible(page);
  });

  it('lets a user into a role, goes on when its credentials run out, and ends a session that cannot', async () => {
    const { control } = world.paddock;
    const keys = await world.user('mai', allow('sts:AssumeRole', 'iam:ListRoles', 'iam:GetRole', 'kinesis:*'));
    const theirs = await world.open('/kinesis/streams', { as: keys });
    await theirs.locator('#top-bar').getByRole('button', { name: 'mai' }).click();
    await theirs.getByRole('menuitem', { name: 'Switch role' }).click();
    const dialog = theirs.getByRole('dialog', { name: 'Switch role' });
    await dialog.getByRole('combobox', { name: 'Role', exact: true }).fill(`arn:aws:iam::${account}:role/looker`);
    await button(theirs, 'Switch role').click();
    await theirs.getByText('You are in the role looker').waitFor();
    await control.freeze();
    await control.advance(2 * hour);
    await theirs.getByRole('button', { name: 'Refresh' }).click();
    await theirs.getByText('The server’s clock stands still at').waitFor();
    await theirs.getByText('Your credentials have expired.').waitFor({ state: 'detached' });
    await theirs.getByRole('link', { name: 'wildrydes' }).click();
    await theirs.getByText('Active').first().waitFor();
    await control.release();

    const sts = createSts(world.paddock.url, { credentials: keys });
    const { Credentials } = await sts.getSessionToken({ DurationSeconds: 900 });
    sts.destroy();
    const passing = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const short = await world.open('/kinesis/streams', { as: passing });
    await short.getByRole('link', { name: 'wildrydes' }).waitFor();
    await control.advance(hour);
    await short.getByRole('button', { name: 'Refresh' }).click();
    await short.getByText('Your credentials have expired.').waitFor();
    await assertAccessible(short);
    await button(short, 'Sign in again').click();
    await heading(short, 'Sign in to Paddock').waitFor();
  });
});
