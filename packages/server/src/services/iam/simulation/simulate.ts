import type { Infer } from '@paddock/wire';
import { invalidSimulationMarker, simulationTooLarge } from '../errors.js';
import type { EvaluationResult } from '../structures.js';
import { evaluatorOf, type EvalDecision, type Evaluation } from './evaluate.js';
import { evalResourceName } from './resource-names.js';
import type { SimulationInput, SimulationOutput } from './shapes.js';
import type { Simulation } from './simulation.js';
import type { StatementView } from './simulated-policy.js';
import { nextTurn } from '../../../runtime/next-turn.js';
import { Turns } from './turns.js';

const defaultMaxItems = 100;

/** What an answer may cost at most. One action alone must not cost more. */
const most = { characters: 8_000_000, comparisons: 20_000_000 };
/** A page that is as long ends, whatever MaxItems asks for. */
const pageCharacters = 4_000_000;
/** About as many characters as the answer has for a resource and for a statement. */
const characters = { resource: 200, statement: 300, key: 20 };

/**
 * A page of a simulation's results, one for each action. Only the actions of the page are evaluated.
 * @throws InvalidInput for a marker that no answer gave, and for an action with more resources and policies than one answer can hold
 */
export async function simulate(
  simulation: Simulation,
  { ActionNames: actions, MaxItems = defaultMaxItems, Marker }: SimulationInput,
): Promise<SimulationOutput> {
  const results: Infer<typeof EvaluationResult>[] = [];
  const cost = new Cost(simulation);
  let next = Marker === undefined ? 0 : openMarker(Marker);
  while (next < actions.length && results.length < MaxItems) {
    const result = cost.hasRoom() ? await simulateAction(simulation, actions[next] ?? '', cost) : undefined;
    if (result === undefined) {
      if (results.length === 0) throw simulationTooLarge();
      break;
    }
    results.push(result);
    next++;
    if (cost.isPage()) break;
  }
  return {
    EvaluationResults: results,
    IsTruncated: next < actions.length,
    ...(next < actions.length ? { Marker: makeMarker(next) } : {}),
  };
}

/** @returns undefined when the answer has no room for it */
async function simulateAction(
  simulation: Simulation,
  action: string,
  cost: Cost,
): Promise<Infer<typeof EvaluationResult> | undefined> {
  const { resources, namesResources, missingKeys } = simulation;
  const evaluate = evaluatorOf(simulation, action);
  const evaluations: Evaluation[] = [];
  for (const resource of resources) {
    const evaluation = evaluate(resource);
    evaluations.push(evaluation);
    if (!cost.count(evaluation)) return undefined;
    if (cost.isTurnOver()) await nextTurn();
  }
  const decision = worst(evaluations);
  return {
    EvalActionName: action,
    EvalResourceName: evalResourceName(action, resources),
    EvalDecision: decision,
    MatchedStatements: [...new Set<StatementView>(evaluations.flatMap(({ matched }) => matched))],
    MissingContextValues: missingFor(decision, missingKeys),
    ...boundaryDetail(simulation, evaluations),
    ...(namesResources && {
      EvalDecisionDetails: detailsOf(evaluations),
      ResourceSpecificResults: evaluations.map(specific),
    }),
  };

  function specific(evaluation: Evaluation) {
    const { resource, decision: of, matched, details } = evaluation;
    return {
      EvalResourceName: resource,
      EvalResourceDecision: of,
      MatchedStatements: matched,
      MissingContextValues: missingFor(of, missingKeys),
      ...(details && { EvalDecisionDetails: details }),
      ...boundaryDetail(simulation, [evaluation]),
    };
  }
}

/** A value that could have changed nothing is not missed. */
const missingFor = (decision: EvalDecision, keys: readonly string[]): readonly string[] =>
  decision === 'implicitDeny' ? keys : [];

const boundaryDetail = ({ boundary }: Simulation, evaluations: readonly Evaluation[]) =>
  boundary === undefined
    ? {}
    : {
        PermissionsBoundaryDecisionDetail: {
          AllowedByPermissionsBoundary: evaluations.every(({ boundaryAllows }) => boundaryAllows === true),
        },
      };

/** Over several resources the worst of each type of policy. */
function detailsOf(evaluations: readonly Evaluation[]): Readonly<Record<string, EvalDecision>> {
  const all: Record<string, EvalDecision> = {};
  for (const { details } of evaluations) {
    for (const [type, decision] of Object.entries(details ?? {})) all[type] = worse(all[type] ?? 'allowed', decision);
  }
  return all;
}

const worst = (evaluations: readonly Evaluation[]): EvalDecision =>
  evaluations.reduce<EvalDecision>((decision, next) => worse(decision, next.decision), 'allowed');

function worse(one: EvalDecision, other: EvalDecision): EvalDecision {
  if (one === 'explicitDeny' || other === 'explicitDeny') return 'explicitDeny';
  return one === 'implicitDeny' || other === 'implicitDeny' ? 'implicitDeny' : 'allowed';
}

/** What an answer has cost so far. */
class Cost {
  #characters = 0;
  #comparisons = 0;
  readonly #resources: number;
  readonly #turns = new Turns();
  /** Comparisons of one question. */
  readonly #weight: number;
  readonly #missing: number;

  constructor({ identity, boundary, resourcePolicy, resources, missingKeys }: Simulation) {
    this.#resources = resources.length;
    const policies = [...identity, ...(boundary ? [boundary] : []), ...(resourcePolicy ? [resourcePolicy] : [])];
    this.#weight = policies.reduce((sum, { weight }) => sum + weight, 1);
    this.#missing = missingKeys.reduce((sum, key) => sum + characters.key + key.length, 0);
  }

  /** Whether another action's comparisons can be made. */
  hasRoom(): boolean {
    return this.#comparisons + this.#resources * this.#weight <= most.comparisons;
  }

  /** @returns whether the answer has room for it */
  count({ resource, decision, matched }: Evaluation): boolean {
    this.#comparisons += this.#weight;
    this.#characters += characters.resource + resource.length + matched.length * characters.statement;
    if (decision === 'implicitDeny') this.#characters += this.#missing;
    return this.#characters <= most.characters;
  }

  /** Whether it is another request's turn. */
  isTurnOver(): boolean {
    return this.#turns.isOver(this.#weight);
  }

  isPage(): boolean {
    return this.#characters >= pageCharacters;
  }
}

/** A marker says how many actions are done: another request's actions are passed over just as many. */
const makeMarker = (done: number): string => Buffer.from(`s1:${done}`).toString('base64url');

function openMarker(marker: string): number {
  const done = Number(/^s1:(\d{1,9})$/.exec(Buffer.from(marker, 'base64url').toString())?.[1] ?? Number.NaN);
  if (Number.isNaN(done) || makeMarker(done) !== marker) throw invalidSimulationMarker();
  return done;
}
