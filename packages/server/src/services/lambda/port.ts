import { AwsError } from '@paddock/wire';
import type { Authorizer } from '../../authorization/authorizer.js';
import { keysOf } from '../../authorization/need-keys.js';
import { serviceRequest } from '../../authorization/service-request.js';
import { anonymous } from '../../identity/principal.js';
import type { Service } from '../../service.js';
import { resolveFunction, type ResolvedFunction } from './addressing.js';
import type { LambdaContext } from './context.js';
import { parseFunctionArn, qualifiedArn } from './domain/arns.js';
import { functionNotFound } from './errors.js';
import { longestEvent } from './payload.js';
import { pickVersion } from './routing.js';
import { newTraceId } from './trace-id.js';

/** A service that calls a function of its own accord. */
export interface CallingService {
  /** `logs.amazonaws.com` */
  readonly service: string;
  /** What of the service's it is for, and whose: the resource policy's conditions. */
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

export type Delivery = 'accepted' | 'no-such-function' | 'denied' | 'too-large' | 'throttled';

/** What a function that was waited for has answered. */
export interface Answer {
  /** JSON. */
  readonly payload: Uint8Array;
  /** How it failed, if it did: the payload is the error then. */
  readonly functionError?: string;
}

/** What other services may ask of Lambda: to run functions whose resource policies let them, or in the name of a role that may. */
export class LambdaPort {
  readonly #context: LambdaContext;
  readonly #authorizer: Authorizer;
  readonly #service: () => Service;

  constructor(context: LambdaContext, authorizer: Authorizer, service: () => Service) {
    this.#context = context;
    this.#authorizer = authorizer;
    this.#service = service;
  }

  /** Whether a service may call a function now. */
  async check(functionArn: string, caller: CallingService): Promise<'allowed' | 'no-such-function' | 'denied'> {
    const target = await this.#find(functionArn);
    if (target === undefined) return 'no-such-function';
    return (await this.#allows(target, caller)) ? 'allowed' : 'denied';
  }

  /**
   * Invokes a function asynchronously: what is accepted is durable.
   * @param payload JSON
   */
  async deliver(functionArn: string, payload: Uint8Array, caller: CallingService): Promise<Delivery> {
    if (payload.byteLength > longestEvent) return 'too-large';
    const target = await this.#find(functionArn);
    if (target === undefined) return 'no-such-function';
    if (!(await this.#allows(target, caller))) return 'denied';
    const { async, ids, random, realClock } = this.#context;
    const traceId = newTraceId(realClock.now(), random);
    await async.acceptFor(target, payload, { requestId: ids.requestId(), traceId });
    return 'accepted';
  }

  /**
   * Invokes a function and waits for its answer, in the name of a role whose policies the caller has asked.
   * @param payload JSON, 6,291,456 bytes at most
   * @throws AwsError when there is no such function, or it cannot run now
   */
  async invoke(functionArn: string, payload: Uint8Array): Promise<Answer> {
    const { ids, random, realClock, invoker } = this.#context;
    const named = parseFunctionArn(functionArn);
    if (named === undefined) throw functionNotFound(functionArn);
    const target = await resolveFunction(this.#context, named, (weights) => pickVersion(weights, random.number()));
    const traceId = newTraceId(realClock.now(), random);
    const outcome = await invoker.invoke({ target, payload, requestId: ids.requestId(), traceId });
    const { functionError } = outcome;
    return { payload: outcome.payload, ...(functionError === undefined ? {} : { functionError }) };
  }

  async #find(functionArn: string): Promise<ResolvedFunction | undefined> {
    const named = parseFunctionArn(functionArn);
    if (named === undefined) return undefined;
    try {
      return await resolveFunction(this.#context, named);
    } catch (error) {
      if (error instanceof AwsError) return undefined;
      throw error;
    }
  }

  async #allows(target: ResolvedFunction, { service, sourceArn, sourceAccount }: CallingService): Promise<boolean> {
    const { clock } = this.#context;
    const need = {
      action: 'lambda:InvokeFunction',
      resources: [qualifiedArn(target.function, target.qualifier)],
      as: { kind: 'service', service },
      keys: keysOf({
        'aws:sourcearn': sourceArn,
        'aws:sourceaccount': sourceAccount,
        'aws:principalisawsservice': 'true',
        'aws:principalservicename': service,
      }),
    } as const;
    const request = serviceRequest(anonymous, target.function.region, clock);
    try {
      await this.#authorizer.authorize(need, request, this.#service());
      return true;
    } catch (error) {
      if (error instanceof AwsError) return false;
      throw error;
    }
  }
}
