import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileProgram } from '../bind/index.js';
import { SqlError } from '../errors.js';
import { Engine } from '../execute/engine.js';
import { given } from './given.js';
import { hostilePrograms } from './programs.js';

for (const [what, program] of Object.entries(hostilePrograms))
  test(`${what}: a program, or an error with its place`, () => {
    assert.ok(program.length <= 100_000);
    let compiled;
    try {
      compiled = compileProgram(program, given);
    } catch (error) {
      assert.ok(error instanceof SqlError, String(error));
      const { line, column } = error.at;
      assert.ok(line >= 1 && column >= 1 && line <= program.split(/\r\n|\r|\n/).length);
      return;
    }
    const engine = new Engine(compiled, { sink: { row: () => {} } });
    engine.step({ now: 0, rows: [{ stream: 0, time: 0, values: [1, 'a', 1, 0, 1n] }], watermark: 60_000 });
    structuredClone(engine.snapshot());
  });

test('errors are on the line and in the column where they stand, tabs and line ends of all kinds before them', () => {
  for (const [program, line, column] of [
    ['CREATE\r\nSTREAM\rX\n\t(A INT, A INT);', 4, 10],
    ["CREATE VIEW V AS SELECT STREAM 'a\r\nb', Z FROM S;", 2, 5],
    ['/* a\r\n b */ CREATE VIEW V AS SELECT STREAM\n\tZ FROM S;', 3, 2],
    ['CREATE VIEW V AS SELECT STREAM "𝒜", Z FROM S;', 1, 32],
    ['-- a\r-- b\r\n-- c\nSELECT STREAM Z FROM S', 4, 15],
  ] as const)
    assert.throws(
      () => compileProgram(program, given),
      (error) => {
        assert.ok(error instanceof SqlError);
        assert.deepEqual([error.at.line, error.at.column], [line, column], error.message);
        return true;
      },
    );
});
