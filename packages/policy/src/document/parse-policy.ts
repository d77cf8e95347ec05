import { readConditions } from './condition-rules.js';
import { eitherOf, elementsOf, itemsOf, strings, type Elements } from './elements.js';
import { identityFault } from './identity-rules.js';
import { readJson, type JsonNode } from './json.js';
import type { Patterns, PolicyDocument, PolicyKind, Principals, Statement } from './policy-document.js';
import { resourcePolicyFault } from './resource-rules.js';

/** Why a policy document is refused. */
export interface PolicyFault {
  /** The message of AWS's MalformedPolicyDocument. Services other than IAM and STS put words of their own before it. */
  readonly fault: string;
}

/**
 * Reads a policy document and checks it as AWS does when it is stored: its syntax, and what a policy of this kind must and must not
 * have. Whether the principals exist (see `principalArns`) and whether it is too long (see `policySize`) is not looked at.
 * Time and space are linear in the text. Never throws.
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyDocument | PolicyFault {
  const root = readJson(text);
  const rules = kind === 'trust' || kind === 'resource' ? resourcePolicyFault : identityFault;
  const fault = rules(text, root, kind);
  if (fault !== undefined) return { fault };
  return toDocument(elementsOf(root));
}

/** What `parsePolicy` gave is a document. */
export const isPolicyDocument = (parsed: PolicyDocument | PolicyFault): parsed is PolicyDocument =>
  !('fault' in parsed);

// From here on the document is known to be right: what a check has excluded reads as absent.

function toDocument(elements: Elements): PolicyDocument {
  const id = stringOf(elements.get('Id'));
  const statement = elements.get('Statement');
  return {
    version: stringOf(elements.get('Version')) === '2012-10-17' ? '2012-10-17' : '2008-10-17',
    ...(id !== undefined && { id }),
    statements: (statement ? itemsOf(statement) : []).map((item) => toStatement(elementsOf(item))),
  };
}

function toStatement(elements: Elements): Statement {
  const sid = stringOf(elements.get('Sid'));
  const resources = toPatterns(elements, 'Resource');
  const principals = toPrincipals(elements);
  const condition = elements.get('Condition');
  return {
    ...(sid !== undefined && { sid }),
    effect: stringOf(elements.get('Effect')) === 'Allow' ? 'Allow' : 'Deny',
    actions: toPatterns(elements, 'Action') ?? { not: false, patterns: [] },
    ...(resources && { resources }),
    ...(principals && { principals }),
    conditions: condition?.kind === 'object' ? readConditions(condition) : [],
  };
}

function toPatterns(elements: Elements, name: 'Action' | 'Resource'): Patterns | undefined {
  const node = eitherOf(elements, name);
  return node && { not: elements.has(`Not${name}`), patterns: strings(node) ?? [] };
}

function toPrincipals(elements: Elements): Principals | undefined {
  const node = eitherOf(elements, 'Principal');
  if (node === undefined) return undefined;
  const names = elementsOf(node);
  const ofType = (type: string): readonly string[] => {
    const found = names.get(type);
    return (found && strings(found)) ?? [];
  };
  return {
    not: elements.has('NotPrincipal'),
    everyone: stringOf(node) === '*',
    aws: ofType('AWS'),
    service: ofType('Service'),
    federated: ofType('Federated'),
    canonicalUser: ofType('CanonicalUser'),
  };
}

const stringOf = (node: JsonNode | undefined): string | undefined => (node?.kind === 'string' ? node.value : undefined);
