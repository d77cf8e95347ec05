import { spanning } from '../errors.js';
import type { Call, Expression, Name, TimeUnit } from './ast.js';
import type { Cursor } from './cursor.js';
import { powers } from './powers.js';
import { windowReference } from './windows.js';

/** A call from its parenthesis on, with what may follow it: `IGNORE NULLS`, `OVER w`. */
export function call(cursor: Cursor, name: Name): Call {
  cursor.expect('(');
  const [{ text, quoted }] = name.parts;
  const form = name.parts.length === 1 && !quoted ? forms[text] : undefined;
  const inside = (form ?? plainArguments)(cursor);
  let end = cursor.expect(')').at;

  let flag = inside.flag;
  if (text === 'NTH_VALUE' && cursor.is('FROM') && (cursor.is('FIRST', 1) || cursor.is('LAST', 1))) {
    cursor.next();
    const from = cursor.next();
    flag = from.text;
    end = from.at;
  }
  const nulls = cursor.accept('IGNORE', 'RESPECT');
  if (nulls !== undefined) end = cursor.expect('NULLS').at;
  const over = cursor.accept('OVER') === undefined ? undefined : windowReference(cursor);
  return {
    kind: 'call',
    name,
    operands: inside.operands,
    star: inside.star ?? false,
    distinct: inside.distinct ?? false,
    ignoreNulls: nulls?.text === 'IGNORE',
    ...(inside.unit === undefined ? {} : { unit: inside.unit }),
    ...(flag === undefined ? {} : { flag }),
    ...(over === undefined ? {} : { over }),
    at: spanning(name.at, over?.at ?? end),
  };
}

interface Inside {
  readonly operands: Expression[];
  readonly star?: boolean;
  readonly distinct?: boolean;
  readonly unit?: TimeUnit;
  readonly flag?: string;
}

function plainArguments(cursor: Cursor): Inside {
  if (cursor.at(')')) return { operands: [] };
  if (cursor.accept('*') !== undefined) return { operands: [], star: true };
  const distinct = cursor.accept('ALL', 'DISTINCT')?.text === 'DISTINCT';
  return { operands: cursor.list(argument), distinct };
}

const argument = (cursor: Cursor): Expression => cursor.rules.expression(cursor);

/** An operand before a word that would be an operator elsewhere: IN, SIMILAR. */
const tightArgument = (cursor: Cursor): Expression => cursor.rules.expression(cursor, powers.predicate + 1);

/** Functions that have words between their operands. */
const forms: Readonly<Record<string, ((cursor: Cursor) => Inside) | undefined>> = {
  CEIL: rounded,
  CEILING: rounded,
  FLOOR: rounded,
  EXTRACT(cursor) {
    const unit = timeUnit(cursor);
    cursor.expect('FROM');
    return { operands: [argument(cursor)], unit };
  },
  STEP(cursor) {
    const operand = argument(cursor);
    cursor.expect('BY');
    return { operands: [operand, argument(cursor)] };
  },
  POSITION(cursor) {
    const operands = [tightArgument(cursor)];
    cursor.expect('IN');
    operands.push(argument(cursor));
    if (cursor.accept('FROM') !== undefined) operands.push(argument(cursor));
    return { operands };
  },
  OVERLAY(cursor) {
    const operands = [argument(cursor)];
    cursor.expect('PLACING');
    operands.push(argument(cursor));
    cursor.expect('FROM');
    operands.push(argument(cursor));
    if (cursor.accept('FOR') !== undefined) operands.push(argument(cursor));
    return { operands };
  },
  SUBSTRING(cursor) {
    const operands = [tightArgument(cursor)];
    const word = cursor.expect('FROM', ',', 'SIMILAR').text;
    operands.push(argument(cursor));
    if (word === 'SIMILAR') cursor.expect('ESCAPE');
    else if (cursor.accept(word === 'FROM' ? 'FOR' : ',') === undefined) return { operands };
    operands.push(argument(cursor));
    return word === 'SIMILAR' ? { operands, flag: 'REGEX' } : { operands };
  },
  TRIM(cursor) {
    const flag = cursor.accept('BOTH', 'LEADING', 'TRAILING')?.text;
    const where = flag === undefined ? {} : { flag };
    if (flag !== undefined && cursor.accept('FROM') !== undefined) return { operands: [argument(cursor)], ...where };
    const first = argument(cursor);
    if (flag === undefined && cursor.accept('FROM') === undefined) return { operands: [first] };
    if (flag !== undefined) cursor.expect('FROM');
    return { operands: [first, argument(cursor)], ...where };
  },
};

/** `FLOOR(x)`, `FLOOR(x TO MINUTE)` */
function rounded(cursor: Cursor): Inside {
  const operands = [argument(cursor)];
  return cursor.accept('TO') === undefined ? { operands } : { operands, unit: timeUnit(cursor) };
}

const units: readonly TimeUnit[] = [
  ...(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'MILLISECOND', 'WEEK', 'QUARTER'] as const),
  ...(['DOW', 'DOY', 'EPOCH', 'CENTURY', 'DECADE', 'MILLENNIUM'] as const),
];

function timeUnit(cursor: Cursor): TimeUnit {
  const { text } = cursor.expect(...units);
  return units.find((unit) => unit === text) ?? cursor.fail();
}
