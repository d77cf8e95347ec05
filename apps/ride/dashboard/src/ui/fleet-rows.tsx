import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Unicorn } from '../contracts.js';
import { useCell } from './cell.js';
import { useDesk, useMedia } from './context.js';
import { Icon } from './icons.js';
import { movedBy, rowsInView, scrolledTo } from './rows-in-view.js';
import { shownName } from './shown-name.js';

interface RowsProps {
  readonly rows: readonly Unicorn[];
  /** What is said when there are none. */
  readonly nothing: string;
  readonly head: JSX.Element;
  /** A pointer is over the rows: they had better stay where they are. */
  readonly onHold: (isHeld: boolean) => void;
}

const ROW = { fine: 32, coarse: 44 };

/** A grid of which only the rows in sight are there; its focus is its own, and one row of it is active. */
export function FleetRows({ rows, nothing, head, onHold }: RowsProps): JSX.Element {
  const { t, ride } = useDesk();
  const selected = useCell(ride.selected);
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useMedia('(pointer: coarse), (max-width: 700px)') ? ROW.coarse : ROW.fine;
  const [view, setView] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState<string | undefined>(undefined);
  const viewport = { ...view, rowHeight };
  const { first, end } = rowsInView(viewport, rows.length);
  const activeIndex = active === undefined ? -1 : rows.findIndex(({ name }) => name === active);
  const isActiveRendered = activeIndex >= first && activeIndex < end;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  useEffect(() => setActive(selected), [selected]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const element = scroller.current;
    if ((event.key === 'Enter' || event.key === ' ') && active !== undefined) {
      event.preventDefault();
      ride.visit(active);
      return;
    }
    const row = movedBy(event.key, activeIndex, rows.length, Math.max(1, Math.floor(view.height / rowHeight) - 1));
    if (row === undefined || element === null) return;
    event.preventDefault();
    setActive(rows[row]?.name);
    element.scrollTop = scrolledTo(row, { ...viewport, top: element.scrollTop });
  };

  return (
    <div
      id="fleet"
      class={rows.length * rowHeight > view.height ? 'grid is-long' : 'grid'}
      role="grid"
      tabIndex={0}
      aria-label={t('fleet.list')}
      aria-rowcount={rows.length + 1}
      aria-colcount={5}
      aria-activedescendant={isActiveRendered ? rowId(activeIndex) : undefined}
      onKeyDown={onKeyDown}
      onPointerEnter={(event) => onHold(event.pointerType === 'mouse')}
      onPointerLeave={() => onHold(false)}
    >
      <div role="rowgroup">{head}</div>
      <div ref={scroller} class="grid-scroll" role="rowgroup" tabIndex={-1}>
        <div class="grid-space" role="presentation" style={{ height: `${rows.length * rowHeight}px` }}>
          <div class="grid-rows" role="presentation" style={{ transform: `translateY(${first * rowHeight}px)` }}>
            {rows.slice(first, end).map((unicorn, offset) => (
              <Row
                key={unicorn.name}
                index={first + offset}
                unicorn={unicorn}
                isSelected={unicorn.name === selected}
                isActive={unicorn.name === active}
              />
            ))}
          </div>
        </div>
        {rows.length === 0 && <p class="nothing">{nothing}</p>}
      </div>
    </div>
  );
}

interface RowProps {
  readonly index: number;
  readonly unicorn: Unicorn;
  readonly isSelected: boolean;
  readonly isActive: boolean;
}

function Row({ index, unicorn, isSelected, isActive }: RowProps): JSX.Element {
  const { t, format, ride } = useDesk();
  const { name, isLow, isFading } = unicorn;
  const classes = [
    'row',
    isLow && 'is-low',
    isFading && 'is-fading',
    isSelected && 'is-selected',
    isActive && 'is-active',
  ];
  return (
    <div
      id={rowId(index)}
      class={classes.filter(Boolean).join(' ')}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onClick={() => ride.visit(name)}
    >
      <div class="cell cell-name" role="rowheader" title={name}>
        <span class="name">{shownName(name)}</span>
        {isLow && (
          <span class="row-mark">
            <Icon name="low" size={13} />
            <span class="visually-hidden">{t('fleet.low')}</span>
          </span>
        )}
        {isFading && <span class="visually-hidden">{t('fleet.fading')}</span>}
      </div>
      <div class="cell" role="gridcell">
        {format.mph(unicorn.speed)}
      </div>
      <div class="cell cell-health" role="gridcell">
        {format.count(unicorn.health)}
      </div>
      <div class="cell" role="gridcell">
        {format.count(unicorn.magic)}
      </div>
      <div class="cell cell-seen" role="gridcell">
        {format.span(ride.now() - unicorn.lastSeen)}
      </div>
    </div>
  );
}

const rowId = (index: number): string => `unicorn-${index}`;
