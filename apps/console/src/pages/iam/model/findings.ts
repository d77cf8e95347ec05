import { isPolicyDocument, jsonFaultAt, parsePolicy, readJson, type JsonNode, type PolicyKind } from '@paddock/policy';
import { statementFindings } from './statement-findings.js';

/** Something to say about a policy's text, in the kinds of AWS's policy validation. */
export interface Finding {
  readonly severity: 'error' | 'security' | 'warning' | 'suggestion';
  /** The text that says it. */
  readonly code: FindingCode;
  /** What it is about: an action, an ARN, AWS's own words. */
  readonly about: string;
  /** Offset in the text. */
  readonly at: number;
}

export type FindingCode =
  | 'json'
  | 'fault'
  | 'service'
  | 'action'
  | 'key'
  | 'needsEverything'
  | 'noResource'
  | 'redundantAction'
  | 'redundantResource'
  | 'passRole'
  | 'passRoleInWildcard'
  | 'oldVersion'
  | 'plainVariables';

/**
 * Judges a policy's text as it is typed: what AWS would refuse, and what it would take but does not do what it seems to. Only what is
 * certain is said: of services whose actions are not known here, nothing but their prefix.
 */
export function findingsOf(text: string, kind: PolicyKind): readonly Finding[] {
  const syntax = jsonFaultAt(text);
  if (syntax !== undefined) return [{ severity: 'error', code: 'json', about: '', at: syntax }];
  const root = readJson(text);
  const parsed = parsePolicy(text, kind);
  const statements = statementsOf(root);
  const found: Finding[] = [];
  if (!isPolicyDocument(parsed)) found.push(placed(text, kind, root, statements, parsed.fault));
  if (kind !== 'trust' && root !== undefined) found.push(...versionFindings(root, text));
  for (const node of statements) found.push(...statementFindings(node, kind));
  return found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.at - b.at);
}

const order: readonly Finding['severity'][] = ['error', 'security', 'warning', 'suggestion'];

/** AWS's fault says seldom where: it is the first statement that has it by itself too, or else the document. */
function placed(
  text: string,
  kind: PolicyKind,
  root: JsonNode | undefined,
  statements: readonly JsonNode[],
  fault: string,
): Finding {
  const position = /\((\d+),(\d+)\)/.exec(fault);
  const finding = (at: number): Finding => ({ severity: 'error', code: 'fault', about: fault, at });
  if (position !== null) return finding(offsetOf(text, Number(position[1]), Number(position[2])));
  for (const node of statements) {
    const alone = parsePolicy(`{"Version":"2012-10-17","Statement":[${text.slice(node.from, node.to)}]}`, kind);
    if (!isPolicyDocument(alone) && alone.fault === fault)
      return finding(faultyPart(text, kind, node, fault) ?? node.from);
  }
  return finding(root?.from ?? 0);
}

/** The value whose absence, or whose name, the fault is about. */
function faultyPart(text: string, kind: PolicyKind, node: JsonNode, fault: string): number | undefined {
  if (node.kind !== 'object') return undefined;
  const named = node.members
    .flatMap(({ value }) => leavesOf(value))
    .find((leaf) => leaf.value !== '' && fault.includes(leaf.value));
  if (named !== undefined) return named.from;
  const head = `{"Version":"2012-10-17","Statement":[{`;
  for (const { key, value } of node.members) {
    const others = node.members
      .filter((member) => member.key !== key)
      .map((member) => `${JSON.stringify(member.key)}:${text.slice(member.value.from, member.value.to)}`);
    const without = parsePolicy(`${head}${others.join(',')}}]}`, kind);
    if (isPolicyDocument(without) || without.fault !== fault) return value.from;
  }
  return undefined;
}

function leavesOf(node: JsonNode): readonly { readonly value: string; readonly from: number }[] {
  if (node.kind === 'string') return [node];
  if (node.kind === 'array') return node.items.flatMap(leavesOf);
  return node.kind === 'object' ? node.members.flatMap(({ value }) => leavesOf(value)) : [];
}

function versionFindings(root: JsonNode, text: string): readonly Finding[] {
  if (memberOf(root, 'Version') === '2012-10-17') return [];
  const at = elementOf(root, 'Version')?.from ?? root.from;
  const found: Finding[] = [{ severity: 'suggestion', code: 'oldVersion', about: '', at }];
  const variable = /\$\{[^}]*\}/.exec(text);
  if (variable !== null)
    found.push({ severity: 'warning', code: 'plainVariables', about: variable[0], at: variable.index });
  return found;
}

function statementsOf(root: JsonNode | undefined): readonly JsonNode[] {
  const list = root === undefined ? undefined : elementOf(root, 'Statement');
  if (list === undefined) return [];
  return (list.kind === 'array' ? list.items : [list]).filter(({ kind }) => kind === 'object');
}

const elementOf = (node: JsonNode, name: string): JsonNode | undefined =>
  node.kind === 'object' ? node.members.find(({ key }) => key === name)?.value : undefined;

const memberOf = (node: JsonNode, name: string): string | undefined => {
  const value = elementOf(node, name);
  return value?.kind === 'string' ? value.value : undefined;
};

/** Line and column, both from 0, of offsets in a text: where its lines begin is found once. */
export function placesIn(text: string): (at: number) => { readonly row: number; readonly column: number } {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
  return (at) => {
    let [row, after] = [0, starts.length];
    while (after - row > 1) {
      const middle = (row + after) >> 1;
      if ((starts[middle] ?? 0) <= at) row = middle;
      else after = middle;
    }
    return { row, column: at - (starts[row] ?? 0) };
  };
}

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n').slice(0, line - 1);
  return Math.min(lines.reduce((sum, one) => sum + one.length + 1, 0) + column - 1, text.length);
}
