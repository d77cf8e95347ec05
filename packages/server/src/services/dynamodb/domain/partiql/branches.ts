import type { AttributeValue } from '../attribute-value.js';
import type { Comparator, Condition, Operand, SortCondition } from '../expressions/ast.js';
import { tooManyReads } from './errors.js';
import type { KeySchema } from './table.js';

/**
 * One of the alternatives that the conditions on keys in a WHERE clause amount to. All of its parts hold for an item that it selects.
 */
export interface Branch {
  /** What the partition key is to be equal to: more than one value when the statement says it more than once. */
  readonly hash: readonly AttributeValue[];
  readonly sorts: readonly SortCondition[];
  /** Everything else that it asks. */
  readonly others: readonly Condition[];
  /** Whether it says what the sort key is not: AWS does not see whether such alternatives overlap. */
  readonly negatesSort: boolean;
}

/** The most reads that AWS makes of a statement. */
const MOST_READS = 50;

/**
 * The alternatives of a condition, when each of them names a partition; undefined when some item of any partition might fulfil it.
 * @throws ValidationException when there are more than 50
 */
export function branchesOf(condition: Condition, schema: KeySchema): readonly Branch[] | undefined {
  const keys = new Keys(schema);
  return keys.namesPartition(condition) ? keys.branches(condition) : undefined;
}

/** All that must hold together. */
export function conjunctsOf(condition: Condition): readonly Condition[] {
  if (condition.kind !== 'and') return [condition];
  return [...conjunctsOf(condition.left), ...conjunctsOf(condition.right)];
}

/** The value that the condition makes an attribute equal to. */
export function equality(condition: Condition, name: string): AttributeValue | undefined {
  if (condition.kind !== 'compare' || condition.comparator !== '=') return undefined;
  return comparedWith(condition, name)?.value;
}

const NOTHING: Branch = { hash: [], sorts: [], others: [], negatesSort: false };

class Keys {
  readonly #hash: string;
  readonly #range: string | undefined;

  constructor({ hash, range }: KeySchema) {
    this.#hash = hash.name;
    this.#range = range?.name;
  }

  namesPartition(condition: Condition): boolean {
    switch (condition.kind) {
      case 'and':
        return this.namesPartition(condition.left) || this.namesPartition(condition.right);
      case 'or':
        return this.namesPartition(condition.left) && this.namesPartition(condition.right);
      default:
        return this.#partitions(condition) !== undefined;
    }
  }

  branches(condition: Condition): readonly Branch[] {
    switch (condition.kind) {
      case 'and':
        return combined(this.branches(condition.left), this.branches(condition.right));
      case 'or':
        // Alternatives that say nothing of keys are left to the filter.
        return this.#mentionsKeys(condition)
          ? limited([...this.branches(condition.left), ...this.branches(condition.right)])
          : [{ ...NOTHING, others: [condition], negatesSort: this.#mentionsSort(condition) }];
      default:
        return this.#leaf(condition);
    }
  }

  #mentionsKeys(condition: Condition): boolean {
    if (condition.kind === 'and' || condition.kind === 'or')
      return this.#mentionsKeys(condition.left) || this.#mentionsKeys(condition.right);
    return this.#partitions(condition) !== undefined || this.#sorts(condition) !== undefined;
  }

  #leaf(condition: Condition): readonly Branch[] {
    const partitions = this.#partitions(condition);
    if (partitions !== undefined) return limited(partitions.map((value) => ({ ...NOTHING, hash: [value] })));
    const sorts = this.#sorts(condition);
    if (sorts !== undefined) return limited(sorts.map((sort) => ({ ...NOTHING, sorts: [sort] })));
    return [{ ...NOTHING, others: [condition], negatesSort: this.#negatesSort(condition) }];
  }

  /** The partitions that a condition names, one after the other. */
  #partitions(condition: Condition): readonly AttributeValue[] | undefined {
    const value = equality(condition, this.#hash);
    return value === undefined ? optionsFor(condition, this.#hash) : [value];
  }

  /** What a condition says of the sort key, in alternatives. */
  #sorts(condition: Condition): readonly SortCondition[] | undefined {
    if (this.#range === undefined) return undefined;
    switch (condition.kind) {
      case 'in':
        return optionsFor(condition, this.#range)?.map((value) => ({ op: '=', value }));
      case 'compare': {
        const compared = comparedWith(condition, this.#range);
        if (compared === undefined || compared.comparator === '<>') return undefined;
        return [{ op: compared.comparator, value: compared.value }];
      }
      case 'between': {
        const { operand, low, high } = condition;
        const isKey = isAttribute(operand, this.#range) && low.kind === 'value' && high.kind === 'value';
        return isKey ? [{ op: 'between', low: low.value, high: high.value }] : undefined;
      }
      case 'begins-with': {
        const { operand, prefix } = condition;
        const isKey = isAttribute(operand, this.#range) && prefix.kind === 'value';
        return isKey ? [{ op: 'begins-with', prefix: prefix.value }] : undefined;
      }
      default:
        return undefined;
    }
  }

  #negatesSort(condition: Condition): boolean {
    if (this.#range === undefined) return false;
    if (condition.kind === 'compare') return comparedWith(condition, this.#range)?.comparator === '<>';
    return condition.kind === 'not' && this.#mentionsSort(condition.condition);
  }

  #mentionsSort(condition: Condition): boolean {
    switch (condition.kind) {
      case 'and':
      case 'or':
        return this.#mentionsSort(condition.left) || this.#mentionsSort(condition.right);
      case 'not':
        return this.#mentionsSort(condition.condition);
      default:
        return this.#sorts(condition) !== undefined || this.#negatesSort(condition);
    }
  }
}

function combined(left: readonly Branch[], right: readonly Branch[]): readonly Branch[] {
  if (left.length * right.length > MOST_READS) throw tooManyReads();
  return left.flatMap((one) =>
    right.map((other) => ({
      hash: [...one.hash, ...other.hash],
      sorts: [...one.sorts, ...other.sorts],
      others: [...one.others, ...other.others],
      negatesSort: one.negatesSort || other.negatesSort,
    })),
  );
}

function limited(branches: readonly Branch[]): readonly Branch[] {
  if (branches.length > MOST_READS) throw tooManyReads();
  return branches;
}

const isAttribute = (operand: Operand, name: string): boolean =>
  operand.kind === 'path' && operand.path.length === 1 && operand.path[0] === name;

function optionsFor(condition: Condition, name: string): readonly AttributeValue[] | undefined {
  if (condition.kind !== 'in' || !isAttribute(condition.operand, name)) return undefined;
  const values: AttributeValue[] = [];
  for (const option of condition.options) {
    if (option.kind !== 'value') return undefined;
    values.push(option.value);
  }
  return values;
}

interface Comparison {
  readonly comparator: Comparator;
  readonly value: AttributeValue;
}

/** What an attribute is compared with, as if it stood on the left. */
function comparedWith(condition: Extract<Condition, { kind: 'compare' }>, name: string): Comparison | undefined {
  const { comparator, left, right } = condition;
  if (isAttribute(left, name) && right.kind === 'value') return { comparator, value: right.value };
  if (isAttribute(right, name) && left.kind === 'value') return { comparator: MIRRORED[comparator], value: left.value };
  return undefined;
}

const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
