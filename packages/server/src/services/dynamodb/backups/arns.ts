import type { RequestContext } from '../../../request-context.js';
import { invalid, invalidParameter } from '../errors.js';
import { accessDenied } from '../table-errors.js';
import type { TableName } from '../domain/table.js';
import type { BackupName } from './documents.js';
import { exportNotFound, importNotFound, invalidRequest } from './errors.js';

const OF_TABLE =
  /^arn:([^:]*):dynamodb:([^:]*):([^:]*):table\/([\w.-]{1,255})\/(backup|export|import)\/([\w.-]{1,255})$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

type Asked = Pick<RequestContext, 'principal' | 'region'>;

/** The backup that an ARN names, in the request's region whichever the ARN says. @throws ValidationException, AccessDeniedException */
export function namedBackup(arn: string, request: Asked): BackupName {
  const [, partition, region = '', account = '', name = '', kind, id = ''] = OF_TABLE.exec(arn) ?? [];
  if (kind !== 'backup') throw invalid('Invalid Backup ARN');
  if (partition !== 'aws' || !REGION.test(region)) throw invalidRequest('BackupArn is not valid');
  if (account !== request.principal.account) throw accessDenied();
  return { account, region: request.region, name, id };
}

/** @throws ValidationException, AccessDeniedException, ExportNotFoundException */
export function namedExport(arn: string, request: Asked): BackupName {
  const [, partition, region = '', account = '', name = '', kind, id = ''] = OF_TABLE.exec(arn) ?? [];
  if (kind !== 'export') throw invalid('Invalid Export ARN');
  if (account !== request.principal.account) throw accessDenied();
  if (partition !== 'aws' || region !== request.region) throw exportNotFound('Invalid export arn');
  return { account, region, name, id };
}

/** @throws ValidationException, AccessDeniedException, ImportNotFoundException */
export function namedImport(arn: string, request: Asked): BackupName {
  const [, partition, region = '', account = '', name = '', kind, id = ''] = OF_TABLE.exec(arn) ?? [];
  if (kind !== 'import') throw invalid('Invalid Import ARN');
  if (account !== request.principal.account) throw accessDenied();
  if (partition !== 'aws' || region !== request.region) throw importNotFound('Invalid import arn');
  return { account, region, name, id };
}

const TABLE = /^arn:([^:]*):dynamodb:([^:]*):([^:]*):table\/([^/]+)$/;

/** The table that a whole ARN names, of the request's account and region. @param member as AWS calls it */
export function tableOfArn(arn: string, member: string, request: Asked): TableName {
  if (!arn.startsWith('arn:')) throw invalidParameter(`${member} is not a valid ARN`);
  const [, partition, region = '', account = '', name = ''] = TABLE.exec(arn) ?? [];
  if (name === '' || partition !== 'aws' || region !== request.region) throw invalidRequest('Table ARN is invalid.');
  if (account !== request.principal.account) throw accessDenied();
  return { account, region, name };
}
