import Box from '@cloudscape-design/components/box';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Button from '@cloudscape-design/components/button';
import Table from '@cloudscape-design/components/table';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { sharedTexts } from '../../../shared/texts.js';
import type { Item } from '../values/attribute.js';
import { dynamoTexts } from '../texts.js';
import { Cell } from './cell.js';
import { columnChoices, noChoice, ordered, viewSize, viewSizes } from './column-choices.js';
import { columnsOf } from './columns.js';
import type { KeyAttribute } from './schema.js';
import { itemTexts } from './texts.js';
import type { ItemLoader } from './use-items.js';

interface ResultsProps {
  readonly table: string;
  readonly keys: readonly KeyAttribute[];
  readonly loader: ItemLoader;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly selected: readonly Item[];
  readonly onSelect: (items: readonly Item[]) => void;
  readonly itemHref: (item: Item) => string | undefined;
  readonly idOf: (item: Item) => string;
  readonly actions: ReactNode;
  /** Reads all, up to so many. */
  readonly onLoadAll: () => void;
}

/** The items that were read, a page of them at a time. */
export function Results(props: ResultsProps) {
  const { table, keys, loader, page, onPage, selected, onSelect, itemHref, idOf, actions, onLoadAll } = props;
  const { loaded, isLoading, stop } = loader;
  const t = useTexts(itemTexts);
  const words = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const choices = columnChoices.use();
  const choice = choices[table] ?? noChoice;
  const size = viewSize.use();
  const names = useMemo(() => columnsOf(loaded.items, keys), [loaded.items, keys]);
  const shown = loaded.items.slice((page - 1) * size, page * size);
  const pages = Math.max(1, Math.ceil(loaded.items.length / size));
  const hasMore = loaded.next !== undefined;
  const columns = ordered(names, choice);
  const display = columns.map((id) => ({ id, visible: !choice.hidden.includes(id) }));
  const setChoice = (part: Partial<typeof choice>): void =>
    columnChoices.set({ ...choices, [table]: { ...choice, ...part } });
  const onWidths = (widths: readonly number[]): void => {
    const visible = display.filter((one) => one.visible);
    setChoice({
      widths: {
        ...choice.widths,
        ...Object.fromEntries(visible.map(({ id }, index) => [id, Math.round(widths[index] ?? 160)])),
      },
    });
  };
  return (
    <Table<Item>
      items={shown}
      trackBy={idOf}
      variant="container"
      resizableColumns
      stickyHeader
      loading={isLoading && loaded.items.length === 0}
      loadingText={t('loading')}
      columnDisplay={display}
      columnDefinitions={columns.map((name) => {
        const key = keys.find((one) => one.name === name);
        return {
          id: name,
          header: key ? `${name} (${words(`type.${key.type}`)})` : name,
          width: choice.widths[name] ?? 180,
          minWidth: 80,
          isRowHeader: name === keys[0]?.name,
          cell: (item: Item) => {
            const href = name === keys[0]?.name ? itemHref(item) : undefined;
            const cell = <Cell value={Object.hasOwn(item, name) ? item[name] : undefined} />;
            return href === undefined ? cell : <Link href={href}>{cell}</Link>;
          },
        };
      })}
      onColumnWidthsChange={({ detail }) => onWidths(detail.widths)}
      selectionType="multi"
      selectedItems={[...selected]}
      onSelectionChange={({ detail }) => onSelect(detail.selectedItems)}
      ariaLabels={{
        tableLabel: t('results'),
        selectionGroupLabel: t('results'),
        allItemsSelectionLabel: () => shared('table.selectAll'),
        itemSelectionLabel: (_, item) => shared('table.select', { name: idOf(item) }),
        resizerRoleDescription: t('column.resize'),
      }}
      header={
        <Header
          variant="h2"
          counter={`(${format.number(loaded.items.length)}${hasMore ? '+' : ''})`}
          description={<Summary loader={loader} />}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {isLoading && loaded.isBegun && <Button onClick={stop}>{t('stop')}</Button>}
              {!isLoading && hasMore && <Button onClick={onLoadAll}>{t('loadAll', { count: 10_000 })}</Button>}
              {actions}
            </SpaceBetween>
          }
        >
          {t('results')}
        </Header>
      }
      empty={
        <Box textAlign="center" color="inherit" padding="m">
          <b>{hasMore ? t('none.yet') : t('none')}</b>
        </Box>
      }
      pagination={
        <Pagination
          currentPageIndex={page}
          pagesCount={hasMore && page === pages ? pages + 1 : pages}
          openEnd={hasMore}
          disabled={isLoading}
          ariaLabels={{
            paginationLabel: t('pages'),
            nextPageLabel: t('pages.next'),
            previousPageLabel: t('pages.previous'),
            pageLabel: (number) => t('pages.page', { number }),
          }}
          onChange={({ detail }) => onPage(detail.currentPageIndex)}
        />
      }
      preferences={
        <CollectionPreferences
          title={t('preferences')}
          confirmLabel={t('preferences.confirm')}
          cancelLabel={shared('action.cancel')}
          preferences={{ pageSize: size, contentDisplay: display }}
          pageSizePreference={{
            title: t('preferences.size'),
            options: viewSizes.map((value) => ({ value, label: t('preferences.items', { count: value }) })),
          }}
          contentDisplayPreference={{
            title: t('preferences.columns'),
            options: columns.map((id) => ({ id, label: id, alwaysVisible: keys.some(({ name }) => name === id) })),
          }}
          onConfirm={({ detail }) => {
            viewSize.set(viewSizes.find((one) => one === detail.pageSize) ?? 50);
            setChoice({
              order: (detail.contentDisplay ?? display).map(({ id }) => id),
              hidden: (detail.contentDisplay ?? display).filter(({ visible }) => !visible).map(({ id }) => id),
            });
            onPage(1);
          }}
        />
      }
    />
  );
}

function Summary({ loader: { loaded, isLoading, error } }: { readonly loader: ItemLoader }) {
  const t = useTexts(itemTexts);
  const format = useFormat();
  if (!loaded.isBegun) return null;
  const efficiency = loaded.scanned === 0 ? 100 : (loaded.items.length / loaded.scanned) * 100;
  return (
    <span aria-live="polite">
      <StatusIndicator type={isLoading ? 'in-progress' : error === undefined ? 'success' : 'error'}>
        {t('summary', {
          returned: format.number(loaded.items.length),
          scanned: format.number(loaded.scanned),
          efficiency: format.number(Math.min(efficiency, 100), 1),
          units: format.number(loaded.consumed),
        })}
      </StatusIndicator>
    </span>
  );
}
