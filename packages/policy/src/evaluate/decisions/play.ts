import { parsePolicy } from '../../document/parse-policy.js';
import type { PolicyKind } from '../../document/policy-document.js';
import type { AccessRequest, CompiledPolicy, ContextKeys, Decision, PolicySet, PolicySource } from '../access.js';
import { compilePolicy } from '../compile-policy.js';
import { decide, decideTrust } from '../decide.js';
import type { DecisionCase, PolicyText } from './table.js';

/** Decides a case: its policies go through parser and compiler as they would from a client. Throws for a policy that AWS would refuse. */
export function play(each: DecisionCase): Decision {
  return (each.trust === undefined ? decide : decideTrust)(requestOf(each), policiesOf(each));
}

export function requestOf({ who, action, resource, resourceAccount, context }: DecisionCase): AccessRequest {
  return {
    principal: who,
    action,
    resource,
    ...(resourceAccount !== undefined && { resourceAccount }),
    context: contextOf(context ?? {}),
  };
}

/** Keys as AWS spells them. */
export function contextOf(keys: Readonly<Record<string, string | readonly string[]>>): ContextKeys {
  const values = new Map(
    Object.entries(keys).map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  );
  return { get: (key) => values.get(key) };
}

export function policiesOf({ identity, boundary, session, resourcePolicy, trust }: DecisionCase): PolicySet {
  const onResource = trust ?? resourcePolicy;
  return {
    ...(identity !== undefined && {
      identity: identity === 'all' ? identity : identity.map((text) => policy(text, 'identity', 'identity-based')),
    }),
    ...(boundary !== undefined && { boundary: policy(boundary, 'identity', 'permissions boundary') }),
    ...(session !== undefined && { session: session.map((text) => policy(text, 'session', 'session')) }),
    ...(onResource !== undefined && {
      resource: policy(onResource, trust === undefined ? 'resource' : 'trust', 'resource-based'),
    }),
  };
}

function policy(text: PolicyText, kind: PolicyKind, type: PolicySource['type']): CompiledPolicy {
  const json = JSON.stringify(documentOf(text));
  const document = parsePolicy(json, kind);
  if ('fault' in document) throw new Error(`${document.fault}: ${json}`);
  return compilePolicy(document, { type, name: type });
}

/** The document that a case's short form stands for. */
export function documentOf(text: PolicyText): unknown {
  return 'Statement' in text ? text : { Version: '2012-10-17', Statement: text };
}
