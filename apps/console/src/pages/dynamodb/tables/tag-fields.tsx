import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { useTexts } from '../../../i18n/language.js';
import { dynamoTexts } from '../texts.js';
import type { TagDraft } from './create-model.js';

interface TagFieldsProps {
  readonly value: readonly TagDraft[];
  readonly onChange: (tags: readonly TagDraft[]) => void;
  readonly error: (at: number) => string | undefined;
}

/** Up to fifty tags. */
export function TagFields({ value, onChange, error }: TagFieldsProps) {
  const t = useTexts(dynamoTexts);
  const change = (at: number, part: Partial<TagDraft>): void =>
    onChange(value.map((tag, index) => (index === at ? { ...tag, ...part } : tag)));
  return (
    <AttributeEditor<TagDraft>
      items={value}
      addButtonText={t('tags.add')}
      removeButtonText={t('tags.remove')}
      disableAddButton={value.length >= 50}
      empty={t('tags.none')}
      onAddButtonClick={() => onChange([...value, { key: '', value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(value.toSpliced(detail.itemIndex, 1))}
      definition={[
        {
          label: t('tags.key'),
          errorText: (_, at) => error(at),
          control: (tag, at) => (
            <Input
              value={tag.key}
              ariaLabel={`${t('tags.key')} ${at + 1}`}
              onChange={({ detail }) => change(at, { key: detail.value.slice(0, 128) })}
            />
          ),
        },
        {
          label: t('tags.value'),
          control: (tag, at) => (
            <Input
              value={tag.value}
              ariaLabel={`${t('tags.value')} ${at + 1}`}
              onChange={({ detail }) => change(at, { value: detail.value.slice(0, 256) })}
            />
          ),
        },
      ]}
    />
  );
}
