import type { StructureShape } from '@paddock/wire';

/** What there is to compare of an operation. */
export interface OperationShapes {
  readonly name: string;
  readonly input: StructureShape;
  readonly output: StructureShape | undefined;
  readonly errors: readonly string[];
  /** Of a REST service. */
  readonly http?: { readonly method: string; readonly path: string; readonly status?: number };
}
