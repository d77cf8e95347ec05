import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileAction } from './action.js';

describe('action patterns', () => {
  const table: readonly (readonly [pattern: string, action: string, matches: boolean])[] = [
    ['kinesis:PutRecord', 'kinesis:PutRecord', true],
    ['kinesis:PutRecord', 'kinesis:PutRecords', false],
    ['KINESIS:putrecord', 'kinesis:PutRecord', true],
    ['kinesis:Get*', 'kinesis:GetRecords', true],
    ['kinesis:Get*', 'kinesis:PutRecord', false],
    ['kinesis:*', 'kinesis:GetRecords', true],
    ['kinesis:*', 'kinesisanalytics:ListApplications', false],
    ['iam:*AccessKey*', 'iam:CreateAccessKey', true],
    ['iam:*AccessKey*', 'iam:ListAccessKeys', true],
    ['iam:*AccessKey*', 'iam:CreateUser', false],
    ['kinesis:Put?ecord', 'kinesis:PutRecord', true],
    ['*', 'kinesis:PutRecord', true],
    ['*:*', 'kinesis:PutRecord', true],
    ['kinesis', 'kinesis:PutRecord', false],
    ['kinesis*', 'kinesis:PutRecord', false],
  ];
  for (const [pattern, action, matches] of table) {
    it(`${pattern} ${matches ? 'matches' : 'does not match'} ${action}`, () => {
      assert.equal(compileAction(pattern)(action), matches);
    });
  }
});
