import { string, structure } from '@paddock/wire';
import { tableOfArn } from '../backups/arns.js';
import { summarizeExport } from '../backups/describe-export.js';
import { backupName, type Export } from '../backups/documents.js';
import { nextToken, readNextToken } from '../backups/next-token.js';
import { operation } from '../context.js';
import { TableArn } from '../shapes.js';
import { ListExportsMaxLimit } from '../shapes-tables.js';
import { ExportSummaries } from '../structures-backups.js';

const defaultLimit = 25;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListExports.html */
export const listExports = operation({
  name: 'ListExports',
  input: structure('ListExportsInput', { TableArn, MaxResults: ListExportsMaxLimit, NextToken: string() }),
  output: structure('ListExportsOutput', { ExportSummaries, NextToken: string() }),
  errors: ['LimitExceededException', 'InternalServerError'],
  needs: () => ({ action: 'dynamodb:ListExports', resources: ['*'] }),
  async run({ backups, store }, input, request) {
    const { MaxResults: limit = defaultLimit, NextToken: token, TableArn: arn } = input;
    const region = { account: request.principal.account, region: request.region };
    const after = token === undefined ? undefined : { ...region, ...readNextToken(token) };
    const table = arn === undefined ? undefined : tableOfArn(arn, 'tableArn', request);
    const present = table && (await store.table(table))?.table;
    if (table !== undefined && present === undefined) return { ExportSummaries: [] };
    const found: Export[] = [];
    for await (const exported of backups.store.list('export', region, { table: table?.name, after })) {
      if (present !== undefined && exported.table.id !== present.id) continue;
      found.push(exported);
      if (found.length > limit) break;
    }
    const listed = found.slice(0, limit);
    const last = listed.at(-1);
    return {
      ExportSummaries: listed.map(summarizeExport),
      ...(found.length > limit && last && { NextToken: nextToken(backupName(last)) }),
    };
  },
});
