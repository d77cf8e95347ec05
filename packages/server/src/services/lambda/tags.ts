import { changeCodeSigningConfig, codeSigningConfig } from './code-signing.js';
import type { LambdaContext } from './context.js';
import { functionArn, parseFunctionArn } from './domain/arns.js';
import { functionNotFound, invalidParameter, notFound, otherRegion } from './errors.js';
import { tooManyTags } from './errors-functions.js';
import { changeFunction } from './function-changes.js';

export type TagSet = { readonly [key: string]: string };

const mostTags = 50;

/** Where things of a kind keep their tags. */
export interface Tagging {
  /** @throws ResourceNotFoundException */
  read(arn: string): Promise<TagSet>;
  /** Decides on the tags as they are. @throws ResourceNotFoundException */
  change(arn: string, edit: (tags: TagSet) => TagSet): Promise<void>;
}

/**
 * Where what an ARN names keeps its tags.
 * @throws InvalidParameterValueException for versions and aliases, which have none; ResourceNotFoundException
 */
export function taggingOf(context: LambdaContext, arn: string, region: string): Tagging {
  const [, , , home = '', , kind] = arn.split(':');
  if (home !== region) throw otherRegion(home, region);
  switch (kind) {
    case 'function':
      return functionTagging(context);
    case 'code-signing-config':
      return {
        read: async () => (await codeSigningConfig(context, arn)).config.tags,
        change: async (_arn, edit) => {
          await changeCodeSigningConfig(context, arn, (config) => ({ ...config, tags: edit(config.tags) }));
        },
      };
    case 'event-source-mapping':
      if (context.mappingTags !== undefined) return context.mappingTags;
      break;
  }
  throw notFound(`The resource ${arn} does not exist.`);
}

const functionTagging = (context: LambdaContext): Tagging => {
  const named = (arn: string) => {
    const found = parseFunctionArn(arn);
    if (found === undefined) throw functionNotFound(arn);
    if (found.qualifier !== undefined)
      throw invalidParameter('Tags on function aliases and versions are not supported. Please specify a function ARN.');
    return found;
  };
  return {
    read: async (arn) => {
      const function_ = named(arn);
      const owner = await context.store.function(function_);
      if (owner === undefined) throw functionNotFound(functionArn(function_));
      return owner.value.tags;
    },
    change: (arn, edit) =>
      changeFunction(context, named(arn), (owner) => ({
        owner: { ...owner, tags: edit(owner.tags) },
        result: undefined,
      })),
  };
};

/** @throws InvalidParameterValueException */
export function assertTagCount(tags: TagSet): void {
  if (Object.keys(tags).length > mostTags) throw tooManyTags();
}
