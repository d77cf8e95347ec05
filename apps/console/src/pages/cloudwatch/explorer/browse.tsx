import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import {
  dimensionSetsOf,
  keyOf,
  metricsAt,
  namespacesOf,
  type CatalogMetric,
  type CatalogPlace,
  type Shelf,
} from './catalog.js';
import { explorerTexts } from './texts.js';
import { mostListed, useCatalog } from './use-catalog.js';

interface BrowseProps {
  readonly place: CatalogPlace;
  readonly onPlace: (place: CatalogPlace) => void;
  readonly chosen: ReadonlySet<string>;
  /** What was ticked, and what is not any more. */
  readonly onChoose: (added: readonly CatalogMetric[], removed: readonly CatalogMetric[]) => void;
}

/** From namespaces to dimensions to metrics, which are ticked; or straight to what is searched for. */
export function Browse({ place, onPlace, chosen, onChoose }: BrowseProps) {
  const t = useTexts(explorerTexts);
  const [isActive, setIsActive] = useState(false);
  const { namespace, set, words = '' } = place;
  const { data, error, refetch, isFetching } = useCatalog(namespace, isActive);
  const showsMetrics = words !== '' || set !== undefined;
  const metrics = showsMetrics ? metricsAt(data ?? [], place) : [];
  const shelves = namespace === undefined ? namespacesOf(data ?? []) : dimensionSetsOf(data ?? [], namespace);
  const way = [
    { text: t('browse.all'), href: 'all' },
    ...(namespace === undefined ? [] : [{ text: namespace, href: 'namespace' }]),
    ...(set === undefined ? [] : [{ text: set || t('browse.noDimensions'), href: 'set' }]),
  ];
  return (
    <SpaceBetween size="m">
      <BreadcrumbGroup
        items={way}
        ariaLabel={t('tab.browse')}
        onFollow={(event) => {
          event.preventDefault();
          onPlace(event.detail.href === 'all' ? {} : { namespace });
        }}
      />
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <div className="cw-search">
          <Input
            type="search"
            value={words}
            placeholder={t('browse.search')}
            ariaLabel={t('browse.search')}
            onChange={({ detail }) => onPlace({ ...place, words: detail.value || undefined })}
          />
        </div>
        <Checkbox checked={isActive} onChange={({ detail }) => setIsActive(detail.checked)}>
          {t('browse.active')}
        </Checkbox>
      </SpaceBetween>
      <Problem error={error} onRetry={() => void refetch()} />
      {data === undefined && isFetching && <Spinner />}
      {data !== undefined && data.length >= mostListed && (
        <Box color="text-status-warning">{t('browse.more', { count: mostListed })}</Box>
      )}
      {data !== undefined && !showsMetrics && (
        <Shelves
          shelves={shelves}
          title={namespace === undefined ? t('browse.namespaces') : t('browse.sets', { namespace })}
          onOpen={(name) => onPlace(namespace === undefined ? { namespace: name } : { namespace, set: name })}
        />
      )}
      {data !== undefined && showsMetrics && (
        <Metrics metrics={metrics} chosen={chosen} onChoose={onChoose} withNamespace={namespace === undefined} />
      )}
    </SpaceBetween>
  );
}

interface ShelvesProps {
  readonly shelves: readonly Shelf[];
  readonly title: string;
  readonly onOpen: (name: string) => void;
}

function Shelves({ shelves, title, onOpen }: ShelvesProps) {
  const t = useTexts(explorerTexts);
  if (shelves.length === 0) return <Box color="text-status-inactive">{t('browse.none')}</Box>;
  return (
    <SpaceBetween size="s">
      <Header variant="h3">{title}</Header>
      <SpaceBetween direction="horizontal" size="s">
        {shelves.map(({ name, count }) => (
          <Button key={name} onClick={() => onOpen(name)}>
            {name || t('browse.noDimensions')} · {t('browse.count', { count })}
          </Button>
        ))}
      </SpaceBetween>
    </SpaceBetween>
  );
}

interface MetricsProps {
  readonly metrics: readonly CatalogMetric[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: BrowseProps['onChoose'];
  readonly withNamespace: boolean;
}

function Metrics({ metrics, chosen, onChoose, withNamespace }: MetricsProps) {
  const t = useTexts(explorerTexts);
  const selected = metrics.filter((metric) => chosen.has(keyOf(metric)));
  return (
    <ResourceTable<CatalogMetric>
      variant="embedded"
      headingLevel="h3"
      title={t('browse.metrics')}
      things={t('browse.metrics')}
      items={metrics}
      id={keyOf}
      isLoading={false}
      hasNoFilter
      pageSize={25}
      selection={{
        type: 'multi',
        selected,
        onSelect: (items) => {
          const now = new Set(items.map(keyOf));
          const before = new Set(selected.map(keyOf));
          onChoose(
            items.filter((metric) => !before.has(keyOf(metric))),
            selected.filter((metric) => !now.has(keyOf(metric))),
          );
        },
      }}
      columns={[
        { id: 'name', header: t('column.metric'), cell: ({ name }) => name, by: ({ name }) => name },
        {
          id: 'dimensions',
          header: t('column.dimensions'),
          cell: ({ dimensions }) =>
            Object.entries(dimensions)
              .map(([name, value]) => `${name}: ${value}`)
              .join(', ') || t('noValue'),
          by: ({ dimensions }) => JSON.stringify(dimensions),
        },
        ...(withNamespace
          ? [
              {
                id: 'namespace',
                header: t('column.namespace'),
                cell: ({ namespace }: CatalogMetric) => namespace,
                by: ({ namespace }: CatalogMetric) => namespace,
              },
            ]
          : []),
      ]}
    />
  );
}
