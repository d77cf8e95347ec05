/** Whether one of the policies allows one of the actions on a resource; conditions and denials are left to IAM. */
export function allows(policies: readonly string[] | undefined, actions: readonly string[], arn: string): boolean {
  return (policies ?? []).some((policy) =>
    statementsOf(policy).some(
      ({ Effect, Action, Resource }) =>
        Effect === 'Allow' &&
        listOf(Action).some((pattern) => actions.some((action) => matches(pattern, action))) &&
        listOf(Resource).some((pattern) => matches(pattern, arn)),
    ),
  );
}

/** Whether a policy names the resource itself, rather than everything. */
export function names(policies: readonly string[] | undefined, actions: readonly string[], arn: string): boolean {
  const narrow = (policies ?? []).map((policy) =>
    JSON.stringify({
      Statement: statementsOf(policy).map((statement) => ({
        ...statement,
        Resource: listOf(statement.Resource).filter((pattern) => !/^\*$|[:/]\*$/.test(pattern)),
      })),
    }),
  );
  return allows(narrow, actions, arn);
}

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
}

function statementsOf(policy: string): readonly Statement[] {
  try {
    const { Statement: found }: { Statement?: unknown } = Object(JSON.parse(policy));
    return (Array.isArray(found) ? found : [found]).map((one) => Object(one) as Statement);
  } catch {
    return [];
  }
}

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(text);
