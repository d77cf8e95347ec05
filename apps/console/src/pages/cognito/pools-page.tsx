import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useNavigate } from 'react-router';
import { createPoolHref, poolHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { Page } from '../../shared/page.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { useAws } from '../../shared/use-aws.js';
import { listPools } from './pools.js';
import { texts } from './texts.js';
import { useCrumbs } from './use-pool.js';

export function PoolsPage() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const cognito = useClient(CognitoIdentityClient);
  const crumbs = useCrumbs().slice(0, 1);
  const pools = useAws(['cognito', 'pools'], ({ signal }) => listPools(cognito, signal), { every: 15_000 });
  return (
    <Page title={t('pools')} crumbs={crumbs}>
      <ResourceTable
        title={t('pools')}
        things={t('pools.things')}
        items={pools.data}
        id={({ IdentityPoolId = '' }) => IdentityPoolId}
        isLoading={pools.isPending}
        error={pools.error}
        onRefresh={() => void pools.refetch()}
        empty={<Box color="text-body-secondary">{t('pools.empty')}</Box>}
        actions={
          <Button variant="primary" onClick={() => void navigate(createPoolHref.slice(1))}>
            {t('create')}
          </Button>
        }
        columns={[
          {
            id: 'name',
            header: t('name'),
            isRowHeader: true,
            by: ({ IdentityPoolName }) => IdentityPoolName,
            cell: ({ IdentityPoolId = '', IdentityPoolName }) => (
              <Link href={poolHref(IdentityPoolId)}>{IdentityPoolName}</Link>
            ),
          },
          {
            id: 'id',
            header: t('id'),
            by: ({ IdentityPoolId }) => IdentityPoolId,
            cell: ({ IdentityPoolId = '' }) => <Copyable text={IdentityPoolId} />,
          },
        ]}
      />
    </Page>
  );
}
