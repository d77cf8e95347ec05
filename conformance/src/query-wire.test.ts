import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { presignRequest } from '@paddock/wire';
import {
  account,
  formType,
  Identities,
  iamVersion,
  newName,
  signerOf,
  startPaddock,
  stsVersion,
  xmlText,
  type Answer,
  type RawRequest,
  type Someone,
} from './harness.js';

const paddock = await startPaddock();
const { raw, url } = paddock;
const identities = new Identities(paddock);
const { iam } = identities;
after(async () => {
  identities.close();
  await paddock.close();
});

/** A form, signed for IAM, exactly as it is given. */
const post = (body: string, request: RawRequest = {}): Promise<Answer> =>
  raw.send({
    body,
    ...request,
    headers: { 'content-type': formType, ...request.headers },
    sign: { service: 'iam', ...request.sign },
  });
const ofIam = (rest: string): string => `Version=${iamVersion}&${rest}`;

function assertError(answer: Answer, code: string, message?: string, status = 400): void {
  assert.deepEqual([xmlText(answer, 'Code'), xmlText(answer, 'Message')], [code, message], answer.text);
  assert.equal(answer.status, status);
  assert.equal(answer.headers['content-type'], 'text/xml');
  assert.equal(xmlText(answer, 'RequestId'), answer.headers['x-amzn-requestid']);
}

const exists = (UserName: string): Promise<boolean> =>
  iam.getUser({ UserName }).then(
    () => true,
    () => false,
  );

describe('a Query request', () => {
  it('may be a form, or a query, or both', async () => {
    const { name } = await identities.newUser();
    const asked = `Action=GetUser&${ofIam(`UserName=${name}`)}`;
    const answers = [
      await post(asked),
      await post(asked, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      await post(asked, { headers: { 'content-type': 'Application/X-WWW-Form-URLEncoded;charset=UTF-8' } }),
      await post('', { path: `/?${asked}`, headers: {} }),
      await post(`UserName=${name}`, { path: `/?Action=GetUser&Version=${iamVersion}` }),
      await raw.query('GetUser', iamVersion, { UserName: name }),
      await raw.query('GetUser', iamVersion, { UserName: name }, { method: 'GET' }),
    ];
    for (const answer of answers) {
      assert.equal(answer.status, 200, answer.text);
      assert.equal(xmlText(answer, 'UserName'), name);
      assert.equal(answer.headers['content-type'], 'text/xml');
      assert.ok(answer.text.startsWith(`<GetUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">`));
      assert.equal(xmlText(answer, 'RequestId'), answer.headers['x-amzn-requestid']);
      assert.equal(answer.headers['x-amz-id-2'], undefined);
    }
  });

  it('decodes plus signs and percent signs, and takes the first of what comes twice', async () => {
    const name = newName('user');
    const asked = `Action=CreateUser&Action=DeleteUser&${ofIam(`User%4eame=${name}&UserName=other`)}`;
    const answer = await post(`${asked}&Tags.member.1.Key=a+b%2Bc&Tags.member.1.Value=%C3%A9+%2f%40`);
    assert.equal(answer.status, 200, answer.text);
    const { User } = await iam.getUser({ UserName: name });
    assert.deepEqual(User?.Tags, [{ Key: 'a b+c', Value: 'é /@' }]);
  });

  it('may have parameters that nobody knows', async () => {
    const extra =
      'Nothing=1&Tags2.member.1=x&UserNames.member.1=y&.=&=&&__proto__=1&constructor.prototype.x=1&%F0%9F%A6%84=1';
    assert.equal((await post(`${extra}&Action=ListUsers&${ofIam(extra)}`)).status, 200);
  });

  it('that names no operation is told so', async () => {
    const missing = (action: string, version: string) => `Could not find operation ${action} for version ${version}`;
    assertError(await post(`Action=Nope&Version=${iamVersion}`), 'InvalidAction', missing('Nope', iamVersion));
    assertError(
      await post(`Action=listusers&Version=${iamVersion}`),
      'InvalidAction',
      missing('listusers', iamVersion),
    );
    assertError(await post('Action=ListUsers&Version=1999-01-01'), 'InvalidAction', missing('ListUsers', '1999-01-01'));
    assertError(
      await post(`Action=ListUsers&Version=${stsVersion}`),
      'InvalidAction',
      missing('ListUsers', stsVersion),
    );
    assertError(await post('Action=ListUsers'), 'InvalidAction', missing('ListUsers', 'NO_VERSION_SPECIFIED'));
    assertError(
      await post('Action=__proto__&Version=constructor'),
      'InvalidAction',
      missing('__proto__', 'constructor'),
    );
    const hostile = await post(`Action=%3Cscript%3E%26&Version=${iamVersion}`);
    assert.ok(!hostile.text.includes('<script>'));
    assertError(hostile, 'InvalidAction', missing('<script>&', iamVersion));
    const nothing = 'The request is missing an action or a required parameter.';
    for (const body of [`Version=${iamVersion}`, `action=ListUsers&Version=${iamVersion}`, 'a=b', '']) {
      assertError(await post(body), 'MissingAction', nothing);
    }
  });

  it('that names no operation is in the request log with what it asked for, and in the metrics without', async () => {
    const name = newName('Get');
    await post(`Action=${name}%0a&Version=${iamVersion}`);
    const [entry] = await paddock.control.requests(1);
    assert.deepEqual(
      { ...entry, decisions: [] },
      { ...entry, service: '', operation: '', asked: `Action ${name}?, Version ${iamVersion}`, decisions: [] },
    );
    assert.ok(!(await paddock.control.metrics()).includes(name));
    await iam.listUsers({});
    assert.equal((await paddock.control.requests(1))[0]?.asked, undefined);
  });

  it('of another form is none', async () => {
    const asked = `Action=ListUsers&Version=${iamVersion}`;
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
      assert.equal((await post(asked, { headers: { 'content-type': type } })).status, 403, type);
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) assert.equal((await post(asked, { method })).status, 403, method);
  });
});

