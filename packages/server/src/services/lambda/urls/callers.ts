import { AwsError, restJsonProtocol, type WireRequest } from '@paddock/wire';
import type { Authorizer } from '../../../authorization/authorizer.js';
import { keysOf } from '../../../authorization/need-keys.js';
import type { Authenticator } from '../../../identity/authenticator.js';
import { anonymous, type Principal } from '../../../identity/principal.js';
import type { BoundOperation } from '../../../operation.js';
import type { RequestContext } from '../../../request-context.js';
import type { Service } from '../../../service.js';
import type { ResolvedFunction } from '../addressing.js';
import type { LambdaContext } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import type { UrlConfig } from '../domain/lambda-function.js';
import { forbidden } from './errors.js';

export interface FunctionUrlParts {
  readonly authenticator: () => Authenticator;
  readonly authorizer: Authorizer;
}

export interface Asked {
  readonly request: WireRequest;
  readonly requestId: string;
  readonly target: ResolvedFunction;
  readonly config: UrlConfig;
}

/**
 * Who calls a function's URL: undefined where nobody need say. Whoever it is must be allowed both to call the URL and to invoke the function by it.
 * @throws AccessDeniedException, and what is wrong with a signature
 */
export async function callerOf(
  context: LambdaContext,
  parts: FunctionUrlParts,
  { request, requestId, target, config }: Asked,
): Promise<Principal | undefined> {
  const service = context.target('lambda');
  if (service === undefined) throw new Error('Lambda is not among the services');
  const principal = config.authType === 'NONE' ? anonymous : authenticated(context, parts, request, service, target);
  const asking: RequestContext = {
    requestId,
    region: target.function.region,
    principal,
    arrived: context.clock.now(),
    started: context.clock.monotonic(),
    sourceIp: request.remoteAddress,
    userAgent: request.headers['user-agent'],
    http: request.http,
    onClose: (listener) => request.onClose(listener),
    verdicts: [],
  };
  const resources = [qualifiedArn(target.function, target.qualifier)];
  const keys = keysOf({ 'lambda:functionurlauthtype': config.authType, 'lambda:invokedviafunctionurl': 'true' });
  try {
    for (const action of ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'])
      await parts.authorizer.authorize({ action, resources, keys }, asking, service);
  } catch (error) {
    // Which policy it was is not told to whoever finds a URL.
    throw error instanceof AwsError ? forbidden() : error;
  }
  return config.authType === 'NONE' ? undefined : principal;
}

const protocol = restJsonProtocol();

function authenticated(
  context: LambdaContext,
  { authenticator }: FunctionUrlParts,
  request: WireRequest,
  service: Service,
  target: ResolvedFunction,
): Principal {
  try {
    const identified = { service, protocol, operation: invokeFunctionUrl };
    const { principal, region } = authenticator().authenticate(request, identified, context.realClock.now());
    if (region !== target.function.region && hasSignature(request)) throw forbidden();
    return principal;
  } catch (error) {
    throw error instanceof AwsError && !hasSignature(request) ? forbidden() : error;
  }
}

const hasSignature = ({ headers, query }: WireRequest): boolean =>
  headers.authorization !== undefined || /(?:^|&)X-Amz-Signature=/.test(query);

/** Signatures are verified for operations; a URL has none. */
const invokeFunctionUrl = { name: 'InvokeFunctionUrl' } as BoundOperation;
