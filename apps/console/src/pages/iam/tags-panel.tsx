import type { Tag } from '@aws-sdk/client-iam';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { Problem } from '../../shared/problem.js';
import { useAction } from '../../shared/use-aws.js';
import { tagChanges, tagFault, tagValueFault } from './model/tags.js';
import { iamTexts } from './texts.js';

interface TagsFieldProps {
  readonly tags: readonly Tag[];
  readonly onChange: (tags: readonly Tag[]) => void;
  /** Keys of users and roles do not differ by case. */
  readonly ignoresCase?: boolean;
}

/** Tags in a form. */
export function TagsField({ tags, onChange, ignoresCase = true }: TagsFieldProps) {
  const t = useTexts(iamTexts);
  const change = (index: number, some: Partial<Tag>): void =>
    onChange(tags.map((tag, at) => (at === index ? { ...tag, ...some } : tag)));
  const fault = (index: number): string | undefined => {
    const found = tagFault(tags, index, ignoresCase);
    return found === undefined ? undefined : t(`tags.${found}`);
  };
  return (
    <AttributeEditor
      items={[...tags]}
      addButtonText={t('tags.add')}
      removeButtonText={t('tags.remove')}
      disableAddButton={tags.length >= 50}
      additionalInfo={tags.length >= 50 ? t('tags.most') : undefined}
      empty={t('tags.none')}
      onAddButtonClick={() => onChange([...tags, { Key: '', Value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(tags.filter((_, at) => at !== detail.itemIndex))}
      definition={[
        {
          label: t('tags.key'),
          control: ({ Key: key }, index) => (
            <Input value={key ?? ''} onChange={({ detail }) => change(index, { Key: detail.value })} />
          ),
          errorText: (_, index) => fault(index),
        },
        {
          label: t('tags.value'),
          control: ({ Value: value }, index) => (
            <Input value={value ?? ''} onChange={({ detail }) => change(index, { Value: detail.value })} />
          ),
          errorText: ({ Value: value }) => (tagValueFault(value ?? '') ? t('tags.longValue') : undefined),
        },
      ]}
    />
  );
}

export const areTagsRight = (tags: readonly Tag[], ignoresCase = true): boolean =>
  tags.every(
    ({ Value: value }, index) => tagFault(tags, index, ignoresCase) === undefined && !tagValueFault(value ?? ''),
  );

interface TagsPanelProps extends Pick<TagsFieldProps, 'ignoresCase'> {
  readonly tags: readonly Tag[];
  readonly put: (tags: readonly Tag[]) => Promise<unknown>;
  readonly remove: (keys: readonly string[]) => Promise<unknown>;
  readonly isReadOnly?: boolean;
}

/** A thing's tags, to be changed and saved together. Give it a `key` of what the tags are, so that it follows them. */
export function TagsPanel({ tags: before, put, remove, ignoresCase = true, isReadOnly = false }: TagsPanelProps) {
  const t = useTexts(iamTexts);
  const [tags, setTags] = useState(before);
  const save = useAction(
    async () => {
      const { gone, set } = tagChanges(before, tags);
      if (gone.length > 0) await remove(gone);
      if (set.length > 0) await put(set);
    },
    { changes: [['iam']], done: () => t('tags.saved') },
  );
  const { gone, set } = tagChanges(before, tags);
  const isChanged = gone.length + set.length > 0;
  const isRight = areTagsRight(tags, ignoresCase);
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${before.length})`}>
          {t('tags.title')}
        </Header>
      }
    >
      {isReadOnly ? (
        t('tags.none')
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isChanged && isRight) void save.run();
          }}
        >
          <SpaceBetween size="m">
            <Problem error={save.error} />
            <TagsField tags={tags} ignoresCase={ignoresCase} onChange={setTags} />
            <Button variant="primary" disabled={!isChanged || !isRight} loading={save.isRunning}>
              {t('tags.save')}
            </Button>
          </SpaceBetween>
        </form>
      )}
    </Container>
  );
}
