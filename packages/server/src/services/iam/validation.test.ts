import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError, assertValid, required, structure } from '@paddock/wire';
import { ClientIDListType, MaxItemsType, PathType, TagKeyListType, UserNameType } from './shapes.js';
import { TagListType } from './structures.js';
import { validation } from './validation.js';

const Input = structure('Input', {
  UserName: required(UserNameType),
  Path: PathType,
  MaxItems: MaxItemsType,
  Tags: TagListType,
  TagKeys: TagKeyListType,
  ClientIDList: ClientIDListType,
});

function refusal(value: object): string {
  try {
    assertValid(Input, value as never, validation);
  } catch (error) {
    assert.ok(error instanceof AwsError);
    assert.equal(error.code, 'ValidationError');
    return error.message;
  }
  return assert.fail('it was taken');
}

test('violations tell no value and come in the order of their paths', () => {
  const tags = [{ Key: 'k'.repeat(129), Value: '' }];
  assert.equal(
    refusal({ UserName: 'u'.repeat(65), MaxItems: 0, Tags: tags }),
    "3 validation errors detected: Value at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1; " +
      "Value at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128; " +
      "Value at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64",
  );
  assert.equal(
    refusal({}),
    "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null",
  );
});

test('names and paths of wrong characters have texts of their own', () => {
  const names = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';
  assert.equal(refusal({ UserName: 'a b' }), `The specified value for userName is invalid. ${names}`);
  assert.equal(refusal({ UserName: '' }), `The specified value for userName is invalid. ${names}`);
  assert.equal(
    refusal({ UserName: 'a', Path: 'x' }),
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  );
});

test("a list's members are reported once, with all that they must satisfy", () => {
  assert.equal(
    refusal({ UserName: 'a', TagKeys: [''] }),
    "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: " +
      '[Member must have length less than or equal to 128, Member must have length greater than or equal to 1, ' +
      'Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]',
  );
  assert.equal(
    refusal({ UserName: 'a', ClientIDList: [''] }),
    "1 validation error detected: Value at 'clientIDList' failed to satisfy constraint: Member must satisfy constraint: " +
      '[Member must have length less than or equal to 255, Member must have length greater than or equal to 1]',
  );
});
