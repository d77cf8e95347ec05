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
import { region } from '../harness/server.js';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the console: Cognito identity pools', whereThereIsABrowser, () => {
  let world: ConsoleWorld;
  let cognito: CognitoIdentity;
  let page: Page;
  let pool: string;

  before(async () => {
    world = await startConsole();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    cognito = new CognitoIdentity({ endpoint: world.paddock.url, region, credentials, maxAttempts: 1 });
    page = await world.open('/cognito/pools');
  });
  after(async () => {
    cognito?.destroy();
    await world?.close();
  });

  it('creates a pool as the workshop does, with its roles', async () => {
    await page.getByText('No identity pools').waitFor();
    await assertAccessible(page);
    await button(page, 'Create new identity pool').click();
    await button(page, 'Create pool').click();
    await page.getByText('A name is required.').waitFor();
    await page.getByLabel('Identity pool name').fill('wild/rydes');
    await page.getByText('Use letters, digits, blanks').waitFor();
    await page.getByLabel('Identity pool name').fill('wildrydes');
    await page.getByLabel('Enable access to unauthenticated identities').check();
    await button(page, 'Create pool').click();
    await heading(page, /require access to your resources/).waitFor();
    await button(page, 'View details').click();
    await page.getByText('"mobileanalytics:PutEvents"').first().waitFor();
    await assertAccessible(page);
    await picture(page, 'cognito-roles');
    await button(page, 'Allow').click();
    await page.getByText('Getting started with Amazon Cognito').waitFor();
    await button(page, 'Go to Dashboard').click();
    await page.getByRole('link', { name: 'Cognito_wildrydesUnauth_Role' }).waitFor();
    await assertAccessible(page);
    const { IdentityPools } = await cognito.listIdentityPools({ MaxResults: 10 });
    pool = IdentityPools?.[0]?.IdentityPoolId ?? '';
    const map = await page.getByRole('link', { name: /Open the live map/ }).getAttribute('href');
    assert.equal(map, `../dashboard/?pool=${pool}&stream=wildrydes`);
    const { IdentityId } = await cognito.getId({ IdentityPoolId: pool });
    const { Credentials } = await cognito.getCredentialsForIdentity({ IdentityId });
    assert.ok(Credentials?.SessionToken);
  });

  it('goes on where it stopped when a role could not be made', async () => {
    const iam = createIam(world.paddock.url);
    await iam.createRole({
      RoleName: 'Cognito_secondAuth_Role',
      AssumeRolePolicyDocument:
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}',
    });
    iam.destroy();
    await page.goto(`${world.paddock.url}/console/#/cognito/pools-create`);
    await page.getByLabel('Identity pool name').fill('second');
    await page.getByLabel('Identity pool name').press('Enter');
    await button(page, 'Allow').click();
    await page.getByText(/Cognito_secondAuth_Role is there already/).waitFor();
    await button(page, 'View details').click();
    await page.getByLabel('Role name: Role of authenticated identities').fill('Cognito_second_users');
    await button(page, 'Try again').click();
    await button(page, 'Go to Dashboard').click();
    await page.getByRole('link', { name: 'Cognito_second_users' }).waitFor();
  });

  it('edits a pool: name, guests, providers, roles by rules', async () => {
    await page.goto(`${world.paddock.url}/console/#/cognito/pools/${encodeURIComponent(pool)}`);
    await button(page, 'Edit identity pool').click();
    await page.getByText(pool).first().waitFor();
    await page.getByLabel('Identity pool name').fill('');
    await button(page, 'Save').click();
    await page.getByText('A name is required.').waitFor();
    await page.getByLabel('Identity pool name').fill('wildrydes 2');
    await page.getByLabel('Developer provider name').fill('login.wildrydes');
    await button(page, 'Add a provider').click();
    await page
      .getByRole('combobox', { name: /^Provider/ })
      .first()
      .fill('accounts.google.com');
    await button(page, 'Save').click();
    await page.getByText('Provider and app ID are required').waitFor();
    await page.getByRole('textbox', { name: 'App ID 1', exact: true }).first().fill('unicorns.apps');
    await page.getByLabel('Enable access to unauthenticated identities').uncheck();
    await button(page, 'Save').click();
    await heading(page, 'wildrydes 2').waitFor();
    await page
      .getByText(/login\.wildrydes/)
      .first()
      .waitFor();
    await button(page, 'Edit identity pool').click();
    await page.getByRole('button', { name: /^Role of users of accounts.google.com/ }).click();
    await page.getByRole('option', { name: 'Choose role with rules' }).click();
    await button(page, 'Save').click();
    await page.getByText('Each rule needs a claim').waitFor();
    await button(page, 'Add another rule').click();
    await page.getByRole('textbox', { name: 'Claim 1', exact: true }).first().fill('dept');
    await page.getByRole('textbox', { name: 'Value 1', exact: true }).first().fill('riders');
    const { Roles } = await cognito.getIdentityPoolRoles({ IdentityPoolId: pool });
    await page
      .getByRole('textbox', { name: 'Role ARN 1', exact: true })
      .first()
      .fill(Roles?.['authenticated'] ?? '');
    await button(page, 'Save').click();
    await page.getByText('accounts.google.com: Choose role with rules').waitFor();
    const { AllowUnauthenticatedIdentities } = await cognito.describeIdentityPool({ IdentityPoolId: pool });
    assert.equal(AllowUnauthenticatedIdentities, false);
  });

  it('finds and deletes identities', async () => {
    await page.getByRole('tab', { name: 'Identities' }).click();
    await page.getByRole('cell', { name: 'Guest' }).waitFor();
    await assertAccessible(page);
    const { Identities } = await cognito.listIdentities({ IdentityPoolId: pool, MaxResults: 1 });
    const id = Identities?.[0]?.IdentityId ?? '';
    await page.getByRole('searchbox', { name: 'Find by ID' }).fill('x');
    await button(page, 'Find by ID').click();
    await page.getByText('An ID of an identity').waitFor();
    await page.getByRole('searchbox', { name: 'Find by ID' }).fill(id);
    await button(page, 'Find by ID').click();
    await page.getByText('Linked logins').first().waitFor();
    await page.getByRole('checkbox', { name: `Select ${id}` }).check();
    await button(page, 'Delete').click();
    await page.getByLabel('Name to confirm the deletion').fill('delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('1 identity was deleted.').waitFor();
    await page.getByText('No identities').waitFor();
  });

  it('has tags, and all of it at an address of its own', async () => {
    await page.getByRole('tab', { name: 'Tags' }).click();
    await button(page, 'Add tag').click();
    await page.getByRole('textbox', { name: 'Key 1', exact: true }).first().fill('team');
    await button(page, 'Save').click();
    await page.getByText('The tags were saved.').waitFor();
    await page.reload();
    await heading(page, 'wildrydes 2').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Key 1', exact: true }).first().inputValue(), 'team');
  });

  it('shows what one may not see in its place, and speaks Korean', async () => {
    const as = await world.user(
      'looker',
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cognito-identity:DescribeIdentityPool","Resource":"*"}}',
    );
    const theirs = await world.open(`/cognito/pools/${encodeURIComponent(pool)}`, { as, language: 'ko' });
    await heading(theirs, 'wildrydes 2').waitFor();
    await theirs.getByText(/not authorized to perform: cognito-identity:GetIdentityPoolRoles/).waitFor();
    await assertAccessible(theirs);
    await theirs.context().close();
  });

  it('deletes a pool by its name', async () => {
    await button(page, 'Delete identity pool').click();
    await page.getByLabel('Name to confirm the deletion').fill('wildrydes 2');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await heading(page, 'Identity pools').waitFor();
    await page.getByRole('link', { name: 'second' }).waitFor();
    await page.getByText('The identity pool wildrydes 2 was deleted.').waitFor();
  });
});
