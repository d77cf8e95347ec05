import { structure } from '@paddock/wire';
import { tableOfArn } from '../backups/arns.js';
import { summarizeImport } from '../backups/describe-import.js';
import { backupName, type Import } from '../backups/documents.js';
import { nextToken, readNextToken } from '../backups/next-token.js';
import { operation } from '../context.js';
import { TableArn } from '../shapes.js';
import { ImportNextToken, ListImportsMaxLimit } from '../shapes-tables.js';
import { ImportSummaryList } from '../structures-backups.js';

const defaultLimit = 25;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListImports.html */
export const listImports = operation({
  name: 'ListImports',
  input: structure('ListImportsInput', { TableArn, PageSize: ListImportsMaxLimit, NextToken: ImportNextToken }),
  output: structure('ListImportsOutput', { ImportSummaryList, NextToken: ImportNextToken }),
  errors: ['LimitExceededException'],
  needs: () => ({ action: 'dynamodb:ListImports', resources: ['*'] }),
  async run({ backups }, input, request) {
    const { PageSize: limit = defaultLimit, NextToken: token, TableArn: arn } = input;
    const region = { account: request.principal.account, region: request.region };
    const after = token === undefined ? undefined : { ...region, ...readNextToken(token) };
    const table = arn === undefined ? undefined : tableOfArn(arn, 'tableArn', request).name;
    const found: Import[] = [];
    for await (const imported of backups.store.list('import', region, { table, after })) {
      found.push(imported);
      if (found.length > limit) break;
    }
    const listed = found.slice(0, limit);
    const last = listed.at(-1);
    return {
      ImportSummaryList: listed.map(summarizeImport),
      ...(found.length > limit && last && { NextToken: nextToken(backupName(last)) }),
    };
  },
});
