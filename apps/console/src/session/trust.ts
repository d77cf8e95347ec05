/** Who may assume a role, as far as its trust policy tells without asking. */
export interface Trust {
  /** `conditions`: it depends. `nobody-here`: nobody of the account, whatever their own policies say. */
  readonly lets: 'account' | 'conditions' | 'nobody-here';
  /** Identity pools whose guests or users the role is for. */
  readonly pools: readonly string[];
  /** Services that take it: `lambda.amazonaws.com`. */
  readonly services: readonly string[];
}

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/**
 * @param document of AssumeRolePolicyDocument, decoded or as IAM answers it: percent-encoded
 * @param account 12 digits
 * @param user ARN of the one user who is to assume it
 */
export function trustOf(document: string, account: string, user?: string): Trust {
  const statements = statementsOf(document);
  let lets: Trust['lets'] = 'nobody-here';
  const pools = new Set<string>();
  const services = new Set<string>();
  for (const { Effect, Action, Principal, Condition } of statements) {
    if (Effect !== 'Allow') continue;
    const actions = listOf(Action);
    const principals = principalsOf(Principal);
    for (const name of principals['Service'] ?? []) services.add(name);
    if ((principals['Federated'] ?? []).includes('cognito-identity.amazonaws.com'))
      for (const pool of poolsOf(Condition)) pools.add(pool);
    if (!actions.some((action) => matches(action, 'sts:AssumeRole'))) continue;
    const isNamed = (principals['AWS'] ?? []).some(
      (name) => name === '*' || name === account || name === `arn:aws:iam::${account}:root` || name === user,
    );
    if (!isNamed) continue;
    if (Condition === undefined || Object.keys(Object(Condition)).length === 0) lets = 'account';
    else if (lets !== 'account') lets = 'conditions';
  }
  return { lets, pools: [...pools], services: [...services] };
}

function statementsOf(document: string): readonly Statement[] {
  try {
    const text = document.trimStart().startsWith('{') ? document : decodeURIComponent(document);
    const { Statement: found }: { Statement?: unknown } = Object(JSON.parse(text));
    return (Array.isArray(found) ? found : [found]).map((one) => Object(one) as Statement);
  } catch {
    return [];
  }
}

function principalsOf(principal: unknown): Readonly<Record<string, readonly string[]>> {
  if (principal === '*') return { AWS: ['*'] };
  return Object.fromEntries(Object.entries(Object(principal)).map(([kind, names]) => [kind, listOf(names)]));
}

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/** Of whichever operator: which pool it is stands in `…:aud`. */
const poolsOf = (condition: unknown): readonly string[] =>
  Object.values(Object(condition) as object).flatMap((keys: unknown) =>
    listOf((Object(keys) as Record<string, unknown>)['cognito-identity.amazonaws.com:aud']),
  );

const matches = (pattern: string, action: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(action);
