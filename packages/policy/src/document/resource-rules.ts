import { conditionValues, readConditions, readOperator, valueFault } from './condition-rules.js';
import {
  documentElements,
  eitherOf,
  elementsOf,
  firstFault,
  isSid,
  itemsOf,
  rivals,
  sidsOf,
  statementElements,
  strings,
  versions,
  type Elements,
} from './elements.js';
import { Positions } from './positions.js';
import { isPrincipalType } from './principals.js';
import type { JsonNode, JsonObject } from './json.js';
import type { PolicyKind } from './policy-document.js';
import { resourceStatementFault, trustStatementFault } from './statement-rules.js';
import { texts } from './texts.js';

/** Checks a trust or resource policy in the order that texts.ts gives (B). @returns what AWS says of it; undefined when it is right */
export function resourcePolicyFault(text: string, root: JsonNode | undefined, kind: PolicyKind): string | undefined {
  if (root?.kind === 'null') return texts.notAPolicy;
  if (root?.kind !== 'object') return texts.invalidJson;
  if (kind === 'trust' && /^[ \t]/.test(text)) return texts.leadingSpace;
  const fault = new Reading(text, kind).document(root);
  if (fault !== undefined) return fault;
  const statements = itemsOf(elementsOf(root).get('Statement') ?? root).flatMap((item) =>
    item.kind === 'object' ? [elementsOf(item)] : [],
  );
  const statementFault = kind === 'trust' ? trustStatementFault : resourceStatementFault;
  return sidFault(statements, kind) ?? firstFault(statements, valuesFault) ?? firstFault(statements, statementFault);
}

function sidFault(statements: readonly Elements[], kind: PolicyKind): string | undefined {
  const sids = sidsOf(statements);
  if (new Set(sids).size < sids.length) return texts.sidNotUnique;
  return kind === 'trust' && !sids.every(isSid) ? texts.sidForm : undefined;
}

function valuesFault(statement: Elements): string | undefined {
  const condition = statement.get('Condition');
  const fault = condition?.kind === 'object' ? valueFault(readConditions(condition)) : undefined;
  return fault && texts[fault];
}

/** Takes a document element by element, and stops at the first that is wrong, as a parser does that knows nothing of what comes after. */
class Reading {
  readonly #kind: PolicyKind;
  readonly #positions: Positions;

  constructor(text: string, kind: PolicyKind) {
    this.#kind = kind;
    this.#positions = new Positions(text);
  }

  document(root: JsonObject): string | undefined {
    if (root.members.length === 0) return this.#positions.after(root.to);
    return (
      this.#each(root, documentElements, (name, value) => {
        if (name === 'Statement') return this.#statements(value);
        if (value.kind !== 'string') return this.#positions.of(value);
        return name === 'Version' && !versions.includes(value.value) ? texts.versionString : undefined;
      }) ?? (elementsOf(root).has('Statement') ? undefined : texts.missing('Statement'))
    );
  }

  #statements(value: JsonNode): string | undefined {
    if (value.kind === 'array' && value.items.length === 0) return texts.emptyStatement;
    return firstFault(itemsOf(value), (item) =>
      item.kind === 'object' ? this.#statement(item) : this.#positions.of(item),
    );
  }

  #statement(statement: JsonObject): string | undefined {
    const fault = this.#each(statement, statementElements, (name, value) => this.#element(name, value));
    if (fault !== undefined) return fault;
    const elements = elementsOf(statement);
    if (this.#kind === 'trust' && elements.has('Resource')) return texts.prohibited('Resource');
    if (!elements.has('Effect')) return texts.missing('Effect');
    const needed = rivals.filter((name) => this.#kind !== 'trust' || name !== 'Resource');
    return firstFault(needed, (name) => (eitherOf(elements, name) === undefined ? texts.missing(name) : undefined));
  }

  #element(name: string, value: JsonNode): string | undefined {
    switch (name) {
      case 'Sid':
        return value.kind === 'string' ? undefined : this.#positions.of(value);
      case 'Effect':
        if (value.kind !== 'string') return this.#positions.of(value);
        return value.value === 'Allow' || value.value === 'Deny' ? undefined : texts.effect(value.value);
      case 'Principal':
      case 'NotPrincipal':
        return this.#principals(name, value);
      case 'Condition':
        return this.#condition(value);
      default:
        return this.#patterns(name, value);
    }
  }

  /** Everyone is `"*"`; any other string names nobody. */
  #principals(name: string, value: JsonNode): string | undefined {
    if (value.kind === 'string' && value.value === '*') return undefined;
    if (value.kind !== 'object') return this.#positions.of(value);
    const seen = new Set<string>();
    for (const { key, value: names } of value.members) {
      if (seen.has(key)) return texts.twice(key);
      seen.add(key);
      if (!isPrincipalType(key)) return this.#positions.before(names);
      const wrong = this.#notString(names);
      if (wrong !== undefined) return wrong;
    }
    const named = value.members.some((member) => itemsOf(member.value).length > 0);
    return named ? undefined : texts.emptyField(name);
  }

  #patterns(name: string, value: JsonNode): string | undefined {
    const wrong = this.#notString(value);
    if (wrong !== undefined) return wrong;
    return strings(value)?.length === 0 ? texts.emptyField(name) : undefined;
  }

  #condition(condition: JsonNode): string | undefined {
    if (condition.kind !== 'object') return this.#positions.of(condition);
    return this.#eachOnce(condition, (operator, block) => {
      if (block.kind !== 'object') return this.#positions.of(block);
      if (readOperator(operator) === undefined) return texts.conditionType(operator);
      return this.#eachOnce(block, (_key, values) => {
        if (conditionValues(values) !== undefined) return undefined;
        return this.#positions.of(itemsOf(values).find((item) => conditionValues(item) === undefined) ?? values);
      });
    });
  }

  #notString(value: JsonNode): string | undefined {
    const wrong = itemsOf(value).find((item) => item.kind !== 'string');
    return wrong && this.#positions.of(wrong);
  }

  /** Of an element and its Not a statement has one at most, as if they had one name. */
  #each(
    object: JsonObject,
    known: readonly string[],
    faultOf: (name: string, value: JsonNode) => string | undefined,
  ): string | undefined {
    const seen = new Set<string>();
    for (const { key, value } of object.members) {
      if (!known.includes(key)) return texts.unknownField(key);
      const name = key.replace(/^Not/, '');
      if (seen.has(name)) return texts.twice(name);
      seen.add(name);
      const fault = faultOf(key, value);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  #eachOnce(object: JsonObject, faultOf: (key: string, value: JsonNode) => string | undefined): string | undefined {
    const seen = new Set<string>();
    for (const { key, value } of object.members) {
      if (seen.has(key)) return texts.twice(key);
      seen.add(key);
      const fault = faultOf(key, value);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
}
