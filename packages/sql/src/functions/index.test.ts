import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowFunctions, scalarFunctions } from './index.js';

/** The reference's contents, without aggregates, analytic functions, and what the language itself has. */
const scalars = `ABS CEIL CEILING CHARACTER_LENGTH CHAR_LENGTH CHAR_TO_DATE CHAR_TO_TIME CHAR_TO_TIMESTAMP DATE_TO_CHAR EXP EXTRACT FLOOR INITCAP LN LOG10
  LOWER MOD OVERLAY POSITION POWER REGEX_REPLACE SQRT STEP SUBSTRING TIMESTAMP_TO_CHAR TIME_TO_CHAR TO_TIMESTAMP TRIM TSDIFF UNIX_TIMESTAMP UPPER`;
const rows = `FAST_REGEX_LOG_PARSE FAST_REGEX_LOG_PARSER FIXED_COLUMN_LOG_PARSE REGEX_LOG_PARSE SYS_LOG_PARSE VARIABLE_COLUMN_LOG_PARSE W3C_LOG_PARSE`;

test('all functions of the reference are there, each once', () => {
  assert.deepEqual(scalarFunctions.map(({ name }) => name).toSorted(), scalars.split(/\s+/));
  assert.deepEqual(rowFunctions.map(({ name }) => name).toSorted(), rows.split(/\s+/));
});

test('signatures begin with their function', () => {
  for (const { name, signatures } of [...scalarFunctions, ...rowFunctions]) {
    assert.ok(signatures.length > 0);
    for (const signature of signatures) assert.ok(signature.startsWith(`${name}(`), signature);
  }
});

test('no function takes no operands, or ten', () => {
  for (const { resolve } of [...scalarFunctions, ...rowFunctions]) {
    assert.equal(resolve([]), undefined);
    assert.equal(resolve(Array.from({ length: 10 }, () => ({ type: { kind: 'NULL' }, constant: null }))), undefined);
  }
});
