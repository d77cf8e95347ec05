import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { tableHref, tablesHref, type TableTab } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { isCode } from '../../../shared/aws-problem.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { DeleteTable } from '../tables/delete-table.js';
import { useTable } from '../tables/load.js';
import { dynamoTexts } from '../texts.js';
import { BackupsTab } from './backups.js';
import { IndexesTab } from './indexes-tab.js';
import { MonitoringTab } from './monitoring-tab.js';
import { OverviewTab } from './overview-tab.js';
import { SettingsTab } from './settings-tab.js';
import { TagsTab } from './tags-tab.js';

const ItemsTab = lazy(async () => ({ default: (await import('../items/items-tab.js')).ItemsTab }));

const tabs = ['overview', 'items', 'indexes', 'monitoring', 'settings', 'backups', 'tags'] as const;

/** A table and everything about it, a tab each. */
export function TablePage() {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const navigate = useNavigate();
  const { name = '', tab } = useParams();
  const [isDeleting, setIsDeleting] = useState(false);
  const { data: table, error, refetch } = useTable(name);
  const active = tabs.find((one) => one === tab) ?? 'overview';
  const go = (to: TableTab | undefined): void => void navigate(tableHref(name, to).slice(1));
  const isGone = isCode(error, 'ResourceNotFoundException');
  const current = table !== undefined && !isGone ? table : undefined;
  return (
    <Page
      title={name}
      crumbs={[{ text: t('tables'), href: tablesHref }]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <ButtonDropdown
            items={[
              { id: 'settings', text: t('table.edit.capacity') },
              { id: 'ttl', text: t('table.edit.ttl') },
              { id: 'create-item', text: t('items.create') },
              { id: 'delete', text: t('delete.submit') },
            ]}
            onItemClick={({ detail }) => {
              if (detail.id === 'delete') setIsDeleting(true);
              else if (detail.id === 'create-item') void navigate(`${tableHref(name, 'items').slice(1)}?item=new`);
              else go('settings');
            }}
          >
            {shared('action.actions')}
          </ButtonDropdown>
          <Button variant="primary" onClick={() => go('items')}>
            {t('table.explore')}
          </Button>
        </SpaceBetween>
      }
    >
      {error !== null && current === undefined && <Problem error={error} onRetry={() => void refetch()} />}
      <Tabs
        activeTabId={active}
        ariaLabel={t('table.tabs')}
        disableContentPaddings
        onChange={({ detail }) => {
          const next = tabs.find((one) => one === detail.activeTabId);
          go(next === 'overview' ? undefined : next);
        }}
        tabs={tabs.map((id) => ({ id, label: t(`tab.${id}`) }))}
      />
      {active === 'overview' && current && <OverviewTab table={current} />}
      {active === 'items' && (
        <Suspense fallback={<Spinner size="large" />}>
          {/* Without a description, whoever may only read items still types keys. */}
          <ItemsTab key={name} name={name} table={current} error={error} />
        </Suspense>
      )}
      {active === 'indexes' && current && <IndexesTab table={current} />}
      {active === 'monitoring' && !isGone && <MonitoringTab name={name} table={current} />}
      {active === 'settings' && current && <SettingsTab table={current} />}
      {active === 'backups' && current && <BackupsTab name={name} table={current} />}
      {active === 'tags' && current && <TagsTab arn={current.TableArn ?? ''} />}
      {isDeleting && (
        <DeleteTable
          name={name}
          onDone={() => void navigate(tablesHref.slice(1))}
          onDismiss={() => setIsDeleting(false)}
        />
      )}
    </Page>
  );
}
