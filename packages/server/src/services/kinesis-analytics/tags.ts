import { RegistryConflictError } from '@paddock/store';
import type { RequestContext } from '../../request-context.js';
import { findApplication } from './addressing.js';
import type { AnalyticsContext } from './context.js';
import type { Application } from './domain/application.js';
import { parseApplicationArn } from './domain/arn.js';
import { applicationNotFound, invalidArgument, tooManyTags } from './errors.js';
import { quotas } from './quotas.js';

type Tags = Readonly<Record<string, string>>;

export interface GivenTag {
  readonly Key: string;
  readonly Value?: string | undefined;
}

/**
 * Tags as they are kept: one without a value has an empty one.
 * @throws InvalidArgumentException for keys given twice, keys that AWS keeps for itself, and characters outside AWS's set
 */
export function tagsOf(given: readonly GivenTag[]): Tags {
  const tags = new Map(given.map(({ Key, Value }) => [Key, Value ?? '']));
  if (tags.size < given.length) throw invalidArgument('Duplicate tag keys are not allowed');
  for (const [key, value] of tags) {
    if (/^aws:/i.test(key)) throw invalidArgument('Tag keys that begin with aws: are reserved');
    if (!allowed.test(key) || !allowed.test(value))
      throw invalidArgument(
        'Tags can contain Unicode letters, digits, white space and the characters _ . / = + - : @ only',
      );
  }
  return Object.fromEntries(tags);
}

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** @throws TooManyTagsException */
export function checkTagCount(tags: Tags): void {
  if (Object.keys(tags).length > quotas.tags) throw tooManyTags();
}

/** In the order of their keys. */
export const sortedTags = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags)
    .map(([Key, Value]) => ({ Key, Value }))
    .sort((a, b) => (a.Key < b.Key ? -1 : 1));

/**
 * The application of the sender's account and region that an ARN names.
 * @throws InvalidArgumentException for what is no application's ARN
 * @throws ResourceNotFoundException
 */
export async function taggedApplication(
  context: AnalyticsContext,
  arn: string,
  request: RequestContext,
): Promise<Awaited<ReturnType<typeof findApplication>>> {
  const named = parseApplicationArn(arn);
  if (named === undefined) throw invalidArgument(`${arn} is not the ARN of an application`);
  if (named.account !== request.principal.account || named.region !== request.region)
    throw applicationNotFound(named.name);
  return findApplication(context, named);
}

/** Tags count for no version of the settings, and can change in every state. @throws as `taggedApplication`, and whatever `change` throws */
export async function changeTags(
  context: AnalyticsContext,
  arn: string,
  request: RequestContext,
  change: (before: Tags) => Tags,
): Promise<void> {
  const { store } = context;
  for (;;) {
    const { value, version } = await taggedApplication(context, arn, request);
    // Its revision stays: what ends the state that the application is in goes by it.
    const changed: Application = { ...value, tags: change(value.tags) };
    try {
      await store.registry.commit([store.put(changed, version)]);
      return;
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }
}
