import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import { addPermission } from '../operations/add-permission.js';
import { createAlias } from '../operations/create-alias.js';
import { deleteAlias } from '../operations/delete-alias.js';
import { putFunctionConcurrency } from '../operations/put-function-concurrency.js';
import { allows, answers, fails, testAccount, testRegion } from '../testing.js';
import { metricTotal } from '../testing-metrics.js';
import { testUrls, type TestUrls } from './testing.js';

const forbidden = {
  Message:
    'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
};

async function open(t: TestContext, more?: Parameters<typeof testUrls>[0]): Promise<TestUrls> {
  const urls = await testUrls(more);
  t.after(() => urls.stop());
  return urls;
}

suite('function URLs', () => {
  test('the host says whose URL it is, by AWS’s name and by the one that leads here', async (t) => {
    const urls = await open(t);
    await urls.permit();
    for (const host of ['on.aws', 'localhost:4566', 'localhost', 'ON.AWS'])
      assert.equal((await urls.ask({ host: `${urls.id}.lambda-url.${testRegion}.${host}` })).status, 200);
    for (const host of ['localhost:4566', `${urls.id}.lambda-url.${testRegion}.example.com`, `x.${urls.id}.on.aws`])
      assert.equal(await urls.open({ host }), undefined);
    for (const host of [
      `${'a'.repeat(32)}.lambda-url.${testRegion}.on.aws`,
      `${urls.id}.lambda-url.eu-west-1.on.aws`,
    ]) {
      const { status, headers, body } = await urls.ask({ host });
      assert.deepEqual([status, headers['x-amzn-ErrorType'], body], [403, 'AccessDeniedException', '{"Message":null}']);
    }
  });

  test('an open URL takes both permissions', async (t) => {
    const urls = await open(t);
    const refused = async () => {
      const { status, headers, body } = await urls.ask();
      assert.deepEqual(
        [status, headers['x-amzn-ErrorType'], JSON.parse(body)],
        [403, 'AccessDeniedException', forbidden],
      );
    };
    await refused();
    await urls.permit(['lambda:InvokeFunctionUrl']);
    await refused();
    await urls.permit(['lambda:InvokeFunction']);
    const { status, headers } = await urls.ask();
    assert.equal(status, 200);
    assert.match(headers['x-amzn-RequestId'] ?? '', /^[0-9a-f-]{36}$/);
    assert.match(headers['X-Amzn-Trace-Id'] ?? '', /^root=1-/);
  });

  test('a URL outlives its alias, and refuses', async (t) => {
    const urls = await open(t);
    await urls.lambda.run(createAlias, { FunctionName: 'f', Name: 'live', FunctionVersion: '$LATEST' });
    const id = await urls.create({ Qualifier: 'live' });
    await urls.permit(undefined, 'live');
    const host = `${id}.lambda-url.${testRegion}.on.aws`;
    assert.equal((await urls.ask({ host })).status, 200);
    assert.equal(urls.lambda.pool.invocations[0]?.invocation.invokedArn.endsWith(':live'), true);
    await urls.lambda.run(deleteAlias, { FunctionName: 'f', Name: 'live' });
    const { status, body } = await urls.ask({ host });
    assert.deepEqual([status, JSON.parse(body)], [403, forbidden]);
  });

  test('a URL with IAM authorization tells the function who signed', async (t) => {
    const urls = await open(t, {
      config: { AuthType: 'AWS_IAM' },
      signer: (lambda) => lambda.user('u', [allows(['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'])]),
    });
    const unsigned = await urls.ask();
    assert.deepEqual([unsigned.status, JSON.parse(unsigned.body)], [403, forbidden]);
    const signed = await urls.ask({ signed: true, method: 'POST', target: '/a%20b?x=1', body: 'body' });
    assert.equal(signed.status, 200);
    const event = urls.event() as { requestContext: { accountId: string; authorizer: unknown }; headers: object };
    assert.equal(event.requestContext.accountId, testAccount);
    assert.deepEqual(event.requestContext.authorizer, {
      iam: {
        accessKey: 'AKIATEST',
        accountId: testAccount,
        callerId: 'AIDAU',
        cognitoIdentity: null,
        principalOrgId: null,
        userArn: `arn:aws:iam::${testAccount}:user/u`,
        userId: 'AIDAU',
      },
    });
    assert.equal('authorization' in event.headers, false);
    const forged = await urls.ask({ signed: true, method: 'POST', body: 'mine', forged: 'theirs' });
    assert.deepEqual([forged.status, forged.headers['x-amzn-ErrorType']], [403, 'InvalidSignatureException']);
  });

  test('who may invoke by URL alone may not invoke otherwise, and whose policies say nothing may not at all', async (t) => {
    const urls = await open(t, {
      config: { AuthType: 'AWS_IAM' },
      signer: (lambda) =>
        lambda.user('u', [
          allows('lambda:InvokeFunctionUrl'),
          allows('lambda:InvokeFunction', '*', { Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } } }),
        ]),
    });
    assert.equal((await urls.ask({ signed: true })).status, 200);
    const poor = await open(t, { config: { AuthType: 'AWS_IAM' }, signer: (lambda) => lambda.user('u') });
    const { status, body } = await poor.ask({ signed: true });
    assert.deepEqual([status, JSON.parse(body)], [403, forbidden]);
    await poor.lambda.run(addPermission, {
      FunctionName: 'f',
      StatementId: 'own',
      Action: 'lambda:*',
      Principal: `arn:aws:iam::${testAccount}:user/u`,
    });
    assert.equal((await poor.ask({ signed: true })).status, 200);
  });

  test('failures of the function are bad gateways, throttles are themselves', async (t) => {
    const urls = await open(t);
    await urls.permit();
    urls.run(() => fails('boom'));
    const failed = await urls.ask();
    assert.deepEqual([failed.status, failed.body], [502, 'Internal Server Error']);
    urls.run(() => answers({ statusCode: 'many' }));
    assert.equal((await urls.ask()).status, 502);
    await urls.lambda.run(putFunctionConcurrency, { FunctionName: 'f', ReservedConcurrentExecutions: 0 });
    const throttled = await urls.ask();
    assert.equal(throttled.status, 429);
    assert.deepEqual(JSON.parse(throttled.body), {
      Type: 'User',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      message: 'Rate Exceeded.',
    });
    await urls.lambda.run(putFunctionConcurrency, { FunctionName: 'f', ReservedConcurrentExecutions: 1 });
    const large = await urls.ask({ method: 'POST', body: Buffer.alloc(5 * 1024 * 1024) });
    assert.deepEqual(
      [large.status, large.headers['x-amzn-ErrorType'], JSON.parse(large.body)],
      [
        413,
        'RequestEntityTooLargeException',
        { Message: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation' },
      ],
    );
    assert.deepEqual(
      ['UrlRequestCount', 'Url4xxCount', 'Url5xxCount'].map((metric) => metricTotal(urls.lambda.metrics, metric)),
      [4, 2, 2],
    );
  });

  test('pages of other origins read what the configuration lets them', async (t) => {
    const urls = await open(t, {
      config: {
        Cors: {
          AllowOrigins: ['https://a.example'],
          AllowMethods: ['GET', 'PUT'],
          AllowHeaders: ['x-one'],
          ExposeHeaders: ['x-two'],
          AllowCredentials: true,
          MaxAge: 60,
        },
      },
    });
    await urls.permit();
    const preflight = {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'PUT' },
    };
    const granted = await urls.ask(preflight);
    assert.deepEqual(
      [granted.status, granted.body, cors(granted.headers)],
      [
        200,
        '',
        {
          'access-control-allow-credentials': 'true',
          'access-control-allow-headers': 'x-one',
          'access-control-allow-methods': 'GET,PUT',
          'access-control-allow-origin': 'https://a.example',
          'access-control-expose-headers': 'x-two',
          'access-control-max-age': '60',
        },
      ],
    );
    const foreign = await urls.ask({ ...preflight, headers: { ...preflight.headers, origin: 'https://b.example' } });
    assert.deepEqual([foreign.status, cors(foreign.headers)], [200, {}]);
    assert.equal(urls.lambda.pool.invocations.length, 0);
    urls.run(() => answers({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } }));
    const own = await urls.ask({ headers: { origin: 'https://a.example' } });
    assert.deepEqual(cors(own.headers), {
      'access-control-allow-credentials': 'true',
      'access-control-allow-origin': 'https://a.example',
      'access-control-expose-headers': 'x-two',
    });
  });

  test('without a configuration the function answers what browsers ask', async (t) => {
    const urls = await open(t);
    await urls.permit();
    urls.run(() => answers({ statusCode: 204, headers: { 'access-control-allow-origin': '*' } }));
    const { status, headers } = await urls.ask({
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'PUT' },
    });
    assert.deepEqual([status, cors(headers)], [204, { 'access-control-allow-origin': '*' }]);
    assert.equal(
      (urls.event() as { requestContext: { http: { method: string } } }).requestContext.http.method,
      'OPTIONS',
    );
  });
});

const cors = (headers: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('access-control-'))
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
