import type { PolicyDocument, Principals, Statement } from '../../document/policy-document.js';
import type { AccessRequest, Decision, PolicyPrincipal } from '../access.js';

/** What `decide` is told, uncompiled. */
export interface World {
  readonly identity?: readonly PolicyDocument[] | 'all';
  readonly boundary?: PolicyDocument;
  readonly session?: readonly PolicyDocument[];
  readonly resource?: PolicyDocument;
}

type Slot = 'resource-based' | 'identity-based' | 'permissions boundary' | 'session';

/**
 * AWS's order of evaluation once more, as slowly and plainly as it can be said, sharing nothing with the real one: its own patterns,
 * conditions, variables and principals. Knows the few operators that the laws use.
 */
export function naiveDecision(
  request: AccessRequest,
  world: World,
  mustBeTrusted: boolean,
): Pick<Decision, 'outcome' | 'decidedBy'> {
  const slots: [Slot, readonly PolicyDocument[]][] = [
    ['resource-based', world.resource === undefined ? [] : [world.resource]],
    ['identity-based', world.identity === 'all' ? [] : (world.identity ?? [])],
    ['permissions boundary', world.boundary === undefined ? [] : [world.boundary]],
    ['session', world.session ?? []],
  ];
  const fitting = (slot: Slot, effect: Statement['effect']): Statement[] =>
    slots
      .filter(([name]) => name === slot)
      .flatMap(([, documents]) => documents)
      .flatMap((document) => document.statements.filter((each) => fits(each, document, request)))
      .filter((each) => each.effect === effect);

  for (const [slot] of slots) {
    const denies = fitting(slot, 'Deny').filter((each) => slot !== 'resource-based' || isDenied(each, request, world));
    if (denies.length > 0) return { outcome: 'explicit-deny', decidedBy: slot };
  }
  const allows = (slot: Slot): boolean => fitting(slot, 'Allow').length > 0;
  const missing = (decidedBy: Slot) => ({ outcome: 'implicit-deny', decidedBy }) as const;
  const allowed = (decidedBy: Slot | 'root') => ({ outcome: 'allowed', decidedBy }) as const;

  const { principal } = request;
  const namings = fitting('resource-based', 'Allow').map((each) => allowNaming(each.principals, principal));
  const isAll = principal.kind === 'root' || world.identity === 'all';
  const withinLimits = (): Slot | undefined => {
    if (world.boundary !== undefined && !allows('permissions boundary')) return 'permissions boundary';
    if (world.session === undefined && principal.kind === 'federated-user') return 'session';
    if (world.session !== undefined && !allows('session')) return 'session';
    return undefined;
  };
  const callersSide = (): Slot | undefined => (isAll || allows('identity-based') ? withinLimits() : 'identity-based');
  const named = namings.some((naming) => naming !== 'not');

  if (!('account' in principal)) return named ? allowed('resource-based') : missing('resource-based');
  const owner = request.resourceAccount ?? request.resource.split(':')[4] ?? '';
  const isForeign = owner !== '' && owner !== principal.account;
  if (isForeign) {
    const lacking = callersSide();
    if (lacking !== undefined) return missing(lacking);
    return named ? allowed('resource-based') : missing('resource-based');
  }
  if (mustBeTrusted && !named) return missing('resource-based');
  if (principal.kind !== 'root' && namings.includes('itself')) return allowed('resource-based');
  if (namings.includes('its origin')) {
    const lacking = withinLimits();
    return lacking === undefined ? allowed('resource-based') : missing(lacking);
  }
  const lacking = callersSide();
  if (lacking !== undefined) return missing(lacking);
  return allowed(isAll ? 'root' : 'identity-based');
}

function fits(statement: Statement, document: PolicyDocument, request: AccessRequest): boolean {
  const { actions, resources } = statement;
  const lower = request.action.toLowerCase();
  if (actions.patterns.some((pattern) => like(pattern.toLowerCase(), lower)) === actions.not) return false;
  if (resources !== undefined) {
    const answers = resources.patterns.map((pattern) => {
      const filled = fill(pattern, document, request);
      if (filled === undefined) return resources.not && statement.effect === 'Allow';
      return filled === '*' || (request.resource !== '*' && like(filled, request.resource));
    });
    if (answers.includes(true) === resources.not) return false;
  }
  return statement.conditions.every((condition) => {
    const values = request.context.get(condition.key.toLowerCase());
    if (condition.operator === 'Null') return (values === undefined) === (condition.values[0] === 'true');
    const negated = condition.operator.includes('Not');
    if (values === undefined) return condition.ifExists || negated;
    const [value = ''] = values;
    const matches = condition.values.some((pattern) =>
      condition.operator.includes('Like') ? like(pattern, value) : pattern === value,
    );
    return values.length === 1 && matches !== negated;
  });
}

/** The laws use one variable, whose values have no wildcards. */
function fill(pattern: string, document: PolicyDocument, { context }: AccessRequest): string | undefined {
  if (document.version === '2008-10-17' || !pattern.includes('${aws:username}')) return pattern;
  const values = context.get('aws:username');
  return values?.length === 1 ? pattern.replaceAll('${aws:username}', values[0] ?? '') : undefined;
}

function like(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') return like(rest, text) || (text !== '' && like(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && like(rest, text.slice(1));
}

type Listed = 'itself' | 'its origin' | 'its account' | 'not';

function allowNaming(principals: Principals | undefined, principal: PolicyPrincipal): Listed {
  if (principals === undefined) return 'not';
  const listed = listing(principals, principal);
  if (!principals.not) return listed;
  return listed === 'not' ? 'itself' : 'not';
}

function isDenied({ principals }: Statement, { principal }: AccessRequest, world: World): boolean {
  if (principals === undefined) return false;
  if (!principals.not) return listing(principals, principal) !== 'not';
  if (world.boundary !== undefined || listing(principals, principal) !== 'itself') return true;
  if (principals.everyone || principals.aws.includes('*') || !('account' in principal)) return false;
  const hasAccount = [principal.account, `arn:aws:iam::${principal.account}:root`].some((name) =>
    principals.aws.includes(name),
  );
  const hasRole =
    principal.kind !== 'role' || [principal.roleArn, principal.id].some((name) => principals.aws.includes(name));
  return !hasAccount || !hasRole;
}

function listing(principals: Principals, principal: PolicyPrincipal): Listed {
  const has = (...names: string[]): boolean => names.some((name) => principals.aws.includes(name));
  if (principals.everyone) return 'itself';
  if (principal.kind === 'service') return principals.service.includes(principal.service) ? 'itself' : 'not';
  if (principal.kind === 'web-identity') return principals.federated.includes(principal.provider) ? 'itself' : 'not';
  if (has('*')) return 'itself';
  if (principal.kind === 'anonymous') return 'not';
  if (principal.kind === 'user' && has(principal.arn, principal.id)) return 'itself';
  if (principal.kind === 'federated-user' && has(principal.arn)) return 'itself';
  if (principal.kind === 'federated-user' && !principal.issuer.endsWith(':root') && has(principal.issuer))
    return 'its origin';
  if (principal.kind === 'role' && has(principal.sessionArn)) return 'itself';
  if (principal.kind === 'role' && has(principal.roleArn, principal.id)) return 'its origin';
  if (!has(principal.account, `arn:aws:iam::${principal.account}:root`)) return 'not';
  return principal.kind === 'root' ? 'itself' : 'its account';
}
