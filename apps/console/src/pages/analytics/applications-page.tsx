import { KinesisAnalyticsClient, type ApplicationSummary } from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { applicationHref, createApplicationHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { useAws } from '../../shared/use-aws.js';
import { isPassing, listApplications } from './application.js';
import { ApplicationActions } from './parts/application-actions.js';
import { Status } from './parts/status.js';
import { texts } from './texts.js';
import { useApplication } from './use-application.js';

export function ApplicationsPage() {
  const t = useTexts(texts);
  const analytics = useClient(KinesisAnalyticsClient);
  const navigate = useNavigate();
  const [selected, setSelected] = useState<readonly ApplicationSummary[]>([]);
  const applications = useAws(
    ['kinesisanalytics', 'applications'],
    ({ signal }) => listApplications(analytics, signal),
    {
      every: (found) => (found?.some(({ ApplicationStatus }) => isPassing(ApplicationStatus)) === true ? 1500 : 15_000),
    },
  );
  const chosen = applications.data?.find(({ ApplicationName }) => ApplicationName === selected[0]?.ApplicationName);
  return (
    <Page title={t('applications')} crumbs={[{ text: t('analytics'), href: '#/analytics/applications' }]}>
      <ResourceTable
        title={t('applications')}
        things={t('applications.things')}
        items={applications.data}
        id={({ ApplicationName = '' }) => ApplicationName}
        isLoading={applications.isPending}
        error={applications.error}
        onRefresh={() => void applications.refetch()}
        selection={{ type: 'single', selected: chosen === undefined ? [] : [chosen], onSelect: setSelected }}
        columns={[
          {
            id: 'name',
            header: t('column.name'),
            by: ({ ApplicationName }) => ApplicationName,
            cell: ({ ApplicationName = '' }) => <Link href={applicationHref(ApplicationName)}>{ApplicationName}</Link>,
            isRowHeader: true,
          },
          {
            id: 'status',
            header: t('column.status'),
            by: ({ ApplicationStatus }) => ApplicationStatus,
            cell: ({ ApplicationStatus }) => <Status status={ApplicationStatus} />,
          },
          {
            id: 'arn',
            header: t('column.arn'),
            by: ({ ApplicationARN }) => ApplicationARN,
            cell: ({ ApplicationARN }) => ApplicationARN,
          },
        ]}
        empty={<Box color="text-body-secondary">{t('applications.empty')}</Box>}
        actions={
          <>
            <SelectedActions name={chosen?.ApplicationName} onDeleted={() => setSelected([])} />
            <Button variant="primary" onClick={() => void navigate(createApplicationHref.slice(1))}>
              {t('create')}
            </Button>
          </>
        }
      />
    </Page>
  );
}

function SelectedActions({ name, onDeleted }: { readonly name: string | undefined; readonly onDeleted: () => void }) {
  return name === undefined ? (
    <ApplicationActions application={undefined} onDeleted={onDeleted} />
  ) : (
    <LoadedActions key={name} name={name} onDeleted={onDeleted} />
  );
}

function LoadedActions({ name, onDeleted }: { readonly name: string; readonly onDeleted: () => void }) {
  const application = useApplication(name);
  return <ApplicationActions application={application.data} onDeleted={onDeleted} />;
}
