import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import '../harness/quiet.js';
import { signRequest } from '@paddock/wire';
import { findBrowser, startBrowser } from '../harness/browser.js';
import { startPaddock } from '../harness/server.js';

const path = '/_paddock/requests';
const control = { 'x-paddock-control': '1' };

/** As a page signs that knows the root key. */
function signed(url: string, method: string, at: string, more: Record<string, string> = {}, body = '') {
  const [pathname = '', query = ''] = at.split('?');
  const { host: _, ...headers } = signRequest(
    { method, path: pathname, query, headers: { host: new URL(url).host, ...more }, body },
    { accessKeyId: 'test', secret: 'test', region: 'us-east-1', service: 'paddock', now: Date.now() },
  ) as Record<string, string>;
  return headers;
}

describe('what is under /_paddock/ without test controls', async () => {
  const paddock = await startPaddock({ testControls: false });
  const { url } = paddock;
  after(() => paddock.close());
  const ask = async (at: string, init: RequestInit = {}): Promise<string> => {
    const response = await fetch(url + at, init);
    return `${response.status} ${await response.text()}`;
  };

  it('says how it is to be asked', async () => {
    const told =
      /^403 {"message":"Sign this with the root key \(SigV4, service paddock, region us-east-1\); or start the server with --test-controls, which takes it unsigned. What came: Missing Authentication Token"}/;
    for (const at of [path, `${path}?number=0`, '/_paddock/snapshots']) assert.match(await ask(at), told);
    for (const at of ['/_paddock/snapshots', '/_paddock/reset']) {
      assert.match(await ask(at, { method: 'POST', headers: control }), told);
      assert.match(await ask(at, { method: 'POST' }), /^403 {"message":"Send the header x-paddock-control: 1 along/);
    }
    assert.match(await ask('/_paddock/clock'), /^404 .*--test-controls/);
  });

  it('is answered to who signs with the root key, and to nobody else', async () => {
    assert.match(await ask(path, { headers: signed(url, 'GET', path) }), /^200 {"requests":/);
    const wrong = { ...signed(url, 'GET', path), 'x-amz-date': '20200101T000000Z' };
    assert.match(await ask(path, { headers: wrong }), /^403 .*Sign this with the root key/);
    const body = '{"action":"save","name":"signed"}';
    const headers = signed(url, 'POST', '/_paddock/snapshots', control, body);
    assert.match(await ask('/_paddock/snapshots', { method: 'POST', headers, body }), /^201 /);
    const foreign = { ...headers, origin: 'http://localhost:1' };
    assert.match(await ask('/_paddock/snapshots', { method: 'POST', headers: foreign, body }), /^403 .*other origins/);
  });
});

describe('a page of the server in a browser', { skip: findBrowser() === undefined && 'there is no Chromium' }, () => {
  for (const testControls of [true, false])
    it(`may ask ${testControls ? 'unsigned with test controls' : 'with a signature'}`, async (t) => {
      const paddock = await startPaddock({ testControls });
      t.after(() => paddock.close());
      const { url } = paddock;
      const browser = await startBrowser(findBrowser() ?? '');
      t.after(() => browser.close());
      const page = await browser.newPage();
      await page.goto(`${url}/_paddock/health`);
      const ask = (method: string, at: string, headers: Record<string, string>, body?: string): Promise<string> =>
        page.evaluate(
          async (given) => {
            const init = {
              method: given.method,
              headers: given.headers,
              ...(given.body === '' ? {} : { body: given.body }),
            };
            const response = await fetch(given.at, init);
            return `${response.status} ${await response.text()}`;
          },
          { method, at, headers, body: body ?? '' },
        );
      const headersFor = (method: string, at: string, more: Record<string, string> = {}, body = '') =>
        testControls ? more : signed(url, method, at, more, body);
      assert.match(await ask('GET', path, headersFor('GET', path)), /^200 {"requests":/);
      const save = '{"action":"save","name":"page"}';
      const at = '/_paddock/snapshots';
      assert.match(
        await ask('POST', at, headersFor('POST', at, control, save), save),
        /^201 {"snapshot":{"name":"page"/,
      );
      assert.match(await ask('GET', at, headersFor('GET', at)), /^200 .*"name":"page"/);
      const one = `${at}?name=page`;
      assert.match(await ask('DELETE', one, headersFor('DELETE', one, control)), /^200 {"snapshots":\[\]}/);
      if (!testControls) assert.match(await ask('GET', path, {}), /^403 .*Sign this with the root key/);
    });
});
