import { required, structure } from '@paddock/wire';
import { namedExport } from '../backups/arns.js';
import { describeExport as describe } from '../backups/describe-export.js';
import { exportNotFound } from '../backups/errors.js';
import { operation } from '../context.js';
import { ExportArn } from '../shapes-tables.js';
import { ExportDescription } from '../structures-backups.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeExport.html */
export const describeExport = operation({
  name: 'DescribeExport',
  input: structure('DescribeExportInput', { ExportArn: required(ExportArn) }),
  output: structure('DescribeExportOutput', { ExportDescription }),
  errors: ['ExportNotFoundException', 'LimitExceededException', 'InternalServerError'],
  needs: (_context, { ExportArn: arn }) => ({ action: 'dynamodb:DescribeExport', resources: [arn] }),
  async run({ backups }, { ExportArn: arn }, request) {
    const found = await backups.store.find('export', namedExport(arn, request));
    if (found === undefined) throw exportNotFound(`Export not found: ${arn}`);
    return { ExportDescription: describe(found.value) };
  },
});
