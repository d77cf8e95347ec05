import type { AggregateFunction } from '../aggregates/aggregate.js';
import { rowFunctions, scalarFunctions } from '../functions/index.js';
import { operators, prefixOperators } from '../functions/operators/index.js';
import { tableFunctions } from '../learning/table-functions.js';
import { SqlError } from '../errors.js';
import {
  BIGINT,
  type Column,
  DOUBLE,
  INTEGER,
  type SqlType,
  TIMESTAMP,
  isNumeric,
  varchar,
} from '../types/sql-type.js';
import { compile } from './compile.js';
import type { Functions } from './context.js';
import type { Program } from './plan.js';
import { describePlan } from './plan-text.js';

/** Aggregates that are of types only: nothing is computed here. */
function aggregate(
  name: string,
  signature: string,
  typeOf: (types: readonly SqlType[]) => SqlType | undefined,
  extra: Partial<AggregateFunction> = {},
): AggregateFunction {
  const accumulator = { add: () => undefined, result: () => null, save: () => null };
  return {
    name,
    signatures: [signature],
    ...extra,
    resolve: (operands, { distinct, star }) => {
      const types = operands.map((operand) => operand.type);
      const type = star ? BIGINT : typeOf(types);
      if (type === undefined || (distinct && name === 'COUNT')) return undefined;
      const operandTypes = star ? [] : types.slice(0, 1);
      return { type, operandTypes, create: () => accumulator, restore: () => accumulator };
    },
  };
}

const numeric = ([type, ...more]: readonly SqlType[]): SqlType | undefined =>
  type !== undefined && more.length === 0 && isNumeric(type) ? type : undefined;
const any = ([type, ...more]: readonly SqlType[]): SqlType | undefined => (more.length === 0 ? type : undefined);

const functions: Functions = {
  scalar: [...operators, ...prefixOperators, ...scalarFunctions],
  aggregate: [
    aggregate('SUM', 'SUM(<NUMERIC>)', numeric),
    aggregate('AVG', 'AVG(<NUMERIC>)', numeric),
    aggregate('MIN', 'MIN(<COMPARABLE_TYPE>)', any),
    aggregate('MAX', 'MAX(<COMPARABLE_TYPE>)', any),
    aggregate('COUNT', 'COUNT(<ANY>)', ([type]) => (type === undefined ? undefined : BIGINT), { takesStar: true }),
    aggregate('LAG', 'LAG(<ANY>, <INTEGER>)', ([type]) => type, { onlyOverWindow: true }),
    aggregate('LAST_VALUE', 'LAST_VALUE(<ANY>)', any),
  ],
  table: tableFunctions,
  row: rowFunctions,
};

const telemetry: readonly Column[] = [
  { name: 'Distance', type: DOUBLE },
  { name: 'HealthPoints', type: INTEGER },
  { name: 'Latitude', type: DOUBLE },
  { name: 'Longitude', type: DOUBLE },
  { name: 'MagicPoints', type: INTEGER },
  { name: 'Name', type: varchar(16) },
  { name: 'StatusTime', type: TIMESTAMP },
  { name: 'APPROXIMATE_ARRIVAL_TIME', type: TIMESTAMP, hidden: true },
];

const trades: readonly Column[] = [
  { name: 'TICKER', type: varchar(8) },
  { name: 'PRICE', type: DOUBLE },
  { name: 'AMOUNT', type: INTEGER },
  { name: 'AT', type: TIMESTAMP },
];

/** `(A INTEGER, B VARCHAR(8), C DOUBLE, D TIMESTAMP)` */
const plain: readonly Column[] = [
  { name: 'A', type: INTEGER },
  { name: 'B', type: varchar(8) },
  { name: 'C', type: DOUBLE },
  { name: 'D', type: TIMESTAMP },
];

export const given = {
  sources: [
    { name: 'SOURCE_SQL_STREAM_001', columns: telemetry },
    { name: 'TRADES', columns: trades },
    { name: 'S', columns: plain },
    { name: 'R', columns: plain },
    { name: 'Q', columns: plain },
  ],
  tables: [
    {
      name: 'COMPANIES',
      columns: [
        { name: 'TICKER', type: varchar(8) },
        { name: 'COMPANY', type: varchar(64) },
      ],
    },
    {
      name: 'LIMITS',
      columns: [
        { name: 'A', type: INTEGER },
        { name: 'TOP', type: DOUBLE },
      ],
    },
  ],
};

export const program = (text: string): Program => compile(text, given, functions);

/** The plan of a query, or what is wrong with it. */
export function planOf(query: string): string {
  return problemOr(() => {
    const { pumps } = program(`CREATE STREAM O AS ${query};`);
    return pumps.map(({ plan }) => describePlan(plan)).join('\n');
  });
}

/** What a program becomes: its pumps' plans, or what is wrong with it. */
export const plansOf = (text: string): string =>
  problemOr(() =>
    program(text)
      .pumps.map(({ name, plan }) => `${name}: ${describePlan(plan)}`)
      .join('\n'),
  );

function problemOr(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof SqlError) return error.message;
    throw error;
  }
}
