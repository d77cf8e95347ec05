import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { spaceScaledXs } from '@cloudscape-design/design-tokens';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/language.js';
import { Problem } from './problem.js';
import { sharedTexts } from './texts.js';

export interface Column<T> extends TableProps.ColumnDefinition<T> {
  readonly id: string;
  /** What it is sorted and found by; absent where it is neither. */
  readonly by?: (item: T) => string | number | undefined;
}

interface ResourceTableProps<T> {
  readonly title: string;
  /** In the plural: `streams`. */
  readonly things: string;
  readonly items: readonly T[] | undefined;
  readonly columns: readonly Column<T>[];
  readonly id: (item: T) => string;
  readonly isLoading: boolean;
  readonly error?: unknown;
  readonly onRefresh?: () => void;
  readonly actions?: ReactNode;
  readonly description?: ReactNode;
  /** What to do when there is nothing yet. */
  readonly empty?: ReactNode;
  readonly selection?: {
    readonly type: 'single' | 'multi';
    readonly selected: readonly T[];
    readonly onSelect: (items: readonly T[]) => void;
  };
  /** The first column that items are sorted by. */
  readonly sortedBy?: string;
  readonly descending?: boolean;
  readonly pageSize?: number;
  /** `full-page` for a page that is this table; `embedded` within a container. */
  readonly variant?: TableProps['variant'];
  readonly headingLevel?: 'h1' | 'h2' | 'h3';
  readonly hasNoFilter?: boolean;
}

/** A list of resources: found, sorted, paged and chosen from in the page, whole as the API gave it. */
export function ResourceTable<T>(props: ResourceTableProps<T>) {
  const { title, things, items, columns, id, isLoading, error, onRefresh, actions, description, empty, selection } =
    props;
  const t = useTexts(sharedTexts);
  const [comparators] = useState(() => new Comparators<T>());
  const definitions = columns.map(({ by, ...column }) => ({
    ...column,
    ...(by === undefined ? {} : { sortingComparator: comparators.of(column.id, by) }),
  }));
  const searchable = columns.filter(({ by }) => by !== undefined);
  const sortingColumn = definitions.find((column) => column.id === (props.sortedBy ?? columns[0]?.id));
  const collection = useCollection(items ?? [], {
    filtering: {
      empty: (
        <Box textAlign="center" color="inherit" padding="m">
          <SpaceBetween size="m">
            <b>{t('table.none', { things })}</b>
            {empty}
          </SpaceBetween>
        </Box>
      ),
      noMatch: (
        <Box textAlign="center" color="inherit" padding="m">
          <SpaceBetween size="m">
            <b>{t('table.noMatch')}</b>
            <Button onClick={() => collection.actions.setFiltering('')}>{t('table.clear')}</Button>
          </SpaceBetween>
        </Box>
      ),
      filteringFunction: (item, text) =>
        searchable.some(({ by }) =>
          String(by?.(item) ?? '')
            .toLowerCase()
            .includes(text.trim().toLowerCase()),
        ),
    },
    pagination: { pageSize: props.pageSize ?? 50 },
    sorting: sortingColumn ? { defaultState: { sortingColumn, isDescending: props.descending ?? false } } : {},
  });
  const total = items?.length;
  return (
    <Table<T>
      {...collection.collectionProps}
      variant={props.variant ?? 'container'}
      items={collection.items}
      columnDefinitions={definitions}
      trackBy={id}
      loading={isLoading && items === undefined}
      loadingText={t('table.loading', { things })}
      {...(error !== undefined && error !== null && items === undefined
        ? { empty: <Problem error={error} onRetry={onRefresh} /> }
        : {})}
      {...(selection === undefined
        ? {}
        : {
            selectionType: selection.type,
            selectedItems: [...selection.selected],
            onSelectionChange: ({ detail }) => selection.onSelect(detail.selectedItems),
            ariaLabels: {
              selectionGroupLabel: title,
              allItemsSelectionLabel: () => t('table.selectAll'),
              itemSelectionLabel: (_, item) => t('table.select', { name: id(item) }),
            },
          })}
      header={
        <Header
          variant={props.headingLevel ?? 'h2'}
          {...(total === undefined ? {} : { counter: `(${total})` })}
          description={description}
          actions={
            // The page's own may come one by one, or several in one piece: all stand equally far apart.
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: spaceScaledXs }}>
              {onRefresh && <Button iconName="refresh" ariaLabel={t('action.refresh')} onClick={onRefresh} />}
              {actions}
            </div>
          }
        >
          {title}
        </Header>
      }
      filter={
        props.hasNoFilter ? undefined : (
          <TextFilter
            {...collection.filterProps}
            filteringPlaceholder={t('table.filter', { things })}
            filteringAriaLabel={t('table.filter', { things })}
            countText={t('table.matches', { count: collection.filteredItemsCount ?? 0 })}
          />
        )
      }
      pagination={
        (total ?? 0) > (props.pageSize ?? 50) ? (
          <Pagination
            {...collection.paginationProps}
            ariaLabels={{ pageLabel: (number) => t('table.page', { number }) }}
          />
        ) : undefined
      }
    />
  );
}

/** A column is known by its comparator: it stays the same, whatever is rendered. */
class Comparators<T> {
  readonly #by = new Map<string, NonNullable<Column<T>['by']>>();
  readonly #comparators = new Map<string, (a: T, b: T) => number>();

  of(id: string, by: NonNullable<Column<T>['by']>): (a: T, b: T) => number {
    this.#by.set(id, by);
    let comparator = this.#comparators.get(id);
    if (comparator === undefined) {
      comparator = (a, b) => compare(this.#by.get(id)?.(a), this.#by.get(id)?.(b));
      this.#comparators.set(id, comparator);
    }
    return comparator;
  }
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
