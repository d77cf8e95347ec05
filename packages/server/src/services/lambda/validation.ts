import { validationError, violationsOf, type Infer, type StructureShape, type Violation } from '@paddock/wire';

const wording = { code: 'ValidationException', tellsValue: true } as const;
const notNull = 'Member must not be null';

/**
 * Checks an input as `assertValid` does, in Lambda's words where they are its own: it does not tell the variables of an environment, says of maps that nothing in
 * them is null, and writes weights as Java does.
 * @throws ValidationException
 */
export function validateFunctionInput<S extends StructureShape>(shape: S, input: Infer<S>): void {
  const texts = violationTexts(shape, input);
  if (texts.length > 0) throw validationError(detected(texts));
}

export function violationTexts<S extends StructureShape>(shape: S, input: Infer<S>): string[] {
  return violationsOf(shape, input as object, wording).map((violation) => told(violation, input as object));
}

export const detected = (texts: readonly string[]): string =>
  `${texts.length} validation error${texts.length === 1 ? '' : 's'} detected: ${texts.join('; ')}`;

function told({ path, text, constraint }: Violation, input: object): string {
  if (!constraint.startsWith('Map ')) return text;
  const said = constraint.endsWith(`${notNull}]`) ? constraint : constraint.replace(/\]$/, `, ${notNull}]`);
  if (path === 'environment.variables') return `Value at '${path}' failed to satisfy constraint: ${said}`;
  if (path !== 'routingConfig.additionalVersionWeights') return text.replace(constraint, () => said);
  const weights = (input as WithWeights).RoutingConfig?.AdditionalVersionWeights ?? {};
  const value = Object.entries(weights).map(([version, weight]) => `${version}=${javaDouble(weight)}`);
  const bounds = said.replace(/(value (?:less|greater) than or equal to )([01])(?=[,\]])/g, '$1$2.0');
  return `Value '{${value.join(', ')}}' at '${path}' failed to satisfy constraint: ${bounds}`;
}

interface WithWeights {
  readonly RoutingConfig?: { readonly AdditionalVersionWeights?: Readonly<Record<string, number>> };
}

const javaDouble = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
