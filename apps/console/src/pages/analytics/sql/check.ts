import type { ApplicationDetail, SourceSchema } from '@aws-sdk/client-kinesis-analytics';
import type { Column, Program } from '@paddock/sql';
import { inAppNames } from '../application.js';

/** A place in a program: lines and columns from 1, both ends included. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface SqlProblem {
  readonly text: string;
  /** Absent where the message names none. */
  readonly at?: Place;
}

interface Relation {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** What a program finds that it did not make. */
export interface Given {
  readonly sources: readonly Relation[];
  readonly tables: readonly Relation[];
}

export interface Checked {
  readonly problem?: SqlProblem;
  readonly program?: Program;
}

export interface Compiler {
  given(application: ApplicationDetail): Given;
  check(code: string, given: Given): Checked;
}

/** Loads the compiler that the server's own engine uses, so that mistakes show while one types. */
export async function loadCompiler(): Promise<Compiler> {
  const [{ compileProgram, SqlError }, { parseColumnType }] = await Promise.all([
    import('@paddock/sql'),
    import('@paddock/sql/records'),
  ]);
  const columnsOf = ({ RecordColumns = [] }: SourceSchema): Column[] =>
    RecordColumns.map(({ Name: name = '', SqlType = '' }) => ({
      name,
      type: parseColumnType(SqlType) ?? { kind: 'VARCHAR', length: 65_535 },
    }));
  return {
    given({ InputDescriptions: inputs = [], ReferenceDataSourceDescriptions: tables = [] }) {
      return {
        sources: inputs.flatMap(({ NamePrefix = '', InAppStreamNames, InputParallelism, InputSchema }) => {
          const columns = [...(InputSchema === undefined ? [] : columnsOf(InputSchema)), ...metadata];
          const names = InAppStreamNames ?? inAppNames(NamePrefix, InputParallelism?.Count ?? 1);
          return names.map((name) => ({ name, columns }));
        }),
        tables: tables.map(({ TableName: name = '', ReferenceSchema }) => ({
          name,
          columns: ReferenceSchema === undefined ? [] : columnsOf(ReferenceSchema),
        })),
      };
    },
    check(code, given) {
      try {
        return { program: compileProgram(code, given) };
      } catch (error) {
        if (error instanceof SqlError) return { problem: { text: error.message, at: error.at } };
        return { problem: { text: String(error) } };
      }
    },
  };
}

/** What every source has beside its schema; a star leaves it out. */
const metadata: readonly Column[] = [
  { name: 'APPROXIMATE_ARRIVAL_TIME', type: { kind: 'TIMESTAMP' }, hidden: true },
  { name: 'PARTITION_KEY', type: { kind: 'VARCHAR', length: 256 }, hidden: true },
  { name: 'SEQUENCE_NUMBER', type: { kind: 'VARCHAR', length: 128 }, hidden: true },
  { name: 'SHARD_ID', type: { kind: 'VARCHAR', length: 128 }, hidden: true },
];

/** The place that a message of the API's names: `From line 1, column 8 to line 1, column 12: …` or `At line 2, column 3: …`. */
export function placeIn(message: string): Place | undefined {
  const range = /from line (\d+), column (\d+) to line (\d+), column (\d+)/i.exec(message);
  if (range !== null) {
    const [, line, column, endLine, endColumn] = range.map(Number);
    return { line: line ?? 1, column: column ?? 1, endLine: endLine ?? 1, endColumn: endColumn ?? 1 };
  }
  const point = /\bline (\d+), column (\d+)/i.exec(message);
  if (point === null) return undefined;
  const [, line = 1, column = 1] = point.map(Number);
  return { line, column, endLine: line, endColumn: column };
}

/** Whether an error of the API's is about the program. */
export const isAboutCode = (code: string, message: string): boolean =>
  code === 'CodeValidationException' ||
  (code === 'InvalidApplicationConfigurationException' && /sql|column/i.test(message));
