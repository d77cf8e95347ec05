import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { account, allow, region } from '../harness.js';
import { startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** AWS clients inside functions: made without an endpoint, they are the function's role and reach this server. */
const TableName = 'Unicorns';
const tableArn = `arn:aws:dynamodb:${region}:${account}:table/${TableName}`;
const boto3 = spawnSync('python3', ['-c', 'import boto3'], { stdio: 'ignore' }).status === 0;

describe('AWS clients inside functions', { timeout: 90_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  let roleName = '';
  const make = (code: string | Readonly<Record<string, string>>, more: object = {}) =>
    paddock.newFunction(code, { Role: role, Timeout: 30, MemorySize: 256, ...more });
  const run = async (code: string | Readonly<Record<string, string>>, more: object = {}, event?: unknown) => {
    const name = await make(code, more);
    const { payload, functionError } = await paddock.invoke(name, event);
    assert.equal(functionError, undefined, JSON.stringify(payload));
    return { name, payload };
  };
  const item = async (id: string): Promise<unknown> =>
    (await paddock.dynamo.getItem({ TableName, Key: { Id: { S: id } }, ConsistentRead: true })).Item;
  const sessionArn = (name: string): string => `arn:aws:sts::${account}:assumed-role/${roleName}/${name}`;

  before(async () => {
    paddock = await startLambda();
    await paddock.dynamo.createTable({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    role = await paddock.role(allow('dynamodb:PutItem', tableArn));
    roleName = role.slice(role.lastIndexOf('/') + 1);
  });
  after(() => paddock.close());

  it('are the role: SDK v2 with callbacks, and what the role may not is refused', async () => {
    const code = `
      const AWS = require('aws-sdk');
      const table = new AWS.DynamoDB.DocumentClient({ apiVersion: '2012-08-10' });
      exports.handler = (event, context, callback) => {
        table.put({ TableName: '${TableName}', Item: { Id: 'v2', Set: table.createSet(['a']), N: 1.5 } }, (error) => {
          if (error) return callback(error);
          table.get({ TableName: '${TableName}', Key: { Id: 'v2' } }, (denied) => {
            new AWS.STS().getCallerIdentity({}, (failed, who) => callback(failed, {
              denied: denied.code, message: denied.message, who: who.Arn }));
          });
        });
      };`;
    const { name, payload } = await run(code, { Runtime: 'nodejs16.x' });
    assert.deepEqual(await item('v2'), { Id: { S: 'v2' }, Set: { SS: ['a'] }, N: { N: '1.5' } });
    const who = sessionArn(name);
    const reason = `because no identity-based policy allows the dynamodb:GetItem action`;
    assert.deepEqual(payload, {
      denied: 'AccessDeniedException',
      message: `User: ${who} is not authorized to perform: dynamodb:GetItem on resource: ${tableArn} ${reason}`,
      who,
    });
  });

  it('are the role: SDK v3 in CommonJS and in modules', async () => {
    const body = `async (event) => {
      await DynamoDBDocumentClient.from(new DynamoDBClient({})).send(new PutCommand({ TableName: '${TableName}', Item: { Id: event } }));
      const { Arn } = await new STSClient().send(new GetCallerIdentityCommand({}));
      return Arn;
    };`;
    const names = [
      ['DynamoDBClient', '@aws-sdk/client-dynamodb'],
      ['DynamoDBDocumentClient, PutCommand', '@aws-sdk/lib-dynamodb'],
      ['STSClient, GetCallerIdentityCommand', '@aws-sdk/client-sts'],
    ];
    const required = names.map(([what, from]) => `const { ${what} } = require('${from}');`).join('\n');
    const imported = names.map(([what, from]) => `import { ${what} } from '${from}';`).join('\n');
    const [common, module] = await Promise.all([
      run(`${required}\nexports.handler = ${body}`, {}, 'common'),
      run({ 'index.mjs': `${imported}\nexport const handler = ${body}` }, {}, 'module'),
    ]);
    assert.equal(common.payload, sessionArn(common.name));
    assert.equal(module.payload, sessionArn(module.name));
    assert.deepEqual(await item('common'), { Id: { S: 'common' } });
    assert.deepEqual(await item('module'), { Id: { S: 'module' } });
  });

  it('are the role: boto3', { skip: !boto3 && 'boto3 is not installed' }, async () => {
    const code = `
import boto3, botocore.exceptions
table = boto3.resource("dynamodb").Table("${TableName}")
def handler(event, context):
    table.put_item(Item={"Id": "boto3"})
    try:
        table.get_item(Key={"Id": "boto3"})
    except botocore.exceptions.ClientError as error:
        denied = error.response["Error"]["Code"]
    return {"denied": denied, "who": boto3.client("sts").get_caller_identity()["Arn"]}
`;
    const { name, payload } = await run({ 'app.py': code }, { Runtime: 'python3.12', Handler: 'app.handler' });
    assert.deepEqual(payload, { denied: 'AccessDeniedException', who: sessionArn(name) });
    assert.deepEqual(await item('boto3'), { Id: { S: 'boto3' } });
  });

  it('reach it from an SDK v2 that the zip brings, which knows nothing of endpoints in variables', async () => {
    const code = `
      const DynamoDB = require('aws-sdk/clients/dynamodb');
      const table = new DynamoDB.DocumentClient();
      exports.handler = async () => {
        await table.put({ TableName: '${TableName}', Item: { Id: 'brought' } }).promise();
        return [require('aws-sdk/lib/core').VERSION, require.resolve('aws-sdk/lib/core')];
      };`;
    const { payload } = await run({ ...sdkOfYearsAgo(), 'index.js': code });
    assert.deepEqual(payload, ['2.178.0', '/var/task/node_modules/aws-sdk/lib/core.js']);
    assert.deepEqual(await item('brought'), { Id: { S: 'brought' } });
  });

  it('reach it with nothing but node:https and a signature', async () => {
    const code = `
      const https = require('node:https');
      const { createHash, createHmac } = require('node:crypto');
      const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
      const sha = (text) => createHash('sha256').update(text).digest('hex');
      exports.handler = async () => {
        const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token, AWS_REGION: region } = process.env;
        const host = 'dynamodb.' + region + '.amazonaws.com';
        const body = JSON.stringify({ TableName: '${TableName}', Item: { Id: { S: 'https' } } });
        const stamp = new Date().toISOString().replace(/[-:]|\\.\\d+/g, '');
        const day = stamp.slice(0, 8);
        const headers = { 'content-type': 'application/x-amz-json-1.0', host, 'x-amz-date': stamp, 'x-amz-security-token': token,
          'x-amz-target': 'DynamoDB_20120810.PutItem' };
        const names = Object.keys(headers).sort();
        const signed = names.join(';');
        const canonical = ['POST', '/', '', ...names.map((name) => name + ':' + headers[name]), '', signed, sha(body)].join('\\n');
        const scope = [day, region, 'dynamodb', 'aws4_request'].join('/');
        const key = [day, region, 'dynamodb', 'aws4_request'].reduce((last, part) => hmac(last, part), 'AWS4' + secret);
        const signature = createHmac('sha256', key).update(['AWS4-HMAC-SHA256', stamp, scope, sha(canonical)].join('\\n')).digest('hex');
        headers.authorization = 'AWS4-HMAC-SHA256 Credential=' + id + '/' + scope + ', SignedHeaders=' + signed + ', Signature=' + signature;
        return new Promise((resolve, reject) => {
          const request = https.request({ host, method: 'POST', path: '/', headers }, (response) => {
            response.resume().on('end', () => resolve(response.statusCode));
          });
          request.on('error', reject).end(body);
        });
      };`;
    assert.equal((await run(code)).payload, 200);
    assert.deepEqual(await item('https'), { Id: { S: 'https' } });
  });

  it('reach it with fetch', async () => {
    const code = `exports.handler = async () => {
      const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
      const response = await fetch('https://sts.us-east-1.amazonaws.com/', { method: 'POST', body });
      return [response.status, await response.text()];
    };`;
    const [status, text] = (await run(code)).payload as [number, string];
    assert.equal(status, 403);
    assert.match(text, /<Code>MissingAuthenticationToken<\/Code>/);
  });

  it('leave everything else that goes over HTTP alone', async () => {
    const code = `
      const http = require('node:http');
      exports.handler = async () => {
        const server = http.createServer((request, response) => response.end(request.headers.host));
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
        const url = 'http://127.0.0.1:' + server.address().port + '/';
        const answers = [await (await fetch(url)).text(), await new Promise((resolve) => http.get(url, (response) => {
          response.setEncoding('utf8').on('data', resolve);
        }))];
        server.close();
        return answers.every((host) => url.includes(host)) && typeof fetch;
      };`;
    assert.equal((await run(code)).payload, 'function');
  });

  it('follow the role: what is granted or taken counts from the next request on', async () => {
    const code = `
      const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
      const client = new DynamoDBClient({ maxAttempts: 1 });
      exports.handler = () => client.send(new GetItemCommand({ TableName: '${TableName}', Key: { Id: { S: 'x' } } }))
        .then(() => 'allowed', (error) => error.name);`;
    const name = await make(code);
    const policy = { RoleName: roleName, PolicyName: 'read' };
    assert.equal((await paddock.invoke(name)).payload, 'AccessDeniedException');
    await paddock.identities.iam.putRolePolicy({ ...policy, PolicyDocument: allow('dynamodb:GetItem', tableArn) });
    assert.equal((await paddock.invoke(name)).payload, 'allowed');
    await paddock.identities.iam.deleteRolePolicy(policy);
    assert.equal((await paddock.invoke(name)).payload, 'AccessDeniedException');
  });

  it('invoke another function, when the role may', async () => {
    const callee = await make('exports.handler = async (event) => ({ pong: event.ping });');
    const code = `
      const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
      exports.handler = async () => {
        const answer = await new LambdaClient({ maxAttempts: 1 }).send(new InvokeCommand({ FunctionName: '${callee}', Payload: '{"ping":1}' }));
        return JSON.parse(Buffer.from(answer.Payload).toString());
      };`;
    const caller = await make(code, { Role: await paddock.role(allow('lambda:InvokeFunction')) });
    assert.deepEqual((await paddock.invoke(caller)).payload, { pong: 1 });
    const { payload, functionError } = await paddock.invoke(await make(code));
    assert.equal(functionError, 'Unhandled');
    assert.equal((payload as { errorType: string }).errorType, 'AccessDeniedException');
  });
});

/** What of SDK v2 a table needs, as a zip has it. */
function sdkOfYearsAgo(): Record<string, string> {
  const files: Record<string, string> = {};
  const requireHere = createRequire(import.meta.url);
  const requireThere = createRequire(requireHere.resolve('aws-sdk/package.json'));
  const add = (name: string, root: string, wanted: RegExp): void => {
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const inside = relative(root, path);
      if (entry.isFile() && wanted.test(inside)) files[`node_modules/${name}/${inside}`] = readFileSync(path, 'utf8');
    }
  };
  const sdk = dirname(requireHere.resolve('aws-sdk/package.json'));
  add(
    'aws-sdk',
    sdk,
    /^(?:package\.json|(?:lib|vendor)\/.*\.js(?:on)?|clients\/(?:dynamodb|sts|cognitoidentity|sso|ssooidc)\.js|apis\/(?:metadata|dynamodb-2012|sts|cognito-identity-|sso-).*)$/,
  );
  for (const name of ['jmespath', 'uuid', 'xml2js', 'sax', 'xmlbuilder'])
    add(name, rootOf(requireThere.resolve(name), name), /^(?!node_modules|test)[^]*\.js(?:on)?$/);
  const core = 'node_modules/aws-sdk/lib/core.js';
  files[core] = (files[core] ?? '').replace(/VERSION: '[\d.]+'/, "VERSION: '2.178.0'");
  return files;
}

const rootOf = (file: string, name: string): string =>
  file.slice(0, file.lastIndexOf(`/node_modules/${name}/`) + `/node_modules/${name}`.length);
