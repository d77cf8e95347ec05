import { readConditions } from './condition-rules.js';
import { patternsOf, strings, type Elements } from './elements.js';
import { actionFault } from './identity-rules.js';
import type { JsonNode } from './json.js';
import { invalidPrincipal, isPrincipal, isPrincipalType, principalTypes, type PrincipalType } from './principals.js';
import { texts } from './texts.js';

/** All that a trust policy can allow. Wildcards are refused, even `sts:*`. */
const trustActions: readonly string[] = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:SetContext',
  'sts:SetSourceIdentity',
  'sts:TagSession',
].map((action) => action.toLowerCase());

/** What a statement of a trust policy, whose syntax is right, says that it may not say. */
export function trustStatementFault(statement: Elements): string | undefined {
  if (statement.has('NotPrincipal')) {
    return isAllow(statement) ? texts.allowNotPrincipal : texts.trustNotPrincipal;
  }
  const principal = statement.get('Principal');
  if (principal?.kind === 'string') return texts.trustEveryone;
  const wrong = namesOf(principal).find(
    ({ type, name }) => type === 'CanonicalUser' || name === '' || !isPrincipal(type, name),
  );
  if (wrong !== undefined) return invalidPrincipal({ type: principalTypes[wrong.type], name: wrong.name });
  if (!patternsOf(statement, 'Action').every((action) => trustActions.includes(action.toLowerCase()))) {
    return texts.trustActions;
  }
  if (statement.has('NotResource')) return texts.trustNotResource;
  const trustsCognito = namesOf(principal).some(({ name }) => name === 'cognito-identity.amazonaws.com');
  if (trustsCognito && isAllow(statement) && !hasCondition(statement)) return texts.trustCognito;
  return isAllow(statement) ? unscopedFault(statement) : undefined;
}

/** GitHub gives tokens to everybody's repositories, so AWS wants to hear whose are meant. One value that is not `*` is enough for it, even `repo:*`. */
function unscopedFault(statement: Elements): string | undefined {
  const condition = statement.get('Condition');
  const conditions = condition?.kind === 'object' ? readConditions(condition) : [];
  for (const { type, name } of namesOf(statement.get('Principal'))) {
    const issuer = type === 'Federated' ? gitHubProvider.exec(name)?.[1] : undefined;
    if (issuer === undefined) continue;
    const claims = [`${issuer}:sub`, `${issuer}:job_workflow_ref`];
    const isScoped = conditions.some(
      ({ operator, ifExists, key, values }) =>
        /^string(?:equals|like|equalsignorecase)$/i.test(operator) &&
        !ifExists &&
        claims.some((claim) => claim.toLowerCase() === key.toLowerCase()) &&
        values.some((value) => value !== '*'),
    );
    if (!isScoped) return texts.trustUnscoped(name, claims);
  }
  return undefined;
}

/** Its issuer may end with an enterprise's name. */
const gitHubProvider = /:oidc-provider\/(token\.actions\.githubusercontent\.com(?:\/.*)?)$/;

/** As `trustStatementFault`, for a policy on a resource. The service that owns the resource has rules besides. */
export function resourceStatementFault(statement: Elements): string | undefined {
  if (statement.has('NotPrincipal') && isAllow(statement)) return texts.allowNotPrincipal;
  const names = namesOf(statement.get('Principal') ?? statement.get('NotPrincipal'));
  if (!names.every(({ type, name }) => isPrincipal(type, name))) return texts.resourcePrincipal;
  if (patternsOf(statement, 'Action').some((action) => actionFault(action) !== undefined)) return texts.resourceAction;
  return patternsOf(statement, 'Resource').every(isArn) ? undefined : texts.resourceResource;
}

/** Every name of a Principal map; none of the string `*`. */
function namesOf(principal: JsonNode | undefined): readonly { type: PrincipalType; name: string }[] {
  if (principal?.kind !== 'object') return [];
  return principal.members.flatMap(({ key: type, value }) =>
    isPrincipalType(type) ? (strings(value) ?? []).map((name) => ({ type, name })) : [],
  );
}

function isAllow(statement: Elements): boolean {
  const effect = statement.get('Effect');
  return effect?.kind === 'string' && effect.value === 'Allow';
}

function hasCondition(statement: Elements): boolean {
  const condition = statement.get('Condition');
  return condition?.kind === 'object' && condition.members.length > 0;
}

const isArn = (resource: string): boolean =>
  resource === '*' || (resource.startsWith('arn:') && resource.split(':', 6).length === 6);
