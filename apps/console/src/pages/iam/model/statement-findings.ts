import { compileAction, readOperator, type JsonNode, type PolicyKind } from '@paddock/policy';
import {
  actionsOf,
  conditionKeyType,
  findAction,
  globalConditionKeys,
  isVendor,
  knownServices,
  resourceTypesOf,
  type ActionReference,
} from '@paddock/policy/reference';
import { isPattern } from './actions.js';
import { needsEverything } from './blocks.js';
import type { Finding, FindingCode } from './findings.js';
import { canMeet, includes } from './globs.js';

interface Text {
  readonly value: string;
  readonly from: number;
}

/** What there is to say of one statement besides what AWS refuses. */
export function statementFindings(node: JsonNode, kind: PolicyKind): readonly Finding[] {
  const actions = textsOf(node, 'Action');
  const resources = textsOf(node, 'Resource');
  const isAllow = textsOf(node, 'Effect')[0]?.value === 'Allow';
  return [
    ...[...actions, ...textsOf(node, 'NotAction')].flatMap(unknownAction),
    ...redundant(actions, 'redundantAction', lowerCase),
    ...redundant(resources, 'redundantResource', asWritten),
    ...(kind === 'trust' ? [] : resourceFindings(actions, resources)),
    ...(isAllow && kind !== 'trust' ? passRole(node, actions, resources) : []),
    ...unknownKeys(node),
  ];
}

const finding = (severity: Finding['severity'], code: FindingCode, { value, from }: Text): Finding => ({
  severity,
  code,
  about: value,
  at: from,
});

function unknownAction(text: Text): readonly Finding[] {
  const [, prefix, name] = /^([\dA-Za-z.-]+):([^:]+)$/.exec(text.value) ?? [];
  if (prefix === undefined || name === undefined) return [];
  if (!isVendor(prefix)) return [finding('error', 'service', text)];
  const known = actionsOf(prefix);
  if (known.length === 0 || name === '*') return [];
  const matches = compileAction(text.value);
  return known.some((action) => matches(`${prefix}:${action.name}`)) ? [] : [finding('error', 'action', text)];
}

/** What another of the list includes already; of two that say the same, the first stays. */
function redundant(texts: readonly Text[], code: FindingCode, fold: (text: string) => string): readonly Finding[] {
  const all = texts.map((text) => ({ text, folded: fold(text.value) }));
  // Hundreds of actions are compared with the few that are patterns, not with one another.
  const patterns = all.filter(({ folded }) => isPattern(folded) && !folded.includes('${'));
  const seen = new Set<string>();
  return all.flatMap(({ text, folded }) => {
    const isAgain = seen.has(folded);
    seen.add(folded);
    return isAgain || patterns.some((one) => one.folded !== folded && includes(one.folded, folded))
      ? [finding('suggestion', code, text)]
      : [];
  });
}

const lowerCase = (text: string): string => text.toLowerCase();
const asWritten = (text: string): string => text;

/** Actions and resources that do not belong together: such a statement does nothing for them. */
function resourceFindings(actions: readonly Text[], resources: readonly Text[]): readonly Finding[] {
  if (actions.length === 0 || resources.length === 0 || resources.some(({ value }) => /^\*+$/.test(value))) return [];
  const found: Finding[] = [];
  for (const text of actions) {
    if (needsEverything(text.value)) {
      found.push(finding('warning', 'needsEverything', text));
      continue;
    }
    const action = isPattern(text.value) ? undefined : findAction(text.value);
    if (action !== undefined && !resources.some(({ value }) => canName(action, value)))
      found.push(finding('warning', 'noResource', text));
  }
  return found;
}

/** Whether an ARN, with wildcards and variables, can stand for a resource of a kind that the action knows. */
function canName(action: ActionReference, arn: string): boolean {
  const pattern = arn.replaceAll(/\$\{[^}]*\}/g, '*');
  const names = new Set(action.resourceTypes.map(({ type }) => type));
  return resourceTypesOf(action.service)
    .filter(({ name }) => names.has(name))
    .some(({ arnFormat }) => canMeet(pattern, arnFormat.replaceAll(/\$\{[^}]*\}/g, '*')));
}

function passRole(node: JsonNode, actions: readonly Text[], resources: readonly Text[]): readonly Finding[] {
  if (!resources.some(({ value }) => /^\*+$/.test(value))) return [];
  if (conditionKeysIn(node).some(({ value }) => /^iam:(?:PassedToService|AssociatedResourceArn)$/i.test(value)))
    return [];
  const action = actions.find(({ value }) => compileAction(value)('iam:PassRole'));
  if (action === undefined) return [];
  return [finding('security', isPattern(action.value) ? 'passRoleInWildcard' : 'passRole', action)];
}

function unknownKeys(node: JsonNode): readonly Finding[] {
  const known = new Set(['aws', ...knownServices().map(({ prefix }) => prefix)]);
  return conditionKeysIn(node).flatMap((key) => {
    const [prefix = '', name] = key.value.toLowerCase().split(':', 2);
    // Keys of tokens are their issuers'; of tags anybody's.
    if (name === undefined || !known.has(prefix) || conditionKeyType(key.value) !== undefined) return [];
    return Object.keys(globalConditionKeys).some((one) => one.toLowerCase() === key.value.toLowerCase())
      ? []
      : [finding('error', 'key', key)];
  });
}

function conditionKeysIn(node: JsonNode): readonly Text[] {
  const condition = element(node, 'Condition');
  if (condition?.kind !== 'object') return [];
  return condition.members.flatMap(({ key: operator, value: block }) =>
    readOperator(operator) === undefined || block.kind !== 'object'
      ? []
      : block.members.map(({ key, value }) => ({ value: key, from: value.from })),
  );
}

const element = (node: JsonNode, name: string): JsonNode | undefined =>
  node.kind === 'object' ? node.members.find(({ key }) => key === name)?.value : undefined;

function textsOf(node: JsonNode, name: string): readonly Text[] {
  const value = element(node, name);
  if (value?.kind === 'string') return [value];
  return value?.kind === 'array' ? value.items.filter((item) => item.kind === 'string') : [];
}
