import type { Application, Reference } from '../domain/application.js';
import { quotas } from '../quotas.js';
import type { RoleChecks } from '../role-checks.js';
import { noObject } from './errors.js';
import type { GivenReference, GivenReferenceUpdate } from './given.js';
import { checkCount, referenceWord, updateItems, withoutItem, type Make } from './items.js';
import { sourceSchema } from './schema.js';

/** @throws InvalidArgumentException for what no reference table can be; also when a role may not read its object. The object need not be there. */
export async function newReference(
  checks: RoleChecks,
  application: Application,
  id: string,
  given: GivenReference,
): Promise<Reference> {
  const { BucketARN: bucketArn, FileKey: fileKey, ReferenceRoleARN: role } = given.S3ReferenceDataSource ?? {};
  if (bucketArn === undefined || fileKey === undefined) throw noObject();
  const reference: Reference = {
    id,
    table: given.TableName,
    bucketArn,
    fileKey,
    ...(role === undefined ? {} : { role }),
    schema: sourceSchema(given.ReferenceSchema),
    revision: 1,
  };
  await checks.checkReference(application, reference);
  return reference;
}

/** AddApplicationReferenceDataSource. */
export const addReference =
  (checks: RoleChecks, given: GivenReference): Make =>
  async (application, itemId) => {
    checkCount(referenceWord, [...application.references, given], quotas.references);
    return { references: [...application.references, await newReference(checks, application, itemId(), given)] };
  };

/** DeleteApplicationReferenceDataSource. */
export const deleteReference =
  (id: string): Make =>
  (application) => ({ references: withoutItem(application, referenceWord, application.references, id) });

/**
 * Every update has the object read anew, also one that changes nothing.
 * @throws InvalidArgumentException as `newReference`, and for unknown ids
 */
export const updateReferences = (
  checks: RoleChecks,
  application: Application,
  updates: readonly GivenReferenceUpdate[] | undefined,
): Promise<readonly Reference[]> =>
  updateItems(application, referenceWord, application.references, {
    updates,
    idOf: ({ ReferenceId }) => ReferenceId,
    async update(before, given) {
      const {
        BucketARNUpdate: bucketArn = before.bucketArn,
        FileKeyUpdate: fileKey = before.fileKey,
        ReferenceRoleARNUpdate: role = before.role,
      } = given.S3ReferenceDataSourceUpdate ?? {};
      const reference: Reference = {
        ...before,
        table: given.TableNameUpdate ?? before.table,
        bucketArn,
        fileKey,
        ...(role === undefined ? {} : { role }),
        schema: given.ReferenceSchemaUpdate === undefined ? before.schema : sourceSchema(given.ReferenceSchemaUpdate),
        revision: before.revision + 1,
      };
      await checks.checkReference(application, reference);
      return reference;
    },
  });
