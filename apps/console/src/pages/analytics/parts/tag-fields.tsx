import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { useTexts } from '../../../i18n/language.js';
import { sharedTexts } from '../../../shared/texts.js';
import { texts } from '../texts.js';
import { tagProblems, type DraftTag } from '../tags.js';

export { tagProblems, tagsOf, type DraftTag } from '../tags.js';

interface TagFieldsProps {
  readonly tags: readonly DraftTag[];
  readonly onChange: (tags: readonly DraftTag[]) => void;
  readonly isChecked: boolean;
}

export function TagFields({ tags, onChange, isChecked }: TagFieldsProps) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const problems = isChecked ? tagProblems(tags) : new Map();
  const change = (index: number, tag: DraftTag): void => onChange(tags.with(index, tag));
  return (
    <AttributeEditor
      items={[...tags]}
      addButtonText={t('tags.add')}
      removeButtonText={shared('action.remove')}
      empty={t('tags.none')}
      disableAddButton={tags.length >= 50}
      onAddButtonClick={() => onChange([...tags, { key: '', value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(tags.toSpliced(detail.itemIndex, 1))}
      definition={[
        {
          label: t('tags.key'),
          control: (tag, index) => (
            <Input
              value={tag.key}
              ariaLabel={`${t('tags.key')} ${index + 1}`}
              onChange={({ detail }) => change(index, { ...tag, key: detail.value })}
            />
          ),
          errorText: (_, index) => {
            const problem = problems.get(index);
            return problem === 'missing' ? t('tags.keyMissing') : problem === 'twice' ? t('tags.keyTwice') : undefined;
          },
        },
        {
          label: t('tags.value'),
          control: (tag, index) => (
            <Input
              value={tag.value}
              ariaLabel={`${t('tags.value')} ${index + 1}`}
              onChange={({ detail }) => change(index, { ...tag, value: detail.value })}
            />
          ),
          errorText: (_, index) => (problems.get(index) === 'long' ? t('tags.valueLong') : undefined),
        },
      ]}
    />
  );
}
