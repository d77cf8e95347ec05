import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useTexts } from '../../i18n/language.js';
import { sharedTexts } from '../texts.js';
import { ranges, type Range } from './range.js';

/** Chooses how far back graphs go. */
export function RangePicker({ value, onChange }: { readonly value: Range; readonly onChange: (range: Range) => void }) {
  const t = useTexts(sharedTexts);
  return (
    <SegmentedControl
      label={t('range.label')}
      selectedId={value}
      options={ranges.map((range) => ({ id: range, text: t(`range.${range}`) }))}
      onChange={({ detail }) => onChange(ranges.find((range) => range === detail.selectedId) ?? '1h')}
    />
  );
}
