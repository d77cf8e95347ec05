import {
  Blob,
  blob,
  header,
  integer,
  label,
  payload,
  query,
  required,
  sensitive,
  statusCode,
  structure,
} from '@paddock/wire';
import type { RequestContext } from '../../../request-context.js';
import { findFunction, namedFunction, onFunction, resolveFunction, type FunctionInput } from '../addressing.js';
import { operation, type LambdaContext } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import { invalidParameter } from '../errors.js';
import { invokeErrors } from '../invoke-errors.js';
import { eventOf } from '../payload.js';
import { pickVersion } from '../routing.js';
import {
  DurableExecutionArn,
  DurableExecutionName,
  InvocationType,
  LogType,
  NamespacedFunctionName,
  NumericLatestPublishedOrAliasQualifier,
  TenantId,
  text,
  Version,
} from '../shapes.js';
import { newTraceId } from '../trace-id.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invoke = operation({
  name: 'Invoke',
  http: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/invocations', status: 200 },
  input: structure('InvocationRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    InvocationType: header('X-Amz-Invocation-Type', InvocationType),
    LogType: header('X-Amz-Log-Type', LogType),
    ClientContext: header('X-Amz-Client-Context', text),
    DurableExecutionName: header('X-Amz-Durable-Execution-Name', DurableExecutionName),
    Payload: payload(sensitive(blob())),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
    TenantId: header('X-Amz-Tenant-Id', TenantId),
  }),
  output: structure('InvocationResponse', {
    StatusCode: statusCode(integer()),
    FunctionError: header('X-Amz-Function-Error', text),
    LogResult: header('X-Amz-Log-Result', text),
    Payload: payload(sensitive(blob())),
    ExecutedVersion: header('X-Amz-Executed-Version', Version),
    DurableExecutionArn: header('X-Amz-Durable-Execution-Arn', DurableExecutionArn),
    // Answered, though the model does not say so.
    TraceId: header('X-Amzn-Trace-Id', text),
  }),
  errors: invokeErrors,
  needs: onFunction('InvokeFunction'),
  async run(context, input, request) {
    const body = input.Payload?.bytes() ?? new Uint8Array(0);
    const kind = input.InvocationType ?? 'RequestResponse';
    const event = eventOf(body, kind === 'Event' ? 'Event' : 'RequestResponse');
    const clientContext = clientContextOf(input.ClientContext);
    if (input.TenantId !== undefined)
      throw invalidParameter(
        'The function is not configured for tenant isolation. Remove the tenant ID from your request.',
      );
    const target = await invocationTarget(context, input, request);
    if (kind === 'DryRun') return { StatusCode: 204 };
    const traceId = newTraceId(context.realClock.now(), context.random);
    const common = { requestId: request.requestId, traceId, ...(clientContext === undefined ? {} : { clientContext }) };
    if (kind === 'Event') {
      await context.async.acceptFor(target, event, common);
      return { StatusCode: 202, TraceId: traceId };
    }
    const outcome = await context.invoker.invoke({ target, payload: event, ...common });
    return {
      StatusCode: 200,
      FunctionError: outcome.functionError,
      LogResult: input.LogType === 'Tail' ? Buffer.from(outcome.logTail).toString('base64') : undefined,
      Payload: Blob.fromBytes(outcome.payload),
      ExecutedVersion: target.version.version,
      TraceId: traceId,
    };
  },
});

/** The function that is to run. Of an alias that shares invocations out, the dice say which version. @throws ResourceNotFoundException */
export async function invocationTarget(context: LambdaContext, input: FunctionInput, request: RequestContext) {
  const named = namedFunction(input, request);
  await findFunction(context, named, qualifiedArn(named, named.qualifier ?? '$LATEST'));
  return resolveFunction(context, named, (weights) => pickVersion(weights, context.random.number()));
}

const longestContext = 3_583;

/** @throws InvalidRequestContentException when it is not the base64 of JSON */
export function clientContextOf(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  if (given.length > longestContext) throw invalidParameter('Client context must not exceed 3583 bytes.');
  const decoded = Buffer.from(given, 'base64').toString();
  try {
    JSON.parse(decoded);
  } catch {
    throw invalidParameter('Client context must be a valid Base64-encoded JSON object.');
  }
  return decoded;
}
