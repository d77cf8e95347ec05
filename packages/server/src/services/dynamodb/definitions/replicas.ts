import type { Infer } from '@paddock/wire';
import { invalid } from '../errors.js';
import type { ReplicationGroupUpdateList } from '../structures-replicas.js';

export type ReplicaUpdates = Infer<typeof ReplicationGroupUpdateList>;

/**
 * Replicas live in other regions, and there is none: what AWS says of regions that it does not have, and of tables without replicas.
 * @throws ValidationException, always
 */
export function checkReplicaUpdates(updates: ReplicaUpdates, region: string): never {
  const actions = updates.map(({ Create, Update, Delete }) => ({ Create, Update, Delete }));
  let [creates, deletes] = [0, 0];
  for (const { Create, Update, Delete } of actions) {
    const given = [Create, Update, Delete].filter((action) => action !== undefined);
    if (given.length === 0) {
      throw invalid('There are no actions specified in the Replica Update Action of the request.');
    }
    if (given.length > 1) {
      throw invalid('Update table operation with more than one type of replica actions not allowed');
    }
    creates += Create === undefined ? 0 : 1;
    deletes += Delete === undefined ? 0 : 1;
  }
  if (creates + deletes > 1) {
    throw invalid('Update table operation with more than one create or delete replica actions not allowed');
  }
  for (const { Create, Update, Delete } of actions) {
    const name = (Create ?? Update ?? Delete)?.RegionName ?? '';
    if (name === region) {
      throw invalid(
        'Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.',
      );
    }
    if (Create === undefined && name !== '') {
      throw invalid(
        'Update global table operation failed because one or more replicas were not part of the global table. ' +
          `Please retry the request without these replicas: [${name}].`,
      );
    }
    throw regionNotSupported(name, region);
  }
  throw invalid('There are no actions specified in the Replica Update Action of the request.');
}

const regionNotSupported = (name: string, region: string) =>
  invalid(
    `Region ${name} is not supported. The latest version of global tables are only supported in the following regions: [${region}]`,
  );
