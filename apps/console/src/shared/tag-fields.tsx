import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { useTexts } from '../i18n/language.js';
import { tagTexts } from './tag-texts.js';
import { tagProblems, type DraftTag } from './tags.js';
import { sharedTexts } from './texts.js';

interface TagFieldsProps {
  readonly tags: readonly DraftTag[];
  readonly onChange: (tags: readonly DraftTag[]) => void;
  readonly isChecked: boolean;
}

/** Keys and values, as many as 50. */
export function TagFields({ tags, onChange, isChecked }: TagFieldsProps) {
  const t = useTexts(tagTexts);
  const shared = useTexts(sharedTexts);
  const problems = isChecked ? tagProblems(tags) : new Map();
  const change = (index: number, tag: DraftTag): void => onChange(tags.with(index, tag));
  return (
    <AttributeEditor
      items={[...tags]}
      addButtonText={t('tag.add')}
      removeButtonText={shared('action.remove')}
      empty={t('tag.none')}
      disableAddButton={tags.length >= 50}
      onAddButtonClick={() => onChange([...tags, { key: '', value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(tags.toSpliced(detail.itemIndex, 1))}
      definition={[
        {
          label: t('tag.key'),
          control: (tag, index) => (
            <Input
              value={tag.key}
              ariaLabel={`${t('tag.key')} ${index + 1}`}
              onChange={({ detail }) => change(index, { ...tag, key: detail.value })}
            />
          ),
          errorText: (_, index) => {
            const problem = problems.get(index);
            return problem === 'missing' ? t('tag.keyMissing') : problem === 'twice' ? t('tag.keyTwice') : undefined;
          },
        },
        {
          label: t('tag.value'),
          control: (tag, index) => (
            <Input
              value={tag.value}
              ariaLabel={`${t('tag.value')} ${index + 1}`}
              onChange={({ detail }) => change(index, { ...tag, value: detail.value })}
            />
          ),
          errorText: (_, index) => (problems.get(index) === 'long' ? t('tag.valueLong') : undefined),
        },
      ]}
    />
  );
}
