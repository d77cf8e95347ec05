import type { Key } from '../../shared/use-aws.js';

/** Keys of what is loaded of a function: all of it begins with the first. */
export const keysOf = (name: string) =>
  ({
    all: ['lambda', 'function', name],
    configuration: ['lambda', 'function', name, 'configuration'],
    whole: ['lambda', 'function', name, 'whole'],
    mappings: ['lambda', 'function', name, 'mappings'],
    policy: ['lambda', 'function', name, 'policy'],
    concurrency: ['lambda', 'function', name, 'concurrency'],
    provisioned: ['lambda', 'function', name, 'provisioned'],
    async: ['lambda', 'function', name, 'async'],
    url: ['lambda', 'function', name, 'url'],
    tags: ['lambda', 'function', name, 'tags'],
    versions: ['lambda', 'function', name, 'versions'],
    aliases: ['lambda', 'function', name, 'aliases'],
  }) as const satisfies Record<string, Key>;

export const functionsKey: Key = ['lambda', 'functions'];
