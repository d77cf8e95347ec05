import type { ResourceDirectory } from '../../authorization/resource-directory.js';
import { groupArn, parseGroupArn } from './domain/arn.js';
import type { LogsStore } from './store.js';

/** The policies and tags of log groups, for authorization: a stream has its group's. */
export const resourceDirectory = (store: LogsStore): ResourceDirectory => ({
  policy(arn) {
    const group = parseGroupArn(arn);
    return group && store.policyOfResource(group.account, group.region, groupArn(group))?.document;
  },
  tags(arn) {
    const group = parseGroupArn(arn);
    if (group === undefined) return undefined;
    const known = store.peekGroup(group);
    return known ? known.group.tags : store.group(group).then((view) => view?.group.tags);
  },
});
