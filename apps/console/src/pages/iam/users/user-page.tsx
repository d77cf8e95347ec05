import {
  GetUserCommand,
  IAMClient,
  paginateListGroupsForUser,
  TagUserCommand,
  UntagUserCommand,
  type User,
} from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { userHref, usersHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { collect, useAws } from '../../../shared/use-aws.js';
import { BoundaryPanel } from '../boundary-panel.js';
import { iamHref, pathOf, simulateHref } from '../hrefs.js';
import { PermissionsPanel } from '../permissions-panel.js';
import { Rename } from '../rename.js';
import { TagsPanel } from '../tags-panel.js';
import { iamTexts } from '../texts.js';
import { useTab } from '../use-tab.js';
import { AccessKeysPanel } from './access-keys-panel.js';
import { DeleteUser } from './delete-user.js';
import { UserGroupsPanel } from './user-groups-panel.js';
import { userTexts } from './texts.js';

/** Made anew for another one: what was chosen or asked was about the former. */
export function UserPage() {
  const { name = '' } = useParams();
  return <OneUser key={name} name={name} />;
}

function OneUser({ name }: { readonly name: string }) {
  const t = useTexts(userTexts);
  const iam = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'rename' | 'delete'>();
  const tabs = useTab('permissions');
  const user = useAws(['iam', 'user', name], async () => {
    const { User: found } = await client.send(new GetUserCommand({ UserName: name }));
    return found;
  });
  const groups = useAws(['iam', 'user-groups', name], () =>
    collect(paginateListGroupsForUser({ client }, { UserName: name }), (page) => page.Groups),
  );
  const groupNames = groups.data?.map(({ GroupName: group = '' }) => group) ?? [];
  const arn = user.data?.Arn;
  return (
    <Page
      title={name}
      crumbs={[
        { text: iam('iam'), href: iamHref },
        { text: iam('users'), href: usersHref },
      ]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {arn !== undefined && <Button href={simulateHref(arn)}>{iam('permissions.simulate')}</Button>}
          <Button onClick={() => setAsked('rename')}>{t('rename')}</Button>
          <Button onClick={() => setAsked('delete')}>{t('delete')}</Button>
        </SpaceBetween>
      }
    >
      <Container header={<Header variant="h2">{t('summary')}</Header>}>
        {user.isLoading && <Spinner />}
        <Problem error={user.error} onRetry={() => void user.refetch()} />
        {user.data !== undefined && <Summary user={user.data} />}
      </Container>
      <Tabs
        {...tabs}
        tabs={[
          {
            id: 'permissions',
            label: iam('tab.permissions'),
            content: (
              <SpaceBetween size="l">
                <PermissionsPanel entity={{ kind: 'user', name }} groups={groupNames} />
                {user.data !== undefined && (
                  <BoundaryPanel
                    kind="user"
                    name={name}
                    boundary={user.data.PermissionsBoundary?.PermissionsBoundaryArn}
                  />
                )}
              </SpaceBetween>
            ),
          },
          {
            id: 'groups',
            label: t('tab.groups'),
            content: (
              <UserGroupsPanel
                name={name}
                groups={groups.data}
                isLoading={groups.isLoading}
                error={groups.error}
                onRefresh={() => void groups.refetch()}
              />
            ),
          },
          {
            id: 'tags',
            label: iam('tab.tags'),
            content: user.data !== undefined && (
              <TagsPanel
                key={JSON.stringify(user.data.Tags)}
                tags={user.data.Tags ?? []}
                put={(tags) => client.send(new TagUserCommand({ UserName: name, Tags: [...tags] }))}
                remove={(keys) => client.send(new UntagUserCommand({ UserName: name, TagKeys: [...keys] }))}
              />
            ),
          },
          { id: 'credentials', label: t('tab.credentials'), content: <AccessKeysPanel user={name} /> },
        ]}
      />
      {asked === 'rename' && (
        <Rename
          entity={{ kind: 'user', name }}
          onDone={(next) => void navigate(pathOf(userHref(next)), { replace: true })}
          onDismiss={() => setAsked(undefined)}
        />
      )}
      {asked === 'delete' && (
        <DeleteUser name={name} onDone={() => void navigate(pathOf(usersHref))} onDismiss={() => setAsked(undefined)} />
      )}
    </Page>
  );
}

function Summary({ user }: { readonly user: User }) {
  const t = useTexts(userTexts);
  const iam = useTexts(iamTexts);
  const format = useFormat();
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: iam('arn'), value: <Copyable text={user.Arn ?? ''} /> },
        { label: iam('created'), value: format.time(user.CreateDate) },
        { label: t('uniqueId'), value: user.UserId ?? '–' },
        { label: iam('path'), value: user.Path ?? '/' },
      ]}
    />
  );
}
