export interface Variable {
  readonly name: string;
  readonly value: string;
}

export type VariableFault = 'empty' | 'pattern' | 'reserved' | 'double';

/** As JSON, in bytes: AWS's limit. */
export const mostEnvironmentBytes = 4096;

export const environmentBytes = (variables: readonly Variable[]): number =>
  variables.length === 0 ? 0 : new TextEncoder().encode(JSON.stringify(toRecord(variables))).length;

export const toRecord = (variables: readonly Variable[]): Record<string, string> =>
  Object.fromEntries(variables.map(({ name, value }) => [name, value]));

/** What is wrong with a variable's name, among the others. */
export function variableFault(variables: readonly Variable[], index: number): VariableFault | undefined {
  const name = variables[index]?.name ?? '';
  if (name === '') return 'empty';
  if (!/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name)) return 'pattern';
  if (reserved.has(name)) return 'reserved';
  return variables.some((other, at) => at < index && other.name === name) ? 'double' : undefined;
}

/** Set by Lambda itself: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const reserved: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);
