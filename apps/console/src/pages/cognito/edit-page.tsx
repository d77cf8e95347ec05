import Spinner from '@cloudscape-design/components/spinner';
import { useParams } from 'react-router';
import { useTexts } from '../../i18n/language.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { EditForm } from './edit-form.js';
import { texts } from './texts.js';
import { useCrumbs, usePool, usePoolRoles } from './use-pool.js';

export function EditPage() {
  const t = useTexts(texts);
  const { id = '' } = useParams();
  const pool = usePool(id);
  const roles = usePoolRoles(id);
  const crumbs = useCrumbs(id, pool.data?.IdentityPoolName);
  const isLoading = pool.isPending || (roles.isPending && roles.error === null);
  return (
    <Page title={t('edit')} crumbs={crumbs}>
      <Problem error={pool.error} onRetry={() => void pool.refetch()} />
      <Problem error={roles.error} onRetry={() => void roles.refetch()} />
      {isLoading && <Spinner size="large" />}
      {pool.data && !isLoading && <EditForm key={id} pool={pool.data} before={roles.data} />}
    </Page>
  );
}
