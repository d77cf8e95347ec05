import { SqlError } from '../errors.js';
import { type Column, DOUBLE, INTEGER, TIMESTAMP, varchar } from '../types/sql-type.js';
import { compileProgram } from './index.js';
import type { Program } from './plan.js';
import { describePlan } from './plan-text.js';

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

export const program = (text: string): Program => compileProgram(text, given);

/** The plan of a query, or what is wrong with it. */
export function planOf(query: string): string {
  return problemOr(() => {
    const { pumps } = program(`CREATE STREAM O AS\n${query};`);
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
