import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { useTexts } from '../../i18n/language.js';
import { sharedTexts } from '../../shared/texts.js';
import { isTagValue, tagKeyProblem } from './model/rules.js';
import { streamTexts } from './texts.js';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

const most = 50;

interface TagFieldsProps {
  readonly tags: readonly Tag[];
  readonly onChange: (tags: readonly Tag[]) => void;
  /** Whether empty keys are complained of. */
  readonly isTried: boolean;
}

/** Keys and values, at most fifty. */
export function TagFields({ tags, onChange, isTried }: TagFieldsProps) {
  const t = useTexts(streamTexts);
  const shared = useTexts(sharedTexts);
  const change = (at: number, part: Partial<Tag>): void =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...part } : tag)));
  return (
    <AttributeEditor<Tag>
      items={tags}
      definition={[
        {
          label: t('tags.key'),
          control: ({ key }, index) => (
            <Input
              value={key}
              ariaLabel={`${t('tags.key')} ${index + 1}`}
              onChange={({ detail }) => change(index, { key: detail.value })}
            />
          ),
          errorText: ({ key }) => {
            const problem = tagKeyProblem(key);
            if (problem === 'empty') return isTried ? t('tags.bad.empty') : undefined;
            if (problem !== undefined) return t(`tags.bad.${problem}`);
            return tags.filter((other) => other.key === key).length > 1 ? t('tags.bad.twice') : undefined;
          },
        },
        {
          label: t('tags.value'),
          control: ({ value }, index) => (
            <Input
              value={value}
              ariaLabel={`${t('tags.value')} ${index + 1}`}
              onChange={({ detail }) => change(index, { value: detail.value })}
            />
          ),
          errorText: ({ value }) => (isTagValue(value) ? undefined : t('tags.bad.value')),
        },
      ]}
      empty={t('tags.none')}
      addButtonText={t('tags.add')}
      removeButtonText={shared('action.remove')}
      removeButtonAriaLabel={({ key }) => `${shared('action.remove')} ${key}`}
      disableAddButton={tags.length >= most}
      additionalInfo={t('tags.left', { count: most - tags.length })}
      onAddButtonClick={() => onChange([...tags, { key: '', value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(tags.filter((_, index) => index !== detail.itemIndex))}
    />
  );
}

export const hasTagProblems = (tags: readonly Tag[]): boolean =>
  new Set(tags.map(({ key }) => key)).size < tags.length ||
  tags.some(({ key, value }) => tagKeyProblem(key) !== undefined || !isTagValue(value));

export const tagRecord = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));
