import { afterEach, beforeEach, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { alice, allow, deny, object, policy, testSimulation, type TestSimulation } from '../simulation/testing.js';

describe('SimulateCustomPolicy', () => {
  let simulation: TestSimulation;
  beforeEach(async () => {
    simulation = await testSimulation();
  });
  afterEach(() => simulation.iam.stop());

  test('without resources: the action on everything', async () => {
    assert.deepEqual(await simulation.run({ PolicyInputList: [policy(allow('s3:GetObject'))] }), {
      EvaluationResults: [
        {
          EvalActionName: 's3:GetObject',
          EvalResourceName: '*',
          EvalDecision: 'allowed',
          MatchedStatements: [
            {
              SourcePolicyId: 'PolicyInputList.1',
              SourcePolicyType: 'IAM Policy',
              StartPosition: { Line: 1, Column: 38 },
              EndPosition: { Line: 1, Column: 95 },
            },
          ],
          MissingContextValues: [],
        },
      ],
      IsTruncated: false,
    });
  });

  test('several resources: one result for each, and the worst of them', async () => {
    const result = await simulation.one({
      PolicyInputList: [policy(allow('s3:GetObject', object('a')))],
      ResourceArns: [object('a'), object('b')],
    });
    const statement = {
      SourcePolicyId: 'PolicyInputList.1',
      SourcePolicyType: 'IAM Policy',
      StartPosition: { Line: 1, Column: 38 },
      EndPosition: { Line: 1, Column: 115 },
    };
    assert.deepEqual(result, {
      EvalActionName: 's3:GetObject',
      EvalResourceName: 'arn:aws:s3:::${BucketName}/${KeyName}',
      EvalDecision: 'implicitDeny',
      MatchedStatements: [statement],
      MissingContextValues: [],
      EvalDecisionDetails: {},
      ResourceSpecificResults: [
        {
          EvalResourceName: object('a'),
          EvalResourceDecision: 'allowed',
          MatchedStatements: [statement],
          MissingContextValues: [],
        },
        {
          EvalResourceName: object('b'),
          EvalResourceDecision: 'implicitDeny',
          MatchedStatements: [],
          MissingContextValues: [],
        },
      ],
    });
  });

  test('of an explicit deny only what denies is shown; of an allow all that allow', async () => {
    const both = policy(allow('s3:GetObject'), deny('s3:GetObject'));
    assert.deepEqual(await simulation.matched({ PolicyInputList: [both] }), ['PolicyInputList.1 1:95-1:152']);
    assert.equal((await simulation.one({ PolicyInputList: [both] })).EvalDecision, 'explicitDeny');
    const twice = [policy(allow('s3:GetObject')), policy(allow('s3:*'), allow('kinesis:*'))];
    assert.deepEqual(await simulation.matched({ PolicyInputList: twice }), [
      'PolicyInputList.1 1:38-1:95',
      'PolicyInputList.2 1:38-1:87',
    ]);
  });

  test('positions are of the text as given', async () => {
    const pretty = JSON.stringify(JSON.parse(policy(allow('s3:GetObject', '*', { Sid: 'First' }))), null, 2);
    assert.deepEqual(await simulation.matched({ PolicyInputList: [pretty] }), ['PolicyInputList.1 3:17-9:6']);
    const spaced = ` \r\n${pretty.replaceAll('\n', '\r\n')}\r\n `;
    assert.deepEqual(await simulation.matched({ PolicyInputList: [spaced] }), ['PolicyInputList.1 4:17-10:6']);
    const lone = '{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}';
    assert.deepEqual(await simulation.matched({ PolicyInputList: [lone] }), ['PolicyInputList.1 1:16-1:77']);
  });

  test('actions are names to compare, whatever their case and whether they exist', async () => {
    const decision = async (action: string, ...policies: string[]) =>
      (await simulation.one({ PolicyInputList: policies, ActionNames: [action] })).EvalDecision;
    assert.equal(await decision('S3:gEtObJeCt', policy(allow('s3:GetObject'))), 'allowed');
    for (const action of ['s3:*', 'madeup:Action', 's3:MadeUp', 's3:', 's3:Get Object']) {
      assert.equal(await decision(action, policy(allow('s3:GetObject'))), 'implicitDeny', action);
      assert.equal(await decision(action, policy(allow('*'))), 'allowed', action);
    }
    assert.equal(await decision('s3:GetObject'), 'implicitDeny');
  });

  test('a resource that the action does not know is neither allowed nor denied', async () => {
    const decision = async (action: string, resource: string, statement = allow('*')) =>
      (await simulation.one({ PolicyInputList: [policy(statement)], ActionNames: [action], ResourceArns: [resource] }))
        .EvalDecision;
    assert.equal(await decision('s3:GetObject', alice), 'implicitDeny');
    assert.equal(await decision('s3:GetObject', alice, deny('*')), 'implicitDeny');
    assert.equal(await decision('s3:ListAllMyBuckets', 'arn:aws:s3:::bucket'), 'implicitDeny');
    assert.equal(await decision('s3:ListBucket', object('a')), 'allowed');
    assert.equal(await decision('madeup:Action', alice), 'allowed');
    assert.equal(await decision('kinesis:PutRecord', 'arn:aws:kinesis:us-east-1:999999999999:stream/s'), 'allowed');
  });

  test('refused inputs', async () => {
    const notArn = (text: string): string => `ResourceNames are not in a valid ARN format: ${text}.`;
    for (const text of ['not-an-arn', 'arn:aws:s3', 'arn::s3:::name', 'arn:aws::::name', 'arn:aws:s3:::'])
      await simulation.refuses({ ResourceArns: [text] }, notArn(text));
    await simulation.refuses({ ResourceArns: ['*', object('a')] }, notArn('*'));
    await simulation.refuses({ ActionNames: ['GetObject'] }, 'The action is invalid since it is missing names');
    const one = policy(allow('*'));
    await simulation.refuses({ PolicyInputList: [one, '{'] }, 'Policy input list item 2 has invalid content');
    await simulation.refuses(
      { PolicyInputList: ['{"Version":"2099-01-01","Statement":[]}'] },
      'Policy input list item 1 has invalid content',
    );
    await simulation.refuses({ Marker: 'not-a-simulation-marker' }, 'Invalid marker for pagination.');
    await simulation.refuses(
      { ResourceHandlingOption: 'EC2-VPC-EBS', ResourceArns: [object('a')] },
      'Invalid input resource handling options. Action does not support resource handling options: s3:GetObject.',
    );
  });
});
