import { blob, confidential, integer, label, payload, required, statusCode, structure } from '@paddock/wire';
import { onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { eventOf } from '../payload.js';
import { NamespacedFunctionName } from '../shapes.js';
import { newTraceId } from '../trace-id.js';
import { invocationTarget } from './invoke.js';

/** Deprecated in favour of Invoke. https://docs.aws.amazon.com/lambda/latest/api/API_InvokeAsync.html */
export const invokeAsync = operation({
  name: 'InvokeAsync',
  http: { method: 'POST', path: '/2014-11-13/functions/{FunctionName}/invoke-async', status: 202 },
  input: structure('InvokeAsyncRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    InvokeArgs: required(payload(confidential(blob()))),
  }),
  output: structure('InvokeAsyncResponse', { Status: statusCode(integer()) }),
  errors: [
    'InvalidRuntimeException',
    'ResourceConflictException',
    'ServiceException',
    'ResourceNotFoundException',
    'InvalidRequestContentException',
  ],
  needs: onFunction('InvokeFunction'),
  async run(context, input, request) {
    const event = eventOf(input.InvokeArgs.bytes(), 'Event');
    const target = await invocationTarget(context, input, request);
    const traceId = newTraceId(context.realClock.now(), context.random);
    await context.async.acceptFor(target, event, { requestId: request.requestId, traceId });
    return { Status: 202 };
  },
});
