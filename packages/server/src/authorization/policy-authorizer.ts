import {
  accountOfPrincipal,
  accountOfResource,
  compilePolicy,
  contextKeysOf,
  decide,
  decideTrust,
  explainDenial,
  narrowPolicies,
  parsePolicy,
  type AccessRequest,
  type CompiledPolicy,
  type Decision,
  type PolicyPrincipal,
  type PolicySet,
} from '@paddock/policy';
import { AwsError } from '@paddock/wire';
import type { Principal } from '../identity/principal.js';
import type { AuthorizationNeed, RequestContext } from '../request-context.js';
import type { Service } from '../service.js';
import type { Authorizer } from './authorizer.js';
import { policyPrincipal } from './policy-principal.js';
import type { PrincipalPolicies } from './principal-policies.js';
import { isResourceTag, requestKeys, type ResourceTags } from './request-keys.js';
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
  /** By action and resource. */
  readonly decisions: Map<string, Remembered>;
}

/** What is left to decide the next time. */
interface Remembered {
  /** Undefined when it depends on the request's context. */
  readonly verdict: Verdict | undefined;
  /** The one before, where it depends on the context. */
  latest: Verdict | undefined;
  /** What of the policies can matter. */
  readonly policies: PolicySet;
  /** Whether any of them depends on a tag of the resource, which must then be read. */
  readonly asksTags: boolean;
  /** The text of the resource's policy among them. */
  readonly resourcePolicy: string | undefined;
  /** Whose the resource is, where its ARN does not say so. */
  readonly account: string | undefined;
}

/** One question: a need on one of its resources. */
interface Question {
  readonly need: AuthorizationNeed;
  readonly resource: string;
  readonly resourcePolicy: string | undefined;
  readonly account: string | undefined;
  readonly request: RequestContext;
  readonly service: Service;
}

/** Of one principal, and about so many of all: guests come without end. */
const mostDecisions = 1000;
const mostDecisionsOfAll = 100_000;
const mostCompiled = 1000;
/** Of principals that have none, such as the bearer of a token. */
const noPolicies: PrincipalPolicies = { asksResourceTags: false, tags: {} };

/** Asks the policies, and remembers what they said until one changes. */
export class PolicyAuthorizer implements Authorizer {
  readonly #provider: PolicyProvider;
  /** By the object itself: who looks credentials up gives the same one for as long as they are the same. */
  #known = new WeakMap<Principal, Known>();
  /** How many decisions were remembered since all were forgotten. */
  #remembered = 0;
  readonly #mostRemembered: number;
  readonly #resourcePolicies = new Map<string, CompiledPolicy | undefined>();

  /** @param mostRemembered how many decisions are remembered at most, of all principals together */
  constructor(provider: PolicyProvider, mostRemembered = mostDecisionsOfAll) {
    this.#provider = provider;
    this.#mostRemembered = mostRemembered;
  }

  authorize(need: AuthorizationNeed, request: RequestContext, service: Service): void | Promise<void> {
    const known = need.as === undefined ? this.#knownOf(request.principal) : bearer(need.as);
    for (const [index, resource] of need.resources.entries()) {
      const resourcePolicy = service.resources?.policy?.(resource);
      const account = service.resources?.account?.(resource);
      const question: Question = { need, resource, resourcePolicy, account, request, service };
      const before = known.decisions.get(memoryKey(need.action, resource));
      const isSame = before?.resourcePolicy === resourcePolicy && before?.account === account;
      const remembered = isSame ? before : undefined;
      if (remembered?.verdict !== undefined) {
        conclude(question, known.principal, remembered.verdict);
        continue;
      }
      const basis = remembered ?? this.#basisOf(question, known);
      const tags = basis.asksTags ? service.resources?.tags?.(resource) : undefined;
      if (tags instanceof Promise) {
        const rest = { ...need, resources: need.resources.slice(index + 1) };
        return tags.then((read) => {
          this.#decide(question, known, basis, read);
          return this.authorize(rest, request, service);
        });
      }
      this.#decide(question, known, basis, tags);
    }
  }

