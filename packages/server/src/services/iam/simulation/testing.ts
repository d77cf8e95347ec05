import assert from 'node:assert/strict';
import { AwsError, type Infer } from '@paddock/wire';
import { simulateCustomPolicy } from '../operations/simulate-custom-policy.js';
import { testIam, type TestIam } from '../testing.js';

export type Input = Infer<typeof simulateCustomPolicy.input>;

export const allow = (action: string, resource = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
});
export const deny = (action: string, resource = '*', more: object = {}) => ({
  ...allow(action, resource, more),
  Effect: 'Deny',
});
export const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
export const when = (key: string, value = 'yes', operator = 'StringEquals') => ({
  Condition: { [operator]: { [key]: value } },
});

export const object = (name: string): string => `arn:aws:s3:::bucket/${name}`;
export const alice = 'arn:aws:iam::123456789012:user/alice';

/** SimulateCustomPolicy, of s3:GetObject unless the input names another action. */
export interface TestSimulation {
  readonly iam: TestIam;
  run(given: Partial<Input>): ReturnType<typeof runCustom>;
  /** The only result. */
  one(given: Partial<Input>): Promise<Result>;
  /** `PolicyInputList.1 1:38-1:95`, for each statement of the only result. */
  matched(given: Partial<Input>): Promise<string[]>;
  refuses(given: Partial<Input>, message: string): Promise<void>;
}

const runCustom = (iam: TestIam, given: Partial<Input>) =>
  iam.run(simulateCustomPolicy, { PolicyInputList: [], ActionNames: ['s3:GetObject'], ...given });

type Result = NonNullable<Awaited<ReturnType<typeof runCustom>>['EvaluationResults']>[number];

export async function testSimulation(): Promise<TestSimulation> {
  const iam = await testIam();
  const run = (given: Partial<Input>) => runCustom(iam, given);
  const one = async (given: Partial<Input>): Promise<Result> => {
    const { EvaluationResults: results = [] } = await run(given);
    assert.equal(results.length, 1);
    const [result] = results;
    assert.ok(result);
    return result;
  };
  return {
    iam,
    run,
    one,
    matched: async (given) =>
      ((await one(given)).MatchedStatements ?? []).map(
        ({ SourcePolicyId, StartPosition, EndPosition }) =>
          `${SourcePolicyId} ${StartPosition?.Line}:${StartPosition?.Column}-${EndPosition?.Line}:${EndPosition?.Column}`,
      ),
    refuses: (given, message) =>
      assert.rejects(run(given), (error) => {
        assert.ok(error instanceof AwsError);
        assert.deepEqual([error.code, error.status, error.message], ['InvalidInput', 400, message]);
        return true;
      }),
  };
}
