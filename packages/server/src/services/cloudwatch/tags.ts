import type { Infer } from '@paddock/wire';
import type { CloudWatchContext } from './context.js';
import { invalidArn, invalidParameterValue, taggedResourceNotFound, tooManyTags } from './errors.js';
import type { TagList } from './shapes.js';

export type Tags = Infer<typeof TagList>;

/** Where the tags of a kind of resource are kept. */
export interface TagHolder {
  /** Whether an ARN names a resource of that kind, there or not. */
  holds(arn: string): boolean;
  /** @returns undefined when there is no such resource */
  tags(arn: string): Promise<Tags | undefined>;
  /** Changes the tags, durably; the function may be called again when the resource changes meanwhile. @returns whether there is such a resource */
  changeTags(arn: string, change: (tags: Tags) => Tags): Promise<boolean>;
}

const MOST_TAGS = 50;

/** Whose tags a request is about. @throws AwsError for an ARN of nothing that has tags */
export function holderOf({ tagged }: CloudWatchContext, arn: string, account: string): TagHolder {
  const [prefix, , service, , owner] = arn.split(':');
  if (prefix !== 'arn' || service !== 'cloudwatch') throw invalidArn(arn);
  const holder = tagged.find((one) => one.holds(arn));
  if (holder === undefined || owner !== account) throw taggedResourceNotFound(arn);
  return holder;
}

/** Tags with others set or added. @throws AwsError InvalidParameterValue for too many */
export function withTags(tags: Tags, added: Tags): Tags {
  const values = new Map([...tags, ...added].map(({ Key, Value }) => [Key, Value]));
  if (values.size > MOST_TAGS) throw tooManyTags(MOST_TAGS);
  return Array.from(values, ([Key, Value]) => ({ Key, Value }));
}

export const withoutTags = (tags: Tags, keys: readonly string[]): Tags => tags.filter(({ Key }) => !keys.includes(Key));

/** @throws AwsError InvalidParameterValue for keys that are AWS's own. The text is our guess. */
export function checkTagKeys(keys: readonly string[]): void {
  const own = keys.find((key) => /^aws:/i.test(key));
  if (own !== undefined) throw invalidParameterValue(`The tag key ${own} is reserved for AWS internal use.`);
}

/** The tags of what an ARN names: `aws:ResourceTag/key`. */
export async function tagsOf(
  { tagged }: CloudWatchContext,
  arn: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const tags = await tagged.find((one) => one.holds(arn))?.tags(arn);
  return tags && Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
