import { AddUserToGroupCommand, IAMClient, RemoveUserFromGroupCommand, type Group } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { groupHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { GroupPicker } from '../groups/group-picker.js';
import { iamTexts } from '../texts.js';
import { userTexts } from './texts.js';

interface UserGroupsPanelProps {
  readonly name: string;
  readonly groups: readonly Group[] | undefined;
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly onRefresh: () => void;
}

/** The groups of a user. */
export function UserGroupsPanel({ name, groups, isLoading, error, onRefresh }: UserGroupsPanelProps) {
  const t = useTexts(userTexts);
  const iam = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const [selected, setSelected] = useState<readonly Group[]>([]);
  const [joining, setJoining] = useState<readonly Group[]>();
  const leave = useAction(
    async () => {
      for (const { GroupName: group } of selected)
        await client.send(new RemoveUserFromGroupCommand({ UserName: name, GroupName: group }));
      setSelected([]);
    },
    { changes: [['iam']], done: () => t('groups.left', { count: selected.length, name }) },
  );
  const join = useAction(
    async (some: readonly Group[]) => {
      for (const { GroupName: group } of some)
        await client.send(new AddUserToGroupCommand({ UserName: name, GroupName: group }));
      setJoining(undefined);
    },
    { changes: [['iam']], done: (_, some) => t('groups.joined', { count: some.length, name }) },
  );
  return (
    <SpaceBetween size="m">
      <Problem error={leave.error} />
      <ResourceTable<Group>
        title={iam('groups')}
        things={iam('groups.things')}
        items={groups}
        isLoading={isLoading}
        error={error}
        onRefresh={onRefresh}
        id={({ GroupName: group = '' }) => group}
        selection={{ type: 'multi', selected, onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} loading={leave.isRunning} onClick={() => void leave.run()}>
              {t('groups.leave')}
            </Button>
            <Button variant="primary" onClick={() => setJoining([])}>
              {t('groups.add')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: iam('name'),
            by: ({ GroupName: group }) => group,
            cell: ({ GroupName: group = '' }) => <Link href={groupHref(group)}>{group}</Link>,
          },
        ]}
      />
      {joining !== undefined && (
        <Modal
          visible
          size="large"
          header={t('groups.add')}
          closeAriaLabel={shared('action.close')}
          onDismiss={() => setJoining(undefined)}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={() => setJoining(undefined)}>
                  {shared('action.cancel')}
                </Button>
                <Button
                  variant="primary"
                  disabled={joining.length === 0}
                  loading={join.isRunning}
                  onClick={() => void join.run(joining)}
                >
                  {shared('action.add')}
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <SpaceBetween size="m">
            <Problem error={join.error} />
            <GroupPicker
              selected={joining}
              onSelect={setJoining}
              without={groups?.map(({ GroupName: group = '' }) => group) ?? []}
            />
          </SpaceBetween>
        </Modal>
      )}
    </SpaceBetween>
  );
}
