import { typeText } from '../types/sql-type.js';
import { windowText } from './collectors.js';
import { inputsOf } from './plan-inputs.js';
import type { AggregateCall, JoinWindow, Plan, Program, WindowKey } from './plan.js';
import { constantText, typedText } from './typed-text.js';

/**
 * A plan as text, for people and for tests: one line for each step, its inputs below it. `$0` is the first value of a step's input.
 * The same plan gives the same text.
 */
export function describePlan(plan: Plan): string {
  const lines: string[] = [];
  const open: [Plan, number][] = [[plan, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [step, depth] = next;
    lines.push(`${'  '.repeat(depth)}${stepText(step)}`);
    for (const input of inputsOf(step).toReversed()) open.push([input, depth + 1]);
  }
  return lines.join('\n');
}

/** A program as text: its streams with their columns, its pumps with their plans. */
export function describeProgram({ streams, pumps, tables }: Program): string {
  return [
    ...streams.map(
      ({ name, kind, columns }) =>
        `${kind} stream ${name} (${columns.map((column) => `${column.name} ${typeText(column.type)}${column.notNull === true ? ' NOT NULL' : ''}`).join(', ')})`,
    ),
    ...tables.map((name) => `table ${name}`),
    ...pumps.map(
      ({ name, into, started, plan }) =>
        `pump ${name} into ${into}${started ? '' : ' (stopped)'}\n${indented(describePlan(plan))}`,
    ),
  ].join('\n');
}

const indented = (text: string): string => text.replaceAll(/^/gmu, '  ');

function stepText(plan: Plan): string {
  switch (plan.kind) {
    case 'stream':
      return `stream ${plan.stream}`;
    case 'values':
      return `values ${plan.rows.map((row) => `(${row.map((value, index) => constantText(value, plan.columns[index]?.type ?? { kind: 'NULL' })).join(', ')})`).join(', ')}`;
    case 'filter':
      return `filter ${typedText(plan.condition)}`;
    case 'project':
      return `project ${plan.expressions.map(typedText).join(', ')}${plan.rowtime === undefined ? '' : ` rowtime ${typedText(plan.rowtime)}`}`;
    case 'aggregate':
      return [
        `${plan.atOnce === true ? 'distinct' : 'aggregate'} by ${plan.windows.map(windowKeyText).join(', ')}`,
        ...listed('keys', plan.keys.map(typedText)),
        ...listed('calls', plan.calls.map(callText)),
      ].join(' ');
    case 'stagger':
      return [
        `stagger ${plan.range} ms`,
        ...listed('keys', plan.keys.map(typedText)),
        ...listed('calls', plan.calls.map(callText)),
      ].join(' ');
    case 'analytic':
      return `analytic ${plan.windows.map((window) => `[${windowText(window)}: ${window.calls.map(callText).join(', ')}]`).join(' ')}`;
    case 'join':
      return [
        `${plan.type.toLowerCase()} join left ${joinWindowText(plan.leftWindow)} right ${joinWindowText(plan.rightWindow)}`,
        ...listed(
          'on',
          plan.equal.map(({ left, right }) => `left ${typedText(left)} = right ${typedText(right)}`),
        ),
        ...(plan.condition === undefined ? [] : [`where ${typedText(plan.condition)}`]),
      ].join(' ');
    case 'reference-join':
      return [
        `${plan.type.toLowerCase()} lookup in ${plan.table}${plan.tableFirst ? ' (first)' : ''}`,
        ...listed(
          'on',
          plan.equal.map(({ input, table }) => `${typedText(input)} = table ${typedText(table)}`),
        ),
        ...(plan.condition === undefined ? [] : [`where ${typedText(plan.condition)}`]),
      ].join(' ');
    case 'union':
      return 'union all';
    case 'sort':
      return [
        `sort ${plan.within === undefined ? `within ${plan.windows.map(windowKeyText).join(', ')}` : `within ${plan.within} ms`}`,
        `by ${plan.keys.map(({ expression, descending, nullsFirst }) => `${typedText(expression)}${descending ? ' DESC' : ''}${nullsFirst === descending ? ` NULLS ${nullsFirst ? 'FIRST' : 'LAST'}` : ''}`).join(', ')}`,
        ...(plan.limit === undefined ? [] : [`limit ${plan.limit}`]),
      ].join(' ');
    case 'table-function':
      return `${plan.text} gives (${plan.columns.map(({ name, type }) => `${name} ${typeText(type)}`).join(', ')})`;
  }
}

const listed = (what: string, texts: readonly string[]): string[] =>
  texts.length === 0 ? [] : [`${what} ${texts.join(', ')}`];

const windowKeyText = ({ expression, ofRowtime }: WindowKey): string =>
  `${typedText(expression)}${ofRowtime ? '' : ' (of rows)'}`;

/** The call with its operands as they are cast. */
const callText = ({ text }: AggregateCall): string => text;

function joinWindowText({ range, rows }: JoinWindow): string {
  if (range !== undefined) return `${range} ms`;
  return rows === undefined || rows === 0 ? 'now' : `${rows} rows`;
}
