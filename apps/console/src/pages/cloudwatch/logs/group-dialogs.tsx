import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  PutRetentionPolicyCommand,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, type Key } from '../../../shared/use-aws.js';
import { TagRows } from '../tags-editor.js';
import { groupNameFault, retentions } from './events.js';
import { FormDialog } from './form-dialog.js';
import { logsTexts } from './texts.js';

interface DialogProps {
  readonly onDismiss: () => void;
  readonly onDone?: () => void;
}

const changes: readonly Key[] = [['logs', 'groups']];

export function RetentionText({ days }: { readonly days: number | undefined }) {
  const t = useTexts(logsTexts);
  return days === undefined ? t('group.retention.never') : t('group.retention.days', { count: days });
}

interface RetentionSelectProps {
  readonly value: number | undefined;
  readonly onChange: (days: number | undefined) => void;
}

function RetentionSelect({ value, onChange }: RetentionSelectProps) {
  const t = useTexts(logsTexts);
  const options = [
    { value: '', label: t('group.retention.never') },
    ...retentions.map((count) => ({ value: String(count), label: t('group.retention.days', { count }) })),
  ];
  return (
    <Select
      selectedOption={options.find((option) => option.value === String(value ?? '')) ?? null}
      options={options}
      onChange={({ detail }) => onChange(Number(detail.selectedOption.value) || undefined)}
    />
  );
}

export function CreateGroup({ onDismiss }: DialogProps) {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const logs = useClient(CloudWatchLogsClient);
  const [name, setName] = useState('');
  const [days, setDays] = useState<number>();
  const [tags, setTags] = useState<readonly { readonly key: string; readonly value: string }[]>([]);
  const [isSent, setIsSent] = useState(false);
  const create = useAction(
    async () => {
      await logs.send(
        new CreateLogGroupCommand({
          logGroupName: name,
          ...(tags.length === 0 ? {} : { tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) }),
        }),
      );
      if (days !== undefined)
        await logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: days }));
      return true;
    },
    { changes, done: () => t('group.created.done', { name }) },
  );
  const fault = groupNameFault(name);
  return (
    <FormDialog
      title={t('groups.create')}
      action={s('action.create')}
      isRunning={create.isRunning}
      error={create.error}
      onDismiss={onDismiss}
      onSubmit={() => {
        setIsSent(true);
        if (fault === undefined) void create.run().then((done) => done && onDismiss());
      }}
    >
      <FormField
        label={t('group.name')}
        constraintText={t('group.name.hint')}
        {...(isSent && fault ? { errorText: t(`fault.${fault}`) } : {})}
      >
        <Input value={name} autoFocus autoComplete={false} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={t('group.retention')}>
        <RetentionSelect value={days} onChange={setDays} />
      </FormField>
      <FormField label={t('group.tags')} stretch>
        <TagRows items={tags} onChange={setTags} />
      </FormField>
    </FormDialog>
  );
}

export function EditRetention({ group, onDismiss }: DialogProps & { readonly group: LogGroup }) {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const logs = useClient(CloudWatchLogsClient);
  const { logGroupName = '' } = group;
  const [days, setDays] = useState(group.retentionInDays);
  const save = useAction(
    async () => {
      if (days === undefined) await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
      else await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: days }));
      return true;
    },
    { changes, done: () => t('group.changed.done', { name: logGroupName }) },
  );
  return (
    <FormDialog
      title={t('group.editRetention')}
      action={s('action.save')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onDismiss}
      onSubmit={() => void save.run().then((done) => done && onDismiss())}
    >
      <FormField label={t('group.retention')}>
        <RetentionSelect value={days} onChange={setDays} />
      </FormField>
    </FormDialog>
  );
}

export function DeleteGroup({ name, onDismiss, onDone = onDismiss }: DialogProps & { readonly name: string }) {
  const t = useTexts(logsTexts);
  const logs = useClient(CloudWatchLogsClient);
  const remove = useAction(() => logs.send(new DeleteLogGroupCommand({ logGroupName: name })), {
    changes,
    done: () => t('group.deleted.done', { name }),
  });
  return (
    <ConfirmDelete
      name={name}
      isRunning={remove.isRunning}
      error={remove.error}
      onDismiss={onDismiss}
      onConfirm={() => void remove.run().then((done) => done && onDone())}
    >
      {t('group.delete.hint')}
    </ConfirmDelete>
  );
}
