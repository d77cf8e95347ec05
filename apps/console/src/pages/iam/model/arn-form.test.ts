import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownServices, resourceTypesOf } from '@paddock/policy/reference';
import fc from 'fast-check';
import { arnForm, fieldFault } from './arn-form.js';

const types = knownServices().flatMap(({ prefix }) => resourceTypesOf(prefix));

test('the form of every resource type reads back what it writes', () => {
  assert.ok(types.length > 60);
  const value = fc.oneof(fc.constant('*'), fc.stringMatching(/^[\w*?.@=,-]{1,12}$/));
  for (const { arnFormat } of types) {
    const form = arnForm(arnFormat);
    const values = fc.tuple(...form.fields.map(() => value)) as fc.Arbitrary<string[]>;
    fc.assert(
      fc.property(values, (filled) => {
        const arn = form.format(filled);
        assert.ok(!arn.includes('${'), arn);
        const read = form.parse(arn);
        assert.ok(read, `${arnFormat}: ${arn}`);
        assert.equal(form.format(read), arn);
        // Where a literal begins with a letter or a dash, a value can hold it too: then another reading is as right.
        if (form.fields.every((_, index) => /^[:/]?$/.test(literalAfter(arnFormat, index))))
          assert.deepEqual(read, filled);
      }),
      { numRuns: 40 },
    );
    for (const { label } of form.fields) assert.match(label, /^[A-Z][\w ]*$/);
  }
});

const literalAfter = (arnFormat: string, index: number): string =>
  arnFormat
    .replace('${Partition}', 'aws')
    .split(/\$\{[^}]*\}/)
    [index + 1]?.charAt(0) ?? '';

test('the fields are named as in AWS’s dialog', () => {
  const consumer = types.find(({ service, name }) => service === 'kinesis' && name === 'consumer');
  assert.ok(consumer);
  const form = arnForm(consumer.arnFormat);
  assert.deepEqual(
    form.fields.map(({ label }) => label),
    ['Region', 'Account', 'Stream type', 'Stream name', 'Consumer name', 'Consumer creation timestamp'],
  );
  const arn = 'arn:aws:kinesis:us-east-1:000000000000:*/wildrydes/consumer/*:*';
  assert.deepEqual(form.parse(arn), ['us-east-1', '000000000000', '*', 'wildrydes', '*', '*']);
  assert.equal(form.parse('arn:aws:kinesis:us-east-1:000000000000:stream/wildrydes'), undefined);
});

test('a value is judged by its field', () => {
  const account = { variable: 'Account', label: 'Account' };
  assert.equal(fieldFault(account, ''), 'empty');
  assert.equal(fieldFault(account, '12'), 'account');
  assert.equal(fieldFault(account, '*'), undefined);
  assert.equal(fieldFault(account, '000000000000'), undefined);
  assert.equal(fieldFault({ variable: 'StreamName', label: 'Stream name' }, 'a b'), 'space');
});
