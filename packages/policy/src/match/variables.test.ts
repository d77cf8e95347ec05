import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contextOf } from '../conditions/testing.js';
import { compileTemplate } from './variables.js';

const CONTEXT = contextOf({
  'aws:username': 'alice',
  'aws:PrincipalTag/team': 'yellow',
  'aws:PrincipalTag/cost center': 'c-1',
  'aws:PrincipalTag/star': 'a*',
  'aws:PrincipalTag/empty': '',
  'aws:TagKeys': ['a', 'b'],
  one: ['1'],
});

describe('policy variables', () => {
  const table: readonly (readonly [template: string, text: string, matches: boolean | undefined, why?: string])[] = [
    ['home/${aws:username}/*', 'home/alice/1', true],
    ['home/${aws:username}/*', 'home/bob/1', false],
    ['${AWS:UserName}', 'alice', true, 'keys ignore case'],
    ['${aws:username}-${aws:PrincipalTag/team}', 'alice-yellow', true],
    ['${aws:username}${aws:username}', 'alicealice', true],
    ['${aws:PrincipalTag/cost center}', 'c-1', true, 'a tag key may have a space'],
    ['${one}', '1', true],
    ['${aws:PrincipalTag/star}', 'a*', true],
    ['${aws:PrincipalTag/star}', 'ab', false, 'a * in a value is no wildcard'],
    ["b-${aws:PrincipalTag/team, 'company-wide'}", 'b-yellow', true],
    ["b-${aws:PrincipalTag/none, 'company-wide'}", 'b-company-wide', true],
    ["b-${aws:PrincipalTag/none,'company-wide'}", 'b-company-wide', true],
    ["b-${aws:PrincipalTag/none, 'x*'}", 'b-xyz', false, 'nor is one in a default'],
    ["b-${aws:PrincipalTag/empty, 'company-wide'}", 'b-company-wide', true, 'an empty value is no value'],
    ['b-${aws:PrincipalTag/empty}*', 'b-anything', undefined, 'an empty value is no value'],
    ['${aws:PrincipalTag/none}', '', undefined],
    ['${aws:username}${aws:PrincipalTag/none}', 'alice', undefined],
    ['${aws:TagKeys}', 'a', undefined, 'several values are no variable'],
    ["${aws:TagKeys, 'a'}", 'a', undefined],
    ['${*}', '*', true],
    ['${*}', 'a', false],
    ['${?}', '?', true],
    ['${?}', 'a', false],
    ['${$}{aws:username}', '${aws:username}', true],
    ['a${*}b*', 'a*bc', true],
    ['${', '${', true, 'what is no variable is text'],
    ['${}', '${}', true],
    ['${aws:username', '${aws:username', true],
    ['${aws:username, alice}', '${aws:username, alice}', true],
    ['$aws:username', '$aws:username', true],
  ];
  for (const [template, text, matches, why = ''] of table) {
    const verdict = matches === undefined ? 'cannot be resolved' : matches ? 'matches' : 'does not match';
    it(`${template} ${verdict}${matches === undefined ? '' : ` ${text}`}${why && `: ${why}`}`, () => {
      assert.equal(compileTemplate(template, '2012-10-17').resolve(CONTEXT)?.(text), matches);
    });
  }

  it('are plain text in version 2008-10-17', () => {
    const template = compileTemplate('${aws:username}*', '2008-10-17');
    assert.deepEqual(template.variables, []);
    assert.equal(template.resolve(CONTEXT)?.('${aws:username}1'), true);
    assert.equal(template.resolve(CONTEXT)?.('alice1'), false);
  });

  it('name each key once, in lower case', () => {
    const template = compileTemplate("${aws:UserName}/${aws:username}/${k, 'd'}/${*}", '2012-10-17');
    assert.deepEqual(template.variables, ['aws:username', 'k']);
  });

  it('follow the request from one to the next', () => {
    const template = compileTemplate('${k}', '2012-10-17');
    for (const value of ['a', 'b', 'b', 'a']) {
      assert.equal(template.resolve(contextOf({ k: value }))?.(value), true);
      assert.equal(template.resolve(contextOf({ k: value }))?.('c'), false);
    }
  });

  it('without any, hand out one matcher', () => {
    const template = compileTemplate('a*', '2012-10-17');
    assert.equal(template.resolve(CONTEXT), template.resolve(contextOf({})));
  });

  it('match their value and nothing else, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: fc.constantFrom('*', '?', 'a', ':', '$', '{', '}') }),
        fc.string(),
        (value, other) => {
          const matches = compileTemplate('x${k}*', '2012-10-17').resolve(contextOf({ k: value }));
          assert.equal(matches?.(`x${value}`), true);
          assert.equal(matches?.(`x${other}`), other.startsWith(value));
        },
      ),
    );
  });
});