describe('a parameter', () => {
  it('of the wrong type is malformed', async () => {
    const trials: readonly (readonly [parameters: string, message?: string])[] = [
      ['Action=ListUsers&MaxItems=abc'],
      ['Action=ListUsers&MaxItems='],
      ['Action=ListUsers&MaxItems=1e3'],
      ['Action=ListUsers&MaxItems=1.0'],
      ['Action=ListUsers&MaxItems=0x10'],
      ['Action=ListUsers&MaxItems=99999999999999999999'],
      ['Action=CreateUser&UserName.x=a'],
      ['Action=CreateUser&UserName.member.1=a'],
      ['Action=CreateUser&UserName=wrong&Tags=x', 'Unexpected list element termination'],
      ['Action=CreateUser&UserName=wrong&Tags.1.Key=k', 'Top level element may not be treated as a list'],
    ];
    for (const [parameters, message] of trials) {
      assertError(await post(ofIam(parameters)), 'MalformedInput', message);
    }
    assert.ok(!(await exists('wrong')));
  });

  it('that is not UTF-8 breaks the query', async () => {
    for (const text of ['%ff', '%zz', '%', '%C3', '%C3%28']) {
      const answer = await post(ofIam(`Action=GetUser&UserName=${text}`));
      assertError(answer, 'MalformedQueryString', 'The query string contains a syntax error.', 404);
    }
  });

  it('that breaks its constraints is told, and what is told is escaped', async () => {
    const none =
      "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null";
    assertError(await post(ofIam('Action=CreateUser')), 'ValidationError', none);
    const RoleSessionName = `<b>&"'`;
    const RoleArn = `arn:aws:iam::${account}:role/x`;
    const told = await raw.query('AssumeRole', stsVersion, { RoleArn, RoleSessionName });
    assert.ok(!told.text.includes('<b>'));
    assert.match(
      xmlText(told, 'Message') ?? '',
      /^1 validation error detected: Value '<b>&"'' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    );
  });

  it('with a hostile index is refused, or means what it says, at once', async () => {
    const create = (name: string, index: string) =>
      post(ofIam(`Action=CreateUser&UserName=${name}&Tags.member.${index}.Key=k&Tags.member.${index}.Value=v`));
    for (const index of [
      '-1',
      '1e9',
      '99999999999',
      '+1',
      '%201',
      '',
      '__proto__',
      'length',
      'constructor',
      '१',
      'NaN',
    ]) {
      const name = newName('user');
      const answer = await create(name, index);
      assertError(answer, 'MalformedInput');
      assert.ok(!(await exists(name)), index);
    }
    for (const index of ['0', '01', '4294967295', '9999999999']) {
      const name = newName('user');
      assert.equal((await create(name, index)).status, 200, index);
      assert.deepEqual((await iam.listUserTags({ UserName: name })).Tags, [{ Key: 'k', Value: 'v' }]);
    }
  });

  it('of a list comes in the order of its index, not of the text', async () => {
    const { name } = await identities.newUser();
    const tags = [900, 7, 12].map((index) => `Tags.member.${index}.Value=v&Tags.member.${index}.Key=k${index}`);
    assert.equal((await post(ofIam(`Action=TagUser&UserName=${name}&${tags.join('&')}`))).status, 200);
    const { Tags = [] } = await iam.listUserTags({ UserName: name });
    assert.deepEqual(Tags.map(({ Key }) => Key).toSorted(), ['k12', 'k7', 'k900']);
    const answer = await post(ofIam(`Action=TagUser&UserName=${name}&Tags.member.3.Key=a&Tags.member.1.Value=b`));
    assertError(
      answer,
      'ValidationError',
      "2 validation errors detected: Value at 'tags.1.member.key' failed to satisfy constraint: Member must not be null; " +
        "Value at 'tags.2.member.value' failed to satisfy constraint: Member must not be null",
    );
  });
});

describe('a presigned GetCallerIdentity', async () => {
  const user: Someone = await identities.newUser();
  const host = new URL(url).host;
  const presigned = (expires: number, ageSeconds = 0, headers: Record<string, string> = {}) => {
    const query = `Action=GetCallerIdentity&Version=${stsVersion}`;
    const signer = { ...signerOf(user.keys), accessKeyId: user.keys.accessKeyId, secret: user.keys.secretAccessKey };
    const now = Date.now() - ageSeconds * 1000;
    const request = { method: 'GET', path: '/', query, headers: { host, ...headers } };
    return `/?${presignRequest(request, { ...signer, region: 'us-east-1', service: 'sts', now }, expires)}`;
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    raw.exchange('GET', path, { host, ...headers }, '');

  void it('says whose it is', async () => {
    const answer = await get(presigned(60));
    assert.equal(answer.status, 200, answer.text);
    assert.equal(xmlText(answer, 'Arn'), user.arn);
    assert.equal(xmlText(answer, 'Account'), account);
  });

  void it('is bound to the headers that it signed, as a cluster signs in', async () => {
    const path = presigned(60, 0, { 'x-k8s-aws-id': 'cluster' });
    assert.equal((await get(path, { 'x-k8s-aws-id': 'cluster' })).status, 200);
    assert.equal(xmlText(await get(path, { 'x-k8s-aws-id': 'another' }), 'Code'), 'SignatureDoesNotMatch');
    assert.equal(xmlText(await get(path), 'Code'), 'SignatureDoesNotMatch');
  });

  void it('is good for a quarter of an hour, whatever it says itself', async () => {
    assert.equal((await get(presigned(60, 14 * 60))).status, 200);
    for (const expires of [60, 3600]) {
      const late = await get(presigned(expires, 16 * 60));
      assert.equal(xmlText(late, 'Code'), 'SignatureDoesNotMatch');
      assert.match(xmlText(late, 'Message') ?? '', /^Signature expired: .* - 15 min\.\)$/);
      assert.equal(late.status, 403);
    }
  });

  void it('cannot be made another request', async () => {
    const path = presigned(60);
    for (const changed of [
      path.replace('GetCallerIdentity', 'GetSessionToken'),
      path.replace('X-Amz-Expires=60', 'X-Amz-Expires=61'),
      `${path}&DurationSeconds=900`,
    ]) {
      assert.equal(xmlText(await get(changed), 'Code'), 'SignatureDoesNotMatch', changed);
    }
    const asPost = await raw.exchange('POST', path, { host, 'content-type': formType }, '');
    assert.equal(xmlText(asPost, 'Code'), 'SignatureDoesNotMatch');
  });
});

describe('a page of another origin', () => {
  const send = (UserName: string, headers: Record<string, string>, method: 'GET' | 'POST') =>
    raw.query('CreateUser', iamVersion, { UserName }, { method, headers });

  const refused: readonly (readonly ['GET' | 'POST', Record<string, string>])[] = [
    ['POST', { origin: 'https://evil.example' }],
    ['POST', { origin: 'null' }],
    ['POST', { origin: 'http://localhost.evil.example' }],
    ['GET', { origin: 'https://evil.example' }],
    ['GET', { 'sec-fetch-site': 'cross-site' }],
    ['GET', { 'sec-fetch-site': 'same-site' }],
    ['GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'image' }],
    // A name of the page's own that resolves to this machine, and an address that browsers do not trust: they tell nothing there.
    ['GET', { host: 'rebound.evil.example' }],
    [
      'GET',
      { host: '192.168.1.5', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    ],
  ];
  for (const [method, headers] of refused) {
    void it(`is refused, and nothing happens: ${method} ${JSON.stringify(headers)}`, async () => {
      const name = newName('user');
      const answer = await send(name, headers, method);
      assert.equal(answer.status, 403);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
      assert.ok(!(await exists(name)));
    });
  }

  const taken: readonly (readonly ['GET' | 'POST', Record<string, string>])[] = [
    ['POST', { origin: 'http://localhost:3000' }],
    ['GET', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['GET', { 'sec-fetch-site': 'none' }],
    ['GET', { 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0)' }],
    ['GET', { host: 'paddock' }],
  ];
  for (const [method, headers] of taken) {
    void it(`is let in if it is allowed: ${method} ${JSON.stringify(headers)}`, async () => {
      const name = newName('user');
      assert.equal((await send(name, headers, method)).status, 200);
      assert.ok(await exists(name));
    });
  }
});

describe('what is too large', () => {
  it('is refused before it costs anything', async () => {
    const huge = await post(ofIam(`Action=CreateUser&UserName=${'a'.repeat(17 * 1024 * 1024)}`)).catch(() => undefined);
    assert.equal(huge?.status ?? 413, 413);
    const long = await post(ofIam(`Action=CreateUser&UserName=${'a'.repeat(1024 * 1024)}`));
    assert.match(xmlText(long, 'Message') ?? '', /^1 validation error detected: Value at 'userName' failed /);
    assert.ok(long.text.length < 1000, 'the value is not told');
    const query = await raw.query('GetUser', iamVersion, { UserName: 'a'.repeat(100_000) }, { method: 'GET' });
    assert.equal(query.status, 431);
  });

  it('is a list of fifty thousand tags', async () => {
    const tags = Array.from(
      { length: 50_000 },
      (_, at) => `Tags.member.${at + 1}.Key=k${at}&Tags.member.${at + 1}.Value=v`,
    );
    const answer = await post(ofIam(`Action=CreateUser&UserName=many&${tags.join('&')}`));
    const text =
      "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50";
    assertError(answer, 'ValidationError', text);
  });

  it('is not a body of ampersands, or of one parameter again and again', async () => {
    const name = newName('user');
    const asked = ofIam(`Action=CreateUser&UserName=${name}`);
    assert.equal((await post(asked + '&'.repeat(2 * 1024 * 1024))).status, 200);
    assert.equal((await post(`Action=GetUser&${asked}${`&UserName=x`.repeat(100_000)}`)).status, 200);
  });
});
