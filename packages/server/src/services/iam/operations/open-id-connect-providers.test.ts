import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, test } from 'node:test';
import { resourceTags } from '../resource-tags.js';
import { testAccount, testIam, testStart, type TestIam } from '../testing.js';
import { addClientIdToOpenIdConnectProvider } from './add-client-id-to-open-id-connect-provider.js';
import { createOpenIdConnectProvider } from './create-open-id-connect-provider.js';
import { deleteOpenIdConnectProvider } from './delete-open-id-connect-provider.js';
import { getOpenIdConnectProvider } from './get-open-id-connect-provider.js';
import { listOpenIdConnectProviders } from './list-open-id-connect-providers.js';
import { listOpenIdConnectProviderTags } from './list-open-id-connect-provider-tags.js';
import { removeClientIdFromOpenIdConnectProvider } from './remove-client-id-from-open-id-connect-provider.js';
import { tagOpenIdConnectProvider } from './tag-open-id-connect-provider.js';
import { untagOpenIdConnectProvider } from './untag-open-id-connect-provider.js';
import { updateOpenIdConnectProviderThumbprint } from './update-open-id-connect-provider-thumbprint.js';

const arnOf = (url: string) => `arn:aws:iam::${testAccount}:oidc-provider/${url}`;
const OpenIDConnectProviderArn = arnOf('example.com/a');
const ghost = { OpenIDConnectProviderArn: arnOf('ghost.example.com') };
const gone = (arn: string) => ({
  code: 'NoSuchEntity',
  status: 404,
  message: `OpenId connect Provider ${arn} cannot be found.`,
});

let iam: TestIam;
const create = (Url = 'https://example.com/a', more = {}) => iam.run(createOpenIdConnectProvider, { Url, ...more });
const get = (arn = OpenIDConnectProviderArn) => iam.run(getOpenIdConnectProvider, { OpenIDConnectProviderArn: arn });

beforeEach(async () => {
  iam = await testIam();
});
afterEach(() => iam.stop());

test('a provider is found by its own ARN alone, which policies are about', async () => {
  await create();
  const other = OpenIDConnectProviderArn.replace('arn:aws:', 'arn:aws-cn:');
  const notFound = { code: 'NoSuchEntity' };
  await assert.rejects(get(other), notFound);
  await assert.rejects(iam.run(deleteOpenIdConnectProvider, { OpenIDConnectProviderArn: other }), notFound);
  assert.equal((await get()).Url, 'example.com/a');
});

