import { required, structure } from '@paddock/wire';
import { namedImport } from '../backups/arns.js';
import { describeImport as describe } from '../backups/describe-import.js';
import { importNotFound } from '../backups/errors.js';
import { operation } from '../context.js';
import { ImportArn } from '../shapes-tables.js';
import { ImportTableDescription } from '../structures-backups.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeImport.html */
export const describeImport = operation({
  name: 'DescribeImport',
  input: structure('DescribeImportInput', { ImportArn: required(ImportArn) }),
  output: structure('DescribeImportOutput', { ImportTableDescription: required(ImportTableDescription) }),
  errors: ['ImportNotFoundException'],
  needs: (_context, { ImportArn: arn }) => ({ action: 'dynamodb:DescribeImport', resources: [arn] }),
  async run({ backups }, { ImportArn: arn }, request) {
    const found = await backups.store.find('import', namedImport(arn, request));
    if (found === undefined) throw importNotFound(`Import not found: ${arn}`);
    return { ImportTableDescription: describe(found.value) };
  },
});
