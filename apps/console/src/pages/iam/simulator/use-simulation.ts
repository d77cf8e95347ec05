import {
  GetContextKeysForCustomPolicyCommand,
  GetContextKeysForPrincipalPolicyCommand,
  IAMClient,
  type ContextEntry,
} from '@aws-sdk/client-iam';
import { isPolicyDocument, parsePolicy } from '@paddock/policy';
import { useState } from 'react';
import { useClient } from '../../../session/use-session.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { contextType, linesOf } from '../model/simulation.js';
import type { PrincipalPolicies } from './load-principal.js';
import { isWhatIf, simulate, type Answer, type Question, type Simulated } from './simulate.js';

/** What the page's address says. */
export interface Start {
  readonly principal: string | undefined;
  readonly actions: readonly string[];
  /** One a line. */
  readonly resources: string;
}

/** What is asked, and what was answered. */
export function useSimulation(loaded: PrincipalPolicies, start: Start) {
  const client = useClient(IAMClient);
  const { principal } = start;
  const [policies, setPolicies] = useState<readonly Simulated[]>(loaded.policies);
  const [boundary, setBoundary] = useState(loaded.boundary);
  const [actions, setActions] = useState(start.actions);
  const [resources, setResources] = useState(start.resources);
  const [context, setContext] = useState<Readonly<Record<string, string>>>({});
  const [isTried, setIsTried] = useState(false);
  const [answered, setAnswered] = useState<{ readonly to: string; readonly answers: readonly Answer[] }>();
  const isOther = isWhatIf({ principal, policies, boundary });
  const texts = [...policies, ...(boundary === undefined ? [] : [boundary])]
    .filter(({ isUsed }) => isUsed)
    .map(({ text }) => text)
    .filter((text) => isPolicyDocument(parsePolicy(text.trimStart(), 'identity')));
  const keys = useAws(
    ['iam', 'context-keys', isOther ? texts : principal],
    async () => {
      const { ContextKeyNames: names = [] } =
        isOther || principal === undefined
          ? await client.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: texts }))
          : await client.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn: principal }));
      return names;
    },
    { enabled: !isOther || texts.length > 0, keep: true },
  );
  const wanted = !isOther || texts.length > 0 ? (keys.data ?? []) : [];
  const named = linesOf(resources);
  const wrongResource = named.find((arn) => arn !== '*' && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+/.test(arn));
  const question: Question = {
    principal,
    policies,
    boundary,
    actions,
    resources: named,
    context: wanted.flatMap((key) => entryOf(key, context[key] ?? '')),
  };
  const asked = JSON.stringify(question);
  const action = useAction(async () => {
    const answers = await simulate(client, question);
    setAnswered({ to: asked, answers });
  });
  return {
    policies,
    setPolicies,
    boundary,
    setBoundary,
    actions,
    setActions,
    resources,
    setResources,
    wrongResource,
    keys: wanted,
    keysError: keys.error,
    context,
    setContext,
    isTried,
    isWhatIf: isOther,
    isRunning: action.isRunning,
    error: action.error,
    answers: answered?.answers,
    isStale: answered !== undefined && answered.to !== asked,
    run() {
      setIsTried(true);
      if (actions.length > 0 && wrongResource === undefined) void action.run();
    },
  };
}

function entryOf(key: string, text: string): readonly ContextEntry[] {
  const values = linesOf(text);
  if (values.length === 0) return [];
  return [{ ContextKeyName: key, ContextKeyValues: [...values], ContextKeyType: contextType(key, values) }];
}
