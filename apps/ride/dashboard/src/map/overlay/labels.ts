import { LABEL_SHAPE } from './gl/quads.js';
import type { Cell, LabelAtlas } from './gl/label-atlas.js';
import { layoutLabels, type Label, type Side, type Wish } from './label-layout.js';
import { MARKER_WORDS, type MarkerTable } from './marker-table.js';
import { type Camera, screenX, screenY } from './mercator.js';

/** More visible markers than these, and only the selected one has its name beside it. */
export const MOST_LABELS = 60;
const LAYOUT_MILLIS = 250;
const LABEL_WORDS = LABEL_SHAPE.texels * 4;

/** What the labels are to be chosen from. */
export interface LabelView {
  readonly table: MarkerTable;
  readonly camera: Camera;
  readonly now: number;
  readonly selected: number;
  readonly hovered: number;
  /** Pixels from a marker's middle to its edge. */
  readonly radius: number;
  readonly atlas: LabelAtlas;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
}

interface Shown extends Label {
  readonly cell: Cell;
  readonly since: number;
}

/** The names beside the markers: they glide with them on the GPU, and change sides a few times a second at most. */
export class Labels {
  readonly words = new Int32Array(LABEL_SHAPE.perRow * LABEL_WORDS);
  readonly #floats = new Float32Array(this.words.buffer);
  count = 0;
  #shown: Shown[] = [];
  #sides = new Map<number, Side>();
  #laidOutAt: number | undefined;
  #version = -1;

  /** The next picture has them laid out anew. */
  refresh(): void {
    this.#laidOutAt = undefined;
  }

  /** Returns whether the words have changed. */
  update(view: LabelView): boolean {
    const due = this.#laidOutAt === undefined || ((view.now - this.#laidOutAt) | 0) >= LAYOUT_MILLIS;
    if (due) {
      this.#laidOutAt = view.now;
      this.#layout(view);
    } else if (this.#version === view.table.version) return false;
    this.#version = view.table.version;
    this.#write(view);
    return true;
  }

  /** A name has just appeared and is still getting there. */
  isFading(now: number): boolean {
    return this.#shown.some((label) => ((now - label.since) | 0) < 170);
  }

  #layout(view: LabelView): void {
    const wishes = this.#wishes(view);
    const cells = new Map(wishes.map((wish) => [wish.slot, wish.cell]));
    const before = new Map(this.#shown.map((label) => [label.slot, label]));
    this.#shown = layoutLabels(wishes, this.#sides).flatMap((label) => {
      const cell = cells.get(label.slot);
      const last = before.get(label.slot);
      // A name that stays does not fade in again.
      return cell === undefined ? [] : [{ ...label, cell, since: last?.since ?? view.now }];
    });
    this.#sides = new Map(this.#shown.map((label) => [label.slot, label.side]));
  }

  #wishes({ table, camera, now, selected, hovered, radius, atlas }: LabelView): (Wish & { readonly cell: Cell })[] {
    const seen: { slot: number; x: number; y: number }[] = [];
    const special: { slot: number; x: number; y: number }[] = [];
    for (let slot = 0; slot < table.used && seen.length <= MOST_LABELS; slot += 1) {
      if (table.names[slot] === undefined || slot === selected || slot === hovered) continue;
      const at = onScreen(table, camera, slot, now);
      if (at !== undefined) seen.push(at);
    }
    for (const slot of selected === hovered ? [selected] : [selected, hovered]) {
      if (slot < 0 || table.names[slot] === undefined) continue;
      const at = onScreen(table, camera, slot, now);
      if (at !== undefined) special.push(at);
    }
    // Who is low chooses before those that are well, and who has a place before those that want one.
    const rank = (slot: number): number => (table.isLow(slot) ? 0 : 2) + (this.#sides.has(slot) ? 0 : 1);
    const rest = seen.length > MOST_LABELS ? [] : seen.sort((one, other) => rank(one.slot) - rank(other.slot));
    return [...special, ...rest].map(({ slot, x, y }) => {
      const isSelected = slot === selected;
      const cell = atlas.cell(table.names[slot] ?? '', isSelected);
      const reach = radius * (isSelected ? 1.9 : table.isLow(slot) ? 1.35 : 1);
      const mustShow = isSelected || slot === hovered;
      return { slot, x, y, radius: reach, width: cell.width, height: cell.height, mustShow, cell };
    });
  }

  #write({ table, ratio }: LabelView): void {
    const { words } = this;
    const floats = this.#floats;
    this.count = 0;
    for (const label of this.#shown) {
      if (table.names[label.slot] === undefined) continue;
      const from = label.slot * MARKER_WORDS;
      const at = this.count * LABEL_WORDS;
      words.set(table.ints.subarray(from, from + 5), at);
      words[at + 5] = label.since;
      const { u, v, width, height } = label.cell;
      floats[at + 6] = table.durationOf(label.slot);
      floats.set([label.dx, label.dy, width, height, u, v, width * ratio, height * ratio], at + 8);
      this.count += 1;
    }
  }
}

function onScreen(
  table: MarkerTable,
  camera: Camera,
  slot: number,
  now: number,
): { slot: number; x: number; y: number } | undefined {
  const y = screenY(camera, table.yAt(slot, now));
  if (y < -20 || y > camera.height + 20) return undefined;
  const nearest = screenX(camera, table.xAt(slot, now));
  for (const shift of camera.shifts) {
    const x = nearest + shift;
    if (x > -20 && x < camera.width + 20) return { slot, x, y };
  }
  return undefined;
}
