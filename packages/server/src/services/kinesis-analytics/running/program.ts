import { createHash } from 'node:crypto';
import { compileProgram, type Column, type Program, SqlError } from '@paddock/sql';
import { streamNames, type Application } from '../domain/application.js';
import { codeInvalid } from '../errors.js';
import { columnsOf } from './schema-columns.js';

/** What a running application computes. */
export interface CompiledApplication {
  readonly program: Program;
  /** Tells programs apart: state belongs to one. */
  readonly fingerprint: string;
}

/** What a source has beside its schema's columns; a star leaves it out. */
const metadata: readonly Column[] = [
  { name: 'APPROXIMATE_ARRIVAL_TIME', type: { kind: 'TIMESTAMP' }, hidden: true },
  { name: 'PARTITION_KEY', type: { kind: 'VARCHAR', length: 256 }, hidden: true },
  { name: 'SEQUENCE_NUMBER', type: { kind: 'VARCHAR', length: 128 }, hidden: true },
  { name: 'SHARD_ID', type: { kind: 'VARCHAR', length: 128 }, hidden: true },
];

/** Those of them that a program may name, behind the one that every source has: rows go without the others where it does not. */
export const metadataOf = ({ code }: Pick<Application, 'code'>): readonly Column[] => {
  const words = code.toUpperCase();
  return metadata.filter(({ name }, index) => index === 0 || words.includes(name));
};

/** @throws CodeValidationException */
export function compileApplication(application: Application): CompiledApplication {
  const { code, inputs, references } = application;
  const beside = metadataOf(application);
  const sources = inputs.flatMap((input) => {
    const columns = [...columnsOf(input.schema), ...beside];
    return streamNames(input).map((name) => ({ name, columns }));
  });
  const tables = references.map(({ table, schema }) => ({ name: table, columns: columnsOf(schema) }));
  try {
    const program = compileProgram(code, { sources, tables });
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([code, sources, tables]))
      .digest('hex');
    return { program, fingerprint };
  } catch (error) {
    if (error instanceof SqlError) throw codeInvalid(error.message);
    throw error;
  }
}
