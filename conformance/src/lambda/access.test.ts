import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Lambda } from '@aws-sdk/client-lambda';
import { account, allow, denial, deny, documentOf, Identities, type Keys } from '../harness.js';
import { createLambda, functionArn, startLambda, zipOf, type LambdaPaddock } from '../harness/lambda.js';

/** Who may do what with functions: by their own policies, by the function's, across accounts. */
const other = '111122223333';
const otherRoot: Keys = { accessKeyId: 'OTHERROOT', secretAccessKey: 'another-secret' };
const zipCode = 'exports.handler = async (event) => ({ got: event });';

describe('access to functions', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let there: Identities;
  let role = '';
  let name = '';
  const clients: Lambda[] = [];
  const as = (credentials: Keys): Lambda => {
    const lambda = createLambda(paddock.url, { credentials });
    clients.push(lambda);
    return lambda;
  };

  before(async () => {
    paddock = await startLambda({
      moreAccounts: [{ account: other, accessKeyId: otherRoot.accessKeyId, secret: otherRoot.secretAccessKey }],
    });
    there = new Identities(paddock, otherRoot);
    role = await paddock.role();
    name = await paddock.newFunction(zipCode, { Role: role });
  });
  after(async () => {
    for (const client of clients) client.destroy();
    there.close();
    await paddock.close();
  });

  it('is refused with the text of AWS, and granted by a policy on the function', async () => {
    const user = await paddock.identities.newUser();
    const invoke = 'lambda:InvokeFunction';
    await assert.rejects(as(user.keys).invoke({ FunctionName: name }), {
      name: 'AccessDeniedException',
      message: denial(user.arn, invoke, functionArn(name)),
    });
    await paddock.identities.allow(user.name, allow(invoke, functionArn(name)));
    assert.equal((await as(user.keys).invoke({ FunctionName: name })).StatusCode, 200);
    await paddock.lambda.publishVersion({ FunctionName: name });
    await assert.rejects(as(user.keys).invoke({ FunctionName: name, Qualifier: '1' }), {
      name: 'AccessDeniedException',
      message: denial(user.arn, invoke, `${functionArn(name)}:1`),
    });
    await paddock.identities.allow(user.name, allow(invoke), deny(invoke, functionArn(name)));
    await assert.rejects(as(user.keys).invoke({ FunctionName: name }), {
      message: denial(user.arn, invoke, functionArn(name), 'with an explicit deny in an identity-based policy'),
    });
    assert.equal((await as(user.keys).invoke({ FunctionName: name, Qualifier: '1' })).StatusCode, 200);
  });

  it('of another account needs both sides', async () => {
    const user = await there.newUser();
    const guest = as(user.keys);
    const FunctionName = functionArn(name);
    const invoke = 'lambda:InvokeFunction';
    const refused = (why: string) =>
      assert.rejects(guest.invoke({ FunctionName }), {
        name: 'AccessDeniedException',
        message: denial(user.arn, invoke, FunctionName, why),
      });
    await there.allow(user.name, allow(invoke, FunctionName));
    await refused(`because no resource-based policy allows the ${invoke} action`);
    await paddock.lambda.addPermission({ FunctionName: name, StatementId: 'them', Action: invoke, Principal: other });
    const { Payload } = await guest.invoke({ FunctionName, Payload: '{"from":"there"}' });
    assert.equal(Buffer.from(Payload ?? []).toString(), '{"got":{"from":"there"}}');
    assert.equal((await guest.invoke({ FunctionName, InvocationType: 'Event' })).StatusCode, 202);
    await there.allow(user.name, allow('lambda:GetFunction'));
    await refused(`because no identity-based policy allows the ${invoke} action`);
    await paddock.lambda.removePermission({ FunctionName: name, StatementId: 'them' });
    await there.allow(user.name, allow(invoke, FunctionName));
    await refused(`because no resource-based policy allows the ${invoke} action`);
    await assert.rejects(guest.invoke({ FunctionName: name }), { name: 'AccessDeniedException' });
  });

  it('takes iam:PassRole to give a function its role, and a role that trusts Lambda', async () => {
    const user = await paddock.identities.newUser(allow('lambda:*'));
    const request = {
      FunctionName: 'passed',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: role,
      Code: { ZipFile: zipOf({ 'index.js': zipCode }) },
    } as const;
    await assert.rejects(as(user.keys).createFunction(request), {
      name: 'AccessDeniedException',
      message: denial(user.arn, 'iam:PassRole', role),
    });
    await paddock.identities.allow(
      user.name,
      documentOf(
        { Action: 'lambda:*', Resource: '*' },
        {
          Action: 'iam:PassRole',
          Resource: role,
          Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
        },
      ),
    );
    assert.equal((await as(user.keys).createFunction(request)).State, 'Pending');
    const { arn } = await paddock.identities.newRole({ Service: 'ec2.amazonaws.com' });
    for (const Role of [arn, `arn:aws:iam::${account}:role/absent`])
      await assert.rejects(paddock.lambda.createFunction({ ...request, FunctionName: 'untrusted', Role }), {
        name: 'InvalidParameterValueException',
        message: 'The role defined for the function cannot be assumed by Lambda.',
      });
  });

  it('ends for the function itself when its role stops trusting Lambda', async () => {
    const { name: RoleName, arn } = await paddock.identities.newRole({ Service: 'lambda.amazonaws.com' }, [allow('*')]);
    const cold = await paddock.newFunction(zipCode, { Role: arn });
    await paddock.identities.iam.updateAssumeRolePolicy({
      RoleName,
      PolicyDocument: documentOf({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }),
    });
    await assert.rejects(paddock.lambda.invoke({ FunctionName: cold }), { name: 'AccessDeniedException' });
  });

  it('differs by function, region and account', async () => {
    const elsewhere = createLambda(paddock.url, { region: 'eu-central-1' });
    clients.push(elsewhere);
    await assert.rejects(elsewhere.getFunction({ FunctionName: name }), { name: 'ResourceNotFoundException' });
    await assert.rejects(as(otherRoot).getFunction({ FunctionName: name }), {
      message: `Function not found: ${functionArn(name).replace(account, other)}`,
    });
    assert.equal((await as(otherRoot).listFunctions({})).Functions?.length, 0);
  });
});
