import { afterEach, beforeEach, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import {
  alice,
  allow,
  deny,
  object,
  policy,
  when,
  type Input,
  testSimulation,
  type TestSimulation,
} from './testing.js';

describe('what a simulation knows of the request', () => {
  let simulation: TestSimulation;
  beforeEach(async () => {
    simulation = await testSimulation();
  });
  afterEach(() => simulation.iam.stop());

  describe('missing values', () => {
    const missing = async (given: Partial<Input>) => {
      const result = await simulation.one({ ResourceArns: [object('a')], ...given });
      return { of: result.EvalDecision, all: result.MissingContextValues, specific: result.ResourceSpecificResults };
    };

    test('are those of all statements, whatever they are about', async () => {
      const statements = [
        allow('s3:PutObject', '*', when('x:one')),
        allow('s3:GetObject', object('b'), when('x:two')),
        deny('s3:GetObject', object('${aws:username}'), when('X:ONE')),
      ];
      const { of, all, specific } = await missing({ PolicyInputList: [policy(...statements)] });
      assert.equal(of, 'implicitDeny');
      assert.deepEqual(all, ['x:one', 'x:two', 'aws:username']);
      assert.deepEqual(specific?.[0]?.MissingContextValues, all);
    });

    test('are not told where they could have changed nothing', async () => {
      const PolicyInputList = [policy(allow('s3:*')), policy(allow('s3:GetObject', '*', when('x:one')))];
      const { of, all, specific } = await missing({ PolicyInputList });
      assert.equal(of, 'allowed');
      assert.deepEqual(all, []);
      assert.deepEqual(specific?.[0]?.MissingContextValues, []);
    });

    test('are not those that are given, or that the simulator knows', async () => {
      const statement = {
        Condition: {
          StringEquals: { 'x:given': 'other', 'aws:userid': 'x' },
          DateLessThan: { 'aws:CurrentTime': '2000-01-01' },
        },
      };
      const { all } = await missing({
        PolicyInputList: [policy(allow('*', '*', statement))],
        ContextEntries: [{ ContextKeyName: 'X:Given', ContextKeyValues: ['value'], ContextKeyType: 'string' }],
      });
      assert.deepEqual(all, []);
    });

    test('may be those of the boundary', async () => {
      const { of, all } = await missing({
        PolicyInputList: [policy(allow('*'))],
        PermissionsBoundaryPolicyInputList: [policy(allow('*', '*', when('x:boundary')))],
      });
      assert.deepEqual([of, all], ['implicitDeny', ['x:boundary']]);
    });
  });

  describe('context entries', () => {
    const decision = async (condition: object, entries: Input['ContextEntries'], CallerArn?: string) =>
      (
        await simulation.one({
          PolicyInputList: [policy(allow('*', '*', { Condition: condition }))],
          ContextEntries: entries,
          ...(CallerArn === undefined ? {} : { CallerArn }),
        })
      ).EvalDecision;

    test('have one value or, of a list, several', async () => {
      const list = [
        { ContextKeyName: 'aws:TagKeys', ContextKeyValues: ['a', 'b'], ContextKeyType: 'stringList' },
      ] as const;
      assert.equal(await decision({ 'ForAnyValue:StringEquals': { 'aws:tagkeys': 'b' } }, list), 'allowed');
      assert.equal(await decision({ 'ForAllValues:StringEquals': { 'aws:tagkeys': 'b' } }, list), 'implicitDeny');
      const number = [
        { ContextKeyName: 's3:max-keys', ContextKeyValues: ['01.00'], ContextKeyType: 'numeric' },
      ] as const;
      assert.equal(await decision({ NumericEquals: { 's3:max-keys': '1' } }, number), 'allowed');
      assert.equal(await decision({ Bool: { 'x:other': 'true' } }, [{}]), 'implicitDeny');
    });

    test('override what the simulator knows', async () => {
      const stub = 'STUB_PRINCIPAL_FOR_POLICY_SIMULATOR';
      const is = (key: string, value: string) => ({ StringEquals: { [key]: value } });
      assert.equal(await decision(is('aws:userid', stub), []), 'allowed');
      assert.equal(await decision(is('aws:userid', stub), [], alice), 'implicitDeny');
      assert.equal(await decision(is('aws:userid', alice), [], alice), 'allowed');
      assert.equal(await decision(is('aws:PrincipalArn', alice), [], alice), 'allowed');
      assert.equal(await decision(is('aws:PrincipalAccount', '123456789012'), [], alice), 'allowed');
      assert.equal(await decision(is('aws:username', 'alice'), [], alice), 'allowed');
      assert.equal(await decision({ Null: { 'aws:username': 'true' } }, []), 'allowed');
      const own = [{ ContextKeyName: 'AWS:USERID', ContextKeyValues: ['own'], ContextKeyType: 'string' }] as const;
      assert.equal(await decision(is('aws:userid', 'own'), own, alice), 'allowed');
      assert.equal(await decision({ DateEquals: { 'aws:CurrentTime': '2023-11-14T22:13:20Z' } }, []), 'allowed');
    });

    test('are refused when they are wrong', async () => {
      const entry = (...values: string[]) => ({ ContextKeyName: 'x:test', ContextKeyValues: values });
      const wrong = (entries: Input['ContextEntries'], message: string) =>
        simulation.refuses({ ContextEntries: entries }, message);
      await wrong(
        [{ ...entry('a', 'b'), ContextKeyType: 'string' }],
        'Context key string expected a single value, but received 2.',
      );
      await wrong([entry('a')], 'Context key x:test has invalid type null.');
      await wrong(
        [{ ...entry(), ContextKeyType: 'stringList' }],
        'Context values for context key x:test cannot be null or empty.',
      );
      await wrong([{ ContextKeyValues: ['a'], ContextKeyType: 'string' }], 'ContextKeyName cannot be null or empty.');
      const twice = { ...entry('a'), ContextKeyType: 'string' } as const;
      await wrong([twice, { ...twice, ContextKeyName: 'X:TEST' }], 'Duplicate context key: X:TEST.');
      const formats = [
        ['numeric', '0x10', 'numeric format'],
        ['numeric', 'Infinity', 'numeric format'],
        ['numericList', 'NaN', 'numeric format'],
        ['date', 'tomorrow', 'DateTime format'],
        ['ip', '999.0.0.1', 'IP address'],
        ['binary', '!base64', 'base-64 encoded binary format'],
      ] as const;
      for (const [type, value, format] of formats)
        await wrong(
          [{ ...entry(value), ContextKeyType: type }],
          `Invalid context value for key x:test: expected ${format}.`,
        );
      for (const value of ['TRUE', 'yes'])
        await simulation.run({ ContextEntries: [{ ...entry(value), ContextKeyType: 'boolean' }] });
    });
  });
});
