import { RegistryConflictError } from '@paddock/store';
import { required, structure } from '@paddock/wire';
import { checkAccountQuotas } from '../account-quotas.js';
import { ClientToken as Token, tokenLifetime } from '../backups/client-tokens.js';
import { describeImport } from '../backups/describe-import.js';
import { backupName, newId, newSuffix, type Import } from '../backups/documents.js';
import { checkUnderWay } from '../backups/under-way.js';
import { importConflict, invalidRequest } from '../backups/errors.js';
import type { ImportJob } from '../backups/job.js';
import { operation } from '../context.js';
import { newTable } from '../definitions/create.js';
import { makeTable } from '../domain/new-table.js';
import { tableArn, type Table } from '../domain/table.js';
import { ClientToken, InputCompressionType, InputFormat } from '../shapes-tables.js';
import {
  ImportTableDescription,
  InputFormatOptions,
  S3BucketSource,
  TableCreationParameters,
} from '../structures-backups.js';
import { tableExists } from '../table-errors.js';
import { newTableId, newTablePlace } from '../table-identity.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ImportTable.html */
export const importTable = operation({
  name: 'ImportTable',
  input: structure('ImportTableInput', {
    ClientToken,
    S3BucketSource: required(S3BucketSource),
    InputFormat: required(InputFormat),
    InputFormatOptions,
    InputCompressionType,
    TableCreationParameters: required(TableCreationParameters),
  }),
  output: structure('ImportTableOutput', { ImportTableDescription: required(ImportTableDescription) }),
  errors: ['ResourceInUseException', 'LimitExceededException', 'ImportConflictException'],
  needs: (_context, input, { principal, region }) => ({
    action: 'dynamodb:ImportTable',
    resources: [tableArn({ account: principal.account, region, name: input.TableCreationParameters.TableName })],
  }),
  async run(context, input, request) {
    const { backups, store, clock, random, transitions } = context;
    const { TableName: name } = input.TableCreationParameters;
    const named = { account: request.principal.account, region: request.region, name };
    if (input.InputFormat !== 'CSV' && input.InputFormatOptions !== undefined) {
      throw invalidRequest(`Unsupported InputFormatOptions for the given input format: ${input.InputFormat}.`);
    }
    const definition = newTable(named, input.TableCreationParameters);
    for (;;) {
      const client = await Token.look(backups.store, 'import', named, input.ClientToken, random);
      const used = client.use && (await backups.store.find('import', client.use.name))?.value;
      if (used && clock.now() - used.started < tokenLifetime) {
        if (used.table.name !== name) throw importConflict();
        // What else differs goes unnoticed; and when it has ended, the same request is another one.
        if (used.status === 'IN_PROGRESS') return { ImportTableDescription: describeImport(used) };
      }
      if ((await store.currentTable(named)) !== undefined) throw tableExists(name);
      await checkUnderWay(context, 'import', named, mostImports);
      await checkAccountQuotas(context, named, {
        isNew: true,
        requested: [definition.billing, ...(definition.globals ?? [])],
      });
      const now = clock.now();
      const made = makeTable(definition, { id: newTableId(random), place: newTablePlace(random), now });
      const table: Table = { ...made.table, works: [{ id: 1, kind: 'fill' }] };
      const imported: Import = {
        ...importOf(input, table, client.token, now, newId(now, newSuffix(random))),
        caller: request.principal,
      };
      const job: ImportJob = {
        kind: 'import',
        id: table.place,
        owner: table.id,
        step: 0,
        phase: 'open',
        import: backupName(imported),
        counts: { bytes: 0, processed: 0, imported: 0, errors: 0 },
      };
      try {
        await backups.store.commit([
          backups.store.put('import', imported, 0),
          ...client.standsFor(job.import, name),
          ...backups.jobs.begin(job, transitions.delay),
        ]);
      } catch (error) {
        if (error instanceof RegistryConflictError) continue;
        throw error;
      }
      if (transitions.delay === 0) await backups.jobs.run(job);
      return { ImportTableDescription: describeImport(imported) };
    }
  },
});

/** Imports that an account may have under way in a region. */
const mostImports = 50;

type Input = Parameters<typeof importTable.run>[1];

function importOf(input: Input, table: Table, token: string, now: number, id: string): Import {
  const { S3Bucket: bucket, S3BucketOwner: bucketOwner = table.account, S3KeyPrefix: prefix } = input.S3BucketSource;
  const csv = input.InputFormatOptions?.Csv;
  return {
    id,
    table,
    status: 'IN_PROGRESS',
    started: now,
    token,
    bucket,
    bucketOwner,
    ...(prefix !== undefined && { prefix }),
    format: input.InputFormat,
    ...(csv && {
      csv: {
        ...(csv.Delimiter !== undefined && { delimiter: csv.Delimiter }),
        ...(csv.HeaderList && { header: csv.HeaderList }),
      },
    }),
    compression: input.InputCompressionType ?? 'NONE',
  };
}
