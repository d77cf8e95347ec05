import type { ResourceDirectory } from '../../authorization/resource-directory.js';
import { groupArn, parseGroupArn } from './domain/arn.js';
import { parseDestinationArn } from './domain/logical-destination.js';
import type { DestinationStore } from './destination-store.js';
import type { LogsStore } from './store.js';

/** The policies and tags of log groups and destinations, for authorization: a stream has its group's. */
export const resourceDirectory = (store: LogsStore, destinations: DestinationStore): ResourceDirectory => ({
  policy(arn) {
    const destination = parseDestinationArn(arn);
    if (destination) return destinations.get(destination)?.accessPolicy;
    const group = parseGroupArn(arn);
    return group && store.policyOfResource(group.account, group.region, groupArn(group))?.document;
  },
  tags(arn) {
    const destination = parseDestinationArn(arn);
    if (destination) return destinations.get(destination)?.tags;
    const group = parseGroupArn(arn);
    if (group === undefined) return undefined;
    const known = store.peekGroup(group);
    return known ? known.group.tags : store.group(group).then((view) => view?.group.tags);
  },
});
