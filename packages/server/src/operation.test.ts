import assert from 'node:assert/strict';
import { test } from 'node:test';
import { structure, validationError } from '@paddock/wire';
import { bind, operationsOf } from './operation.js';

const operation = operationsOf<{ readonly limit: number }>();
const parts = {
  name: 'Do',
  input: structure('DoInput', {}),
  output: undefined,
  errors: [],
  needs: () => [],
  run: () => {},
};

test('what is bound says whether it checks its own input', () => {
  const plain = bind(operation(parts), { limit: 1 });
  assert.equal('validate' in plain, false);
  const checked = bind(
    operation({
      ...parts,
      validate: () => {
        throw validationError('No.');
      },
    }),
    { limit: 1 },
  );
  assert.throws(() => checked.validate?.({}), /No\./);
});
