import {
  accountOfResource,
  actionKnows,
  decide,
  findAction,
  matchingStatements,
  type AccessRequest,
  type Decision,
} from '@paddock/policy';
import type { Simulation } from './simulation.js';
import type { SimulatedPolicy, StatementView } from './simulated-policy.js';

export type EvalDecision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** What a simulation says of one action on one resource. */
export interface Evaluation {
  readonly resource: string;
  readonly decision: EvalDecision;
  /** The statements that decided: those that deny, or all that allow; the boundary's allow nothing by themselves. */
  readonly matched: readonly StatementView[];
  /** Undefined without a boundary. */
  readonly boundaryAllows: boolean | undefined;
  /** Across accounts: what each type of policy says by itself. */
  readonly details: Readonly<Record<string, EvalDecision>> | undefined;
}

/** Answers for one action, resource by resource. Decisions are those of the evaluator that guards this server. */
export function evaluatorOf(simulation: Simulation, action: string): (resource: string) => Evaluation {
  const { caller, identity, boundary, context } = simulation;
  // AWS's simulator does not look at trust policies.
  const resourcePolicy = /^sts:Assume/i.test(action) ? undefined : simulation.resourcePolicy;
  // Without a policy on the resource it is not asked whose it is.
  const owner = resourcePolicy === undefined ? caller.account : simulation.owner;
  const policies = {
    identity: identity.map(({ compiled }) => compiled),
    ...(boundary === undefined ? {} : { boundary: boundary.compiled }),
    ...(resourcePolicy === undefined ? {} : { resource: resourcePolicy.compiled }),
  };
  const reference = findAction(action);

  return (resource) => {
    const request: AccessRequest = {
      principal: caller,
      action,
      resource,
      context,
      ...(owner === undefined ? {} : { resourceAccount: owner }),
    };
    // A resource that the action does not know is one that no statement is about.
    const isKnown = resource === '*' || reference === undefined || actionKnows(reference, resource);
    const layer = (of: readonly (SimulatedPolicy | undefined)[]): Layer =>
      isKnown ? of.flatMap((policy) => (policy ? matchesOf(policy, request, boundary !== undefined) : [])) : [];
    const own = layer(identity);
    const limit = layer([boundary]);
    const theirs = layer([resourcePolicy]);

    const decision = isKnown ? outcomes[decide(request, policies).outcome] : 'implicitDeny';
    const isAcross = accountOfResource(request, caller.account) !== caller.account;
    return {
      resource,
      decision,
      matched: shown(decision, own, limit, theirs),
      boundaryAllows: boundary && decisionOf(limit) === 'allowed',
      details: isAcross
        ? {
            'IAM Policy': decisionOf(own),
            'Resource Policy': decisionOf(theirs),
            ...(boundary && { 'Permissions Boundary Policy': decisionOf(limit) }),
          }
        : undefined,
    };
  };
}

const outcomes: Readonly<Record<Decision['outcome'], EvalDecision>> = {
  allowed: 'allowed',
  'explicit-deny': 'explicitDeny',
  'implicit-deny': 'implicitDeny',
};

/** The statements of one type of policy that apply. */
type Layer = readonly { readonly effect: 'Allow' | 'Deny'; readonly view: StatementView }[];

const matchesOf = (policy: SimulatedPolicy, request: AccessRequest, bounded: boolean): Layer =>
  matchingStatements(request, policy.compiled, bounded).map(({ statement, index }) => ({
    effect: statement.effect,
    view: policy.statement(index),
  }));

function decisionOf(layer: Layer): EvalDecision {
  if (layer.some(({ effect }) => effect === 'Deny')) return 'explicitDeny';
  return layer.length > 0 ? 'allowed' : 'implicitDeny';
}

function shown(decision: EvalDecision, own: Layer, limit: Layer, theirs: Layer): StatementView[] {
  if (decision === 'implicitDeny') return [];
  const layers = decision === 'allowed' ? [...theirs, ...own] : [...theirs, ...own, ...limit];
  const wanted = decision === 'allowed' ? 'Allow' : 'Deny';
  return layers.filter(({ effect }) => effect === wanted).map(({ view }) => view);
}
