import Alert from '@cloudscape-design/components/alert';
import Spinner from '@cloudscape-design/components/spinner';
import { useParams, useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useApplication, useCrumbs } from '../use-application.js';
import { DestinationForm } from './destination-form.js';
import { destinationTexts } from './texts.js';

export function DestinationPage() {
  const t = useTexts(destinationTexts);
  const { name = '' } = useParams();
  const [query] = useSearchParams();
  const id = query.get('output') ?? undefined;
  const crumbs = useCrumbs(name);
  const { data, error, refetch } = useApplication(name);
  const output = data?.OutputDescriptions?.find(({ OutputId }) => OutputId === id);
  return (
    <Page title={id === undefined ? t('title') : t('title.edit')} crumbs={crumbs}>
      <Problem error={error} onRetry={() => void refetch()} />
      {data === undefined ? (
        error === null && <Spinner size="large" />
      ) : id !== undefined && output === undefined ? (
        <Alert type="warning">{t('missing', { id })}</Alert>
      ) : (
        <DestinationForm application={data} output={output} />
      )}
    </Page>
  );
}
