import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { Condition } from '@paddock/policy';
import { conditionKeyType, globalConditionKeys } from '@paddock/policy/reference';
import { useTexts } from '../../../i18n/language.js';
import { meantActions } from '../model/actions.js';
import { operatorText } from '../model/blocks.js';
import { operatorNames, operatorsFor } from '../model/operators.js';
import { editorTexts } from './texts.js';

interface ConditionsPartProps {
  readonly service: string;
  readonly actions: readonly string[];
  readonly conditions: readonly Condition[];
  readonly onChange: (conditions: readonly Condition[]) => void;
}

/** When a block counts: all of its conditions must hold. */
export function ConditionsPart({ service, actions, conditions, onChange }: ConditionsPartProps) {
  const t = useTexts(editorTexts);
  const own = [...new Set(meantActions(service, actions).flatMap(({ conditionKeys }) => conditionKeys))];
  return (
    <SpaceBetween size="m">
      {conditions.map((condition, index) => (
        <OneCondition
          // Conditions have no names: their places are what they are known by.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          condition={condition}
          serviceKeys={own}
          onChange={(next) => onChange(conditions.map((one, at) => (at === index ? next : one)))}
          onRemove={() => onChange(conditions.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        iconName="add-plus"
        onClick={() => onChange([...conditions, { operator: 'StringEquals', ifExists: false, key: '', values: [''] }])}
      >
        {t('conditions.add')}
      </Button>
    </SpaceBetween>
  );
}

interface OneConditionProps {
  readonly condition: Condition;
  readonly serviceKeys: readonly string[];
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

function OneCondition({ condition, serviceKeys, onChange, onRemove }: OneConditionProps) {
  const t = useTexts(editorTexts);
  const qualifiers = ['none', 'ForAllValues', 'ForAnyValue'] as const;
  const { quantifier, operator, ifExists, key, values } = condition;
  const setKey = (next: string): void => {
    const fitting = operatorsFor(conditionKeyType(next));
    const known = fitting.some((one) => one.toLowerCase() === operator.toLowerCase());
    onChange({ ...condition, key: next, ...(known || next === '' ? {} : { operator: fitting[0] ?? operator }) });
  };
  const qualifierOptions = qualifiers.map((value) => ({ value, label: t(`conditions.qualifier.${value}`) }));
  return (
    <section aria-label={key || t('conditions.key')}>
      <ColumnLayout columns={2}>
        <FormField label={t('conditions.key')} errorText={key === '' ? t('conditions.empty') : undefined}>
          <Autosuggest
            value={key}
            placeholder={t('conditions.key.find')}
            enteredTextLabel={(value) => value}
            options={[
              { label: t('conditions.key.service'), options: serviceKeys.map((value) => ({ value })) },
              {
                label: t('conditions.key.global'),
                options: Object.keys(globalConditionKeys).map((value) => ({ value })),
              },
            ]}
            onChange={({ detail }) => setKey(detail.value)}
          />
        </FormField>
        <FormField label={t('conditions.qualifier')}>
          <Select
            selectedOption={qualifierOptions.find(({ value }) => value === (quantifier ?? 'none')) ?? null}
            options={qualifierOptions}
            onChange={({ detail }) => {
              const { quantifier: _, ...rest } = condition;
              const { value } = detail.selectedOption;
              onChange(value === 'ForAllValues' || value === 'ForAnyValue' ? { ...rest, quantifier: value } : rest);
            }}
          />
        </FormField>
        <SpaceBetween size="xxs">
          <FormField label={t('conditions.operator')}>
            <Select
              selectedOption={{ value: operator, label: operator }}
              filteringType="auto"
              options={operatorNames.map((value) => ({ value, label: value }))}
              onChange={({ detail }) => onChange({ ...condition, operator: detail.selectedOption.value ?? operator })}
            />
          </FormField>
          <Checkbox
            checked={ifExists}
            disabled={operator === 'Null'}
            onChange={({ detail }) => onChange({ ...condition, ifExists: detail.checked })}
          >
            {t('conditions.ifExists')}
          </Checkbox>
        </SpaceBetween>
        <FormField label={t('conditions.values')}>
          <Textarea
            value={values.join('\n')}
            rows={Math.min(values.length + 1, 8)}
            onChange={({ detail }) => onChange({ ...condition, values: detail.value.split('\n') })}
          />
        </FormField>
      </ColumnLayout>
      <Button variant="inline-link" onClick={onRemove}>
        {t('conditions.remove')}
      </Button>
    </section>
  );
}

export function ConditionsSummary({ conditions }: { readonly conditions: readonly Condition[] }) {
  const t = useTexts(editorTexts);
  if (conditions.length === 0) return <Box color="text-body-secondary">{t('conditions.none')}</Box>;
  return (
    <>
      {conditions
        .map((condition) => `${condition.key} ${operatorText(condition)} ${condition.values.join(', ')}`)
        .join('; ')}
    </>
  );
}