  #decide(question: Question, known: Known, basis: Remembered, tags: ResourceTags): void {
    const { need, resource, account, request, service } = question;
    const { action } = need;
    const context = requestKeys(request, need, resource, known.policies.tags, tags);
    const owned = account === undefined ? {} : { resourceAccount: account };
    const asked: AccessRequest = { principal: known.principal, action, resource, ...owned, context };
    const decision = (isTrust(service) && resource.includes(':role/') ? decideTrust : decide)(asked, basis.policies);
    const verdict = sameAs(basis.latest, decision) ?? { action, resource, decision };
    basis.latest = verdict;
    const key = memoryKey(action, resource);
    if (known.decisions.get(key) !== basis)
      this.#remember(known, key, decision.contextFree ? { ...basis, verdict } : basis);
    conclude(question, known.principal, verdict);
  }

  #remember({ decisions }: Known, key: string, remembered: Remembered): void {
    if (decisions.size >= mostDecisions) decisions.clear();
    if (++this.#remembered > this.#mostRemembered) {
      this.#known = new WeakMap();
      this.#remembered = 0;
    }
    decisions.set(key, remembered);
  }

  /** What is to be decided with. */
  #basisOf({ need, resource, resourcePolicy, account, service }: Question, { policies, principal }: Known): Remembered {
    const own =
      resourcePolicy === undefined
        ? undefined
        : this.#compiled(
            resourcePolicy,
            service.resources?.policyHolder?.(resource) ?? resource,
            isTrust(service) ? 'trust' : 'resource',
          );
    const counts = own !== undefined && !(need.withinAccount === true && isElsewhere(principal, need.action, resource));
    return {
      verdict: undefined,
      latest: undefined,
      policies: narrowPolicies(counts ? { ...policies, resource: own } : policies, need.action, resource),
      asksTags: policies.asksResourceTags || (counts && contextKeysOf([own.document]).some(isResourceTag)),
      resourcePolicy,
      account,
    };
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

  #compiled(text: string, resource: string, kind: 'resource' | 'trust'): CompiledPolicy | undefined {
    const key = `${resource}\n${text}`;
    if (this.#resourcePolicies.has(key)) return this.#resourcePolicies.get(key);
    const document = parsePolicy(text, kind);
    const compiled =
      'fault' in document ? undefined : compilePolicy(document, { type: 'resource-based', name: resource });
    if (this.#resourcePolicies.size >= mostCompiled) this.#resourcePolicies.clear();
    this.#resourcePolicies.set(key, compiled);
    return compiled;
  }
}

/**
 * The verdict, if it says what the decision says: most requests are decided as the one before, and the request log, which keeps thousands of them,
 * then keeps one.
 */
function sameAs(verdict: Verdict | undefined, { outcome, decidedBy, statements }: Decision): Verdict | undefined {
  if (verdict === undefined) return undefined;
  const { decision } = verdict;
  const isSame =
    decision.outcome === outcome &&
    decision.decidedBy === decidedBy &&
    decision.statements.length === statements.length &&
    decision.statements.every((statement, index) => statement === statements[index]);
  return isSame ? verdict : undefined;
}

const bearer = (principal: PolicyPrincipal): Known => ({
  revision: 0,
  policies: noPolicies,
  principal,
  decisions: new Map(),
});

const memoryKey = (action: string, resource: string): string => `${action}\n${resource}`;
const isTrust = ({ resources }: Service): boolean => resources?.policyKind === 'trust';

/** Whether the resource is of another account than the principal. */
function isElsewhere(principal: PolicyPrincipal, action: string, resource: string): boolean {
  const account = accountOfPrincipal(principal) ?? '';
  return accountOfResource({ principal, action, resource, context: noKeys }, account) !== account;
}

function conclude({ need, request, service }: Question, principal: PolicyPrincipal, verdict: Verdict): void {
  request.verdicts.push(verdict);
  const { action, resource, decision } = verdict;
  if (decision.outcome === 'allowed') return;
  const message = explainDenial({ principal, action, resource, context: noKeys }, decision, need.called);
  throw service.accessDenied?.(message, need) ?? new AwsError('AccessDeniedException', message);
}

const noKeys = { get: () => undefined };
