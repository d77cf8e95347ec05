import type { IdentityPool } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityClient, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';
import { CreateRoleCommand, GetRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Form from '@cloudscape-design/components/form';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { poolHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { isCode } from '../../shared/aws-problem.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { useAction } from '../../shared/use-aws.js';
import { allowRoles, type RoleCalls, type Step } from './allow-roles.js';
import { RoleDocuments, isRoleName } from './role-documents-view.js';
import { roleNameOf, trusts, type RoleKind } from './role-documents.js';
import { texts } from './texts.js';
import { rolesKey, useCrumbs, usePool } from './use-pool.js';

/** The wizard's second step: says which roles it would make, and makes them when one allows it. */
export function RolesPage() {
  const t = useTexts(texts);
  const { id = '' } = useParams();
  const pool = usePool(id);
  const crumbs = useCrumbs(id, pool.data?.IdentityPoolName);
  return (
    <Page title={t('roles.title')} crumbs={crumbs}>
      <Problem error={pool.error} onRetry={() => void pool.refetch()} />
      {pool.isPending && <Spinner size="large" />}
      {pool.data && <Allow key={id} pool={pool.data} />}
    </Page>
  );
}

function Allow({ pool }: { readonly pool: IdentityPool }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const calls = useRoleCalls((name) => t('roles.taken', { name }));
  const { IdentityPoolId: id = '', IdentityPoolName: name = '', AllowUnauthenticatedIdentities: isGuest } = pool;
  const [names, setNames] = useState<Readonly<Partial<Record<RoleKind, string>>>>({
    authenticated: roleNameOf(name, 'authenticated'),
    ...(isGuest === true ? { unauthenticated: roleNameOf(name, 'unauthenticated') } : {}),
  });
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const hasFailed = steps.some(({ is }) => is === 'failed');
  const isWrong = Object.values(names).some((one) => !isRoleName(one)) || names.authenticated === names.unauthenticated;
  const allow = useAction(
    async () => {
      if (!(await allowRoles(calls, id, names, setSteps))) return false;
      await navigate(poolHref(id, 'sample').slice(1));
      return true;
    },
    { changes: [rolesKey(id), ['iam']] },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) void allow.run();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" href={poolHref(id)}>
              {t('roles.later')}
            </Button>
            <Button variant="primary" loading={allow.isRunning} disabled={isWrong}>
              {hasFailed ? t('roles.again') : t('roles.allow')}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <Container>
            <SpaceBetween size="m">
              <Box>{t('roles.body', { name })}</Box>
              <ul>
                {Object.values(names).map((one) => (
                  <li key={one}>
                    <strong>{one}</strong>
                  </li>
                ))}
              </ul>
              <ExpandableSection headerText={t('roles.details')}>
                <RoleDocuments poolId={id} names={names} onNames={setNames} />
              </ExpandableSection>
            </SpaceBetween>
          </Container>
          {steps.length > 0 && <Progress steps={steps} />}
          {hasFailed && <Alert type="warning">{t('roles.failed')}</Alert>}
        </SpaceBetween>
      </Form>
    </form>
  );
}

function Progress({ steps }: { readonly steps: readonly Step[] }) {
  const t = useTexts(texts);
  const types = { waiting: 'pending', running: 'in-progress', done: 'success', failed: 'error' } as const;
  return (
    <Container>
      <div aria-live="polite">
        <SpaceBetween size="xs">
          {steps.map(({ id, role, is, error }) => (
            <div key={id}>
              <StatusIndicator type={types[is]}>
                {id === 'set'
                  ? t('step.set')
                  : id.startsWith('create-')
                    ? t('step.create', { role })
                    : t('step.policy', { role })}
              </StatusIndicator>
              <Problem error={error} />
            </div>
          ))}
        </SpaceBetween>
      </div>
    </Container>
  );
}

/** @param taken what is said of a role that is another pool's */
function useRoleCalls(taken: (name: string) => string): RoleCalls {
  const iam = useClient(IAMClient);
  const cognito = useClient(CognitoIdentityClient);
  return {
    async create(name, trust, poolId) {
      try {
        const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
        return Role?.Arn ?? '';
      } catch (error) {
        if (!isCode(error, 'EntityAlreadyExists', 'EntityAlreadyExistsException')) throw error;
        const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
        if (trusts(Role?.AssumeRolePolicyDocument, poolId)) return Role?.Arn ?? '';
        throw Object.assign(new Error(taken(name)), { name: 'EntityAlreadyExists', $fault: 'client' });
      }
    },
    async putPolicy(role, policy, document) {
      await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: policy, PolicyDocument: document }));
    },
    async setRoles(poolId, roles) {
      await cognito.send(
        new SetIdentityPoolRolesCommand({ IdentityPoolId: poolId, Roles: roles as Record<string, string> }),
      );
    },
  };
}
