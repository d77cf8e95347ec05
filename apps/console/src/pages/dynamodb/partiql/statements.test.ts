import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isWrite, placeOfFault, quotedName, splitStatements } from './statements.js';

describe('statements of PartiQL', () => {
  it('end with semicolons, but not in quotes and comments', () => {
    const text = `SELECT * FROM "a;b" WHERE x = 'it''s; so' -- no; end\n;\n /* ; */ ;; UPDATE t SET a = 1`;
    assert.deepEqual(
      splitStatements(text).map(({ text: one, at }) => [one, at]),
      [
        [`SELECT * FROM "a;b" WHERE x = 'it''s; so' -- no; end`, 0],
        ['UPDATE t SET a = 1', text.indexOf('UPDATE')],
      ],
    );
    assert.deepEqual(splitStatements(' ; -- nothing\n'), []);
    assert.equal(splitStatements("SELECT 'open; ").length, 1);
  });

  it('are wrong where the message says, in the whole text', () => {
    const text = 'SELECT 1;\n  SELECT *\nFROM x y';
    const [, second = { text: '', at: 0 }] = splitStatements(text);
    assert.deepEqual(placeOfFault('Unexpected path component at 1:8:1', second, text), { row: 1, column: 9 });
    assert.deepEqual(placeOfFault('Unsupported clause: FROM at 2:6:3', second, text), { row: 2, column: 5 });
    assert.deepEqual(placeOfFault('Something', second, text), { row: 1, column: 2 });
  });

  it('read or write', () => {
    assert.equal(isWrite(' insert into t'), true);
    assert.equal(isWrite('SELECT * FROM updates'), false);
    assert.equal(quotedName('a"b'), '"a""b"');
  });
});
