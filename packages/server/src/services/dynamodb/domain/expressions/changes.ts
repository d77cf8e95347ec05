import { setAttribute, type AttributeValue, type Item, type ItemDraft } from '../attribute-value.js';
import { sameValue } from '../value-compare.js';
import type { Path } from './ast.js';

/** What becomes of one place: a value, nothing, or changes inside it. */
type Change = { readonly value: AttributeValue | undefined } | { readonly inside: Changes };

/** Changes to a map or a list, collected first and made all at once, so that indices mean the elements of the list as it was. */
export class Changes {
  readonly #changes = new Map<string | number, Change>();

  set(path: Path, value: AttributeValue): void {
    this.#put(path, 0, { value });
  }

  remove(path: Path): void {
    this.#put(path, 0, { value: undefined });
  }

  #put(path: Path, at: number, change: Change): void {
    const step = path[at];
    if (step === undefined) throw new TypeError('a path has a step');
    if (at + 1 === path.length) this.#changes.set(step, change);
    else this.#inside(step).#put(path, at + 1, change);
  }

  #inside(step: string | number): Changes {
    const known = this.#changes.get(step);
    if (known !== undefined && 'inside' in known) return known.inside;
    const inside = new Changes();
    this.#changes.set(step, { inside });
    return inside;
  }

  /** The item with the changes: itself when none makes a difference. Attributes that stay keep their places, new ones come last. */
  applyTo(item: Item): Item {
    const changed: ItemDraft = {};
    let different = false;
    for (const name of Object.keys(item)) {
      const old = item[name];
      const value = old === undefined ? undefined : this.#changed(name, old);
      if (value !== old) different = true;
      if (value !== undefined) setAttribute(changed, name, value);
    }
    for (const [name, change] of this.#changes) {
      if (typeof name !== 'string' || !('value' in change) || change.value === undefined) continue;
      if (Object.hasOwn(item, name)) continue;
      setAttribute(changed, name, change.value);
      different = true;
    }
    return different ? changed : item;
  }

  #applyToList(list: readonly AttributeValue[]): readonly AttributeValue[] {
    const changed: AttributeValue[] = [];
    let different = false;
    for (const [index, element] of list.entries()) {
      const value = this.#changed(index, element);
      if (value !== element) different = true;
      if (value !== undefined) changed.push(value);
    }
    const beyond = [...this.#changes].filter(([index]) => typeof index === 'number' && index >= list.length);
    for (const [, change] of beyond.sort(([a], [b]) => Number(a) - Number(b))) {
      if (!('value' in change) || change.value === undefined) continue;
      changed.push(change.value);
      different = true;
    }
    return different ? changed : list;
  }

  /** The same object when there is no difference. */
  #changed(step: string | number, old: AttributeValue): AttributeValue | undefined {
    const change = this.#changes.get(step);
    if (change === undefined) return old;
    if ('value' in change) return change.value !== undefined && sameValue(old, change.value) ? old : change.value;
    if ('M' in old) {
      const M = change.inside.applyTo(old.M);
      return M === old.M ? old : { M };
    }
    if (!('L' in old)) return old;
    const L = change.inside.#applyToList(old.L);
    return L === old.L ? old : { L };
  }
}
