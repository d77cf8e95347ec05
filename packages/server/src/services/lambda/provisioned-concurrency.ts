import { findFunction, type NamedFunction } from './addressing.js';
import type { LambdaContext } from './context.js';
import { functionArn, qualifiedArn } from './domain/arns.js';
import type { LambdaFunction, ProvisionedConcurrency } from './domain/lambda-function.js';
import { aliasArnNotFound, functionNotFound } from './errors.js';
import {
  provisionedAliasShares,
  provisionedNeedsVersion,
  provisionedVersionHasAlias,
  provisionedVersionHasOwn,
} from './errors-functions.js';
import { lambdaTime } from './views.js';

const isNumber = (qualifier: string): boolean => /^\d+$/.test(qualifier);

/**
 * The function that has the version or alias.
 * @throws InvalidParameterValueException for $LATEST; ResourceNotFoundException: of an alias first, even where the function is not there either
 */
export async function provisionedTarget(
  context: LambdaContext,
  named: NamedFunction,
): Promise<{ readonly owner: LambdaFunction; readonly qualifier: string }> {
  const { qualifier } = named;
  if (qualifier === undefined || qualifier === '$LATEST') throw provisionedNeedsVersion();
  const found = await context.store.function(named);
  const told = qualifiedArn(named, qualifier);
  if (isNumber(qualifier)) {
    const { value: owner } = found ?? (await findFunction(context, named, told));
    if ((await context.store.version(owner, qualifier)) === undefined) throw functionNotFound(told);
    return { owner, qualifier };
  }
  if (found === undefined || !Object.hasOwn(found.value.aliases, qualifier)) throw aliasArnNotFound(told);
  return { owner: found.value, qualifier };
}

/** That a version has its environments from one place only. @throws ResourceConflictException, InvalidParameterValueException */
export function assertProvisionedOnce({ aliases, provisioned }: LambdaFunction, qualifier: string): void {
  const alias = Object.hasOwn(aliases, qualifier) ? aliases[qualifier] : undefined;
  if (alias !== undefined) {
    if (Object.keys(alias.weights).length > 0) throw provisionedAliasShares();
    if (Object.hasOwn(provisioned, alias.version)) throw provisionedVersionHasOwn();
    return;
  }
  const pointing = Object.values(aliases).some(
    ({ name, version }) => version === qualifier && Object.hasOwn(provisioned, name),
  );
  if (pointing) throw provisionedVersionHasAlias();
}

/** Environments are all there, or none is told of. */
export function provisionedView({ requested, status, statusReason, lastModified }: ProvisionedConcurrency) {
  const ready = status === 'READY' ? requested : 0;
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: ready,
    AllocatedProvisionedConcurrentExecutions: ready,
    Status: status,
    StatusReason: statusReason,
    LastModified: lambdaTime(lastModified),
  } as const;
}

export const provisionedListItem = (owner: LambdaFunction, qualifier: string, config: ProvisionedConcurrency) => ({
  FunctionArn: `${functionArn(owner)}:${qualifier}`,
  ...provisionedView(config),
});
