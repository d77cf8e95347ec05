import type { IdentityPool } from '@aws-sdk/client-cognito-identity';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { mapHref, poolHref, poolsHref, type PoolTab } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { Dashboard } from './dashboard.js';
import { DeletePool } from './delete-pool.js';
import { Identities } from './identities.js';
import { mapOf } from './pools.js';
import { Sample } from './sample.js';
import { PoolTags } from './pool-tags.js';
import { texts } from './texts.js';
import { useCrumbs, usePool } from './use-pool.js';

const tabs: readonly PoolTab[] = ['identities', 'sample', 'tags'];

/** A pool: its settings and roles, its identities, how an app uses it. */
export function PoolPage() {
  const t = useTexts(texts);
  const { id = '', tab = '' } = useParams();
  const navigate = useNavigate();
  const crumbs = useCrumbs();
  const { data: pool, error, isPending, refetch } = usePool(id);
  return (
    <Page title={pool?.IdentityPoolName ?? id} crumbs={crumbs} actions={pool && <Actions pool={pool} />}>
      <Problem error={error} onRetry={() => void refetch()} />
      {isPending && <Spinner size="large" />}
      {pool && (
        <Tabs
          activeTabId={tabs.find((one) => one === tab) ?? 'dashboard'}
          onChange={({ detail }) =>
            void navigate(
              poolHref(
                id,
                tabs.find((one) => one === detail.activeTabId),
              ).slice(1),
              { replace: true },
            )
          }
          tabs={[
            { id: 'dashboard', label: t('dashboard'), content: <Dashboard pool={pool} /> },
            { id: 'identities', label: t('identities'), content: tab === 'identities' && <Identities poolId={id} /> },
            { id: 'sample', label: t('sample'), content: <Sample poolId={id} /> },
            { id: 'tags', label: t('tags'), content: tab === 'tags' && <PoolTags poolId={id} /> },
          ]}
        />
      )}
    </Page>
  );
}

function Actions({ pool }: { readonly pool: IdentityPool }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { isHere, region } = useSession();
  const [isAsked, setAsked] = useState(false);
  const { IdentityPoolId: id = '', IdentityPoolName: name = '' } = pool;
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {isHere && (
          <Button
            iconName="external"
            iconAlign="right"
            href={mapOf(mapHref, id, 'wildrydes', region === 'us-east-1' ? {} : { region })}
            target="_blank"
          >
            {t('map')}
          </Button>
        )}
        <Button onClick={() => setAsked(true)}>{t('delete')}</Button>
        <Button variant="primary" onClick={() => void navigate(poolHref(id, 'edit').slice(1))}>
          {t('edit')}
        </Button>
      </SpaceBetween>
      {isAsked && (
        <DeletePool
          id={id}
          name={name}
          onDeleted={() => void navigate(poolsHref.slice(1))}
          onDismiss={() => setAsked(false)}
        />
      )}
    </>
  );
}
