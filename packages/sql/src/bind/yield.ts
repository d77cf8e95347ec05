import { type Span, sqlErrorAt } from '../errors.js';
import type { Column } from '../types/sql-type.js';
import { projectOf } from './build.js';
import { directionOf, inRowtime, isOfRowtime } from './monotonic.js';
import type { Plan } from './plan.js';
import type { Field, Item, Relation } from './relation.js';
import type { BoundItem } from './select-items.js';
import { sizeOf } from './typed-tree.js';
import type { Typed } from './typed.js';
import { isRowtimeAlias } from './select-items.js';

/** The items as a relation; `AS ROWTIME` is the rows' time and no value. */
export function yielded(
  items: readonly BoundItem[],
  input: Plan,
  fields: readonly Field[],
  streaming: boolean,
  sortedTime?: Typed,
): Relation {
  const timeAt = streaming ? items.findIndex(isRowtimeAlias) : -1;
  const time = items[timeAt];
  const rowtime = time?.values[0]?.typed;
  if (time !== undefined && rowtime?.type.kind !== 'TIMESTAMP')
    throw sqlErrorAt(time.at, 'ROWTIME must be of type TIMESTAMP');
  const expressions: Typed[] = [];
  const columns: Column[] = [];
  const result: Item[] = [];
  const places: Span[] = [];
  for (const item of items) {
    if (item === time) continue;
    const from = expressions.length;
    for (const { name, typed } of item.values) {
      expressions.push(typed);
      places.push(item.at);
      const notNull = typed.kind === 'column' ? fields[typed.index]?.notNull === true : typed.kind === 'rowtime';
      columns.push({ name, type: typed.type, ...(notNull ? { notNull } : {}) });
    }
    const members = item.values.map(({ name }, index) => ({ name, index: from + index }));
    if (item.isRow) result.push({ kind: 'row', name: item.name, members });
    else result.push({ kind: 'column', name: item.name, index: from });
  }
  const moved = rowtime ?? sortedTime;
  const plan = projectOf(input, expressions, columns, moved?.kind === 'rowtime' ? undefined : moved);
  return {
    plan,
    streaming,
    // What rose with the old time need not rise with the new.
    fields: expressions.map((typed) => fieldOf(typed, fields, moved !== undefined && moved.kind !== 'rowtime')),
    items: result,
    places,
    ...(timeAt < 0 ? {} : { rowtimeAt: timeAt }),
  };
}

/** Parts of an expression that is kept beside its value. */
const largestKept = 100;

function fieldOf(typed: Typed, fields: readonly Field[], retimed: boolean): Field {
  const below = typed.kind === 'column' ? fields[typed.index] : undefined;
  const direction = directionOf(typed, fields);
  const inTime = retimed ? typed : inRowtime(typed, fields);
  return {
    type: typed.type,
    notNull: below?.notNull === true || typed.kind === 'rowtime',
    direction: retimed && typed.kind === 'rowtime' ? 'none' : direction,
    ...((below?.followsRowtime === true || typed.kind === 'rowtime') && !retimed ? { followsRowtime: true } : {}),
    ...(!retimed && isOfRowtime(inTime) && sizeOf(inTime) <= largestKept ? { ofRowtime: inTime } : {}),
  };
}