describe('CreateOpenIDConnectProvider', () => {
  it('answers the ARN, and the tags that were given', async () => {
    assert.deepEqual(await create(), { OpenIDConnectProviderArn });
    const Tags = [
      { Key: 'b', Value: '2' },
      { Key: 'a', Value: '1' },
    ];
    assert.deepEqual(await create('https://example.com/b', { Tags }), {
      OpenIDConnectProviderArn: arnOf('example.com/b'),
      Tags,
    });
  });

  it('refuses a URL that is there, in the words of the request', async () => {
    await create();
    await assert.rejects(create(), {
      code: 'EntityAlreadyExists',
      status: 409,
      message: 'Provider with url https://example.com/a already exists.',
    });
    await create('https://example.com/a/');
    assert.equal((await get(arnOf('example.com/a/'))).Url, 'example.com/a/');
  });

  it('refuses what is no plain https URL', async () => {
    const none = { code: 'ValidationError', message: 'Invalid Open ID Connect Provider URL' };
    for (const url of ['example.com', 'https://', 'https:///a', 'https://?a', '//example.com']) {
      await assert.rejects(create(url), none, url);
    }
    await assert.rejects(create('http://example.com'), {
      code: 'InvalidInput',
      message: 'Invalid Open ID Connect Provider URL. The URL must begin with https://.',
    });
    const odd = { code: 'InvalidInput', message: 'Invalid Open ID Connect Provider URL.' };
    for (const rest of ['a@b.com', 'b.com:443', 'b.com?x=1', 'b.com/#y', 'b_c.com', 'b.com/a b', 'b.com/é']) {
      await assert.rejects(create(`https://${rest}`), odd, rest);
    }
  });

  it('takes five thumbprints, and keeps them in lower case', async () => {
    const thumbprint = (digit: string) => digit.repeat(40);
    const five = ['A', 'b', 'C', '1', '2'].map(thumbprint);
    await create(undefined, { ThumbprintList: five });
    assert.deepEqual((await get()).ThumbprintList, ['a', 'b', 'c', '1', '2'].map(thumbprint));
    const six = [...five, thumbprint('3')];
    const refusal = { code: 'InvalidInput', message: 'Thumbprint list must contain fewer than 5 entries.' };
    await assert.rejects(create('https://b.example.com', { ThumbprintList: six }), refusal);
    const update = (ThumbprintList: string[]) =>
      iam.run(updateOpenIdConnectProviderThumbprint, { OpenIDConnectProviderArn, ThumbprintList });
    await assert.rejects(update(six), refusal);
    await update([thumbprint('F')]);
    assert.deepEqual((await get()).ThumbprintList, [thumbprint('f')]);
  });

  it('keeps to the quotas of providers and of client ids', async () => {
    await iam.stop();
    iam = await testIam({ quotas: { oidcProvidersPerAccount: 1, clientIdsPerOidcProvider: 2 } });
    const tooMany = { code: 'LimitExceeded', message: 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 2' };
    await assert.rejects(create(undefined, { ClientIDList: ['a', 'b', 'c'] }), tooMany);
    await create(undefined, { ClientIDList: ['a', 'a'] });
    await assert.rejects(create('https://b.example.com'), { code: 'LimitExceeded' });
    const add = (ClientID: string) =>
      iam.run(addClientIdToOpenIdConnectProvider, { OpenIDConnectProviderArn, ClientID });
    await add('b');
    await add('b');
    await assert.rejects(add('c'), tooMany);
  });

  it('needs the permission to tag when it is given tags', () => {
    const needs = createOpenIdConnectProvider.needs(
      iam.context,
      { Url: 'https://example.com/a', Tags: [{ Key: 'a', Value: '1' }] },
      iam.request(),
    );
    assert.ok(Array.isArray(needs));
    assert.deepEqual(
      needs.map(({ action, resources }) => [action, resources]),
      [
        ['iam:CreateOpenIDConnectProvider', [OpenIDConnectProviderArn]],
        ['iam:TagOpenIDConnectProvider', [OpenIDConnectProviderArn]],
      ],
    );
  });
});

describe('GetOpenIDConnectProvider', () => {
  it('answers all there is, the tags even when there are none', async () => {
    await create(undefined, { ClientIDList: ['one', 'two'] });
    assert.deepEqual(await get(), {
      Url: 'example.com/a',
      ClientIDList: ['one', 'two'],
      ThumbprintList: [],
      CreateDate: testStart,
      Tags: [],
    });
  });

  it('does not know others', async () => {
    await create();
    const missing = (arn: string) => ({
      code: 'NoSuchEntity',
      message: `OpenIDConnect Provider not found for arn ${arn}`,
    });
    await assert.rejects(get(arnOf('example.com')), missing(arnOf('example.com')));
    await assert.rejects(get(arnOf('example.com/A')), missing(arnOf('example.com/A')));
    const theirs = OpenIDConnectProviderArn.replace(testAccount, '999999999999');
    await assert.rejects(get(theirs), missing(theirs));
    await assert.rejects(get(`arn:aws:iam::${testAccount}:role/name`), {
      code: 'ValidationError',
      message: 'Invalid resource type in ARN',
    });
    await assert.rejects(get('no arn, but long enough'), {
      code: 'InvalidInput',
      message: 'Invalid ARN:  no arn, but long enough',
    });
  });
});

describe('ListOpenIDConnectProviders', () => {
  it('lists all of the account', async () => {
    await create('https://b.example.com');
    await create();
    assert.deepEqual(await iam.run(listOpenIdConnectProviders, {}), {
      OpenIDConnectProviderList: [{ Arn: arnOf('b.example.com') }, { Arn: OpenIDConnectProviderArn }],
    });
  });
});

describe('client ids', () => {
  it('are added and removed, twice or never there without complaint', async () => {
    await create();
    const input = { OpenIDConnectProviderArn, ClientID: 'app' };
    await iam.run(addClientIdToOpenIdConnectProvider, input);
    await iam.run(addClientIdToOpenIdConnectProvider, input);
    assert.deepEqual((await get()).ClientIDList, ['app']);
    await iam.run(removeClientIdFromOpenIdConnectProvider, input);
    await iam.run(removeClientIdFromOpenIdConnectProvider, input);
    assert.deepEqual((await get()).ClientIDList, []);
  });

  it('are all there when added at once', async () => {
    await create();
    const ids = Array.from({ length: 10 }, (_, index) => `app-${index}`);
    await Promise.all(
      ids.map((ClientID) => iam.run(addClientIdToOpenIdConnectProvider, { OpenIDConnectProviderArn, ClientID })),
    );
    assert.deepEqual([...((await get()).ClientIDList ?? [])].sort(), ids);
  });
});

describe('tags of OIDC providers', () => {
  const tag = (Tags: { Key: string; Value: string }[]) =>
    iam.run(tagOpenIdConnectProvider, { OpenIDConnectProviderArn, Tags });
  const list = () => iam.run(listOpenIdConnectProviderTags, { OpenIDConnectProviderArn });

  it('keep the case of their keys apart', async () => {
    await create(undefined, { Tags: [{ Key: 'a', Value: '1' }] });
    await tag([{ Key: 'A', Value: '2' }]);
    assert.deepEqual(await list(), {
      Tags: [
        { Key: 'A', Value: '2' },
        { Key: 'a', Value: '1' },
      ],
      IsTruncated: false,
    });
    assert.deepEqual(resourceTags(iam.context.store, OpenIDConnectProviderArn), { a: '1', A: '2' });
    await iam.run(untagOpenIdConnectProvider, { OpenIDConnectProviderArn, TagKeys: ['A', 'never'] });
    assert.deepEqual((await get()).Tags, [{ Key: 'a', Value: '1' }]);
  });

  it('are not given twice, and fifty at most', async () => {
    await create();
    await assert.rejects(
      tag([
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ]),
      { code: 'InvalidInput', message: 'Duplicate tag keys found.' },
    );
    await tag(Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' })));
    await assert.rejects(tag([{ Key: 'one more', Value: '' }]), {
      code: 'LimitExceeded',
      message: 'The number of tags has reached the maximum limit.',
    });
    const first = await iam.run(listOpenIdConnectProviderTags, { OpenIDConnectProviderArn, MaxItems: 30 });
    const rest = await iam.run(listOpenIdConnectProviderTags, { OpenIDConnectProviderArn, Marker: first.Marker });
    assert.deepEqual([first.Tags.length, rest.Tags.length, rest.IsTruncated], [30, 20, false]);
  });
});

describe('an OIDC provider that is not there', () => {
  it('is deleted once', async () => {
    await create();
    await iam.run(deleteOpenIdConnectProvider, { OpenIDConnectProviderArn });
    await assert.rejects(
      iam.run(deleteOpenIdConnectProvider, { OpenIDConnectProviderArn }),
      gone(OpenIDConnectProviderArn),
    );
  });

  it('is not changed', async () => {
    await assert.rejects(
      iam.run(addClientIdToOpenIdConnectProvider, { ...ghost, ClientID: 'x' }),
      gone(ghost.OpenIDConnectProviderArn),
    );
    await assert.rejects(
      iam.run(removeClientIdFromOpenIdConnectProvider, { ...ghost, ClientID: 'x' }),
      gone(ghost.OpenIDConnectProviderArn),
    );
    await assert.rejects(
      iam.run(updateOpenIdConnectProviderThumbprint, { ...ghost, ThumbprintList: [] }),
      gone(ghost.OpenIDConnectProviderArn),
    );
    await assert.rejects(
      iam.run(tagOpenIdConnectProvider, { ...ghost, Tags: [] }),
      gone(ghost.OpenIDConnectProviderArn),
    );
    await assert.rejects(
      iam.run(untagOpenIdConnectProvider, { ...ghost, TagKeys: [] }),
      gone(ghost.OpenIDConnectProviderArn),
    );
    await assert.rejects(iam.run(listOpenIdConnectProviderTags, ghost), gone(ghost.OpenIDConnectProviderArn));
  });
});
