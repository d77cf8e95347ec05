import {
  DeleteFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { useFormat } from '../../shared/format.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { timeOf } from './function-time.js';
import { keysOf } from './keys.js';
import { useAliases, useVersions } from './qualifier-field.js';
import { configTexts } from './texts-config.js';
import { fetchPackage, saveBytes } from './use-code.js';

export function VersionsTab({ name }: { readonly name: string }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const session = useSession();
  const client = useClient(LambdaClient);
  const versions = useVersions(name);
  const aliases = useAliases(name);
  const [selected, setSelected] = useState<readonly FunctionConfiguration[]>([]);
  const [dialog, setDialog] = useState<'publish' | 'delete'>();
  const chosen = selected[0]?.Version;
  const remove = useAction<string>(
    (Qualifier) => client.send(new DeleteFunctionCommand({ FunctionName: name, Qualifier })),
    { changes: [keysOf(name).versions], done: (_, version) => t('versions.deleted', { version }) },
  );
  const download = useAction<string>(
    async (version) =>
      saveBytes(`${name}-${version.replace('$', '')}.zip`, await fetchPackage(session, name, undefined, version)),
    { tellsFailure: true },
  );
  const dismiss = (): void => {
    remove.reset();
    setDialog(undefined);
  };
  return (
    <>
      <ResourceTable
        title={t('versions')}
        description={t('versions.hint')}
        things={t('versions.things')}
        items={versions.data}
        isLoading={versions.isLoading}
        error={versions.error}
        onRefresh={() => void versions.refetch()}
        id={({ Version = '' }) => Version}
        selection={{ type: 'single', selected, onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              disabled={chosen === undefined}
              loading={download.isRunning}
              onClick={() => chosen !== undefined && void download.run(chosen)}
            >
              {t('versions.code')}
            </Button>
            <Button disabled={chosen === undefined || chosen === '$LATEST'} onClick={() => setDialog('delete')}>
              {shared('action.delete')}
            </Button>
            <Button variant="primary" onClick={() => setDialog('publish')}>
              {t('versions.publish')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'version',
            header: t('versions.version'),
            isRowHeader: true,
            by: ({ Version }) => (Version === '$LATEST' ? Number.MAX_SAFE_INTEGER : Number(Version)),
            cell: ({ Version }) => Version,
          },
          {
            id: 'aliases',
            header: t('versions.aliases'),
            cell: ({ Version }) =>
              (aliases.data ?? [])
                .filter((alias) => alias.FunctionVersion === Version)
                .map((alias) => alias.Name)
                .join(', ') || '–',
          },
          {
            id: 'description',
            header: t('description'),
            by: ({ Description }) => Description,
            cell: ({ Description }) => Description || '–',
          },
          {
            id: 'size',
            header: t('versions.size'),
            by: ({ CodeSize }) => CodeSize,
            cell: ({ CodeSize }) => format.bytes(CodeSize),
          },
          {
            id: 'sha',
            header: 'SHA-256',
            cell: ({ CodeSha256 }) => <span className="mono">{CodeSha256}</span>,
          },
          {
            id: 'modified',
            header: t('versions.modified'),
            by: ({ LastModified }) => LastModified,
            cell: ({ LastModified }) => format.time(timeOf(LastModified)),
          },
        ]}
      />
      {dialog === 'publish' && <Publish name={name} onDismiss={dismiss} />}
      {dialog === 'delete' && chosen !== undefined && (
        <ConfirmDelete
          name={chosen}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={dismiss}
          onConfirm={() =>
            void remove.run(chosen).then((done) => {
              if (done === undefined) return;
              setSelected([]);
              dismiss();
            })
          }
        />
      )}
    </>
  );
}

function Publish({ name, onDismiss }: { readonly name: string; readonly onDismiss: () => void }) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [description, setDescription] = useState('');
  const isTooLong = description.length > 256;
  const publish = useAction(
    () => client.send(new PublishVersionCommand({ FunctionName: name, Description: description })),
    {
      changes: [keysOf(name).versions, keysOf(name).configuration],
      done: ({ Version = '' }) => t('versions.published', { version: Version }),
    },
  );
  const submit = async (): Promise<void> => {
    if (!isTooLong && (await publish.run()) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('versions.publish')}
      action={t('versions.publish')}
      isRunning={publish.isRunning}
      error={publish.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <Box>{t('versions.hint')}</Box>
      <FormField label={t('versions.description')} errorText={isTooLong ? t('fault.long') : undefined}>
        <Input value={description} autoFocus onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
    </Dialog>
  );
}
