import Alert from '@cloudscape-design/components/alert';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useNavigate, useParams } from 'react-router';
import { applicationHref, applicationsHref, type ApplicationTab } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { isCode } from '../../shared/aws-problem.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { Logs } from './logs.js';
import { Monitoring } from './monitoring.js';
import { Overview } from './overview.js';
import { ApplicationActions } from './parts/application-actions.js';
import { Tags } from './tags-tab.js';
import { texts } from './texts.js';
import { useApplication, useCrumbs } from './use-application.js';

const tabs: readonly ApplicationTab[] = ['monitoring', 'logs', 'tags'];

/** An application: its parts, its metrics, what went wrong, its tags. */
export function ApplicationPage() {
  const t = useTexts(texts);
  const { name = '', tab = '' } = useParams();
  const navigate = useNavigate();
  const crumbs = useCrumbs();
  const { data: application, error, isPending, refetch } = useApplication(name);
  return (
    <Page
      title={name}
      crumbs={crumbs}
      {...(application?.ApplicationDescription ? { description: application.ApplicationDescription } : {})}
      actions={
        <ApplicationActions application={application} onDeleted={() => void navigate(applicationsHref.slice(1))} />
      }
    >
      {isCode(error, 'UnsupportedOperationException') && <Alert type="info">{t('newerApi')}</Alert>}
      <Problem error={error} onRetry={() => void refetch()} />
      {isPending && <Spinner size="large" />}
      {application !== undefined && (
        <Tabs
          activeTabId={tabs.find((id) => id === tab) ?? 'details'}
          onChange={({ detail }) =>
            void navigate(
              applicationHref(
                name,
                tabs.find((id) => id === detail.activeTabId),
              ).slice(1),
              {
                replace: true,
              },
            )
          }
          tabs={[
            { id: 'details', label: t('details'), content: <Overview application={application} /> },
            { id: 'monitoring', label: t('tab.monitoring'), content: <Monitoring application={application} /> },
            { id: 'logs', label: t('tab.logs'), content: <Logs application={application} /> },
            { id: 'tags', label: t('tab.tags'), content: <Tags application={application} /> },
          ]}
        />
      )}
    </Page>
  );
}
