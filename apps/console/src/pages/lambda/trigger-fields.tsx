import Checkbox from '@cloudscape-design/components/checkbox';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { FaultText } from './fault-text.js';
import { FilterFields } from './filter-fields.js';
import { triggerTexts } from './texts-triggers.js';
import type { SourceKind, TriggerFaults, TriggerValues } from './trigger-form-model.js';

interface TriggerFieldsProps {
  readonly values: TriggerValues;
  readonly faults: TriggerFaults;
  readonly kind: SourceKind;
  readonly isNew: boolean;
  readonly onChange: (change: Partial<TriggerValues>) => void;
}

type NumberName = 'batchSize' | 'batchWindow' | 'parallelization' | 'retries' | 'maximumAge' | 'tumblingWindow';

/** Every option of a mapping. */
export function TriggerFields({ values, faults, kind, isNew, onChange }: TriggerFieldsProps) {
  const t = useTexts(triggerTexts);
  const number = (name: NumberName) => (
    <FormField
      label={t(name)}
      description={t(`${name}.hint`)}
      errorText={faults[name] && <FaultText of={faults[name]} />}
    >
      <Input
        value={values[name]}
        inputMode="numeric"
        onChange={({ detail }) => onChange({ [name]: detail.value.trim() })}
      />
    </FormField>
  );
  const check = (
    name: 'enabled' | 'bisect' | 'reportsItemFailures' | 'countsEvents',
    text: 'enabled' | 'bisect' | 'reports' | 'metrics',
  ) => (
    <Checkbox
      checked={values[name]}
      description={t(`${text}.hint`)}
      onChange={({ detail }) => onChange({ [name]: detail.checked })}
    >
      {t(text)}
    </Checkbox>
  );
  const hasFaults = (
    ['parallelization', 'retries', 'maximumAge', 'tumblingWindow', 'onFailure', 'filters', 'patterns'] as const
  ).some((name) => faults[name] !== undefined);
  return (
    <SpaceBetween size="l">
      {check('enabled', 'enabled')}
      {number('batchSize')}
      {isNew && <Position values={values} faults={faults} kind={kind} onChange={onChange} />}
      {number('batchWindow')}
      <ExpandableSection
        headerText={t('additional')}
        defaultExpanded={!isNew}
        {...(hasFaults ? { expanded: true } : {})}
      >
        <SpaceBetween size="l">
          <FilterFields values={values} faults={faults} kind={kind} onChange={onChange} />
          {number('parallelization')}
          {number('retries')}
          {number('maximumAge')}
          {check('bisect', 'bisect')}
          {check('reportsItemFailures', 'reports')}
          {number('tumblingWindow')}
          <FormField
            label={t('onFailure')}
            description={t('onFailure.hint')}
            errorText={faults.onFailure && <FaultText of={faults.onFailure} />}
          >
            <Input
              value={values.onFailure}
              placeholder="arn:aws:s3:::"
              onChange={({ detail }) => onChange({ onFailure: detail.value })}
            />
          </FormField>
          {check('countsEvents', 'metrics')}
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}

function Position({ values, faults, kind, onChange }: Omit<TriggerFieldsProps, 'isNew'>) {
  const t = useTexts(triggerTexts);
  const positions =
    kind === 'dynamodb' ? (['LATEST', 'TRIM_HORIZON'] as const) : (['LATEST', 'TRIM_HORIZON', 'AT_TIMESTAMP'] as const);
  const option = (position: 'LATEST' | 'TRIM_HORIZON' | 'AT_TIMESTAMP') => ({
    value: position,
    label: t(`position.${position}`),
    description: t(`position.${position}.hint`),
  });
  return (
    <SpaceBetween size="l">
      <FormField label={t('position')} description={t('position.hint')}>
        <Select
          selectedOption={option(positions.find((one) => one === values.position) ?? 'LATEST')}
          options={positions.map(option)}
          onChange={({ detail }) =>
            onChange({ position: positions.find((one) => one === detail.selectedOption.value) ?? 'LATEST' })
          }
        />
      </FormField>
      {values.position === 'AT_TIMESTAMP' && (
        <FormField
          label={t('positionTime')}
          description={t('positionTime.hint')}
          errorText={faults.positionTime && <FaultText of={faults.positionTime} />}
        >
          <Input
            value={values.positionTime}
            placeholder="2026-11-22 20:51:00"
            onChange={({ detail }) => onChange({ positionTime: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}
