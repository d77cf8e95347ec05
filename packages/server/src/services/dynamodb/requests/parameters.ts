import { mixedParameters, namesWithoutExpressions, valuesWithoutExpressions } from './errors.js';

/** Which parameters an operation has of either kind, in the order in which AWS lists them. */
export interface Parameters<K extends string> {
  readonly expressions: readonly K[];
  /** What expressions have replaced. */
  readonly legacy: readonly K[];
  /** The expressions that have values, where AWS names them when none is there. */
  readonly namedForValues: readonly K[];
}

type Input<K extends string> = { readonly [name in K]?: unknown } & {
  readonly ExpressionAttributeNames?: unknown;
  readonly ExpressionAttributeValues?: unknown;
};

/**
 * @throws ValidationException for expressions together with what they have replaced, and for names and values without an expression
 */
export function checkParameters<K extends string>(
  input: Input<K>,
  { expressions, legacy, namedForValues }: Parameters<K>,
): void {
  const used = present(input, expressions);
  if (used.length > 0) {
    const old = present(input, legacy);
    if (old.length > 0) throw mixedParameters(old, used);
  } else if (input.ExpressionAttributeNames !== undefined) throw namesWithoutExpressions();
  if (input.ExpressionAttributeValues === undefined) return;
  if (used.every((name) => name === 'ProjectionExpression')) throw valuesWithoutExpressions(namedForValues);
}

const none: readonly never[] = [];

function present<K extends string>(input: Input<K>, names: readonly K[]): readonly K[] {
  let found: K[] | undefined;
  for (const name of names) if (input[name] !== undefined) (found ??= []).push(name);
  return found ?? none;
}
