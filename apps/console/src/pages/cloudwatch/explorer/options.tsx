import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import type { GraphSource } from '../../../shared/metrics/graph-source.js';
import { sharedTexts } from '../../../shared/texts.js';
import { explorerTexts } from './texts.js';

interface OptionsProps {
  readonly graph: GraphSource;
  readonly onChange: (graph: GraphSource) => void;
}

interface Draft {
  readonly value: string;
  readonly label: string;
}

/** The graph's title and its horizontal annotations. */
export function Options({ graph, onChange }: OptionsProps) {
  const t = useTexts(explorerTexts);
  const s = useTexts(sharedTexts);
  const [drafts, setDrafts] = useState<readonly Draft[]>(
    graph.thresholds.map(({ value, label = '' }) => ({ value: String(value), label })),
  );
  const put = (next: readonly Draft[]): void => {
    setDrafts(next);
    onChange({
      ...graph,
      thresholds: next
        .filter(({ value }) => isNumber(value))
        .map(({ value, label }) => ({ value: Number(value), ...(label === '' ? {} : { label }) })),
    });
  };
  const change = (index: number, part: Partial<Draft>): void =>
    put(drafts.map((draft, at) => (at === index ? { ...draft, ...part } : draft)));
  return (
    <SpaceBetween size="l">
      <FormField label={t('graph.title')}>
        <Input
          value={graph.title ?? ''}
          onChange={({ detail }) => {
            const { title: _, ...rest } = graph;
            onChange(detail.value === '' ? rest : { ...rest, title: detail.value });
          }}
        />
      </FormField>
      <FormField label={t('annotations')} stretch>
        <AttributeEditor<Draft>
          items={[...drafts]}
          addButtonText={t('annotation.add')}
          removeButtonText={s('action.remove')}
          onAddButtonClick={() => put([...drafts, { value: '', label: '' }])}
          onRemoveButtonClick={({ detail }) => put(drafts.filter((_, index) => index !== detail.itemIndex))}
          definition={[
            {
              label: t('annotation.value'),
              control: ({ value }, index) => (
                <Input
                  value={value}
                  inputMode="decimal"
                  ariaLabel={t('annotation.value')}
                  onChange={({ detail }) => change(index, { value: detail.value })}
                />
              ),
              errorText: ({ value }) => (value === '' || isNumber(value) ? undefined : t('annotation.bad')),
            },
            {
              label: t('annotation.label'),
              control: ({ label }, index) => (
                <Input
                  value={label}
                  ariaLabel={t('annotation.label')}
                  onChange={({ detail }) => change(index, { label: detail.value })}
                />
              ),
            },
          ]}
        />
      </FormField>
    </SpaceBetween>
  );
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
