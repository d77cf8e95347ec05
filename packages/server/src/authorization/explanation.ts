import type { DecidingStatement } from '@paddock/policy';
import type { Principal } from '../identity/principal.js';
import type { Verdict } from './verdict.js';

/** Why something was denied, laid out as DecodeAuthorizationMessage answers it. */
export function explain(principal: Principal, region: string, { action, resource, decision }: Verdict) {
  return {
    allowed: false,
    explicitDeny: decision.outcome === 'explicit-deny',
    matchedStatements: {
      items: decision.outcome === 'explicit-deny' ? decision.statements.map((deny) => matched(deny, principal)) : [],
    },
    failures: { items: [] },
    context: {
      principal: {
        id: principal.userId,
        ...(principal.userName === undefined ? {} : { name: principal.userName }),
        arn: principal.arn,
      },
      action,
      resource,
      conditions: { items: keysOf(region, action, resource).map(([key, value]) => condition(key, [value])) },
    },
  };
}

function matched({ statement }: DecidingStatement, principal: Principal) {
  const { principals } = statement;
  const named = principals
    ? [...(principals.everyone ? ['*'] : []), ...principals.aws, ...principals.service, ...principals.federated]
    : [principal.role?.id ?? principal.userId];
  return {
    statementId: statement.sid ?? '',
    effect: 'DENY',
    principals: values(named),
    principalGroups: { items: [] },
    actions: values(statement.actions.patterns),
    resources: values(statement.resources?.patterns ?? []),
    conditions: { items: statement.conditions.map(({ key, values: wanted }) => condition(key, wanted)) },
  };
}

/** The keys of the resource that every message of AWS's has. */
function keysOf(region: string, action: string, arn: string): readonly (readonly [key: string, value: string])[] {
  const [, , service = '', arnRegion = '', account = '', ...rest] = arn.split(':');
  const name = rest.join(':');
  return [
    ['aws:Region', arnRegion || region],
    ['aws:Service', service || action.slice(0, action.indexOf(':'))],
    ['aws:Resource', name || arn],
    ['aws:Type', /^[\w-]+(?=[/:])/.exec(name)?.[0] ?? ''],
    ['aws:Account', account],
    ['aws:ARN', arn],
  ].filter((pair): pair is [string, string] => pair[1] !== '');
}

const condition = (key: string, wanted: readonly string[]) => ({ key, values: values(wanted) });
const values = (texts: readonly string[]) => ({ items: texts.map((value) => ({ value })) });
