import type { ResourceDirectory } from '../../authorization/resource-directory.js';
import type { TableName } from './domain/table.js';
import type { DynamoDbStore } from './store.js';

const ARN = /^arn:aws:dynamodb:([^:]+):([^:]+):(table\/([^/]+))(?:\/(?:index\/.+|(stream\/.+)))?$/;

/** The policies and tags of tables, for authorization. An index has those of its table; a stream has a policy of its own. */
export const resourceDirectory = (store: DynamoDbStore): ResourceDirectory => ({
  policy(arn) {
    const [, region = '', account = '', table = '', , stream] = ARN.exec(arn) ?? [];
    if (table === '') return undefined;
    return store.policy(`arn:aws:dynamodb:${region}:${account}:${table}${stream === undefined ? '' : `/${stream}`}`)
      ?.policy;
  },
  tags(arn) {
    const table = tableOf(arn);
    if (table === undefined) return undefined;
    const known = store.peekTable(table);
    return known ? known.table.tags : store.table(table).then((view) => view?.table.tags);
  },
});

/** The table that an ARN of a table, an index or a stream names. */
function tableOf(arn: string): TableName | undefined {
  const [, region, account, , name] = ARN.exec(arn) ?? [];
  return region === undefined || account === undefined || name === undefined ? undefined : { account, region, name };
}
