import type { AwsError } from '@paddock/wire';
import type { RoleResource } from '../domain/application.js';
import { resourceMissing } from './errors.js';
import type { GivenResource, GivenResourceUpdate } from './given.js';

export const roleResource = ({ ResourceARN: arn, RoleARN: role }: GivenResource): RoleResource => ({
  arn,
  ...(role === undefined ? {} : { role }),
});

/** Of what stands for the kinds, the one that is given. @throws the error when it is none or several */
export function onlyOne<K extends string, T>(
  given: Readonly<Record<K, T | undefined>>,
  error: () => AwsError,
): { readonly kind: K; readonly given: T } {
  const [first, second] = present(given);
  if (first === undefined || second !== undefined) throw error();
  return first;
}

/** A resource of one of several kinds with an update of it, which may be to another kind. @throws InvalidArgumentException */
export function updatedResource<K extends string>(
  id: string,
  before: RoleResource & { readonly kind: K },
  updates: Readonly<Record<K, GivenResourceUpdate | undefined>>,
  severalGiven: () => AwsError,
): RoleResource & { readonly kind: K } {
  if (present(updates).length === 0) return before;
  const { kind, given } = onlyOne(updates, severalGiven);
  if (kind !== before.kind && given.ResourceARNUpdate === undefined) throw resourceMissing(id);
  return { ...changed(before, given), kind };
}

export const changed = (
  before: RoleResource,
  { ResourceARNUpdate: arn = before.arn, RoleARNUpdate: role = before.role }: GivenResourceUpdate,
): RoleResource => ({ arn, ...(role === undefined ? {} : { role }) });

function present<K extends string, T>(given: Readonly<Record<K, T | undefined>>): { kind: K; given: T }[] {
  return (Object.entries(given) as [K, T | undefined][]).flatMap(([kind, value]) =>
    value === undefined ? [] : [{ kind, given: value }],
  );
}
