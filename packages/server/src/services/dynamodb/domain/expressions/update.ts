import type { AttributeValue, Item } from '../attribute-value.js';
import { invalidPath, missingOperand, wrongOperandType, wrongUpdateType } from '../../errors.js';
import { addNumbers, subtractNumbers } from '../number.js';
import type { Assigned, Path, UpdateAction } from './ast.js';
import { Changes } from './changes.js';
import { valueAt, valueOf } from './evaluate.js';
import { project } from './project.js';
import { difference, union } from './sets.js';

/** How an update is meant. */
export interface UpdateOptions {
  /** Whether it came as AttributeUpdates, which have a text of their own for wrong types. */
  readonly legacy?: boolean;
  /** Whether there is an item; if not, `item` is the key, which the new item begins with and no action can read. It is true unless given. */
  readonly exists?: boolean;
}

/**
 * The item after the update: the same object when no action makes a difference. All that the actions read is read from the item as it was, and
 * indices of lists are those that it had; elements set beyond a list's end are appended in the order of their indices. The old item
 * stays as it is, and shares what is not changed. The paths must not overlap.
 * @throws ValidationException with AWS's text when the item does not have what the update needs; what SET assigns comes first
 */
export function applyUpdate(
  actions: readonly UpdateAction[],
  item: Item,
  options: UpdateOptions = {},
): { readonly item: Item } {
  const update = new Update(item, options);
  const assigned = actions.map((action) => (action.kind === 'set' ? update.evaluate(action.value) : undefined));
  for (const [at, action] of actions.entries()) update.apply(action, assigned[at]);
  return { item: update.result() };
}

/** The part of the item, before or after an update, that the update names: what UPDATED_OLD and UPDATED_NEW answer. */
export function touched(actions: readonly UpdateAction[], item: Item): Item {
  return project(
    item,
    actions.map(({ path }) => path),
  );
}

class Update {
  readonly #base: Item;
  readonly #old: Item;
  readonly #exists: boolean;
  readonly #legacy: boolean;
  readonly #changes = new Changes();

  constructor(item: Item, { exists = true, legacy = false }: UpdateOptions) {
    this.#base = item;
    this.#old = exists ? item : {};
    this.#exists = exists;
    this.#legacy = legacy;
  }

  evaluate(value: Assigned): AttributeValue {
    switch (value.kind) {
      case 'plus':
        return { N: addNumbers(this.#number(value.left), this.#number(value.right)) };
      case 'minus':
        return { N: subtractNumbers(this.#number(value.left), this.#number(value.right)) };
      case 'if-not-exists':
        return valueAt(this.#old, value.path) ?? this.evaluate(value.otherwise);
      case 'list-append': {
        const left = this.#list(value.left);
        return { L: [...left, ...this.#list(value.right)] };
      }
      default: {
        const found = valueOf(value, this.#old);
        if (found === undefined) throw missingOperand();
        return found;
      }
    }
  }

  #number(operand: Assigned): string {
    const value = this.evaluate(operand);
    if (!('N' in value)) throw this.#wrongType();
    return value.N;
  }

  #list(operand: Assigned): readonly AttributeValue[] {
    const value = this.evaluate(operand);
    if (!('L' in value)) throw this.#wrongType();
    return value.L;
  }

  apply(action: UpdateAction, assigned: AttributeValue | undefined): void {
    const { path } = action;
    if (!this.#hasParent(path)) {
      // Nothing is there to be taken away from, which AWS minds only where there is an item.
      if (!this.#exists && (action.kind === 'remove' || action.kind === 'delete')) return;
      throw invalidPath();
    }
    switch (action.kind) {
      case 'set':
        if (assigned !== undefined) this.#changes.set(path, assigned);
        return;
      case 'remove':
        this.#changes.remove(path);
        return;
      case 'add': {
        const before = valueAt(this.#old, path);
        this.#changes.set(path, before === undefined ? action.value : this.#sum(before, action.value));
        return;
      }
      case 'delete':
        this.#delete(path, action.value);
    }
  }

  /** The map or list that the path's last step is in. */
  #hasParent(path: Path): boolean {
    if (path.length === 1) return true;
    const parent = valueAt(this.#old, path.slice(0, -1));
    return parent !== undefined && (typeof path.at(-1) === 'number' ? 'L' in parent : 'M' in parent);
  }

  #sum(before: AttributeValue, added: AttributeValue): AttributeValue {
    const sum = 'N' in before && 'N' in added ? { N: addNumbers(before.N, added.N) } : union(before, added);
    if (sum === undefined) throw this.#wrongType();
    return sum;
  }

  #delete(path: Path, members: AttributeValue): void {
    const before = valueAt(this.#old, path);
    if (before === undefined) return;
    const left = difference(before, members);
    if (left === undefined) throw this.#wrongType();
    if (left === null) this.#changes.remove(path);
    else this.#changes.set(path, left);
  }

  #wrongType(): Error {
    return this.#legacy ? wrongUpdateType() : wrongOperandType();
  }

  result(): Item {
    return this.#changes.applyTo(this.#base);
  }
}
