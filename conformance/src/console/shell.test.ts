import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import type { Page } from 'playwright-core';
import { createIam } from '../harness/clients.js';
import {
  assertAccessible,
  heading,
  picture,
  startConsole,
  whereThereIsABrowser,
  type ConsoleWorld,
} from '../harness/console.js';
import { account, region } from '../harness/server.js';

const trust = (principal: object, action = 'sts:AssumeRole', condition: object = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: action, ...condition }],
  });
const readsStreams = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'kinesis:List*', Resource: '*' }],
});

const item = (page: Page, name: string) => page.getByRole('menuitem', { name });
const openMenu = (page: Page, name: string | RegExp) => page.locator('#top-bar').getByRole('button', { name }).click();

describe('the console’s shell', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  before(async () => {
    world = await startConsole();
  });
  after(() => world?.close());

  it('lets root in by itself, out, and in again', async () => {
    const page = await world.open('/services');
    await heading(page, 'All services').waitFor();
    await assertAccessible(page);
    await openMenu(page, 'root');
    await item(page, 'Sign out').click();
    await heading(page, 'Sign in to Paddock').waitFor();
    await assertAccessible(page);
    await page.reload();
    await page.getByRole('button', { name: 'Sign in as root (default key)' }).click();
    // The address was kept.
    await heading(page, 'All services').waitFor();
  });

  it('takes a key at the form, and keeps the deep link', async () => {
    const keys = await world.user('mai', readsStreams);
    const page = await world.open('/nowhere/at/all', { as: 'nobody' });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    assert.equal(await page.getByText('Enter a value.').count(), 2);
    await page.getByLabel('Access key ID').fill(keys.accessKeyId);
    await page.getByLabel('Secret access key').fill('wrong');
    await page.getByLabel('Secret access key').press('Enter');
    await page.getByText('SignatureDoesNotMatch').first().waitFor();
    await page.getByLabel('Secret access key').fill(keys.secretAccessKey);
    await page.getByLabel('Secret access key').press('Enter');
    await heading(page, 'There is no such page').waitFor();
    await page.locator('#top-bar').getByRole('button', { name: 'mai' }).waitFor();
    await assertAccessible(page);
    // It is kept in the tab.
    await page.reload();
    await page.locator('#top-bar').getByRole('button', { name: 'mai' }).waitFor();
  });

  it('checks another endpoint, and goes there', async () => {
    const page = await world.open('/services', { as: 'nobody', mayFail: /ERR_CONNECTION_REFUSED/ });
    await page.getByLabel('Access key ID').fill('test');
    await page.getByLabel('Secret access key').fill('test');
    await page.getByRole('radio', { name: 'Another address' }).check();
    await page.getByLabel('Endpoint URL').fill('somewhere');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Enter an address such as').waitFor();
    await page.getByLabel('Endpoint URL').fill('http://127.0.0.1:9');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('No answer').first().waitFor();
    await page.getByLabel('Endpoint URL').fill(world.paddock.url);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText(`You work on ${world.paddock.url}`).waitFor();
  });

  it('lets guests of an identity pool in', async () => {
    const cognito = new CognitoIdentity({
      endpoint: world.paddock.url,
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const iam = createIam(world.paddock.url);
    const { IdentityPoolId = '' } = await cognito.createIdentityPool({
      IdentityPoolName: 'guests',
      AllowUnauthenticatedIdentities: true,
    });
    const federated = { Federated: 'cognito-identity.amazonaws.com' };
    await iam.createRole({
      RoleName: 'guests',
      AssumeRolePolicyDocument: trust(federated, 'sts:AssumeRoleWithWebIdentity', {
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': IdentityPoolId } },
      }),
    });
    await cognito.setIdentityPoolRoles({
      IdentityPoolId,
      Roles: { unauthenticated: `arn:aws:iam::${account}:role/guests` },
    });
    cognito.destroy();
    iam.destroy();
    const page = await world.open('/services', { as: 'nobody' });
    await page.getByRole('button', { name: 'Guest' }).click();
    await page.getByLabel('Identity pool ID').fill('what');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Enter an ID such as').waitFor();
    await page.getByLabel('Identity pool ID').fill(IdentityPoolId);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText(`You are a guest of ${IdentityPoolId}`).waitFor();
    await page.locator('#top-bar').getByRole('button', { name: 'guests' }).waitFor();
  });

  it('switches root into a role through a user, and back', async () => {
    const iam = createIam(world.paddock.url);
    await iam.createRole({
      RoleName: 'reader',
      AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${account}:root` }),
    });
    await iam.createRole({
      RoleName: 'for-lambda',
      AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
    });
    const page = await world.open('/services');
    await openMenu(page, 'root');
    await item(page, 'Switch role').click();
    const dialog = page.getByRole('dialog', { name: 'Switch role' });
    await dialog.getByRole('button', { name: 'Create and switch role' }).click();
    await dialog.getByText('Enter an ARN such as').waitFor();
    const role = dialog.getByRole('combobox', { name: 'Role', exact: true });
    await role.fill(`arn:aws:iam::${account}:role/for-lambda`);
    await dialog.getByText('lets nobody of this account in').waitFor();
    await dialog.getByRole('link', { name: 'See the trust policy' }).waitFor();
    await role.fill('');
    await role.pressSequentially('reader');
    await dialog.getByText('lets this account in').waitFor();
    await dialog.getByText('AssumeRole-reader').waitFor();
    await dialog.getByLabel('Name of the user').fill('mai');
    await assertAccessible(page);
    await picture(page, 'switch-role');
    await dialog.getByRole('button', { name: 'Create and switch role' }).click();
    await page.getByText('You are in the role reader').waitFor();
    const { PolicyNames } = await iam.listUserPolicies({ UserName: 'console-mai' });
    assert.deepEqual(PolicyNames, ['AssumeRole-reader']);
    iam.destroy();
    await page.reload();
    await page.getByText('You are in the role reader').waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Switch back' }).click();
    await page.locator('#top-bar').getByRole('button', { name: 'root' }).waitFor();
    await page.getByText('You are in the role reader').waitFor({ state: 'detached' });
  });

  it('goes anywhere by keys', async () => {
    const page = await world.open('/services');
    await heading(page, 'All services').waitFor();
    await page.keyboard.press('/');
    const search = page.getByRole('combobox', { name: 'Search services, pages and resources' });
    await search.waitFor();
    await assertAccessible(page);
    await search.fill('no such thing at all');
    await page.getByText('Nothing is called no such thing at all').waitFor();
    await search.fill('home');
    assert.match((await search.getAttribute('aria-activedescendant')) ?? '', /-0$/);
    await page.keyboard.press('Enter');
    await heading(page, 'Home').waitFor();
    await page.keyboard.press('Control+k');
    await search.waitFor();
    await page.keyboard.press('Escape');
    await search.waitFor({ state: 'detached' });
    // One soon after the other, however busy the page is.
    await Promise.all([page.keyboard.press('g'), page.keyboard.press('s')]);
    await heading(page, 'All services').waitFor();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Help' });
    await help.getByText('Go to Kinesis').first().waitFor();
    await assertAccessible(page);
  });

  it('speaks Korean, is dark, and fits a phone', async () => {
    const page = await world.open('/services');
    await openMenu(page, 'Settings');
    await item(page, '한국어').click();
    await heading(page, '모든 서비스').waitFor();
    assert.equal(await page.evaluate('document.documentElement.lang'), 'ko');
    await openMenu(page, '설정');
    await item(page, '어둡게').click();
    await page.locator('body.awsui-dark-mode').waitFor();
    await page.reload();
    await heading(page, '모든 서비스').waitFor();
    await page.locator('body.awsui-dark-mode').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await assertAccessible(page);
    await picture(page, 'services-ko-dark-phone');
  });

  it('stays where it is when the region changes', async () => {
    const page = await world.open('/services');
    await openMenu(page, 'Region: us-east-1');
    await item(page, 'eu-west-1').click();
    await page.locator('#top-bar').getByRole('button', { name: 'Region: eu-west-1' }).waitFor();
    await heading(page, 'All services').waitFor();
  });

  it('says when the server does not answer, until it does', async () => {
    const page = await world.open('/', { mayFail: /ERR_FAILED|Failed to fetch/ });
    await heading(page, 'Home').waitFor();
    await page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await page.getByText('The server does not answer').waitFor();
    await page.unroute('**/*');
    await page.getByText('The server does not answer').waitFor({ state: 'detached' });
  });
});
