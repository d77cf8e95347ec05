/** Rows from `first` up to but not including `end` are rendered. */
export interface Rows {
  readonly first: number;
  readonly end: number;
}

export interface Viewport {
  /** Pixels: scrolled away above, the height that shows, and of one row. */
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
}

/** The rows that show, with `overscan` more on either side so that a quick scroll shows no gap. */
export function rowsInView({ top, height, rowHeight }: Viewport, count: number, overscan = 6): Rows {
  const first = Math.floor(Math.max(0, top) / rowHeight) - overscan;
  const end = Math.ceil((Math.max(0, top) + height) / rowHeight) + overscan;
  return { first: clamp(first, 0, count), end: clamp(end, 0, count) };
}

/** Where to scroll so that a row is wholly in sight; where it is already, the same place. */
export function scrolledTo(row: number, { top, height, rowHeight }: Viewport): number {
  const start = row * rowHeight;
  if (start < top) return start;
  return Math.max(top, start + rowHeight - height);
}

/** The row that a key leads to from the present one (-1: none yet); undefined for keys that do not move. */
export function movedBy(key: string, row: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const to = (target: number): number => clamp(target, 0, count - 1);
  switch (key) {
    case 'ArrowDown':
      return to(row + 1);
    case 'ArrowUp':
      return to(row < 0 ? count - 1 : row - 1);
    case 'PageDown':
      return to(row + page);
    case 'PageUp':
      return to(row - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
