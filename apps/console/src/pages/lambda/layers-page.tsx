import {
  DeleteLayerVersionCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  type LayersListItem,
  type Runtime,
} from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { functionsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { timeOf } from './function-time.js';
import { useLayers } from './layers.js';
import { runtimeLabel, runtimes } from './runtimes.js';
import { configTexts } from './texts-config.js';
import { lambdaTexts } from './texts.js';
import { bytesOf, ZipField, zipFault } from './zip-field.js';

export function LayersPage() {
  const t = useTexts(configTexts);
  const texts = useTexts(lambdaTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const client = useClient(LambdaClient);
  const layers = useLayers();
  const [selected, setSelected] = useState<readonly LayersListItem[]>([]);
  const [dialog, setDialog] = useState<'create' | 'delete'>();
  const chosen = selected[0];
  const { LayerName: name = '' } = chosen ?? {};
  const version = chosen?.LatestMatchingVersion?.Version ?? 0;
  const remove = useAction(
    () => client.send(new DeleteLayerVersionCommand({ LayerName: name, VersionNumber: version })),
    { changes: [['lambda', 'layers']], done: () => t('layers.deleted', { name, version: String(version) }) },
  );
  const dismiss = (): void => {
    remove.reset();
    setDialog(undefined);
  };
  return (
    <Page title={t('layers')} crumbs={[{ text: texts('lambda'), href: functionsHref }]}>
      <ResourceTable
        title={t('layers')}
        description={t('layers.hint')}
        things={t('layers.things')}
        items={layers.data}
        isLoading={layers.isLoading}
        error={layers.error}
        onRefresh={() => void layers.refetch()}
        id={({ LayerName = '' }) => LayerName}
        selection={{ type: 'single', selected, onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen === undefined} onClick={() => setDialog('delete')}>
              {t('layers.delete')}
            </Button>
            <Button variant="primary" onClick={() => setDialog('create')}>
              {t('layers.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('layers.name'),
            isRowHeader: true,
            by: ({ LayerName }) => LayerName,
            cell: ({ LayerName }) => LayerName,
          },
          {
            id: 'version',
            header: t('layers.version'),
            by: ({ LatestMatchingVersion }) => LatestMatchingVersion?.Version,
            cell: ({ LatestMatchingVersion }) => LatestMatchingVersion?.Version,
          },
          {
            id: 'runtimes',
            header: t('layers.runtimes'),
            cell: ({ LatestMatchingVersion }) =>
              (LatestMatchingVersion?.CompatibleRuntimes ?? []).map(runtimeLabel).join(', ') || '–',
          },
          {
            id: 'created',
            header: t('layers.created'),
            cell: ({ LatestMatchingVersion }) => format.time(timeOf(LatestMatchingVersion?.CreatedDate)),
          },
          {
            id: 'arn',
            header: 'ARN',
            cell: ({ LatestMatchingVersion }) => <Copyable text={LatestMatchingVersion?.LayerVersionArn ?? ''} />,
          },
        ]}
      />
      {dialog === 'create' && <CreateLayer action={shared('action.create')} onDismiss={dismiss} />}
      {dialog === 'delete' && (
        <ConfirmDelete
          name={name}
          title={t('layers.delete')}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={dismiss}
          onConfirm={() =>
            void remove.run().then((done) => {
              if (done === undefined) return;
              setSelected([]);
              dismiss();
            })
          }
        />
      )}
    </Page>
  );
}

function CreateLayer({ action, onDismiss }: { readonly action: string; readonly onDismiss: () => void }) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [file, setFile] = useState<File>();
  const [isTried, setIsTried] = useState(false);
  const isNameFault = !/^[a-zA-Z0-9-_]{1,140}$/.test(name);
  const isTooLong = description.length > 256;
  const publish = useAction(
    async () =>
      client.send(
        new PublishLayerVersionCommand({
          LayerName: name,
          Description: description,
          CompatibleRuntimes: chosen as Runtime[],
          Content: { ZipFile: file === undefined ? new Uint8Array() : await bytesOf(file) },
        }),
      ),
    {
      changes: [['lambda', 'layers']],
      done: ({ Version = 0 }) => t('layers.done', { name, version: String(Version) }),
    },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (isNameFault || isTooLong || zipFault(file) !== undefined) return;
    if ((await publish.run()) !== undefined) onDismiss();
  };
  const option = (id: string) => ({ value: id, label: runtimeLabel(id) });
  return (
    <Dialog
      title={t('layers.create')}
      action={action}
      isRunning={publish.isRunning}
      error={publish.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <FormField label={t('layers.name')} errorText={isTried && isNameFault ? t('layers.name.fault') : undefined}>
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={t('description')} errorText={isTooLong ? t('fault.long') : undefined}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <FormField label={t('layers.runtimes')}>
        <Multiselect
          selectedOptions={chosen.map(option)}
          options={runtimes.map(({ id }) => option(id))}
          onChange={({ detail }) =>
            setChosen(detail.selectedOptions.flatMap(({ value }) => (value === undefined ? [] : [value])).slice(0, 15))
          }
        />
      </FormField>
      <ZipField file={file} onChange={setFile} fault={isTried ? zipFault(file) : undefined} />
    </Dialog>
  );
}
