import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { signRequest } from '@paddock/wire';
import { account, rootKeys, signerOf, type Keys } from '../harness.js';
import { functionArn, startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** Function URLs, called as browsers and signed clients call them. */
const code = `
exports.handler = async (event) => {
  const mode = event.queryStringParameters?.mode;
  if (mode === 'answer') return { statusCode: 201, headers: { 'X-Unicorn': 'Shadowfax', 'content-type': 'text/html' },
    cookies: ['a=1; Path=/', 'b=2'], body: Buffer.from('<h1>hi</h1>').toString('base64'), isBase64Encoded: true };
  if (mode === 'text') return 'hello';
  if (mode === 'list') return ['hello', 3, true];
  if (mode === 'throw') throw new Error('asked to');
  return event;
};
exports.stream = awslambda.streamifyResponse(async (event, stream) => {
  const out = awslambda.HttpResponseStream.from(stream, { statusCode: 202, headers: { 'x-unicorn': 'Bucephalus' }, cookies: ['c=3'] });
  out.write('first;'); await new Promise((r) => setTimeout(r, 30)); out.write('second'); out.end();
});
`;

interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly pieces: number;
}

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly keys?: Keys;
}

describe('function URLs', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  const ask = (
    url: string,
    { method = 'GET', path = '/', headers = {}, body = '', keys }: Asked = {},
  ): Promise<Answered> => {
    const { host } = new URL(url);
    const [pathname = '/', query = ''] = path.split('?');
    const unsigned: Record<string, string> = { host, ...headers };
    const sent = keys
      ? signRequest(
          { method, path: pathname, query, headers: unsigned, body },
          { accessKeyId: '', secret: '', region: 'us-east-1', service: 'lambda', now: Date.now(), ...signerOf(keys) },
        )
      : unsigned;
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: paddock.port, method, path, headers: sent as Record<string, string> };
      httpRequest(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
            pieces: chunks.length,
          }),
        );
      })
        .on('error', reject)
        .end(body);
    });
  };
  /** Lets everyone call, with both permissions that AWS wants. */
  const open = async (FunctionName: string): Promise<void> => {
    const everyone = { FunctionName, Principal: '*' };
    await paddock.lambda.addPermission({
      ...everyone,
      StatementId: 'url',
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'NONE',
    });
    await paddock.lambda.addPermission({
      ...everyone,
      StatementId: 'invoke',
      Action: 'lambda:InvokeFunction',
      InvokedViaFunctionUrl: true,
    });
  };
  const make = async (
    AuthType: 'NONE' | 'AWS_IAM',
    more: object = {},
    Handler = 'index.handler',
  ): Promise<{ name: string; url: string }> => {
    const name = await paddock.newFunction(code, { Handler, Role: role });
    const { FunctionUrl = '' } = await paddock.lambda.createFunctionUrlConfig({
      FunctionName: name,
      AuthType,
      ...more,
    });
    return { name, url: FunctionUrl };
  };

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
  });
  after(() => paddock.close());

  it('are closed until the policy opens them', async () => {
    const { name, url } = await make('NONE');
    const closed = await ask(url);
    assert.equal(closed.status, 403);
    assert.equal(closed.headers['x-amzn-errortype'], 'AccessDeniedException');
    assert.match(closed.text, /^\{"Message":"Forbidden\./);
    await open(name);
    assert.equal((await ask(url)).status, 200);
    await paddock.lambda.deleteFunctionUrlConfig({ FunctionName: name });
    assert.deepEqual([(await ask(url)).status, (await ask(url)).text], [403, '{"Message":null}']);
  });

  it('give the function the request as an event, of version 2.0', async () => {
    const { name, url } = await make('NONE');
    await open(name);
    const { text } = await ask(url, {
      method: 'POST',
      path: '/pa%2Fth/x?a=1&b=%C3%BC&a=2',
      headers: { 'content-type': 'application/json', cookie: 'a=1; b=2', 'X-Mixed-Case': 'Yes' },
      body: '{"unicorn":"Shadowfax"}',
    });
    const event = JSON.parse(text) as Record<string, unknown> & {
      requestContext: Record<string, unknown>;
      headers: Record<string, string>;
    };
    assert.equal(event['version'], '2.0');
    assert.equal(event['rawPath'], '/pa%2Fth/x');
    assert.equal(event['rawQueryString'], 'a=1&b=%C3%BC&a=2');
    assert.deepEqual(event['queryStringParameters'], { a: '1,2', b: 'ü' });
    assert.deepEqual(event['cookies'], ['a=1', 'b=2']);
    assert.equal(event['body'], '{"unicorn":"Shadowfax"}');
    assert.equal(event['isBase64Encoded'], false);
    assert.equal(event.headers['x-mixed-case'], 'Yes');
    const { accountId, http, domainName, stage, routeKey, timeEpoch } = event.requestContext;
    assert.deepEqual([accountId, stage, routeKey], ['anonymous', '$default', '$default']);
    assert.equal(domainName, new URL(url).hostname);
    assert.equal((http as Record<string, string>)['method'], 'POST');
    assert.equal(typeof timeEpoch, 'number');
    const binary = await ask(url, {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: Buffer.from([0, 255]),
    });
    const { body, isBase64Encoded } = JSON.parse(binary.text) as Record<string, unknown>;
    assert.deepEqual([body, isBase64Encoded], ['AP8=', true]);
  });

  it('answer what the function says, and what else it returns', async () => {
    const { name, url } = await make('NONE');
    await open(name);
    const answer = await ask(url, { path: '/?mode=answer' });
    assert.deepEqual(
      [answer.status, answer.text, answer.headers['x-unicorn'], answer.headers['content-type']],
      [201, '<h1>hi</h1>', 'Shadowfax', 'text/html'],
    );
    assert.deepEqual(answer.headers['set-cookie'], ['a=1; Path=/', 'b=2']);
    const text = await ask(url, { path: '/?mode=text' });
    assert.deepEqual([text.status, text.text, text.headers['content-type']], [200, 'hello', 'application/json']);
    assert.equal((await ask(url, { path: '/?mode=list' })).text, '["hello",3,true]');
    const failed = await ask(url, { path: '/?mode=throw' });
    assert.deepEqual([failed.status, failed.text], [502, 'Internal Server Error']);
  });

  it('take signed requests of who may, with AWS_IAM', async () => {
    const { name, url } = await make('AWS_IAM');
    assert.equal((await ask(url)).status, 403);
    const event = JSON.parse((await ask(url, { keys: rootKeys, path: '/signed?x=1' })).text) as {
      requestContext: { accountId: string; authorizer: { iam: Record<string, string> } };
    };
    assert.equal(event.requestContext.accountId, account);
    assert.equal(event.requestContext.authorizer.iam['userArn'], `arn:aws:iam::${account}:root`);
    const nobody = await paddock.identities.newUser();
    assert.equal((await ask(url, { keys: nobody.keys })).status, 403);
    const statement = {
      Effect: 'Allow',
      Action: ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'],
      Resource: functionArn(name),
    };
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const caller = await paddock.identities.newUser(document);
    assert.equal((await ask(url, { keys: caller.keys })).status, 200);
    const forged = { ...caller.keys, secretAccessKey: 'guessed' };
    assert.equal((await ask(url, { keys: forged })).status, 403);
  });

  it('stream, with the status and the headers that the function sends ahead', async () => {
    const { name, url } = await make('NONE', { InvokeMode: 'RESPONSE_STREAM' }, 'index.stream');
    await open(name);
    const answer = await ask(url);
    assert.deepEqual([answer.status, answer.text], [202, 'first;second']);
    assert.equal(answer.headers['x-unicorn'], 'Bucephalus');
    assert.deepEqual(answer.headers['set-cookie'], ['c=3']);
    assert.ok(answer.pieces > 1);
  });

  it('answer browsers about origins by themselves', async () => {
    const Cors = {
      AllowOrigins: ['https://rides.example'],
      AllowMethods: ['GET'],
      AllowHeaders: ['x-ride'],
      MaxAge: 60,
    };
    const { name, url } = await make('NONE', { Cors });
    await open(name);
    const ahead = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-ride' };
    const preflight = await ask(url, { method: 'OPTIONS', headers: { origin: 'https://rides.example', ...ahead } });
    assert.equal(preflight.status, 200);
    assert.equal(preflight.headers['access-control-allow-origin'], 'https://rides.example');
    assert.equal(preflight.headers['access-control-allow-methods'], 'GET');
    assert.equal(preflight.headers['access-control-max-age'], '60');
    const answer = await ask(url, { headers: { origin: 'https://rides.example' } });
    assert.equal(answer.headers['access-control-allow-origin'], 'https://rides.example');
    const other = await ask(url, { headers: { origin: 'https://elsewhere.example' } });
    assert.equal(other.headers['access-control-allow-origin'], undefined);
  });

  it('tell who has none, and refuse more than 6 MB', async () => {
    const { name, url } = await make('NONE');
    await open(name);
    const large = await ask(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x'.repeat(6_291_456),
    });
    assert.deepEqual([large.status, large.headers['x-amzn-errortype']], [413, 'RequestEntityTooLargeException']);
    const unknown = url.replace(/\/\/[a-z0-9]{32}/, `//${'a'.repeat(32)}`);
    assert.deepEqual([(await ask(unknown)).status, (await ask(unknown)).text], [403, '{"Message":null}']);
  });
});
