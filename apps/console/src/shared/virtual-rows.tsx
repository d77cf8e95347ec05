import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';

interface VirtualRowsProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly id: (item: T) => string | number;
  /** px, of a row that is not measured yet. */
  readonly rowHeight: number;
  /** px */
  readonly height: number;
  /** Stays at the end as long as the reader is there: for tails. */
  readonly follows?: boolean;
  readonly row: (item: T, index: number) => ReactNode;
}

/** Very many rows, of which those in view are in the page: log lines, records, requests. */
export function VirtualRows<T>({ label, items, id, rowHeight, height, follows = false, row }: VirtualRowsProps<T>) {
  const scroller = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : id(item);
    },
  });
  const last = items.length - 1;
  const lastItem = items[last];
  const lastId = lastItem === undefined ? undefined : id(lastItem);
  useEffect(() => {
    if (follows && isAtEnd.current && lastId !== undefined) virtual.scrollToIndex(last, { align: 'end' });
  }, [follows, last, lastId, virtual]);
  return (
    <section
      ref={scroller}
      className="virtual-rows"
      aria-label={label}
      tabIndex={0}
      style={{ height }}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < rowHeight;
      }}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="virtual-row"
              style={{ transform: `translateY(${start}px)` }}
            >
              {row(item, index)}
            </div>
          );
        })}
      </div>
    </section>
  );
}
