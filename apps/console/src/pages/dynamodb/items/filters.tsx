import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useTexts } from '../../../i18n/language.js';
import { dynamoTexts } from '../texts.js';
import { operatorsFor } from './expression.js';
import { filterOperators, filterTypes, type Filter } from './query.js';
import { itemTexts } from './texts.js';

interface FiltersProps {
  readonly filters: readonly Filter[];
  readonly names: readonly string[];
  readonly onChange: (filters: readonly Filter[]) => void;
  readonly errorOf: (field: string) => string | undefined;
}

/** Conditions on what was read: all of them hold for what is shown. */
export function Filters({ filters, names, onChange, errorOf }: FiltersProps) {
  const t = useTexts(itemTexts);
  const words = useTexts(dynamoTexts);
  const change = (at: number, part: Partial<Filter>): void =>
    onChange(filters.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const types = filterTypes.map((type) => ({ value: type, label: words(`type.${type}`) }));
  return (
    <AttributeEditor<Filter>
      items={filters}
      addButtonText={t('filter.add')}
      removeButtonText={t('filter.remove')}
      empty={t('filter.none')}
      onAddButtonClick={() => onChange([...filters, { name: '', type: 'S', operator: '=', value: '', upper: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(filters.toSpliced(detail.itemIndex, 1))}
      definition={[
        {
          label: t('filter.name'),
          errorText: (_, at) => errorOf(`filter.${at}.name`),
          control: (one, at) => (
            <Autosuggest
              value={one.name}
              ariaLabel={`${t('filter.name')} ${at + 1}`}
              placeholder={t('filter.name.placeholder')}
              options={names.map((value) => ({ value }))}
              enteredTextLabel={(value) => t('filter.use', { name: value })}
              onChange={({ detail }) => change(at, { name: detail.value })}
            />
          ),
        },
        {
          label: t('filter.type'),
          control: (one, at) => (
            <Select
              ariaLabel={`${t('filter.type')} ${at + 1}`}
              options={types}
              selectedOption={types.find(({ value }) => value === one.type) ?? null}
              onChange={({ detail }) => {
                const type = filterTypes.find((known) => known === detail.selectedOption.value) ?? 'S';
                const fits = operatorsFor(type).includes(one.operator);
                change(at, {
                  type,
                  ...(fits ? {} : { operator: '=' }),
                  value: type === 'BOOL' ? 'true' : one.type === 'BOOL' ? '' : one.value,
                });
              }}
            />
          ),
        },
        {
          label: t('filter.condition'),
          control: (one, at) => {
            const operators = operatorsFor(one.type).map((value) => ({ value, label: t(`operator.${value}`) }));
            return (
              <Select
                ariaLabel={`${t('filter.condition')} ${at + 1}`}
                options={operators}
                selectedOption={operators.find(({ value }) => value === one.operator) ?? null}
                onChange={({ detail }) =>
                  change(at, {
                    operator: filterOperators.find((known) => known === detail.selectedOption.value) ?? '=',
                  })
                }
              />
            );
          },
        },
        {
          label: t('filter.value'),
          errorText: (_, at) => errorOf(`filter.${at}`) ?? errorOf(`filter.${at}.upper`),
          control: (one, at) => <FilterValue filter={one} at={at} onChange={(part) => change(at, part)} />,
        },
      ]}
    />
  );
}

interface FilterValueProps {
  readonly filter: Filter;
  readonly at: number;
  readonly onChange: (part: Partial<Filter>) => void;
}

function FilterValue({ filter: { type, operator, value, upper }, at, onChange }: FilterValueProps) {
  const t = useTexts(itemTexts);
  const label = `${t('filter.value')} ${at + 1}`;
  if (operator === 'exists' || operator === 'not_exists' || type === 'NULL')
    return <Input value="" disabled ariaLabel={label} onChange={() => undefined} />;
  if (type === 'BOOL') {
    const options = ['true', 'false'].map((one) => ({ value: one, label: one }));
    return (
      <Select
        ariaLabel={label}
        options={options}
        selectedOption={options.find((one) => one.value === value) ?? null}
        onChange={({ detail }) => onChange({ value: detail.selectedOption.value ?? 'true' })}
      />
    );
  }
  if (operator === 'in')
    return (
      <Textarea
        rows={3}
        value={value}
        ariaLabel={label}
        placeholder={t('filter.lines')}
        onChange={({ detail }) => onChange({ value: detail.value })}
      />
    );
  const input = (
    <Input
      value={value}
      ariaLabel={label}
      autoComplete={false}
      placeholder={t('filter.value.placeholder')}
      onChange={({ detail }) => onChange({ value: detail.value })}
    />
  );
  if (operator !== 'between') return input;
  return (
    <SpaceBetween size="xxs">
      {input}
      <Input
        value={upper}
        ariaLabel={`${label}: ${t('and')}`}
        placeholder={t('and')}
        onChange={({ detail }) => onChange({ upper: detail.value })}
      />
    </SpaceBetween>
  );
}
