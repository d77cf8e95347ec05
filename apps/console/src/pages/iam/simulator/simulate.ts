import {
  paginateSimulateCustomPolicy,
  paginateSimulatePrincipalPolicy,
  type ContextEntry,
  type EvaluationResult,
  type IAMClient,
  type Statement,
} from '@aws-sdk/client-iam';
import { collect } from '../../../shared/use-aws.js';

/** A policy that takes part. */
export interface Simulated {
  readonly id: string;
  readonly title: string;
  /** As IAM keeps it; undefined for one that was added here. */
  readonly stored: string | undefined;
  /** Laid out, and perhaps changed. */
  readonly text: string;
  /** What `text` was to begin with. */
  readonly before: string;
  readonly isUsed: boolean;
  /** How the answers name it where the principal's own policies are simulated. */
  readonly sourceId: string;
}

export interface Question {
  /** The ARN of a user, group or role. */
  readonly principal: string | undefined;
  readonly policies: readonly Simulated[];
  readonly boundary: Simulated | undefined;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly context: readonly ContextEntry[];
}

/** Whether the policies are others than those in force. */
export const isWhatIf = ({
  principal,
  policies,
  boundary,
}: Pick<Question, 'principal' | 'policies' | 'boundary'>): boolean =>
  principal === undefined ||
  [...policies, ...(boundary === undefined ? [] : [boundary])].some(
    ({ stored, text, before, isUsed }) => stored === undefined || text !== before || !isUsed,
  );

/** What is decided about one action on one resource. */
export interface Answer {
  readonly action: string;
  readonly resource: string;
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  readonly missing: readonly string[];
  /** Whether there is a boundary, and it does not allow it. */
  readonly isBounded: boolean;
  readonly statements: readonly { readonly policy: Simulated; readonly statement: Statement; readonly text: string }[];
}

export async function simulate(client: IAMClient, question: Question): Promise<readonly Answer[]> {
  const { principal, policies, boundary, actions, resources, context } = question;
  const common = {
    ActionNames: [...actions],
    ...(resources.length === 0 ? {} : { ResourceArns: [...resources] }),
    ...(context.length === 0 ? {} : { ContextEntries: [...context] }),
  };
  const isCustom = isWhatIf(question);
  const used = policies.filter(({ isUsed }) => isUsed);
  const pages =
    isCustom || principal === undefined
      ? paginateSimulateCustomPolicy(
          { client },
          {
            ...common,
            PolicyInputList: used.map(({ text }) => text),
            ...(boundary?.isUsed === true ? { PermissionsBoundaryPolicyInputList: [boundary.text] } : {}),
            // Of users alone variables such as aws:username are known from their ARN.
            ...(principal?.includes(':user/') ? { CallerArn: principal } : {}),
          },
        )
      : paginateSimulatePrincipalPolicy({ client }, { ...common, PolicySourceArn: principal });
  const results = await collect(pages, (page) => page.EvaluationResults);
  const find = (statement: Statement): Answer['statements'] => {
    const { SourcePolicyId: id = '' } = statement;
    const given = /^PolicyInputList\.(\d+)$/.exec(id)?.[1];
    const policy = isCustom
      ? given === undefined
        ? boundary
        : used[Number(given) - 1]
      : [...policies, ...(boundary === undefined ? [] : [boundary])].find(({ sourceId }) => sourceId === id);
    return policy === undefined ? [] : [{ policy, statement, text: isCustom ? policy.text : (policy.stored ?? '') }];
  };
  return results.flatMap((result) => answersOf(result, find));
}

function answersOf(result: EvaluationResult, find: (statement: Statement) => Answer['statements']): readonly Answer[] {
  const { EvalActionName: action = '', EvalResourceName: resource = '*', ResourceSpecificResults: each = [] } = result;
  const one = {
    action,
    resource,
    decision: decisionOf(result.EvalDecision),
    missing: result.MissingContextValues ?? [],
    isBounded: result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false,
    statements: (result.MatchedStatements ?? []).flatMap(find),
  };
  if (each.length === 0) return [one];
  return each.map((specific) => ({
    action,
    resource: specific.EvalResourceName ?? resource,
    decision: decisionOf(specific.EvalResourceDecision),
    missing: specific.MissingContextValues ?? one.missing,
    isBounded: specific.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false,
    statements: (specific.MatchedStatements ?? []).flatMap(find),
  }));
}

const decisionOf = (decision: string | undefined): Answer['decision'] =>
  decision === 'allowed' || decision === 'explicitDeny' ? decision : 'implicitDeny';
