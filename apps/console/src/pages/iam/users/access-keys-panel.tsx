import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  IAMClient,
  paginateListAccessKeys,
  UpdateAccessKeyCommand,
  type AccessKey,
  type AccessKeyLastUsed,
  type AccessKeyMetadata,
} from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useFormat } from '../../../shared/format.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { collect, useAction, useAws } from '../../../shared/use-aws.js';
import { iamTexts } from '../texts.js';
import { Secret } from './secret.js';
import { userTexts } from './texts.js';

interface Key extends AccessKeyMetadata {
  /** Undefined where one may not know. */
  readonly last: AccessKeyLastUsed | undefined;
}

/** A user's access keys: make, switch off and on, delete; when they were last used. */
export function AccessKeysPanel({ user }: { readonly user: string }) {
  const t = useTexts(userTexts);
  const iam = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const client = useClient(IAMClient);
  const [[chosen], setChosen] = useState<readonly Key[]>([]);
  const [isDeleting, setIsDeleting] = useState(false);
  const [made, setMade] = useState<AccessKey>();
  const keys = useAws(['iam', 'access-keys', user], async () => {
    const all = await collect(paginateListAccessKeys({ client }, { UserName: user }), (page) => page.AccessKeyMetadata);
    return Promise.all(
      all.map(async (key): Promise<Key> => ({ ...key, last: await lastUseOf(client, key.AccessKeyId) })),
    );
  });
  // What was chosen may have another status by now.
  const current = keys.data?.find(({ AccessKeyId: one }) => one === chosen?.AccessKeyId);
  const id = current?.AccessKeyId ?? '';
  const isActive = current?.Status === 'Active';
  const create = useAction(
    async () => {
      const { AccessKey: key } = await client.send(new CreateAccessKeyCommand({ UserName: user }));
      setMade(key);
      return key;
    },
    { changes: [['iam']], done: (key) => t('keys.created', { id: key?.AccessKeyId ?? '' }) },
  );
  const turn = useAction(
    () =>
      client.send(
        new UpdateAccessKeyCommand({ UserName: user, AccessKeyId: id, Status: isActive ? 'Inactive' : 'Active' }),
      ),
    { changes: [['iam']], done: () => t(isActive ? 'keys.deactivated' : 'keys.activated', { id }) },
  );
  const remove = useAction(
    async () => {
      await client.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: id }));
      setIsDeleting(false);
      setChosen([]);
    },
    { changes: [['iam']], done: () => t('keys.deleted', { id }) },
  );
  return (
    <SpaceBetween size="m">
      <Problem error={create.error ?? turn.error} />
      <ResourceTable<Key>
        title={t('keys')}
        things={t('keys.things')}
        description={t('keys.hint')}
        items={keys.data}
        isLoading={keys.isLoading}
        error={keys.error}
        onRefresh={() => void keys.refetch()}
        id={({ AccessKeyId: one = '' }) => one}
        hasNoFilter
        selection={{ type: 'single', selected: current === undefined ? [] : [current], onSelect: setChosen }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={current === undefined} onClick={() => setIsDeleting(true)}>
              {t('delete')}
            </Button>
            <Button disabled={current === undefined} loading={turn.isRunning} onClick={() => void turn.run()}>
              {isActive || current === undefined ? t('keys.deactivate') : t('keys.activate')}
            </Button>
            <Button variant="primary" loading={create.isRunning} onClick={() => void create.run()}>
              {t('keys.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          { id: 'id', header: t('secret.id'), by: ({ AccessKeyId: one }) => one, cell: ({ AccessKeyId: one }) => one },
          {
            id: 'status',
            header: t('keys.status'),
            cell: ({ Status: status }) =>
              status === 'Active' ? (
                <StatusIndicator>{t('keys.Active')}</StatusIndicator>
              ) : (
                <StatusIndicator type="stopped">{t('keys.Inactive')}</StatusIndicator>
              ),
          },
          { id: 'created', header: iam('created'), cell: ({ CreateDate: date }) => format.time(date) },
          {
            id: 'used',
            header: t('keys.used'),
            cell: ({ last }) =>
              last === undefined
                ? '–'
                : last.LastUsedDate === undefined
                  ? iam('never')
                  : format.time(last.LastUsedDate),
          },
          { id: 'service', header: t('keys.service'), cell: ({ last }) => last?.ServiceName ?? '–' },
          { id: 'region', header: t('keys.region'), cell: ({ last }) => last?.Region ?? '–' },
        ]}
      />
      {isDeleting && current !== undefined && (
        <ConfirmDelete
          name={id}
          isRunning={remove.isRunning}
          error={remove.error}
          onConfirm={() => void remove.run()}
          onDismiss={() => setIsDeleting(false)}
        >
          {isActive && <Box>{t('keys.active.first')}</Box>}
        </ConfirmDelete>
      )}
      {made !== undefined && (
        <Modal
          visible
          header={t('secret.title')}
          closeAriaLabel={shared('action.close')}
          onDismiss={() => setMade(undefined)}
          footer={
            <Box float="right">
              <Button variant="primary" onClick={() => setMade(undefined)}>
                {shared('action.close')}
              </Button>
            </Box>
          }
        >
          <Secret made={made} />
        </Modal>
      )}
    </SpaceBetween>
  );
}

/** One who may see the keys may not always see their use. */
const lastUseOf = (client: IAMClient, AccessKeyId: string | undefined): Promise<AccessKeyLastUsed | undefined> =>
  client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })).then(
    ({ AccessKeyLastUsed: last }) => last,
    () => undefined,
  );
