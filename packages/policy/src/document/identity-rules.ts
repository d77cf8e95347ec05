import { conditionValues, readConditions, readOperator, valueFault } from './condition-rules.js';
import {
  documentElements,
  eitherOf,
  elementsOf,
  firstFault,
  isSid,
  itemsOf,
  patternsOf,
  repeated,
  rivals,
  sidsOf,
  statementElements,
  strings,
  versions,
  type Elements,
} from './elements.js';
import type { JsonNode } from './json.js';
import type { PolicyKind } from './policy-document.js';
import { resourceFault } from './resource-form.js';
import { texts } from './texts.js';

/** Checks an identity or session policy in the order that texts.ts gives (A). @returns what AWS says of it; undefined when it is right */
export function identityFault(text: string, root: JsonNode | undefined, kind: PolicyKind): string | undefined {
  if (root === undefined) return kind === 'session' ? texts.notJson : texts.syntax;
  const document = readDocument(root);
  if (document === undefined) return texts.syntax;
  const { elements, statements } = document;
  if (kind === 'managed' && !isString(elements.get('Version'), '2012-10-17')) return texts.version;
  const resources = judgeResources(statements);
  if (/^[ \t]/.test(text) || statements.some(failsLegacyParsing) || resources === 'legacy') return texts.legacy;
  if (statements.some((statement) => eitherOf(statement, 'Principal') !== undefined)) return texts.principal;
  return (
    sidFault(statements) ??
    (statements.some((statement) => isAbsent(eitherOf(statement, 'Action'))) ? texts.noActions : undefined) ??
    (statements.some((statement) => isAbsent(eitherOf(statement, 'Resource'))) ? texts.noResources : undefined) ??
    resources?.text ??
    firstFault(
      statements.flatMap((statement) => patternsOf(statement, 'Action')),
      actionFault,
    )
  );
}

/** The syntax alone: undefined when it is broken anywhere. */
function readDocument(root: JsonNode): { elements: Elements; statements: readonly Elements[] } | undefined {
  if (root.kind !== 'object' || !hasOnly(root, documentElements)) return undefined;
  const elements = elementsOf(root);
  const version = elements.get('Version');
  const statement = elements.get('Statement');
  if (version !== undefined && !(version.kind === 'string' && versions.includes(version.value))) return undefined;
  if (!isStringOrAbsent(elements.get('Id'))) return undefined;
  if (statement === undefined || (statement.kind !== 'object' && statement.kind !== 'array')) return undefined;
  const statements = itemsOf(statement).flatMap((item) => readStatement(item) ?? []);
  return statements.length === 0 || statements.length < itemsOf(statement).length
    ? undefined
    : { elements, statements };
}

function readStatement(node: JsonNode): Elements | undefined {
  if (node.kind !== 'object' || !hasOnly(node, statementElements)) return undefined;
  const elements = elementsOf(node);
  if (rivals.some((name) => elements.has(name) && elements.has(`Not${name}`))) return undefined;
  const effect = elements.get('Effect');
  if (effect?.kind !== 'string' || !/^(?:allow|deny)$/i.test(effect.value)) return undefined;
  for (const name of ['Action', 'Resource'] as const) {
    const value = eitherOf(elements, name);
    if (value !== undefined && strings(value) === undefined) return undefined;
  }
  return isConditionOrAbsent(elements.get('Condition')) && isStringOrAbsent(elements.get('Sid')) ? elements : undefined;
}

function isConditionOrAbsent(condition: JsonNode | undefined): boolean {
  if (condition === undefined) return true;
  if (condition.kind !== 'object' || repeated(condition) !== undefined) return false;
  return (
    condition.members.every(
      ({ key, value }) =>
        value.kind === 'object' &&
        repeated(value) === undefined &&
        // An operator that does not exist, without keys, passes on AWS too.
        (value.members.length === 0 || readOperator(key) !== undefined) &&
        value.members.every((member) => conditionValues(member.value) !== undefined),
    ) && valueFault(readConditions(condition)) !== 'syntax'
  );
}

function failsLegacyParsing(statement: Elements): boolean {
  const effect = statement.get('Effect');
  const condition = statement.get('Condition');
  return (
    !(isString(effect, 'Allow') || isString(effect, 'Deny')) ||
    (condition?.kind === 'object' && valueFault(readConditions(condition)) === 'legacy')
  );
}

/** The first resource that is wrong says what is said: a form that is refused later keeps legacy parsing from reaching the resources after it. */
const judgeResources = (statements: readonly Elements[]) =>
  firstFault(
    statements.flatMap((statement) => patternsOf(statement, 'Resource')),
    resourceFault,
  );

function sidFault(statements: readonly Elements[]): string | undefined {
  const sids = sidsOf(statements);
  if (!sids.every(isSid)) return texts.sidForm;
  return new Set(sids).size < sids.length ? texts.sidTwice : undefined;
}

/** The form alone: IAM takes services and actions that do not exist. */
export function actionFault(action: string): string | undefined {
  if (action === '*') return undefined;
  const [vendor = '', name, ...more] = action.split(':');
  if (name === undefined) return texts.actionVendor;
  if (more.length > 0) return texts.actionColons;
  return vendor === '*' || /^[\dA-Za-z.-]+$/.test(vendor) ? undefined : texts.vendor(vendor);
}

const hasOnly = (object: JsonNode & { kind: 'object' }, names: readonly string[]): boolean =>
  repeated(object) === undefined && object.members.every(({ key }) => names.includes(key));

const isString = (node: JsonNode | undefined, value: string): boolean =>
  node?.kind === 'string' && node.value === value;
const isStringOrAbsent = (node: JsonNode | undefined): boolean => node === undefined || node.kind === 'string';
const isAbsent = (node: JsonNode | undefined): boolean =>
  node === undefined || (node.kind === 'array' && node.items.length === 0);
