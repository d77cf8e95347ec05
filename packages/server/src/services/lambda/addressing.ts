import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { Versioned } from '../../runtime/versioned.js';
import type { LambdaContext } from './context.js';
import { functionArn, parseFunctionReference, qualifiedArn } from './domain/arns.js';
import type { FunctionName, FunctionVersion, LambdaFunction } from './domain/lambda-function.js';
import { accessDenied, aliasArnNotFound, functionNotFound, otherRegion, qualifiersDiffer } from './errors.js';

/** The function that a request names, and its qualifier: a version, an alias or `$LATEST`; undefined where it names none. */
export interface NamedFunction extends FunctionName {
  readonly qualifier: string | undefined;
}

/** How most inputs name a function. */
export interface FunctionInput {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}

/**
 * Whom `FunctionName` and `Qualifier` mean.
 * @throws ResourceNotFoundException for an ARN of another region, InvalidParameterValueException when the two name different qualifiers
 */
export function namedFunction(
  input: FunctionInput,
  request: Pick<RequestContext, 'principal' | 'region'>,
): NamedFunction {
  const reference = parseFunctionReference(input.FunctionName);
  // What the shape's pattern lets through names something; see `FunctionName`.
  if (reference === undefined) throw functionNotFound(input.FunctionName);
  const { name, account = request.principal.account, region = request.region } = reference;
  if (region !== request.region) throw otherRegion(region, request.region);
  const { qualifier } = reference;
  if (qualifier !== undefined && input.Qualifier !== undefined && qualifier !== input.Qualifier)
    throw qualifiersDiffer();
  return { account, region, name, qualifier: qualifier ?? input.Qualifier };
}

/** The need of most operations: their action on the function, with the qualifier that the request names. */
export const onFunction =
  (action: string) =>
  (_context: LambdaContext, input: FunctionInput, request: RequestContext): AuthorizationNeed => {
    const named = namedFunction(input, request);
    return { action: `lambda:${action}`, resources: [qualifiedArn(named, named.qualifier)] };
  };

/** The need of operations that AWS authorizes on no particular resource. */
export const onAnything = (action: string) => (): AuthorizationNeed => ({
  action: `lambda:${action}`,
  resources: ['*'],
});

/**
 * @throws ResourceNotFoundException; AccessDeniedException for a function of another account, whose owner a policy of its own must have asked first
 */
export async function findFunction(
  context: Pick<LambdaContext, 'store'>,
  named: FunctionName,
  told = functionArn(named),
): Promise<Versioned<LambdaFunction>> {
  const found = context.store.peekFunction(named) ?? (await context.store.function(named));
  if (found === undefined) throw functionNotFound(told);
  return found;
}

/** Operations that a function's owner alone may call, whatever policies say. @throws AccessDeniedException */
export function assertOwn(named: FunctionName, request: RequestContext): void {
  if (named.account !== request.principal.account) throw accessDenied('Cross-account access is not allowed.');
}

/** A function at a version, as something that can be shown or run. */
export interface ResolvedFunction {
  readonly function: LambdaFunction;
  /** The registry's version of the function's document. */
  readonly documentVersion: number;
  readonly version: FunctionVersion;
  /** Where the qualifier was an alias. */
  readonly alias: string | undefined;
  readonly qualifier: string | undefined;
}

/**
 * The version that a qualifier means; an alias that shares invocations out means its main version unless `pick` chooses another.
 * @throws ResourceNotFoundException
 */
export async function resolveFunction(
  context: Pick<LambdaContext, 'store'>,
  named: NamedFunction,
  pick?: (weights: { readonly [version: string]: number }) => string | undefined,
): Promise<ResolvedFunction> {
  const { qualifier } = named;
  const told = qualifiedArn(named, qualifier);
  const { value, version: documentVersion } = await findFunction(context, named, told);
  if (qualifier === undefined || qualifier === '$LATEST')
    return { function: value, documentVersion, version: value.latest, alias: undefined, qualifier };
  const alias = Object.hasOwn(value.aliases, qualifier) ? value.aliases[qualifier] : undefined;
  const number = alias === undefined ? qualifier : (pick?.(alias.weights) ?? alias.version);
  const version = number === '$LATEST' ? value.latest : await context.store.version(named, number);
  if (version === undefined) throw functionNotFound(told);
  return { function: value, documentVersion, version, alias: alias?.name, qualifier };
}

/** @throws ResourceNotFoundException in the words of operations on aliases and versions: by number a function, by name an alias */
export async function assertQualifier(context: LambdaContext, named: NamedFunction): Promise<ResolvedFunction> {
  const { qualifier } = named;
  const { value } = await findFunction(context, named);
  const isName = qualifier !== undefined && qualifier !== '$LATEST' && !/^\d+$/.test(qualifier);
  if (isName && !Object.hasOwn(value.aliases, qualifier)) throw aliasArnNotFound(qualifiedArn(named, qualifier));
  return resolveFunction(context, named);
}
