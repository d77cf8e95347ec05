import type { Infer } from '@paddock/wire';
import type { LambdaContext } from './context.js';
import { qualifiedArn } from './domain/arns.js';
import type { Alias, LambdaFunction } from './domain/lambda-function.js';
import { functionNotFound } from './errors.js';
import { latestNotShared, tooManyWeights, versionRoutedTwice } from './errors-functions.js';
import type { AliasConfiguration, AliasRoutingConfiguration } from './structures.js';

type Routing = Infer<typeof AliasRoutingConfiguration> | undefined;

/** Shares of invocations, as a request gives them. */
export const weightsOf = (routing: Routing): Alias['weights'] => routing?.AdditionalVersionWeights ?? {};

/**
 * That an alias may lead where it is to lead.
 * @throws InvalidParameterValueException, ResourceNotFoundException
 */
export async function assertAliasTarget(
  context: LambdaContext,
  owner: LambdaFunction,
  { version, weights }: Pick<Alias, 'version' | 'weights'>,
): Promise<void> {
  const others = Object.keys(weights);
  if (others.length > 1) throw tooManyWeights();
  if (others.includes(version)) throw versionRoutedTwice(version);
  if (others.length > 0 && version === '$LATEST') throw latestNotShared();
  for (const number of [version, ...others]) {
    if (number !== '$LATEST' && (await context.store.currentVersion(owner, number)) === undefined)
      throw functionNotFound(qualifiedArn(owner, number));
  }
}

export const withAlias = (owner: LambdaFunction, alias: Alias): LambdaFunction => ({
  ...owner,
  aliases: { ...owner.aliases, [alias.name]: alias },
});

export const aliasView = (owner: LambdaFunction, alias: Alias): Infer<typeof AliasConfiguration> => ({
  AliasArn: qualifiedArn(owner, alias.name),
  Name: alias.name,
  FunctionVersion: alias.version,
  Description: alias.description,
  RoutingConfig: Object.keys(alias.weights).length === 0 ? undefined : { AdditionalVersionWeights: alias.weights },
  RevisionId: alias.revisionId,
});
