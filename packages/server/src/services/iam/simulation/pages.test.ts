import { afterEach, beforeEach, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { allow, object, policy, type Input, testSimulation, type TestSimulation } from './testing.js';

describe('a simulation in pages', () => {
  let simulation: TestSimulation;
  beforeEach(async () => {
    simulation = await testSimulation();
  });
  afterEach(() => simulation.iam.stop());

  describe('pages', () => {
    const ActionNames = ['s3:PutObject', 'iam:GetUser', 's3:GetObject'];
    const names = async (given: Partial<Input>) => {
      const { EvaluationResults = [], IsTruncated, Marker } = await simulation.run({ ActionNames, ...given });
      return { names: EvaluationResults.map(({ EvalActionName }) => EvalActionName), IsTruncated, Marker };
    };

    test('count actions, and go on where they stopped', async () => {
      const first = await names({ MaxItems: 1 });
      assert.deepEqual([first.names, first.IsTruncated], [['s3:PutObject'], true]);
      const Marker = first.Marker ?? '';
      assert.deepEqual(await names({ MaxItems: 2, Marker }), {
        names: ['iam:GetUser', 's3:GetObject'],
        IsTruncated: false,
        Marker: undefined,
      });
      assert.deepEqual((await names({ Marker, ActionNames: ['s3:DeleteObject'] })).names, []);
    });

    test('hold a hundred actions', async () => {
      const actions = Array.from({ length: 101 }, (_, index) => `s3:Action${index}`);
      const page = await names({ ActionNames: actions });
      assert.deepEqual([page.names, page.IsTruncated], [actions.slice(0, 100), true]);
    });

    test('are shorter where there are many resources', async () => {
      const actions = Array.from({ length: 1000 }, (_, index) => `s3:Get${index}`);
      const resources = Array.from({ length: 1000 }, (_, index) => object(String(index)));
      const given = {
        PolicyInputList: [policy(allow('*'))],
        ActionNames: actions,
        ResourceArns: resources,
        MaxItems: 1000,
      };
      const page = await simulation.run(given);
      assert.equal(page.EvaluationResults?.length, 8);
      assert.ok(page.EvaluationResults?.every(({ ResourceSpecificResults: all }) => all?.length === 1000));
      const next = await simulation.run({ ...given, Marker: page.Marker ?? '' });
      assert.equal(next.EvaluationResults?.[0]?.EvalActionName, 's3:Get8');
    });

    test('are refused when one action alone has no room', async () => {
      const tooLarge =
        'The simulation of one action takes too many resources and policies. Simulate fewer resources at a time.';
      const resources = Array.from({ length: 10_000 }, (_, index) => object(String(index)));
      const statements = policy(...Array.from({ length: 10 }, () => allow('*')));
      await simulation.refuses({ PolicyInputList: [statements], ResourceArns: resources }, tooLarge);
      const keys = Array.from({ length: 1000 }, (_, index) => [`x:${'long'.repeat(20)}${index}`, '']);
      const keyed = policy(allow('*', '*', { Condition: { StringEquals: Object.fromEntries(keys) } }));
      await simulation.refuses({ PolicyInputList: [keyed], ResourceArns: resources.slice(0, 250) }, tooLarge);
      const patterns = Array.from({ length: 2000 }, (_, index) => object(`${index}/*`));
      const wide = JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: '*', Resource: patterns },
      });
      await simulation.refuses({ PolicyInputList: [wide], ResourceArns: resources }, tooLarge);
    });
  });
});
