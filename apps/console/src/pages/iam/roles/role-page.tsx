import { GetRoleCommand, IAMClient, TagRoleCommand, UntagRoleCommand, type Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { rolesHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useAws } from '../../../shared/use-aws.js';
import { BoundaryPanel } from '../boundary-panel.js';
import { iamHref, pathOf, simulateHref } from '../hrefs.js';
import { PermissionsPanel } from '../permissions-panel.js';
import { TagsPanel } from '../tags-panel.js';
import { iamTexts } from '../texts.js';
import { useTab } from '../use-tab.js';
import { DeleteRole } from './delete-role.js';
import { EditRole } from './edit-role.js';
import { roleTexts } from './texts.js';
import { TrustPanel } from './trust-panel.js';

/** Made anew for another one: what was chosen or asked was about the former. */
export function RolePage() {
  const { name = '' } = useParams();
  return <OneRole key={name} name={name} />;
}

function OneRole({ name }: { readonly name: string }) {
  const t = useTexts(roleTexts);
  const iam = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'edit' | 'delete'>();
  const tabs = useTab('permissions');
  const role = useAws(['iam', 'role', name], async () => {
    const { Role: found } = await client.send(new GetRoleCommand({ RoleName: name }));
    return found;
  });
  const arn = role.data?.Arn;
  return (
    <Page
      title={name}
      crumbs={[
        { text: iam('iam'), href: iamHref },
        { text: iam('roles'), href: rolesHref },
      ]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {arn !== undefined && <Button href={simulateHref(arn)}>{iam('permissions.simulate')}</Button>}
          <Button onClick={() => setAsked('delete')}>{t('delete')}</Button>
        </SpaceBetween>
      }
    >
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button disabled={role.data === undefined} onClick={() => setAsked('edit')}>
                {t('edit')}
              </Button>
            }
          >
            {t('summary')}
          </Header>
        }
      >
        {role.isLoading && <Spinner />}
        <Problem error={role.error} onRetry={() => void role.refetch()} />
        {role.data !== undefined && <Summary role={role.data} />}
      </Container>
      <Tabs
        {...tabs}
        tabs={[
          {
            id: 'permissions',
            label: iam('tab.permissions'),
            content: (
              <SpaceBetween size="l">
                <PermissionsPanel entity={{ kind: 'role', name }} />
                {role.data !== undefined && (
                  <BoundaryPanel
                    kind="role"
                    name={name}
                    boundary={role.data.PermissionsBoundary?.PermissionsBoundaryArn}
                  />
                )}
              </SpaceBetween>
            ),
          },
          {
            id: 'trust',
            label: t('tab.trust'),
            content: role.data !== undefined && <TrustPanel role={role.data} />,
          },
          {
            id: 'tags',
            label: iam('tab.tags'),
            content: role.data !== undefined && (
              <TagsPanel
                key={JSON.stringify(role.data.Tags)}
                tags={role.data.Tags ?? []}
                put={(tags) => client.send(new TagRoleCommand({ RoleName: name, Tags: [...tags] }))}
                remove={(keys) => client.send(new UntagRoleCommand({ RoleName: name, TagKeys: [...keys] }))}
              />
            ),
          },
        ]}
      />
      {asked === 'edit' && role.data !== undefined && (
        <EditRole role={role.data} onDismiss={() => setAsked(undefined)} />
      )}
      {asked === 'delete' && (
        <DeleteRole name={name} onDone={() => void navigate(pathOf(rolesHref))} onDismiss={() => setAsked(undefined)} />
      )}
    </Page>
  );
}

function Summary({ role }: { readonly role: Role }) {
  const t = useTexts(roleTexts);
  const iam = useTexts(iamTexts);
  const format = useFormat();
  const { MaxSessionDuration: seconds = 3600, RoleLastUsed: last } = role;
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: iam('created'), value: format.time(role.CreateDate) },
        {
          label: iam('lastUsed'),
          value:
            last?.LastUsedDate === undefined
              ? iam('never')
              : `${format.time(last.LastUsedDate)}${last.Region === undefined ? '' : ` · ${last.Region}`}`,
        },
        {
          label: t('duration'),
          value:
            seconds % 3600 === 0
              ? t('duration.hours', { count: seconds / 3600 })
              : t('duration.seconds', { count: seconds }),
        },
        { label: iam('arn'), value: <Copyable text={role.Arn ?? ''} /> },
        { label: iam('description'), value: role.Description || '–' },
        { label: t('uniqueId'), value: role.RoleId ?? '–' },
        { label: iam('path'), value: role.Path ?? '/' },
      ]}
    />
  );
}
