/** A marker that wants its name beside it, on the screen. */
export interface Wish {
  readonly slot: number;
  readonly x: number;
  readonly y: number;
  /** Of the marker, in pixels. */
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  /** It is shown even where it covers others. */
  readonly mustShow: boolean;
}

export type Side = 'right' | 'left' | 'below' | 'above';

export interface Label {
  readonly slot: number;
  readonly side: Side;
  /** From the marker's middle to the label's upper left corner. */
  readonly dx: number;
  readonly dy: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const SIDES: readonly Side[] = ['right', 'left', 'below', 'above'];
const GAP = 3;

/**
 * Finds a side for each name on which it covers neither another name nor another marker; who finds none goes without.
 * Those first in the list choose first. A name stays on the side where it was, as long as there is room.
 */
export function layoutLabels(wishes: readonly Wish[], before: ReadonlyMap<number, Side>): Label[] {
  const markers = wishes.map((wish) => ({ slot: wish.slot, box: around(wish) }));
  const taken: Box[] = [];
  const labels: Label[] = [];
  for (const wish of wishes) {
    const last = before.get(wish.slot);
    const sides = last === undefined ? SIDES : [last, ...SIDES.filter((side) => side !== last)];
    const isFree = (side: Side): boolean => {
      const box = boxAt(wish, side);
      return (
        !taken.some((other) => overlap(box, other)) &&
        !markers.some((marker) => marker.slot !== wish.slot && overlap(box, marker.box))
      );
    };
    const side = sides.find(isFree) ?? (wish.mustShow ? sides[0] : undefined);
    if (side === undefined) continue;
    taken.push(boxAt(wish, side));
    labels.push({ slot: wish.slot, side, ...offset(wish, side) });
  }
  return labels;
}

function offset(wish: Wish, side: Side): { readonly dx: number; readonly dy: number } {
  const { radius, width, height } = wish;
  if (side === 'right') return { dx: radius + GAP, dy: -height / 2 };
  if (side === 'left') return { dx: -radius - GAP - width, dy: -height / 2 };
  if (side === 'below') return { dx: -width / 2, dy: radius + GAP };
  return { dx: -width / 2, dy: -radius - GAP - height };
}

function boxAt(wish: Wish, side: Side): Box {
  const { dx, dy } = offset(wish, side);
  const left = wish.x + dx;
  const top = wish.y + dy;
  return { left, top, right: left + wish.width, bottom: top + wish.height };
}

// Markers are roundish: their boxes may be cut at the corners.
function around({ x, y, radius }: Wish): Box {
  const reach = radius * 0.8;
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
