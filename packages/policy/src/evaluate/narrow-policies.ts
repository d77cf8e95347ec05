import type { CompiledPolicy, PolicySet } from './access.js';
import type { ResourceMatcher } from './resources.js';
import type { Candidates, CompiledStatement } from './statement.js';

/**
 * The policies as far as they can matter to an action on a resource: about these two, `decide` and `decideTrust` decide with them as with
 * the whole, for any principal and context, and sooner. Good for decisions that depend on the context and are made again and again.
 */
export function narrowPolicies(policies: PolicySet, action: string, resource: string): PolicySet {
  const { identity, boundary, session, resource: own } = policies;
  const narrow = (policy: CompiledPolicy): CompiledPolicy => narrowPolicy(policy, action, resource);
  const narrowAll = (all: readonly CompiledPolicy[]): CompiledPolicy[] =>
    all.map(narrow).filter((policy) => policy.candidates(action) !== none);
  return {
    ...(identity === undefined ? {} : { identity: identity === 'all' ? identity : narrowAll(identity) }),
    // These limit by being there, whether or not they have anything to say.
    ...(boundary === undefined ? {} : { boundary: narrow(boundary) }),
    ...(session === undefined ? {} : { session: narrowAll(session) }),
    ...(own === undefined ? {} : { resource: narrow(own) }),
  };
}

const none: Candidates = { allows: [], denies: [] };
const matching: ResourceMatcher = { always: () => true, now: () => true };

function narrowPolicy(policy: CompiledPolicy, action: string, resource: string): CompiledPolicy {
  const narrow = (statements: readonly CompiledStatement[]): CompiledStatement[] =>
    statements.flatMap((statement) => {
      const matches = statement.resources.always(resource);
      if (matches === false) return [];
      return [matches === true ? { ...statement, resources: matching } : statement];
    });
  const { allows, denies } = policy.candidates(action);
  const found = { allows: narrow(allows), denies: narrow(denies) };
  const candidates = found.allows.length + found.denies.length === 0 ? none : found;
  return { source: policy.source, document: policy.document, candidates: () => candidates };
}
