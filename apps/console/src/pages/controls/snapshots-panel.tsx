import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { useFormat } from '../../shared/format.js';
import { ResourceTable, type Column } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { SaveSnapshot } from './save-snapshot.js';
import { controlsTexts } from './texts.js';
import { useBeginAgain } from './use-begin-again.js';

interface Snapshot {
  readonly name: string;
  readonly saved: string;
  readonly bytes: number;
  readonly clock: { readonly now: number; readonly frozen: boolean; readonly iso: string };
}

/** All that the server had, at moments that somebody kept. */
export function SnapshotsPanel() {
  const t = useTexts(controlsTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const session = useSession();
  const beginAgain = useBeginAgain();
  const [asked, setAsked] = useState<{ readonly act: 'load' | 'delete'; readonly name: string } | 'save'>();
  const dismiss = (): void => setAsked(undefined);
  const snapshots = useAws(
    ['controls', 'snapshots'],
    () => session.control<{ readonly snapshots: readonly Snapshot[] }>('/_paddock/snapshots'),
    { every: (data) => data !== undefined && 15_000 },
  );
  const load = useAction(
    (name: string) => session.control('/_paddock/snapshots', { method: 'POST', body: { action: 'load', name } }),
    { done: (_, name) => t('snapshot.done.load', { name }) },
  );
  const remove = useAction(
    (name: string) => session.control(`/_paddock/snapshots?name=${encodeURIComponent(name)}`, { method: 'DELETE' }),
    { changes: [['controls', 'snapshots']], done: (_, name) => t('snapshot.done.delete', { name }) },
  );
  const columns: readonly Column<Snapshot>[] = [
    { id: 'name', header: t('snapshot.name'), cell: ({ name }) => name, by: ({ name }) => name },
    {
      id: 'saved',
      header: t('snapshot.saved'),
      cell: ({ saved }) => format.time(new Date(saved)),
      by: ({ saved }) => saved,
    },
    { id: 'size', header: t('snapshot.size'), cell: ({ bytes }) => format.bytes(bytes), by: ({ bytes }) => bytes },
    {
      id: 'clock',
      header: t('snapshot.clock'),
      cell: ({ clock }) => `${format.time(clock.now)}${clock.frozen ? ` (${t('clock.frozen')})` : ''}`,
      by: ({ clock }) => clock.now,
    },
    {
      id: 'actions',
      header: shared('action.actions'),
      cell: ({ name }) => (
        <SpaceBetween direction="horizontal" size="s">
          <Button
            variant="inline-link"
            ariaLabel={t('snapshot.load.one', { name })}
            onClick={() => setAsked({ act: 'load', name })}
          >
            {t('snapshot.load')}
          </Button>
          <Button
            variant="inline-link"
            ariaLabel={t('snapshot.delete.one', { name })}
            onClick={() => setAsked({ act: 'delete', name })}
          >
            {shared('action.delete')}
          </Button>
        </SpaceBetween>
      ),
    },
  ];
  const list = snapshots.data?.snapshots;
  return (
    <>
      <ResourceTable<Snapshot>
        title={t('snapshots')}
        things={t('snapshots.things')}
        description={t('snapshots.description')}
        items={list}
        columns={columns}
        id={({ name }) => name}
        isLoading={snapshots.isLoading}
        error={snapshots.error}
        onRefresh={() => void snapshots.refetch()}
        empty={t('snapshots.empty')}
        hasNoFilter={(list?.length ?? 0) < 10}
        actions={<Button onClick={() => setAsked('save')}>{t('snapshot.save')}</Button>}
      />
      {asked === 'save' && <SaveSnapshot names={(list ?? []).map(({ name }) => name)} onDismiss={dismiss} />}
      {asked !== undefined && asked !== 'save' && asked.act === 'load' && (
        <ConfirmDelete
          name={asked.name}
          title={t('snapshot.load.title', { name: asked.name })}
          action={t('snapshot.load')}
          isRunning={load.isRunning}
          error={load.error}
          onDismiss={() => {
            load.reset();
            dismiss();
          }}
          onConfirm={() => {
            void load.run(asked.name).then(async (done) => {
              if (done === undefined) return;
              dismiss();
              await beginAgain();
            });
          }}
        >
          <Box>{t('snapshot.load.what')}</Box>
        </ConfirmDelete>
      )}
      {asked !== undefined && asked !== 'save' && asked.act === 'delete' && (
        <ConfirmDelete
          name={asked.name}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={() => {
            remove.reset();
            dismiss();
          }}
          onConfirm={() => void remove.run(asked.name).then((done) => done !== undefined && dismiss())}
        >
          <Box>{t('snapshot.delete.what')}</Box>
        </ConfirmDelete>
      )}
    </>
  );
}
