import type { IdentityPool } from '@aws-sdk/client-cognito-identity';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useNavigate } from 'react-router';
import { poolHref, roleHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { Problem } from '../../shared/problem.js';
import { poolArn, providersOf } from './pools.js';
import { texts } from './texts.js';
import { usePoolRoles } from './use-pool.js';

/** What a pool lets whom be. */
export function Dashboard({ pool }: { readonly pool: IdentityPool }) {
  const t = useTexts(texts);
  const { region, identity } = useSession();
  const id = pool.IdentityPoolId ?? '';
  const providers = providersOf(pool);
  const onOff = (is: boolean | undefined) => (
    <StatusIndicator type={is === true ? 'success' : 'stopped'}>
      {is === true ? t('dashboard.on') : t('dashboard.off')}
    </StatusIndicator>
  );
  return (
    <SpaceBetween size="l">
      <Container>
        <KeyValuePairs
          columns={3}
          items={[
            { label: t('id'), value: <Copyable text={id} /> },
            { label: t('dashboard.guest'), value: onOff(pool.AllowUnauthenticatedIdentities) },
            {
              label: t('dashboard.flow'),
              value:
                pool.AllowClassicFlow === undefined ? (
                  <StatusIndicator type="info">{t('dashboard.flow.usual')}</StatusIndicator>
                ) : (
                  onOff(pool.AllowClassicFlow)
                ),
            },
            {
              label: t('dashboard.providers'),
              value: providers.length === 0 ? t('dashboard.none') : providers.join(', '),
            },
            { label: t('arn'), value: <Copyable text={poolArn(region, identity.account, id)} /> },
          ]}
        />
      </Container>
      <Roles id={id} />
    </SpaceBetween>
  );
}

function Roles({ id }: { readonly id: string }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = usePoolRoles(id);
  const roles = data?.Roles ?? {};
  const hasRoles = Object.keys(roles).length > 0;
  const mappings = Object.entries(data?.RoleMappings ?? {});
  const role = (arn: string | undefined) =>
    arn === undefined ? t('dashboard.none') : <Link href={roleHref(nameOf(arn))}>{nameOf(arn)}</Link>;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            data !== undefined &&
            !hasRoles && (
              <Button variant="primary" onClick={() => void navigate(poolHref(id, 'roles').slice(1))}>
                {t('dashboard.makeRoles')}
              </Button>
            )
          }
        >
          {t('dashboard.roles')}
        </Header>
      }
    >
      <Problem error={error} onRetry={() => void refetch()} />
      {isPending && <Spinner />}
      {data !== undefined &&
        (hasRoles ? (
          <KeyValuePairs
            columns={3}
            items={[
              { label: t('roles.authenticated'), value: role(roles['authenticated']) },
              { label: t('roles.unauthenticated'), value: role(roles['unauthenticated']) },
              {
                label: t('dashboard.mappings'),
                value:
                  mappings.length === 0
                    ? t('mapping.Default')
                    : mappings.map(([provider, { Type }]) => (
                        <div key={provider}>
                          {provider}: {Type === undefined ? '' : t(`mapping.${Type}`)}
                        </div>
                      )),
              },
            ]}
          />
        ) : (
          <Box color="text-status-warning">{t('dashboard.noRoles')}</Box>
        ))}
    </Container>
  );
}

const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn;
