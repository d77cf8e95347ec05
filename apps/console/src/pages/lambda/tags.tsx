import { LambdaClient, ListTagsCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-lambda';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { keysOf } from './keys.js';
import { configTexts } from './texts-config.js';

interface Tag {
  readonly name: string;
  readonly value: string;
}

export function Tags({ name, arn }: { readonly name: string; readonly arn: string | undefined }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(LambdaClient);
  const [isEditing, setIsEditing] = useState(false);
  const tags = useAws(
    [...keysOf(name).tags, arn],
    async ({ signal }) => {
      const { Tags: found = {} } = await client.send(new ListTagsCommand({ Resource: arn }), { abortSignal: signal });
      return Object.entries(found).map(([key, value]) => ({ name: key, value }));
    },
    { enabled: arn !== undefined },
  );
  return (
    <>
      <ResourceTable
        title={t('tags')}
        description={t('tags.hint')}
        things={t('tags')}
        items={tags.data}
        isLoading={tags.isLoading}
        error={tags.error}
        onRefresh={() => void tags.refetch()}
        id={({ name: key }) => key}
        hasNoFilter
        actions={
          <Button disabled={tags.data === undefined} onClick={() => setIsEditing(true)}>
            {shared('action.edit')}
          </Button>
        }
        columns={[
          { id: 'key', header: t('tags.key'), isRowHeader: true, by: (tag) => tag.name, cell: (tag) => tag.name },
          { id: 'value', header: t('tags.value'), by: ({ value }) => value, cell: ({ value }) => value || '–' },
        ]}
      />
      {isEditing && tags.data !== undefined && arn !== undefined && (
        <EditTags name={name} arn={arn} initial={tags.data} onDismiss={() => setIsEditing(false)} />
      )}
    </>
  );
}

interface EditTagsProps {
  readonly name: string;
  readonly arn: string;
  readonly initial: readonly Tag[];
  readonly onDismiss: () => void;
}

function EditTags({ name, arn, initial, onDismiss }: EditTagsProps) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [tags, setTags] = useState(initial);
  const [isTried, setIsTried] = useState(false);
  const isNameFault = (index: number): boolean => {
    const key = tags[index]?.name ?? '';
    return (
      key === '' || key.length > 128 || /^aws:/i.test(key) || tags.some((tag, at) => at < index && tag.name === key)
    );
  };
  const hasFault = tags.some(({ value }, index) => isNameFault(index) || value.length > 256);
  const save = useAction(
    async () => {
      const gone = initial.map((tag) => tag.name).filter((key) => !tags.some((tag) => tag.name === key));
      if (gone.length > 0) await client.send(new UntagResourceCommand({ Resource: arn, TagKeys: gone }));
      const Tags = Object.fromEntries(tags.map((tag) => [tag.name, tag.value]));
      if (tags.length > 0) await client.send(new TagResourceCommand({ Resource: arn, Tags }));
      return true;
    },
    { changes: [keysOf(name).tags], done: () => t('tags.done', { name }) },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (!hasFault && (await save.run()) !== undefined) onDismiss();
  };
  const change = (index: number, one: Partial<Tag>): void =>
    setTags((all) => all.map((tag, at) => (at === index ? { ...tag, ...one } : tag)));
  return (
    <Dialog
      title={t('tags')}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <AttributeEditor<Tag>
        items={[...tags]}
        addButtonText={t('tags.add')}
        removeButtonText={t('tags.remove', { name: '' }).trim()}
        removeButtonAriaLabel={(tag) => t('tags.remove', { name: tag.name })}
        disableAddButton={tags.length >= 50}
        empty={t('tags.none')}
        onAddButtonClick={() => setTags((all) => [...all, { name: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => setTags((all) => all.toSpliced(detail.itemIndex, 1))}
        definition={[
          {
            label: t('tags.key'),
            control: (tag, index) => (
              <Input value={tag.name} onChange={({ detail }) => change(index, { name: detail.value })} />
            ),
            errorText: (_, index) => (isTried && isNameFault(index) ? t('tags.fault') : undefined),
          },
          {
            label: t('tags.value'),
            control: (tag, index) => (
              <Input value={tag.value} onChange={({ detail }) => change(index, { value: detail.value })} />
            ),
            errorText: (tag) => (isTried && tag.value.length > 256 ? t('tags.long') : undefined),
          },
        ]}
      />
    </Dialog>
  );
}
