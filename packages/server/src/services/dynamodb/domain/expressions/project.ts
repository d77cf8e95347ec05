import { attribute, setAttribute, type AttributeValue, type Item, type ItemDraft } from '../attribute-value.js';
import type { Projection } from './ast.js';

/**
 * The part of the item that the paths name: maps and lists around what they name are kept, with nothing else in them; elements of lists
 * close ranks, in their order. Paths that lead nowhere leave no trace. Values are shared with the item.
 */
export function project(item: Item, projection: Projection): Item {
  return pickNames(item, shapeOf(projection).names) ?? {};
}

/** Which parts of a value are wanted: all of it, or only some of what is in it. */
interface Shape {
  whole: boolean;
  readonly names: Map<string, Shape>;
  readonly indices: Map<number, Shape>;
}

/** Projections are applied to many items. */
const shapes = new WeakMap<Projection, Shape>();

function shapeOf(projection: Projection): Shape {
  const known = shapes.get(projection);
  if (known !== undefined) return known;
  const root = emptyShape();
  for (const path of projection) {
    let shape = root;
    for (const step of path) shape = typeof step === 'number' ? inside(shape.indices, step) : inside(shape.names, step);
    shape.whole = true;
  }
  shapes.set(projection, root);
  return root;
}

const emptyShape = (): Shape => ({ whole: false, names: new Map(), indices: new Map() });

function inside<K>(children: Map<K, Shape>, step: K): Shape {
  let shape = children.get(step);
  if (shape === undefined) children.set(step, (shape = emptyShape()));
  return shape;
}

function pick(value: AttributeValue, shape: Shape): AttributeValue | undefined {
  if (shape.whole) return value;
  if ('M' in value) {
    const picked = pickNames(value.M, shape.names);
    return picked === undefined ? undefined : { M: picked };
  }
  return 'L' in value ? pickElements(value.L, shape.indices) : undefined;
}

function pickNames(item: Item, shapes: ReadonlyMap<string, Shape>): Item | undefined {
  let picked: ItemDraft | undefined;
  for (const [name, shape] of shapes) {
    const value = attribute(item, name);
    const part = value === undefined ? undefined : pick(value, shape);
    if (part !== undefined) setAttribute((picked ??= {}), name, part);
  }
  return picked;
}

function pickElements(list: readonly AttributeValue[], shapes: ReadonlyMap<number, Shape>): AttributeValue | undefined {
  const picked: AttributeValue[] = [];
  for (const index of [...shapes.keys()].sort((a, b) => a - b)) {
    const value = list[index];
    const shape = shapes.get(index);
    const part = value === undefined || shape === undefined ? undefined : pick(value, shape);
    if (part !== undefined) picked.push(part);
  }
  return picked.length === 0 ? undefined : { L: picked };
}
