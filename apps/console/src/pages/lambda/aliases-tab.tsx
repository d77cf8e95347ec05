import {
  CreateAliasCommand,
  DeleteAliasCommand,
  LambdaClient,
  UpdateAliasCommand,
  type AliasConfiguration,
} from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { keysOf } from './keys.js';
import { useAliases, useVersions } from './qualifier-field.js';
import { configTexts } from './texts-config.js';

export function AliasesTab({ name }: { readonly name: string }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(LambdaClient);
  const aliases = useAliases(name);
  const [selected, setSelected] = useState<readonly AliasConfiguration[]>([]);
  const [dialog, setDialog] = useState<'create' | 'edit' | 'delete'>();
  const chosen = aliases.data?.find(({ Name }) => Name === selected[0]?.Name);
  const chosenName = chosen?.Name ?? '';
  const remove = useAction(() => client.send(new DeleteAliasCommand({ FunctionName: name, Name: chosenName })), {
    changes: [keysOf(name).aliases],
    done: () => t('aliases.deleted', { name: chosenName }),
  });
  const dismiss = (): void => {
    remove.reset();
    setDialog(undefined);
  };
  return (
    <>
      <ResourceTable
        title={t('aliases')}
        description={t('aliases.hint')}
        things={t('aliases.things')}
        items={aliases.data}
        isLoading={aliases.isLoading}
        error={aliases.error}
        onRefresh={() => void aliases.refetch()}
        id={({ Name = '' }) => Name}
        selection={{ type: 'single', selected: chosen === undefined ? [] : [chosen], onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen === undefined} onClick={() => setDialog('edit')}>
              {shared('action.edit')}
            </Button>
            <Button disabled={chosen === undefined} onClick={() => setDialog('delete')}>
              {shared('action.delete')}
            </Button>
            <Button variant="primary" onClick={() => setDialog('create')}>
              {t('aliases.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('aliases.name'),
            isRowHeader: true,
            by: ({ Name }) => Name,
            cell: ({ Name }) => Name,
          },
          { id: 'traffic', header: t('aliases.weights'), cell: trafficOf },
          {
            id: 'description',
            header: t('description'),
            by: ({ Description }) => Description,
            cell: ({ Description }) => Description || '–',
          },
          { id: 'arn', header: 'ARN', cell: ({ AliasArn }) => AliasArn },
        ]}
      />
      {(dialog === 'create' || (dialog === 'edit' && chosen !== undefined)) && (
        <AliasForm name={name} initial={dialog === 'edit' ? chosen : undefined} onDismiss={dismiss} />
      )}
      {dialog === 'delete' && (
        <ConfirmDelete
          name={chosenName}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={dismiss}
          onConfirm={() => void remove.run().then((done) => done !== undefined && dismiss())}
        />
      )}
    </>
  );
}

const weightsOf = (alias: AliasConfiguration | undefined): [string, number][] =>
  Object.entries(alias?.RoutingConfig?.AdditionalVersionWeights ?? {});

function trafficOf(alias: AliasConfiguration): string {
  const others = weightsOf(alias);
  const rest = 1 - others.reduce((sum, [, weight]) => sum + weight, 0);
  return [[alias.FunctionVersion ?? '', rest] as const, ...others]
    .map(([version, weight]) => `${version}: ${Math.round(weight * 10_000) / 100}%`)
    .join(', ');
}

interface AliasFormProps {
  readonly name: string;
  readonly initial: AliasConfiguration | undefined;
  readonly onDismiss: () => void;
}

function AliasForm({ name, initial, onDismiss }: AliasFormProps) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const versions = useVersions(name);
  const numbers = (versions.data ?? []).flatMap(({ Version }) => (Version === undefined ? [] : [Version]));
  const [firstWeight] = weightsOf(initial);
  const [alias, setAlias] = useState(initial?.Name ?? '');
  const [description, setDescription] = useState(initial?.Description ?? '');
  const [version, setVersion] = useState(initial?.FunctionVersion ?? '');
  const [other, setOther] = useState(firstWeight?.[0] ?? '');
  const [weight, setWeight] = useState(firstWeight === undefined ? '' : String(firstWeight[1] * 100));
  const [isTried, setIsTried] = useState(false);
  const faults = {
    alias: /^(?!\d+$)[a-zA-Z0-9-_]{1,128}$/.test(alias) ? undefined : t('aliases.name.fault'),
    description: description.length > 256 ? t('fault.long') : undefined,
    version: version === '' ? t('fault.required') : undefined,
    other:
      other === ''
        ? undefined
        : other === version
          ? t('aliases.same')
          : version === '$LATEST'
            ? t('aliases.published')
            : undefined,
    weight:
      other === '' || (/^\d+(\.\d+)?$/.test(weight) && Number(weight) <= 100) ? undefined : t('aliases.weight.fault'),
  };
  const shown: Partial<typeof faults> = isTried ? faults : {};
  const save = useAction(
    async () => {
      const input = {
        FunctionName: name,
        Name: alias,
        Description: description,
        FunctionVersion: version,
        RoutingConfig: { AdditionalVersionWeights: other === '' ? {} : { [other]: Number(weight) / 100 } },
      };
      if (initial !== undefined) return client.send(new UpdateAliasCommand(input));
      const { RoutingConfig, ...plain } = input;
      return client.send(new CreateAliasCommand(other === '' ? plain : { ...plain, RoutingConfig }));
    },
    {
      changes: [keysOf(name).aliases],
      done: () => t(initial === undefined ? 'aliases.created' : 'aliases.saved', { name: alias }),
    },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (Object.values(faults).some((fault) => fault !== undefined)) return;
    if ((await save.run()) !== undefined) onDismiss();
  };
  const none = { value: '', label: t('none.field') };
  return (
    <Dialog
      title={initial === undefined ? t('aliases.create') : t('aliases.edit', { name: alias })}
      isRunning={save.isRunning}
      error={save.error ?? (versions.data === undefined ? versions.error : undefined)}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      {initial === undefined && (
        <FormField label={t('aliases.name')} errorText={shown.alias}>
          <Input value={alias} autoFocus onChange={({ detail }) => setAlias(detail.value)} />
        </FormField>
      )}
      <FormField label={t('description')} errorText={shown.description}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <FormField label={t('aliases.version')} errorText={shown.version}>
        <Select
          selectedOption={version === '' ? null : { value: version, label: version }}
          options={numbers.map((value) => ({ value, label: value }))}
          onChange={({ detail }) => setVersion(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <FormField label={t('aliases.weighted')} errorText={shown.other}>
        <Select
          selectedOption={other === '' ? none : { value: other, label: other }}
          options={[none, ...numbers.filter((value) => value !== '$LATEST').map((value) => ({ value, label: value }))]}
          onChange={({ detail }) => setOther(detail.selectedOption.value ?? '')}
        />
      </FormField>
      {other !== '' && (
        <FormField label={t('aliases.weight')} errorText={shown.weight}>
          <Input value={weight} inputMode="decimal" onChange={({ detail }) => setWeight(detail.value)} />
        </FormField>
      )}
    </Dialog>
  );
}
