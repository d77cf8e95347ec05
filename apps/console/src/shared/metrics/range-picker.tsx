import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useTexts } from '../../i18n/language.js';
import { sharedTexts } from '../texts.js';
import { absoluteRange, momentsOf, ranges, type Range } from './range.js';
import './metrics.css';
import { metricsTexts } from './texts.js';

interface RangePickerProps {
  readonly value: Range;
  readonly onChange: (range: Range) => void;
  /** Without the choice of a start and an end. */
  readonly relativeOnly?: boolean;
}

/** Chooses how far back graphs go, or between which moments. */
export function RangePicker({ value, onChange, relativeOnly = false }: RangePickerProps) {
  const t = useTexts(sharedTexts);
  const m = useTexts(metricsTexts);
  const moments = momentsOf(value);
  return (
    <div className="metric-range">
      <SegmentedControl
        label={t('range.label')}
        selectedId={moments === undefined ? value : null}
        options={ranges.map((range) => ({ id: range, text: m(`range.short.${range}`) }))}
        onChange={({ detail }) => onChange(ranges.find((range) => range === detail.selectedId) ?? '1h')}
      />
      {!relativeOnly && (
        <DateRangePicker
          value={
            moments === undefined
              ? null
              : { type: 'absolute', startDate: iso(moments.start), endDate: iso(moments.end) }
          }
          rangeSelectorMode="absolute-only"
          relativeOptions={[]}
          showClearButton={false}
          placeholder={m('range.absolute')}
          absoluteFormat="long-localized"
          hideTimeOffset
          isValidRange={(range) =>
            range?.type === 'absolute' && Date.parse(range.startDate) < Date.parse(range.endDate)
              ? { valid: true }
              : { valid: false, errorMessage: m('range.invalid') }
          }
          onChange={({ detail: { value: chosen } }) => {
            if (chosen?.type === 'absolute')
              onChange(absoluteRange(Date.parse(chosen.startDate), Date.parse(chosen.endDate)));
          }}
          i18nStrings={{
            ariaLabel: m('range.absolute'),
            applyButtonLabel: m('range.apply'),
            clearButtonLabel: m('range.clear'),
            cancelButtonLabel: m('range.cancel'),
            startDateLabel: m('range.start'),
            endDateLabel: m('range.end'),
            startTimeLabel: m('range.startTime'),
            endTimeLabel: m('range.endTime'),
            previousMonthAriaLabel: m('range.previous'),
            nextMonthAriaLabel: m('range.next'),
            todayAriaLabel: m('range.today'),
          }}
        />
      )}
    </div>
  );
}

const iso = (time: number): string => new Date(time).toISOString();
