import type { Choices } from './choices.js';
import { categories, type Category, type Reference } from './generate-expression.js';
import type { GivenTable, Readable } from './generate-from.js';
import { Queries } from './generate-query.js';

const types: Readonly<Record<Category, readonly [string, ...string[]]>> = {
  whole: ['BIGINT', 'INTEGER', 'SMALLINT', 'DOUBLE', 'DECIMAL(12,2)'],
  decimal: ['DECIMAL(18,4)', 'DECIMAL(8,1)', 'DOUBLE', 'INTEGER'],
  double: ['DOUBLE', 'DECIMAL(12,3)', 'BIGINT'],
  text: ['VARCHAR(32)', 'VARCHAR(2)', 'CHAR(5)'],
  truth: ['BOOLEAN'],
  time: ['TIMESTAMP'],
};

const categoryOf = (type: string): Category => {
  if (type.startsWith('DECIMAL')) return 'decimal';
  return type === 'DOUBLE' ? 'double' : (categories.find((each) => types[each].includes(type)) ?? 'whole');
};

/** One to four streams, each with a pump or two, some views between them. */
export function madeProgram(choices: Choices, sources: readonly Readable[], tables: readonly GivenTable[]): string {
  const statements: string[] = [];
  const readable: Readable[] = [...sources];
  const count = 1 + choices.below(4);
  for (let index = 1; index <= count; index++) {
    const queries = new Queries(choices, readable, tables);
    if (choices.once(7)) {
      const isGrouped = choices.once(2);
      const view = isGrouped ? queries.grouped(true) : queries.simple(true);
      const names = view.items.map(({ category, vague }, at): Reference => ({
        text: `V${at}`,
        category,
        ...(vague && { vague }),
      }));
      statements.push(`CREATE VIEW W${index} (${names.map(({ text }) => text).join(', ')}) AS ${view.text};`);
      readable.push({
        name: `W${index}`,
        // Times of windows rise: grouped by, they would be windows again.
        columns: names.filter(({ category }) => !isGrouped || category !== 'time'),
        isPart: isGrouped,
        ordered: view.ordered,
        late: view.late,
      });
    }
    const queriesNow = new Queries(choices, readable, tables);
    const made = queriesNow.any();
    const columns = made.items.map(({ category, vague }, at) => {
      const type = vague === true ? 'DOUBLE' : choices.one(...types[category]);
      const reference: Reference = { text: `C${at}`, category: categoryOf(type), ...(vague && { vague }) };
      return { reference, declared: `C${at} ${type}${choices.once(12) ? ' NOT NULL' : ''}` };
    });
    const isListed = choices.once(6);
    const list = isListed ? ` (${columns.map(({ reference }) => reference.text).join(', ')})` : '';
    const shown = isListed ? columns.toReversed() : columns;
    statements.push(`CREATE STREAM D${index} (${shown.map(({ declared }) => declared).join(', ')});`);
    statements.push(`CREATE PUMP P${index} AS INSERT INTO D${index}${list} ${made.text};`);
    const isShared = !made.late && choices.once(6);
    if (isShared) {
      const second = queriesNow.projection(made.items.map(({ category }) => category));
      if (second !== undefined) statements.push(`CREATE PUMP Q${index} AS INSERT INTO D${index}${list} ${second};`);
    }
    const references = shown.map(({ reference }) => reference);
    readable.push({ name: `D${index}`, columns: references, ordered: made.ordered && !isShared, late: made.late });
    // What was made last is read most.
    readable.push({ name: `D${index}`, columns: references, ordered: made.ordered && !isShared, late: made.late });
  }
  return statements.join('\n');
}
