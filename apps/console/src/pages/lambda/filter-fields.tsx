import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { tryFilter } from './event-filter.js';
import { FaultText } from './fault-text.js';
import { triggerTexts } from './texts-triggers.js';
import type { SourceKind, TriggerFaults, TriggerValues } from './trigger-form-model.js';

interface FilterFieldsProps {
  readonly values: TriggerValues;
  readonly faults: TriggerFaults;
  readonly kind: SourceKind;
  readonly onChange: (change: Partial<TriggerValues>) => void;
}

const samples = {
  kinesis: { partitionKey: 'Shadowfax', data: { Name: 'Shadowfax', Distance: 175, HealthPoints: 120 } },
  dynamodb: {
    eventName: 'INSERT',
    dynamodb: { Keys: { Name: { S: 'Shadowfax' } }, NewImage: { Name: { S: 'Shadowfax' }, Distance: { N: '175' } } },
  },
};
const beginnings = {
  kinesis: '{ "data": { "HealthPoints": [{ "numeric": ["<", 130] }] } }',
  dynamodb: '{ "eventName": ["INSERT"] }',
};

/** The patterns, and a record to try them on. */
export function FilterFields({ values, faults, kind, onChange }: FilterFieldsProps) {
  const t = useTexts(triggerTexts);
  const { filters } = values;
  const language = kind === 'dynamodb' ? 'dynamodb' : 'kinesis';
  const [sample, setSample] = useState<string>();
  const record = sample ?? JSON.stringify(samples[language], null, 2);
  return (
    <FormField
      label={t('filters')}
      description={t('filters.hint')}
      errorText={faults.filters && <FaultText of={faults.filters} />}
      stretch
    >
      <SpaceBetween size="s">
        {filters.map((pattern, index) => {
          const fault = faults.patterns?.[index];
          return (
            // Filters are told apart by their place only.
            // oxlint-disable-next-line react/no-array-index-key
            <SpaceBetween key={index} direction="vertical" size="xxs">
              <FormField
                label={t('filters.one', { number: index + 1 })}
                errorText={fault === undefined ? undefined : t('filters.fault', { place: fault })}
                stretch
                secondaryControl={
                  <Button
                    formAction="none"
                    iconName="remove"
                    ariaLabel={t('filters.remove', { number: index + 1 })}
                    onClick={() => onChange({ filters: filters.toSpliced(index, 1) })}
                  />
                }
              >
                <Textarea
                  value={pattern}
                  rows={2}
                  spellcheck={false}
                  onChange={({ detail }) => onChange({ filters: filters.with(index, detail.value) })}
                />
              </FormField>
            </SpaceBetween>
          );
        })}
        <Button
          formAction="none"
          iconName="add-plus"
          disabled={filters.length >= 5}
          onClick={() => onChange({ filters: [...filters, beginnings[language]] })}
        >
          {t('filters.add')}
        </Button>
        {filters.length > 0 && (
          <ExpandableSection headerText={t('tester.title')} defaultExpanded>
            <SpaceBetween size="s">
              <FormField label={t('tester.sample')} description={t('tester.hint')} stretch>
                <Textarea
                  value={record}
                  rows={6}
                  spellcheck={false}
                  onChange={({ detail }) => setSample(detail.value)}
                />
              </FormField>
              <Verdict filters={filters} record={record} />
            </SpaceBetween>
          </ExpandableSection>
        )}
      </SpaceBetween>
    </FormField>
  );
}

function Verdict({ filters, record }: { readonly filters: readonly string[]; readonly record: string }) {
  const t = useTexts(triggerTexts);
  const verdicts = filters.map((pattern) => tryFilter(pattern, record));
  const match = verdicts.findIndex(({ is }) => is === 'match');
  const fault = verdicts.find((verdict) => verdict.is === 'fault');
  if (match !== -1) return <Alert type="success">{t('tester.match', { number: match + 1 })}</Alert>;
  if (fault !== undefined) return <Alert type="warning">{t('tester.fault', { message: fault.message })}</Alert>;
  return <Alert type="info">{t('tester.no-match')}</Alert>;
}
