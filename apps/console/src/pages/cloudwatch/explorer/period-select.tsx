import Select from '@cloudscape-design/components/select';
import { useTexts } from '../../../i18n/language.js';
import { periodText } from './period-text.js';
import { explorerTexts } from './texts.js';

const periods = [1, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400];

interface PeriodSelectProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (period: number | undefined) => void;
  /** Without `Auto`. */
  readonly isFixed?: boolean;
}

/** Chooses a period. */
export function PeriodSelect({ label, value, onChange, isFixed = false }: PeriodSelectProps) {
  const t = useTexts(explorerTexts);
  const all = value === undefined || periods.includes(value) ? periods : [...periods, value].toSorted((a, b) => a - b);
  const options = [
    ...(isFixed ? [] : [{ value: '', label: t('period.auto') }]),
    ...all.map((period) => ({ value: String(period), label: periodText(period) })),
  ];
  return (
    <Select
      ariaLabel={label}
      selectedOption={options.find((option) => option.value === String(value ?? '')) ?? null}
      options={options}
      expandToViewport
      onChange={({ detail }) => onChange(Number(detail.selectedOption.value) || undefined)}
    />
  );
}
