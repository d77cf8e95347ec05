import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contextOf } from '../conditions/testing.js';
import { compileArnValue, compileResource } from './arn.js';

const STREAM = 'arn:aws:kinesis:us-east-1:111122223333:stream/wildrydes';
const CONSUMER = `${STREAM}/consumer/map:1700000000`;

describe('resource patterns', () => {
  const table: readonly (readonly [pattern: string, resource: string, matches: boolean, why?: string])[] = [
    ['*', STREAM, true],
    ['*', '*', true, 'an action without a resource'],
    ['**', STREAM, true],
    [STREAM, STREAM, true],
    [STREAM, CONSUMER, false],
    [STREAM, '*', false, 'only * matches an action without a resource'],
    ['arn:*', '*', false],
    ['?', '*', false],
    [STREAM.toUpperCase(), STREAM, false, 'case matters'],
    ['arn:aws:kinesis:us-east-1:111122223333:stream/*', STREAM, true],
    ['arn:aws:kinesis:us-east-1:111122223333:stream/wild*', STREAM, true],
    ['arn:aws:kinesis:us-east-1:111122223333:stream/*', CONSUMER, true, 'in the resource * spans / and :'],
    ['arn:aws:kinesis:us-east-1:111122223333:*/*/consumer/*:*', CONSUMER, true],
    ['arn:aws:kinesis:us-east-1:111122223333:stream/wildryde?', STREAM, true],
    ['arn:aws:kinesis:us-east-1:111122223333:stream/wildrydes/consumer/map?1700000000', CONSUMER, true],
    ['arn:aws:kinesis:*:*:stream/wildrydes', STREAM, true],
    ['arn:aws:kinesis:us-*-1:111122223333:stream/wildrydes', STREAM, true],
    ['arn:aws:kinesis:us-*-1:111122223333:stream/wildrydes', STREAM.replace('us-', 'eu-'), false],
    ['arn:aws:kinesis:us-east-?:111122223333:stream/wildrydes', STREAM, true],
    ['arn:aws:kinesis:us-east?1:111122223333:stream/wildrydes', STREAM, true],
    ['arn:aws:kinesis?us-east-1:111122223333:stream/wildrydes', STREAM, false, '? is no colon before the resource'],
    ['arn:aws:kinesis:us*3333:stream/wildrydes:*', STREAM, false, 'nor does an inner * run over one'],
    [
      'arn:aws:sqs:*:111122223333:jobs',
      'arn:aws:sqs:us-east-1:999999999999:a:111122223333:jobs',
      true,
      'a * that ends its segment may run over colons',
    ],
    [
      'arn:aws:sqs:us-*1:111122223333:jobs',
      'arn:aws:sqs:us-east-1:999999999999:a1:111122223333:jobs',
      false,
      'one within it may not',
    ],
    ['arn:aws:sqs', 'arn:aws:sqs:us-east-1:111122223333:jobs', true, 'missing segments are *'],
    ['arn:aws:sqs', 'arn:aws:sqsx:us-east-1:111122223333:jobs', false],
    ['arn:aws:sqs:*', 'arn:aws:sqs:us-east-1:111122223333:jobs', true],
    ['arn:aws:sqs:us-east-1', 'arn:aws:sqs:us-east-2:111122223333:jobs', false],
    ['arn:aws:s3:::bucket/*/test/*', 'arn:aws:s3:::bucket/1/2/test/.jpg', true],
    ['arn:aws:s3:::bucket/*/test/*', 'arn:aws:s3:::bucket/1-test/object.jpg', false],
    ['', STREAM, false],
    ['', '*', false],
  ];
  for (const [pattern, resource, matches, why = ''] of table) {
    it(`${JSON.stringify(pattern)} ${matches ? 'matches' : 'does not match'} ${resource}${why && `: ${why}`}`, () => {
      assert.equal(compileResource(pattern, '2012-10-17').resolve(contextOf({}))?.(resource), matches);
    });
  }

  it('know variables in the resource', () => {
    const template = compileResource('arn:aws:s3:::rides/${aws:username}/*', '2012-10-17');
    assert.deepEqual(template.variables, ['aws:username']);
    const alice = template.resolve(contextOf({ 'aws:username': 'alice' }));
    assert.equal(alice?.('arn:aws:s3:::rides/alice/1.json'), true);
    assert.equal(alice?.('arn:aws:s3:::rides/bob/1.json'), false);
    assert.equal(template.resolve(contextOf({})), undefined);
    const id = compileResource('arn:aws:s3:::rides/${aws:userid}', '2012-10-17');
    assert.equal(id.resolve(contextOf({ 'aws:userid': 'AROA1:map' }))?.('arn:aws:s3:::rides/AROA1:map'), true);
  });

  it('know no variables before the resource', () => {
    const template = compileResource('arn:aws:iam::${aws:PrincipalAccount}:role/map', '2012-10-17');
    assert.deepEqual(template.variables, []);
    const context = contextOf({ 'aws:PrincipalAccount': '111122223333' });
    assert.equal(template.resolve(context)?.('arn:aws:iam::111122223333:role/map'), false);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (pattern, resource) => {
        const matches = compileResource(pattern, '2012-10-17').resolve(contextOf({ a: '*' }));
        assert.equal(typeof (matches?.(resource) ?? false), 'boolean');
        assert.equal(
          typeof (compileArnValue(pattern, '2012-10-17').resolve(contextOf({ a: ':' }))?.(resource) ?? false),
          'boolean',
        );
      }),
    );
  });
});

describe('values of ARN operators', () => {
  const table: readonly (readonly [value: string, arn: string, matches: boolean])[] = [
    [STREAM, STREAM, true],
    [STREAM, CONSUMER, false],
    ['arn:aws:kinesis:*:*:stream/wildrydes', STREAM, true],
    ['arn:aws:kinesis:*:111122223333:*', CONSUMER, true],
    ['arn:aws:kinesis:us-east-?:1111*:stream/*', STREAM, true],
    ['arn:aws:kinesis:*', STREAM, true],
    ['arn:aws:lambda', STREAM, false],
    ['*', STREAM, true],
    ['*', 'wildrydes', false],
    // The example of AWS's page: StringLike would match here.
    [
      'arn:aws:someservice:*:111122223333:finance/*',
      'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
      false,
    ],
  ];
  for (const [value, arn, matches] of table) {
    it(`${value} ${matches ? 'matches' : 'does not match'} ${arn}`, () => {
      assert.equal(compileArnValue(value, '2012-10-17').resolve(contextOf({}))?.(arn), matches);
    });
  }

  it('may be variables, whole ARNs too', () => {
    const template = compileArnValue('${aws:PrincipalArn}', '2012-10-17');
    const role = 'arn:aws:iam::111122223333:role/map';
    const matches = template.resolve(contextOf({ 'aws:PrincipalArn': role }));
    assert.equal(matches?.(role), true);
    assert.equal(matches?.(`${role}s`), false);
  });
});

const hostileText = fc.string({
  unit: fc.constantFrom('a', ':', '*', '?', '$', '{', '}', ',', "'", ' ', '/'),
  maxLength: 40,
});
