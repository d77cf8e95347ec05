import type { Registry, RegistryChange } from '@paddock/store';
import type { LambdaContext } from './context.js';
import type { FunctionName, FunctionVersion } from './domain/lambda-function.js';

/**
 * Who uses a package: a document for each function version and layer version that does, so that nobody has to look through all of them to know whether a package can go.
 * `lambda/code-use/<digest in hex>/<user>`; written and removed in the commits that make and unmake the use.
 */
const prefix = 'lambda/code-use/';
const prefixOf = (sha256: string): string => `${prefix}${Buffer.from(sha256, 'base64').toString('hex')}/`;

/** @param user tells it from every other user: `function/account/region/name/version`, `layer/…` */
export const beginUse = (sha256: string, user: string): RegistryChange => ({ put: prefixOf(sha256) + user, value: {} });
export const endUse = (sha256: string, user: string): RegistryChange => ({ delete: prefixOf(sha256) + user });

/** Whether anybody uses a package, from the registry itself. */
export async function isCodeUsed(registry: Registry, sha256: string): Promise<boolean> {
  return (await registry.list(prefixOf(sha256), { limit: 1 })).length > 0;
}

/** What a version of a function is made from: its package, and those of its layers, which it keeps even if the layers are deleted. */
export const packagesOf = (version: FunctionVersion): readonly string[] => [
  ...new Set([version.code.sha256, ...version.layers.map(({ sha256 }) => sha256)]),
];

/** The changes of use that come with a change of a version: undefined before it is made, and after it is gone. */
export function useChanges(
  named: FunctionName,
  before: FunctionVersion | undefined,
  after: FunctionVersion | undefined,
): RegistryChange[] {
  const version = after?.version ?? before?.version ?? '';
  const user = `function/${named.account}/${named.region}/${named.name}/${version}`;
  const old = before === undefined ? [] : packagesOf(before);
  const now = after === undefined ? [] : packagesOf(after);
  return [
    ...now.filter((sha256) => !old.includes(sha256)).map((sha256) => beginUse(sha256, user)),
    ...old.filter((sha256) => !now.includes(sha256)).map((sha256) => endUse(sha256, user)),
  ];
}

/** Removes packages that nobody uses any more. To be called after the commit that ended their use; what it cannot remove now, the next start does. */
export async function releasePackages(context: LambdaContext, packages: Iterable<string>): Promise<void> {
  for (const sha256 of new Set(packages)) {
    try {
      await context.code.release(sha256, () => isCodeUsed(context.store.registry, sha256));
    } catch (error) {
      context.logger.warn('a package that nobody uses was not removed', { sha256, error });
    }
  }
}

/** $LATEST as it was before an update, as a user of packages for as long as the update is in progress. */
export const servingVersion = (before: FunctionVersion): FunctionVersion => ({ ...before, version: '$LATEST-before' });
