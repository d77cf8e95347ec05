import type { AccessRequest, Decision, PolicyPrincipal } from './access.js';
import { accountOfPrincipal, accountOfResource } from './accounts.js';

/**
 * AWS's text for an access denied error:
 * `User: arn:… is not authorized to perform: kinesis:PutRecord on resource: arn:… because no identity-based policy allows the kinesis:PutRecord action`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * @param resource how the service writes the resource: DynamoDB writes `…:table/*` for a list of tables, Lambda `*`, S3 quotes the ARN.
 * By default the ARN, and nothing for `*`.
 */
export function explainDenial(
  request: AccessRequest,
  decision: Decision,
  resource: string | undefined = request.resource === '*' ? undefined : request.resource,
): string {
  const { principal, action } = request;
  if (principal.kind === 'web-identity') return `Not authorized to perform ${action}`;
  const target = resource === undefined ? '' : ` on resource: ${resource}`;
  return `User: ${nameOf(principal)} is not authorized to perform: ${action}${target}${reason(request, decision)}`;
}

function reason(request: AccessRequest, decision: Decision): string {
  const { action } = request;
  const type = decision.decidedBy;
  // STS gives no reason when it is the trust policy that does not allow, or denies.
  if (type === 'resource-based' && /^sts:(?:AssumeRole|TagSession|SetSourceIdentity)/i.test(action)) return '';
  const policy = type === 'permissions boundary' ? type : `${type} policy`;
  if (decision.outcome === 'implicit-deny') return ` because no ${policy} allows the ${action} action`;
  const article = type === 'identity-based' ? 'an' : 'a';
  return ` with an explicit deny in ${article} ${policy}${denyingPolicy(request, decision)}`;
}

/** Since 2026 AWS names a managed policy that denies, to those of the resource's own account. Inline policies have no ARN to name. */
function denyingPolicy(request: AccessRequest, decision: Decision): string {
  const account = accountOfPrincipal(request.principal);
  if (account === undefined || accountOfResource(request, account) !== account) return '';
  if (decision.decidedBy === 'resource-based') return '';
  const source = decision.statements.find((deciding) => deciding.source.type === decision.decidedBy)?.source;
  return source?.name.startsWith('arn:') === true ? `: ${source.name}` : '';
}

/** Sessions of a role are named by the session, not by the role. */
function nameOf(principal: Exclude<PolicyPrincipal, { kind: 'web-identity' }>): string {
  switch (principal.kind) {
    case 'role':
      return principal.sessionArn;
    case 'service':
      return principal.service;
    case 'anonymous':
      return 'anonymous';
    default:
      return principal.arn;
  }
}
