import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Kinesis } from '@aws-sdk/client-kinesis';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import type { Keys } from '../harness/identity.js';
import { region } from '../harness/server.js';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the console: requests', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let page: Page;
  let keys: Keys;
  let denied = '';
  const kinesisOf = (credentials: Keys) =>
    new Kinesis({ endpoint: world.paddock.url, region, credentials, maxAttempts: 1 });

  before(async () => {
    world = await startConsole({ testControls: false });
    keys = await world.user(
      'alice',
      '{"Version":"2012-10-17","Statement":[{"Sid":"Never","Effect":"Deny","Action":"kinesis:DeleteStream","Resource":"*"}]}',
    );
    const kinesis = kinesisOf(keys);
    await kinesis.deleteStream({ StreamName: 'wildrydes' }).catch((error: unknown) => {
      denied = (error as { readonly $metadata: { readonly requestId: string } }).$metadata.requestId;
    });
    kinesis.destroy();
    page = await world.open('/requests');
  });
  after(() => world?.close());

  it('shows what is called, without its own calls', async () => {
    const row = page.getByRole('button', { name: /DeleteStream/ });
    await row.getByText('Denied', { exact: true }).waitFor();
    await assertAccessible(page);
    const root = kinesisOf({ accessKeyId: 'test', secretAccessKey: 'test' });
    await root.createStream({ StreamName: "it's live" }).catch(() => undefined);
    await root.listStreams({});
    root.destroy();
    await page.getByRole('button', { name: /ListStreams/ }).waitFor();
    await page.getByText('Only denied').click();
    await page.getByRole('button', { name: /ListStreams/ }).waitFor({ state: 'detached' });
    assert.match(page.url(), /denied=1/);
    await page.getByText('Only denied').click();
    await page.getByLabel('Find calls').fill('alice DeleteStream');
    await page
      .getByText(/\(1 of /)
      .first()
      .waitFor();
    await page.getByLabel('Find calls').fill('no such call');
    await page.getByText('No call matches the filters.').waitFor();
    await button(page, 'Clear filters').click();
    await button(page, 'Pause').click();
    await page.getByText('Paused: what comes').waitFor();
    await button(page, 'Resume').click();
    const download = page.waitForEvent('download');
    await button(page, 'Export NDJSON').click();
    assert.equal((await download).suggestedFilename(), 'requests.ndjson');
  });

  it('says why one was denied, and how to make it again', async () => {
    await page.getByRole('button', { name: /DeleteStream/ }).click();
    await heading2(page, 'DeleteStream').waitFor();
    await page.getByText('a statement with Effect Deny applies').waitFor();
    await page.getByText('number 1 (Never)').waitFor();
    assert.equal(
      await page.getByRole('link', { name: 'user alice', exact: true }).getAttribute('href'),
      '#/iam/users/alice',
    );
    await button(page, 'Decode by STS').click();
    await page
      .getByRole('region', { name: 'Decoded authorization message' })
      .getByText('"explicitDeny": true')
      .waitFor();
    const command = await page.getByRole('region', { name: 'AWS CLI command' }).innerText();
    assert.ok(command.startsWith(`aws kinesis delete-stream --cli-input-json '{"StreamName":"wildrydes"}'`), command);
    await button(page, 'SDK for JavaScript v3').click();
    await page.getByRole('region', { name: 'SDK for JavaScript v3' }).getByText('new DeleteStreamCommand').waitFor();
    await assertAccessible(page);
    await picture(page, 'requests-detail');
    await page.reload();
    await heading2(page, 'DeleteStream').waitFor();
    await button(page, 'Close the call').click();
    await heading2(page, 'DeleteStream').waitFor({ state: 'detached' });
    // From elsewhere, as such a link is followed.
    await page.goto(`${world.paddock.url}/console/#/controls`);
    await heading(page, 'Test controls').waitFor();
    await page.goto(`${world.paddock.url}/console/#/requests?id=${denied}`);
    await heading2(page, 'DeleteStream').waitFor();
    await page.goto(`${world.paddock.url}/console/#/requests?id=unknown`);
    await page.getByText('This call is not kept any more').waitFor();
  });

  it('leaves out the console’s own calls until they are wanted', async () => {
    await page.goto(`${world.paddock.url}/console/#/kinesis/streams`);
    await heading(page, /Data streams/).waitFor();
    await page.goto(`${world.paddock.url}/console/#/requests?service=sts`);
    await page.getByText(/calls? of this console/).waitFor();
    const decode = page.getByRole('button', { name: /DecodeAuthorizationMessage/ });
    assert.equal(await decode.count(), 0);
    await page.getByText('Hide the console’s own calls').click();
    await decode.waitFor();
  });

  it('is root’s, and says so to others; in Korean and narrow too', async () => {
    const other = await world.open('/requests', { as: keys, mayFail: /./ });
    await other.getByText('The request log is for root').waitFor();
    await assertAccessible(other);
    await other.context().close();
    const narrow = await world.open(`/requests?id=${denied}`, {
      language: 'ko',
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    });
    await narrow.getByText('자격 증명 기반 정책').or(narrow.getByText('Effect가 Deny인 문이')).first().waitFor();
    await assertAccessible(narrow);
    await picture(narrow, 'requests-narrow');
    await narrow.evaluate('scrollTo(0, 600)');
    await picture(narrow, 'requests-narrow-list');
  });
});

const heading2 = (page: Page, name: string) => page.getByRole('heading', { level: 2, name });
