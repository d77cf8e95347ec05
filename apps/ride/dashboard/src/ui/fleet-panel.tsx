import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Unicorn } from '../contracts.js';
import { useCell } from './cell.js';
import { useDesk, usePulse } from './context.js';
import { FleetRows } from './fleet-rows.js';
import { Icon } from './icons.js';
import { clicked, Roster, type Column, type Order } from './roster.js';

const columns: readonly Column[] = ['name', 'speed', 'health', 'magic', 'seen'];
/** Rows that change places under the eye cannot be read: by figures they are sorted once a second. */
const SORT_BEATS = 4;

/** Everybody who rides, to be searched and sorted; what is chosen is shown on the map. */
export function FleetPanel(): JSX.Element {
  const { t, ride } = useDesk();
  const pulse = usePulse();
  const fleet = useCell(ride.fleet);
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>({ column: 'name', isDescending: false });
  const isHeld = useRef(false);
  const rows = useOrdered(query, order, Math.floor(pulse / SORT_BEATS), isHeld);
  const figures = fleet?.figures(ride.now());
  const total = figures?.unicorns ?? 0;
  return (
    <>
      <div class="fleet-tools">
        <SearchField query={query} onQuery={setQuery} />
        <p class="fleet-counts">
          <span>
            {query.trim() === '' ? t('fleet.total', { count: total }) : t('fleet.shown', { count: rows.length, total })}
          </span>
          {figures !== undefined && figures.low > 0 && (
            <span class="badge badge-low">
              <Icon name="low" size={12} />
              {t('fleet.lowCount', { count: figures.low })}
            </span>
          )}
          {figures !== undefined && figures.fading > 0 && (
            <span class="badge">{t('fleet.fadingCount', { count: figures.fading })}</span>
          )}
        </p>
      </div>
      <FleetRows
        rows={rows}
        nothing={total === 0 ? t('fleet.empty') : t('fleet.none', { query: query.trim() })}
        onHold={(held) => {
          isHeld.current = held;
        }}
        head={
          <div class="row row-head" role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <ColumnHead key={column} column={column} order={order} onOrder={setOrder} />
            ))}
          </div>
        }
      />
      <p class="visually-hidden" role="status">
        {query.trim() === '' ? '' : t('announce.found', { count: rows.length })}
      </p>
    </>
  );
}

/** The rows in order. They are made anew at once when somebody asks otherwise or comes or goes, else by the second, and not under a pointer. */
function useOrdered(
  query: string,
  order: Order,
  second: number,
  isHeld: { readonly current: boolean },
): readonly Unicorn[] {
  const { ride } = useDesk();
  const roster = useRef(new Roster()).current;
  const unicorns = ride.fleet.value?.unicorns ?? none;
  const held = useRef(second);
  if (!isHeld.current) held.current = second;
  const members = useMembers(unicorns);
  return useMemo(() => roster.list(unicorns, query, order), [roster, unicorns, query, order, held.current, members]);
}

const none: ReadonlyMap<string, Unicorn> = new Map();

/** Another number when somebody has come or gone. */
function useMembers(unicorns: ReadonlyMap<string, Unicorn>): number {
  const seen = useRef({ size: 0, last: '' as string | undefined, count: 0 });
  let last: string | undefined;
  for (const name of unicorns.keys()) last = name;
  if (seen.current.size !== unicorns.size || seen.current.last !== last) {
    seen.current = { size: unicorns.size, last, count: seen.current.count + 1 };
  }
  return seen.current.count;
}

function SearchField({
  query,
  onQuery,
}: {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}): JSX.Element {
  const { t } = useDesk();
  return (
    <div class="search" role="search">
      <Icon name="search" size={16} />
      <input
        id="fleet-search"
        type="search"
        value={query}
        placeholder={t('fleet.search')}
        aria-label={t('fleet.search')}
        aria-keyshortcuts="/"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || query === '') return;
          event.stopPropagation();
          event.preventDefault();
          onQuery('');
        }}
      />
      {query === '' ? (
        <kbd class="wide-only" aria-hidden="true">
          /
        </kbd>
      ) : (
        <button type="button" class="icon-button small" aria-label={t('fleet.clear')} onClick={() => onQuery('')}>
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}

interface ColumnHeadProps {
  readonly column: Column;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

function ColumnHead({ column, order, onOrder }: ColumnHeadProps): JSX.Element {
  const { t } = useDesk();
  const isChosen = order.column === column;
  const direction = order.isDescending ? 'descending' : 'ascending';
  const long = column === 'speed' ? t('fleet.speedLong') : column === 'seen' ? t('fleet.seenLong') : undefined;
  return (
    <div class={`cell cell-${column}`} role="columnheader" aria-sort={isChosen ? direction : 'none'}>
      <button type="button" title={long} aria-label={long} onClick={() => onOrder(clicked(order, column))}>
        <span>{t(`fleet.${column}`)}</span>
        {isChosen && (
          <svg class={`sort sort-${direction}`} width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
            <path d="M0 6L4 1l4 5z" />
          </svg>
        )}
      </button>
    </div>
  );
}
