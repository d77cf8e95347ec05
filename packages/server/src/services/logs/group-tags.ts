import type { GroupName } from './domain/arn.js';
import { reservedTag } from './errors.js';
import type { Groups } from './groups.js';
import type { AwsError } from '@paddock/wire';

type TagMap = Readonly<Record<string, string>>;

/** @throws what `tooMany` makes when the group would have more than it may */
export async function addTags(
  groups: Groups,
  named: GroupName,
  added: TagMap,
  limit: number,
  tooMany: () => AwsError,
): Promise<void> {
  checkNotReserved(added);
  await groups.change(named, (group) => {
    const tags = { ...group.tags, ...added };
    if (Object.keys(tags).length > limit) throw tooMany();
    return { ...group, tags };
  });
}

/** Keys that the group does not have are ignored. */
export async function removeTags(groups: Groups, named: GroupName, keys: readonly string[]): Promise<void> {
  await groups.change(named, (group) => ({
    ...group,
    tags: Object.fromEntries(Object.entries(group.tags).filter(([key]) => !keys.includes(key))),
  }));
}

/** Keys that begin with `aws:` are for AWS's own use. */
export function checkNotReserved(added: TagMap): void {
  const reserved = Object.keys(added).find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) throw reservedTag(reserved);
}
