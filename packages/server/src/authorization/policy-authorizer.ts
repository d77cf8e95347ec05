import {
  compilePolicy,
  decide,
  explainDenial,
  parsePolicy,
  type AccessRequest,
  type CompiledPolicy,
  type Decision,
  type PolicyPrincipal,
} from '@paddock/policy';
import { AwsError } from '@paddock/wire';
import type { Principal } from '../identity/principal.js';
import type { AuthorizationNeed, RequestContext } from '../request-context.js';
import type { Service } from '../service.js';
import type { Authorizer } from './authorizer.js';
import { policyPrincipal } from './policy-principal.js';
import { requestKeys, type ResourceTags } from './request-keys.js';
import type { PrincipalPolicies } from './principal-policies.js';
import type { Verdict } from './verdict.js';

/** Where the policies of principals come from. */
export interface PolicyProvider {
  /** Grows whenever anything changed that decisions depend on. */
  readonly revision: number;
  policiesOf(principal: Principal): PrincipalPolicies;
}

/** What is remembered of a principal while no policy changes. */
interface Known {
  readonly revision: number;
  readonly policies: PrincipalPolicies;
  readonly principal: PolicyPrincipal;
  /** Decisions that do not depend on a request's context, by action and resource, and the resource's policy that they were made with. */
  readonly decisions: Map<string, { readonly decision: Decision; readonly resourcePolicy: string | undefined }>;
}

const mostDecisions = 1000;
const mostCompiled = 1000;

/** Asks the policies, and remembers what they said until one changes. */
export class PolicyAuthorizer implements Authorizer {
  readonly #provider: PolicyProvider;
  /** By the object itself: who looks credentials up gives the same one for as long as they are the same. */
  readonly #known = new WeakMap<Principal, Known>();
  readonly #resourcePolicies = new Map<string, CompiledPolicy | undefined>();

  constructor(provider: PolicyProvider) {
    this.#provider = provider;
  }

  authorize(
    need: AuthorizationNeed,
    request: RequestContext,
    service: Service,
    verdicts: Verdict[],
  ): void | Promise<void> {
    const known = this.#knownOf(request.principal);
    for (const [index, resource] of need.resources.entries()) {
      const resourcePolicy = service.resources?.policy?.(resource);
      const cached = known.decisions.get(cacheKey(need.action, resource));
      if (cached !== undefined && cached.resourcePolicy === resourcePolicy) {
        conclude(need, request, service, verdicts, { action: need.action, resource, decision: cached.decision });
        continue;
      }
      const compiled = resourcePolicy === undefined ? undefined : this.#compiled(resourcePolicy, resource);
      const asksTags = known.policies.asksResourceTags || mentionsTags(resourcePolicy);
      const tags = asksTags ? service.resources?.tags?.(resource) : undefined;
      if (tags instanceof Promise) {
        const rest = { ...need, resources: need.resources.slice(index + 1) };
        return tags.then((read) => {
          this.#decide(known, need, resource, request, service, verdicts, resourcePolicy, compiled, read);
          return rest.resources.length === 0 ? undefined : this.authorize(rest, request, service, verdicts);
        });
      }
      this.#decide(known, need, resource, request, service, verdicts, resourcePolicy, compiled, tags);
    }
  }

  #decide(
    known: Known,
    need: AuthorizationNeed,
    resource: string,
    request: RequestContext,
    service: Service,
    verdicts: Verdict[],
    resourcePolicy: string | undefined,
    compiled: CompiledPolicy | undefined,
    tags: ResourceTags,
  ): void {
    const context = requestKeys(request, need, resource, known.policies.tags, tags);
    const asked: AccessRequest = { principal: known.principal, action: need.action, resource, context };
    const { identity, boundary, session } = known.policies;
    const decision = decide(asked, {
      ...(identity === undefined ? {} : { identity }),
      ...(boundary === undefined ? {} : { boundary }),
      ...(session === undefined ? {} : { session }),
      ...(compiled === undefined ? {} : { resource: compiled }),
    });
    if (decision.contextFree) {
      if (known.decisions.size >= mostDecisions) known.decisions.clear();
      known.decisions.set(cacheKey(need.action, resource), { decision, resourcePolicy });
    }
    conclude(need, request, service, verdicts, { action: need.action, resource, decision });
  }

  #knownOf(principal: Principal): Known {
    const { revision } = this.#provider;
    const before = this.#known.get(principal);
    if (before?.revision === revision) return before;
    const policies = this.#provider.policiesOf(principal);
    const known = { revision, policies, principal: policyPrincipal(principal), decisions: new Map() };
    this.#known.set(principal, known);
    return known;
  }

  #compiled(text: string, resource: string): CompiledPolicy | undefined {
    const key = `${resource}\n${text}`;
    if (this.#resourcePolicies.has(key)) return this.#resourcePolicies.get(key);
    const document = parsePolicy(text, 'resource');
    const compiled =
      'fault' in document ? undefined : compilePolicy(document, { type: 'resource-based', name: resource });
    if (this.#resourcePolicies.size >= mostCompiled) this.#resourcePolicies.clear();
    this.#resourcePolicies.set(key, compiled);
    return compiled;
  }
}

const cacheKey = (action: string, resource: string): string => `${action}\n${resource}`;
const mentionsTags = (policy: string | undefined): boolean => policy !== undefined && /ResourceTag\//i.test(policy);

function conclude(
  need: AuthorizationNeed,
  request: RequestContext,
  service: Service,
  verdicts: Verdict[],
  verdict: Verdict,
): void {
  verdicts.push(verdict);
  if (verdict.decision.outcome === 'allowed') return;
  const { principal } = request;
  const message = explainDenial(
    {
      principal: policyPrincipal(principal),
      action: need.action,
      resource: verdict.resource,
      context: { get: () => undefined },
    },
    verdict.decision,
  );
  throw service.accessDenied?.(message) ?? new AwsError('AccessDeniedException', message);
}
