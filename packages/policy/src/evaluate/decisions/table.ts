import type { Decision, PolicyPrincipal } from '../access.js';

/** A policy as one would write it: a document, or its statements, which then are of version 2012-10-17. */
export type PolicyText = StatementText | readonly StatementText[] | DocumentText;
export type StatementText = Readonly<Record<string, unknown>> & { readonly Effect: 'Allow' | 'Deny' };
export interface DocumentText {
  readonly Version?: string;
  readonly Statement: StatementText | readonly StatementText[];
}

/** Who asks what under which policies, and what AWS answers. */
export interface DecisionCase {
  readonly title: string;
  readonly who: PolicyPrincipal;
  readonly action: string;
  readonly resource: string;
  /** For resources whose ARN names no account. */
  readonly resourceAccount?: string;
  /** Condition keys as AWS spells them. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly identity?: readonly PolicyText[] | 'all';
  readonly boundary?: PolicyText;
  readonly session?: readonly PolicyText[];
  readonly resourcePolicy?: PolicyText;
  /** The trust policy of the role that the request is about; then trust is decided, see `decideTrust`. */
  readonly trust?: PolicyText;
  readonly gives: Verdict;
  /** The rule that says so. */
  readonly because: string;
}

export type Verdict = Pick<Decision, 'outcome' | 'decidedBy'>;

export interface DecisionGroup {
  readonly title: string;
  readonly about: string;
  readonly cases: readonly DecisionCase[];
}

type Defaulted<D> = Omit<DecisionCase, keyof D> & Partial<DecisionCase>;

/** Cases that differ from `common` in what they say. */
export function group<D extends Partial<DecisionCase>>(
  title: string,
  about: string,
  common: D & Partial<DecisionCase>,
  cases: readonly Defaulted<D>[],
): DecisionGroup {
  // The type of the parameter says that common and the case together are complete.
  return { title, about, cases: cases.map((each) => ({ ...common, ...each }) as unknown as DecisionCase) };
}

export function allowedBy(decidedBy: Decision['decidedBy']): Verdict {
  return { outcome: 'allowed', decidedBy };
}

export function deniedBy(decidedBy: Decision['decidedBy']): Verdict {
  return { outcome: 'explicit-deny', decidedBy };
}

/** No Deny applies, and this kind of policy does not allow. */
export function missingIn(decidedBy: Decision['decidedBy']): Verdict {
  return { outcome: 'implicit-deny', decidedBy };
}

type OneOrMore = string | readonly string[];

export function allow(
  Action: OneOrMore,
  Resource: OneOrMore,
  more: Readonly<Record<string, unknown>> = {},
): StatementText {
  return { Effect: 'Allow', Action, Resource, ...more };
}

export function deny(
  Action: OneOrMore,
  Resource: OneOrMore,
  more: Readonly<Record<string, unknown>> = {},
): StatementText {
  return { Effect: 'Deny', Action, Resource, ...more };
}

/** An Allow as a policy on a resource has it. */
export function grant(
  Principal: unknown,
  Action: OneOrMore,
  Resource: OneOrMore,
  more: Readonly<Record<string, unknown>> = {},
): StatementText {
  return { Effect: 'Allow', Principal, Action, Resource, ...more };
}

/** A statement of a trust policy, which names no resource. */
export function trusts(
  Principal: unknown,
  more: Readonly<Record<string, unknown>> = {},
  Action: OneOrMore = 'sts:AssumeRole',
): StatementText {
  return { Effect: 'Allow', Principal, Action, ...more };
}

/** A Condition element. */
export function when(operator: string, key: string, value: unknown): { readonly Condition: unknown } {
  return { Condition: { [operator]: { [key]: value } } };
}
