import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import Spinner from '@cloudscape-design/components/spinner';
import { useParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useApplication, useCrumbs } from '../use-application.js';
import { SourceForm } from './source-form.js';
import { sourceTexts } from './texts.js';

export function SourcePage() {
  const t = useTexts(sourceTexts);
  const { name = '' } = useParams();
  const crumbs = useCrumbs(name);
  const { data, error, refetch } = useApplication(name);
  return (
    <Page title={isConnected(data) ? t('title.edit') : t('title')} crumbs={crumbs}>
      <Problem error={error} onRetry={() => void refetch()} />
      {data === undefined ? error === null && <Spinner size="large" /> : <SourceForm key={name} application={data} />}
    </Page>
  );
}

const isConnected = (application: ApplicationDetail | undefined): boolean =>
  (application?.InputDescriptions?.length ?? 0) > 0;
