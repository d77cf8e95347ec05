import {
  CognitoIdentityClient,
  DeleteIdentitiesCommand,
  ListIdentitiesCommand,
  type IdentityDescription,
} from '@aws-sdk/client-cognito-identity';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { FoundIdentity } from './found-identity.js';
import { texts } from './texts.js';

const pageSize = 60;

/** Whom a pool knows. @remarks a page holds 60, and there may be millions: more are loaded when they are wanted */
export function Identities({ poolId }: { readonly poolId: string }) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const cognito = useClient(CognitoIdentityClient);
  const [query, setQuery] = useSearchParams();
  const [pages, setPages] = useState(1);
  const [selected, setSelected] = useState<readonly IdentityDescription[]>([]);
  const [isAsked, setAsked] = useState(false);
  const hides = query.get('disabled') === 'hidden';
  const identities = useAws(
    ['cognito', 'identities', poolId, hides, pages],
    async ({ signal }) => {
      const found: IdentityDescription[] = [];
      let token: string | undefined;
      for (let page = 0; page < pages; page++) {
        const answer = await cognito.send(
          new ListIdentitiesCommand({
            IdentityPoolId: poolId,
            MaxResults: pageSize,
            HideDisabled: hides,
            ...(token === undefined ? {} : { NextToken: token }),
          }),
          { abortSignal: signal },
        );
        found.push(...(answer.Identities ?? []));
        token = answer.NextToken;
        if (token === undefined) break;
      }
      return { found, hasMore: token !== undefined };
    },
    { keep: true },
  );
  return (
    <SpaceBetween size="l">
      <FoundIdentity />
      <ResourceTable
        title={t('identities')}
        things={t('identities.things')}
        items={identities.data?.found}
        id={({ IdentityId = '' }) => IdentityId}
        isLoading={identities.isPending}
        error={identities.error}
        onRefresh={() => void identities.refetch()}
        selection={{ type: 'multi', selected, onSelect: setSelected }}
        empty={<Box color="text-body-secondary">{t('identities.none')}</Box>}
        actions={
          <>
            <Checkbox
              checked={hides}
              onChange={({ detail }) => setQuery(detail.checked ? { disabled: 'hidden' } : {}, { replace: true })}
            >
              {t('identity.hide')}
            </Checkbox>
            <Button disabled={selected.length === 0} onClick={() => setAsked(true)}>
              {shared('action.delete')}
            </Button>
          </>
        }
        columns={[
          {
            id: 'id',
            header: t('identity.id'),
            isRowHeader: true,
            by: ({ IdentityId }) => IdentityId,
            cell: ({ IdentityId }) => IdentityId,
          },
          {
            id: 'logins',
            header: t('identity.logins'),
            by: ({ Logins = [] }) => Logins.join(', '),
            cell: ({ Logins = [] }) => (Logins.length === 0 ? t('identity.guest') : Logins.join(', ')),
          },
          {
            id: 'created',
            header: t('identity.created'),
            by: ({ CreationDate }) => CreationDate?.getTime(),
            cell: ({ CreationDate }) => format.time(CreationDate),
          },
          {
            id: 'modified',
            header: t('identity.modified'),
            by: ({ LastModifiedDate }) => LastModifiedDate?.getTime(),
            cell: ({ LastModifiedDate }) => format.time(LastModifiedDate),
          },
        ]}
      />
      {identities.data?.hasMore === true && (
        <Button loading={identities.isFetching} onClick={() => setPages(pages + 1)}>
          {t('identity.more')}
        </Button>
      )}
      {isAsked && (
        <DeleteIdentities
          ids={selected.map(({ IdentityId = '' }) => IdentityId)}
          onDismiss={() => setAsked(false)}
          onDeleted={() => {
            setAsked(false);
            setSelected([]);
          }}
        />
      )}
    </SpaceBetween>
  );
}

interface DeleteProps {
  readonly ids: readonly string[];
  readonly onDeleted: () => void;
  readonly onDismiss: () => void;
}

function DeleteIdentities({ ids, onDeleted, onDismiss }: DeleteProps) {
  const t = useTexts(texts);
  const cognito = useClient(CognitoIdentityClient);
  const [kept, setKept] = useState<readonly string[]>([]);
  const remove = useAction(
    async () => {
      const unprocessed: string[] = [];
      // 60 a call.
      for (let start = 0; start < ids.length; start += pageSize) {
        const { UnprocessedIdentityIds = [] } = await cognito.send(
          new DeleteIdentitiesCommand({ IdentityIdsToDelete: ids.slice(start, start + pageSize) }),
        );
        unprocessed.push(...UnprocessedIdentityIds.map(({ IdentityId = '' }) => IdentityId));
      }
      setKept(unprocessed);
      if (unprocessed.length === 0) onDeleted();
      return ids.length - unprocessed.length;
    },
    { changes: [['cognito', 'identities']], done: (count) => t('identity.deleted', { count }) },
  );
  return (
    <ConfirmDelete
      name={t('identity.confirm')}
      title={t('identity.delete.title', { count: ids.length })}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={() => void remove.run()}
      onDismiss={onDismiss}
    >
      {t('identity.delete.body')}
      {kept.length > 0 && <Problem error={new Error(t('identity.notDeleted', { ids: kept.join(', ') }))} />}
    </ConfirmDelete>
  );
}
