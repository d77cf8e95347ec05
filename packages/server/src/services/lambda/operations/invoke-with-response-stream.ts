import {
  Blob,
  blob,
  eventStream,
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
import { onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { invalidParameter } from '../errors.js';
import { streamingErrors } from '../invoke-errors.js';
import { eventOf } from '../payload.js';
import { ResponseStream } from '../response-stream.js';
import {
  LogType,
  NamespacedFunctionName,
  NumericLatestPublishedOrAliasQualifier,
  ResponseStreamingInvocationType,
  TenantId,
  text,
  Version,
} from '../shapes.js';
import { InvokeWithResponseStreamCompleteEvent } from '../structures.js';
import { clientContextOf, invocationTarget } from './invoke.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html */
export const invokeWithResponseStream = operation({
  name: 'InvokeWithResponseStream',
  http: { method: 'POST', path: '/2021-11-15/functions/{FunctionName}/response-streaming-invocations', status: 200 },
  input: structure('InvokeWithResponseStreamRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    InvocationType: header('X-Amz-Invocation-Type', ResponseStreamingInvocationType),
    LogType: header('X-Amz-Log-Type', LogType),
    ClientContext: header('X-Amz-Client-Context', text),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
    Payload: payload(sensitive(blob())),
    TenantId: header('X-Amz-Tenant-Id', TenantId),
  }),
  output: structure('InvokeWithResponseStreamResponse', {
    StatusCode: statusCode(integer()),
    ExecutedVersion: header('X-Amz-Executed-Version', Version),
    EventStream: payload(
      eventStream({
        PayloadChunk: structure('InvokeResponseStreamUpdate', { Payload: payload(sensitive(blob())) }),
        InvokeComplete: InvokeWithResponseStreamCompleteEvent,
      }),
    ),
    ResponseStreamContentType: header('Content-Type', text),
  }),
  errors: streamingErrors,
  needs: onFunction('InvokeFunction'),
  async run(context, input, request) {
    const event = eventOf(input.Payload?.bytes() ?? new Uint8Array(0), 'RequestResponse');
    const clientContext = clientContextOf(input.ClientContext);
    if (input.TenantId !== undefined)
      throw invalidParameter(
        'The function is not configured for tenant isolation. Remove the tenant ID from your request.',
      );
    const target = await invocationTarget(context, input, request);
    if (input.InvocationType === 'DryRun') return { StatusCode: 204, EventStream: nothing() };
    const stream = new ResponseStream();
    request.onClose(() => stream.abandon());
    const running = context.invoker.invoke({
      target,
      payload: event,
      requestId: request.requestId,
      ...(clientContext === undefined ? {} : { clientContext }),
      stream,
    });
    // What refuses the invocation is an answer of its own; once the function runs, the stream tells the rest.
    await Promise.race([stream.begun, running]);
    const wantsLog = input.LogType === 'Tail';
    return {
      StatusCode: 200,
      ExecutedVersion: target.version.version,
      EventStream: (async function* () {
        for await (const piece of stream.pieces(running)) yield { PayloadChunk: { Payload: Blob.fromBytes(piece) } };
        const outcome = await running;
        const failed = outcome.streamError ?? failureOf(outcome);
        yield {
          InvokeComplete: {
            ErrorCode: failed?.errorCode,
            ErrorDetails: failed?.errorDetails,
            LogResult: wantsLog ? Buffer.from(outcome.logTail).toString('base64') : undefined,
          },
        };
      })(),
    };
  },
});

/** A function that failed before its first byte answers an error document. */
function failureOf(outcome: { readonly functionError?: string; readonly payload: Uint8Array }) {
  if (outcome.functionError === undefined) return undefined;
  const details = Buffer.from(outcome.payload).toString();
  let errorType: unknown;
  try {
    errorType = (JSON.parse(details) as { readonly errorType?: unknown }).errorType;
  } catch {
    errorType = undefined;
  }
  return { errorCode: typeof errorType === 'string' ? errorType : outcome.functionError, errorDetails: details };
}

// eslint-disable-next-line require-yield
async function* nothing(): AsyncIterable<never> {
  return;
}
