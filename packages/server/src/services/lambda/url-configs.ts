import { AwsError, type Infer } from '@paddock/wire';
import { keysOf } from '../../authorization/need-keys.js';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { namedFunction, type FunctionInput, type NamedFunction } from './addressing.js';
import type { LambdaContext } from './context.js';
import { qualifiedArn } from './domain/arns.js';
import type { LambdaFunction, UrlConfig } from './domain/lambda-function.js';
import { conflict, notFound } from './errors.js';
import type { FunctionUrlConfig } from './structures.js';
import { FunctionUrlQualifier } from './shapes.js';
import { urlOf } from './urls/addresses.js';

/** What is wrong with function URLs, in AWS's words. */
export const noFunctionForUrl = (): AwsError => notFound('Function does not exist');
export const urlExists = (arn: string): AwsError =>
  conflict(
    `Failed to create function url config for [functionArn = ${arn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
  );

/**
 * The function and the alias that a request names.
 * @throws ValidationException for a version, as part of an ARN or not: those have no URLs
 */
export function namedUrl(input: FunctionInput, request: RequestContext): NamedFunction {
  const named = namedFunction(input, request);
  const { qualifier } = named;
  if (qualifier !== undefined && (qualifier === '$LATEST' || /^\d+$/.test(qualifier)))
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${qualifier}' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ${FunctionUrlQualifier.pattern ?? ''}`,
    );
  return named;
}

/** Where a function keeps the configuration of a URL. */
export const urlPlace = ({ qualifier }: Pick<NamedFunction, 'qualifier'>): string => qualifier ?? '$LATEST';

export function urlConfigOf(owner: LambdaFunction, named: Pick<NamedFunction, 'qualifier'>): UrlConfig | undefined {
  const place = urlPlace(named);
  return Object.hasOwn(owner.urls, place) ? owner.urls[place] : undefined;
}

/** @throws ResourceNotFoundException when the alias is not there */
export function assertUrlTarget(owner: LambdaFunction, { qualifier }: Pick<NamedFunction, 'qualifier'>): void {
  if (qualifier !== undefined && !Object.hasOwn(owner.aliases, qualifier)) throw noFunctionForUrl();
}

/** The need of operations on a URL's configuration: policies may tell by whether it is open, as it is to be or as it is. */
export const onUrl =
  (action: string) =>
  async (
    context: LambdaContext,
    input: FunctionInput & { readonly AuthType?: string | undefined },
    request: RequestContext,
  ): Promise<AuthorizationNeed> => {
    const named = namedUrl(input, request);
    const owner = input.AuthType === undefined ? await context.store.function(named) : undefined;
    const authType = input.AuthType ?? (owner && urlConfigOf(owner.value, named)?.authType);
    return {
      action: `lambda:${action}`,
      resources: [qualifiedArn(named, named.qualifier)],
      keys: keysOf({ 'lambda:functionurlauthtype': authType }),
    };
  };

type View = Infer<typeof FunctionUrlConfig>;

/** A configuration as answers show it. The way of invocation is told by some of them only where it was given. */
export async function urlView(
  context: LambdaContext,
  owner: LambdaFunction,
  qualifier: string | undefined,
  config: UrlConfig,
): Promise<View> {
  return {
    FunctionUrl: urlOf(config.id, owner.region, await context.endpointUrl()),
    FunctionArn: qualifiedArn(owner, qualifier),
    CreationTime: new Date(config.created).toISOString(),
    LastModifiedTime: new Date(config.lastModified).toISOString(),
    Cors: config.cors,
    AuthType: config.authType,
    InvokeMode: config.invokeMode,
  };
}

/** The same with what invocations are like where nothing was said. */
export const fullUrlView = async (...shown: Parameters<typeof urlView>): Promise<View> => {
  const view = await urlView(...shown);
  return { ...view, InvokeMode: view.InvokeMode ?? 'BUFFERED' };
};

type CorsInput = View['Cors'];

/** Without what was not given. */
export const corsOf = (input: NonNullable<CorsInput>): NonNullable<UrlConfig['cors']> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined && value !== null));
