import {
  AddUserToGroupCommand,
  IAMClient,
  paginateGetGroup,
  RemoveUserFromGroupCommand,
  type Group,
  type User,
} from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { groupHref, groupsHref, userHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { iamHref, pathOf, simulateHref } from '../hrefs.js';
import { PermissionsPanel } from '../permissions-panel.js';
import { Rename } from '../rename.js';
import { iamTexts } from '../texts.js';
import { useTab } from '../use-tab.js';
import { UserPicker } from '../users/user-picker.js';
import { userTexts } from '../users/texts.js';
import { DeleteGroup } from './delete-group.js';
import { groupTexts } from './texts.js';

/** Made anew for another one: what was chosen or asked was about the former. */
export function GroupPage() {
  const { name = '' } = useParams();
  return <OneGroup key={name} name={name} />;
}

function OneGroup({ name }: { readonly name: string }) {
  const t = useTexts(groupTexts);
  const iam = useTexts(iamTexts);
  const user = useTexts(userTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const format = useFormat();
  const [asked, setAsked] = useState<'rename' | 'delete'>();
  const tabs = useTab('users');
  const { data, error, isLoading, refetch } = useAws(['iam', 'group', name], async () => {
    let group: Group | undefined;
    const users: User[] = [];
    for await (const page of paginateGetGroup({ client }, { GroupName: name })) {
      group = page.Group;
      users.push(...(page.Users ?? []));
    }
    return { group, users };
  });
  const arn = data?.group?.Arn;
  return (
    <Page
      title={name}
      crumbs={[
        { text: iam('iam'), href: iamHref },
        { text: iam('groups'), href: groupsHref },
      ]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {arn !== undefined && <Button href={simulateHref(arn)}>{iam('permissions.simulate')}</Button>}
          <Button onClick={() => setAsked('rename')}>{user('rename')}</Button>
          <Button onClick={() => setAsked('delete')}>{t('delete')}</Button>
        </SpaceBetween>
      }
    >
      <Container header={<Header variant="h2">{user('summary')}</Header>}>
        {isLoading && <Spinner />}
        <Problem error={error} onRetry={() => void refetch()} />
        {data?.group !== undefined && (
          <KeyValuePairs
            columns={3}
            items={[
              { label: iam('arn'), value: <Copyable text={arn ?? ''} /> },
              { label: iam('created'), value: format.time(data.group.CreateDate) },
              { label: iam('path'), value: data.group.Path ?? '/' },
            ]}
          />
        )}
      </Container>
      <Tabs
        {...tabs}
        tabs={[
          {
            id: 'users',
            label: t('tab.users'),
            content: (
              <Members
                name={name}
                users={data?.users}
                isLoading={isLoading}
                error={error}
                onRefresh={() => void refetch()}
              />
            ),
          },
          {
            id: 'permissions',
            label: iam('tab.permissions'),
            content: <PermissionsPanel entity={{ kind: 'group', name }} />,
          },
        ]}
      />
      {asked === 'rename' && (
        <Rename
          entity={{ kind: 'group', name }}
          onDone={(next) => void navigate(pathOf(groupHref(next)), { replace: true })}
          onDismiss={() => setAsked(undefined)}
        />
      )}
      {asked === 'delete' && (
        <DeleteGroup
          name={name}
          onDone={() => void navigate(pathOf(groupsHref))}
          onDismiss={() => setAsked(undefined)}
        />
      )}
    </Page>
  );
}

interface MembersProps {
  readonly name: string;
  readonly users: readonly User[] | undefined;
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly onRefresh: () => void;
}

function Members({ name, users, isLoading, error, onRefresh }: MembersProps) {
  const t = useTexts(groupTexts);
  const iam = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const [selected, setSelected] = useState<readonly User[]>([]);
  const [adding, setAdding] = useState<readonly User[]>();
  const remove = useAction(
    async () => {
      for (const { UserName: user } of selected)
        await client.send(new RemoveUserFromGroupCommand({ UserName: user, GroupName: name }));
      setSelected([]);
    },
    { changes: [['iam']], done: () => t('users.removed', { count: selected.length, name }) },
  );
  const add = useAction(
    async (some: readonly User[]) => {
      for (const { UserName: user } of some)
        await client.send(new AddUserToGroupCommand({ UserName: user, GroupName: name }));
      setAdding(undefined);
    },
    { changes: [['iam']], done: (_, some) => t('users.added', { count: some.length, name }) },
  );
  return (
    <SpaceBetween size="m">
      <Problem error={remove.error} />
      <ResourceTable<User>
        title={t('users.title')}
        things={iam('users.things')}
        items={users}
        isLoading={isLoading}
        error={error}
        onRefresh={onRefresh}
        id={({ UserName: user = '' }) => user}
        selection={{ type: 'multi', selected, onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} loading={remove.isRunning} onClick={() => void remove.run()}>
              {t('users.remove')}
            </Button>
            <Button variant="primary" onClick={() => setAdding([])}>
              {t('users.add')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: iam('name'),
            by: ({ UserName: user }) => user,
            cell: ({ UserName: user = '' }) => <Link href={userHref(user)}>{user}</Link>,
          },
        ]}
      />
      {adding !== undefined && (
        <Modal
          visible
          size="large"
          header={t('users.add')}
          closeAriaLabel={shared('action.close')}
          onDismiss={() => setAdding(undefined)}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={() => setAdding(undefined)}>
                  {shared('action.cancel')}
                </Button>
                <Button
                  variant="primary"
                  disabled={adding.length === 0}
                  loading={add.isRunning}
                  onClick={() => void add.run(adding)}
                >
                  {t('users.add')}
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <SpaceBetween size="m">
            <Problem error={add.error} />
            <UserPicker
              selected={adding}
              onSelect={setAdding}
              without={users?.map(({ UserName: user = '' }) => user) ?? []}
            />
          </SpaceBetween>
        </Modal>
      )}
    </SpaceBetween>
  );
}
