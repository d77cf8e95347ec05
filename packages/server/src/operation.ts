import type { Infer, Preencoded, StructureShape } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from './request-context.js';

/**
 * One operation of one service: everything that is particular to it. `C` is what the service gives its operations to work with.
 * The pipeline decodes and validates the input, authorizes what `needs` names, runs it and encodes the output.
 */
export interface Operation<
  C,
  I extends StructureShape = StructureShape,
  O extends StructureShape | undefined = StructureShape | undefined,
> {
  readonly name: string;
  readonly input: I;
  /** Undefined for an operation that answers an empty body. */
  readonly output: O;
  /** Codes of the errors that AWS's model declares for it. */
  readonly errors: readonly string[];
  /** What requests for it look like, in a REST service. */
  readonly http?: HttpBinding;
  /**
   * The most bytes that the body of a request for it may have, where that is not what the server takes for all: only for REST operations, as these
   * are known before the body is.
   */
  readonly bodyLimit?: number;
  /** The most bytes that a body which came with gzip may have; where this is absent, bodies are taken as they come. */
  readonly inflates?: number;
  /** Whether a request need not be signed: the principal is then `anonymous`. */
  readonly unsigned?: true;
  /**
   * Checks an input that its shape cannot check, in place of the shape's constraints.
   * @throws AwsError ValidationException
   */
  validate?(input: Infer<I>): void;
  /**
   * What the principal must be allowed: the IAM action on the resources that the input names. It may look the resources up, and throw
   * AWS's errors for an input that names none.
   */
  needs(context: C, input: Infer<I>, request: RequestContext): Needs | Promise<Needs>;
  run(context: C, input: Infer<I>, request: RequestContext): OutputOf<O> | Promise<OutputOf<O>>;
}

/** Where the operation of a REST service is found, and what it answers. */
export interface HttpBinding {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'HEAD';
  /** As AWS's model has it: `/2015-03-31/functions/{FunctionName}`, with a discriminating `?name=value` where there is one. */
  readonly path: string;
  /** The HTTP status of success; 200 when absent. */
  readonly status?: number;
}

/** Nothing at all for operations that every caller may call: GetCallerIdentity. */
export type Needs = AuthorizationNeed | readonly AuthorizationNeed[];

export type OutputOf<O> = O extends StructureShape ? Infer<O> | Preencoded : void;

/** Fixes the context that a service's operations share; the shapes are inferred from the value. */
export const operationsOf =
  <C>() =>
  <const I extends StructureShape, const O extends StructureShape | undefined>(
    operation: Operation<C, I, O>,
  ): Operation<C, I, O> =>
    operation;

/** An operation with its service's context bound, as the pipeline runs it: the shapes keep decoding and running in step. */
export interface BoundOperation {
  readonly name: string;
  readonly input: StructureShape;
  readonly output: StructureShape | undefined;
  readonly errors: readonly string[];
  readonly http?: HttpBinding;
  readonly bodyLimit?: number;
  readonly inflates?: number;
  readonly unsigned?: true;
  validate?(input: unknown): void;
  needs(input: unknown, request: RequestContext): Needs | Promise<Needs>;
  run(input: unknown, request: RequestContext): unknown;
}

// The one place where an operation's input type is erased: the pipeline only ever passes what `operation.input` decoded.
export function bind<C, I extends StructureShape, O extends StructureShape | undefined>(
  operation: Operation<C, I, O>,
  context: C,
): BoundOperation {
  const { name, input, output, errors, http, bodyLimit, inflates, unsigned } = operation;
  return {
    name,
    input,
    output,
    errors,
    ...(http === undefined ? {} : { http }),
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    ...(inflates === undefined ? {} : { inflates }),
    ...(unsigned === undefined ? {} : { unsigned }),
    ...(operation.validate === undefined ? {} : { validate: (value) => operation.validate?.(value as never) }),
    needs: (value, request) => operation.needs(context, value as never, request),
    run: (value, request) => operation.run(context, value as never, request),
  };
}

/** A service's operations by name, for lists whose operations differ in their shapes. */
// eslint-disable-next-line typescript/no-explicit-any
export type AnyOperation<C> = Operation<C, any, any>;
