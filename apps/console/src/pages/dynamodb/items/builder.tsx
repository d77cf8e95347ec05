import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../../i18n/language.js';
import { NameList } from '../tables/name-list.js';
import { dynamoTexts } from '../texts.js';
import type { QueryFault } from './expression.js';
import { Filters } from './filters.js';
import { keyOperators, type ItemQuery, type KeyCondition } from './query.js';
import { saysFault } from './says-fault.js';
import type { KeyAttribute, Source } from './schema.js';
import { itemTexts } from './texts.js';

interface BuilderProps {
  readonly sources: readonly Source[];
  readonly tableName: string;
  readonly query: ItemQuery;
  readonly onChange: (query: ItemQuery) => void;
  readonly faults: readonly QueryFault[];
  /** Names of attributes that are known, for filters. */
  readonly names: readonly string[];
  readonly isRunning: boolean;
  readonly onReset: () => void;
}

/** What is asked of a table: scan or query, of which index, with which keys and filters. Within a form, which runs it. */
export function Builder({ sources, tableName, query, onChange, faults, names, isRunning, onReset }: BuilderProps) {
  const t = useTexts(itemTexts);
  const change = (part: Partial<ItemQuery>): void => onChange({ ...query, ...part });
  const source = sources.find(({ index }) => index === query.index);
  const options = sources.map(({ index, kind }) => ({
    value: index ?? '',
    label: index === undefined ? t('source.table', { name: tableName }) : t('source.index', { name: index }),
    ...(kind === 'table' ? {} : { description: t(`source.${kind}`) }),
  }));
  const errorOf = (field: string): string | undefined => {
    const found = faults.find((one) => one.field === field);
    return found && saysFault(t, found.fault);
  };
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <RadioGroup
          ariaLabel={t('mode')}
          value={query.mode}
          items={[
            { value: 'scan', label: t('mode.scan'), description: t('mode.scan.hint') },
            {
              value: 'query',
              label: t('mode.query'),
              description: t('mode.query.hint'),
              disabled: source === undefined,
            },
          ]}
          onChange={({ detail }) => change({ mode: detail.value === 'query' ? 'query' : 'scan' })}
        />
        <FormField label={t('source')}>
          <Select
            ariaLabel={t('source')}
            options={options}
            selectedOption={options.find(({ value }) => value === (query.index ?? '')) ?? null}
            onChange={({ detail }) => change({ index: detail.selectedOption.value || undefined })}
          />
        </FormField>
      </ColumnLayout>
      {query.mode === 'query' && source && (
        <Keys source={source} query={query} onChange={(keys) => change({ keys })} errorOf={errorOf} />
      )}
      {query.mode === 'query' && (
        <Checkbox checked={query.isDescending} onChange={({ detail }) => change({ isDescending: detail.checked })}>
          {t('descending')}
        </Checkbox>
      )}
      <ExpandableSection
        headerText={`${t('filters')} (${query.filters.length})`}
        defaultExpanded={query.filters.length > 0}
        variant="footer"
      >
        <Filters filters={query.filters} names={names} onChange={(filters) => change({ filters })} errorOf={errorOf} />
      </ExpandableSection>
      <ExpandableSection
        headerText={t('options')}
        defaultExpanded={query.attributes !== undefined || query.isConsistent || query.limit !== undefined}
        variant="footer"
      >
        <SpaceBetween size="m">
          <RadioGroup
            ariaLabel={t('projection')}
            value={query.attributes === undefined ? 'all' : 'some'}
            items={[
              { value: 'all', label: t('projection.all') },
              { value: 'some', label: t('projection.some') },
            ]}
            onChange={({ detail }) => change({ attributes: detail.value === 'all' ? undefined : [] })}
          />
          {query.attributes !== undefined && (
            <NameList
              label={t('projection.names')}
              value={query.attributes}
              error={errorOf('attributes')}
              onChange={(attributes) => change({ attributes })}
            />
          )}
          <Checkbox
            checked={query.isConsistent && source?.kind !== 'global'}
            disabled={source?.kind === 'global'}
            description={source?.kind === 'global' ? t('consistent.not') : undefined}
            onChange={({ detail }) => change({ isConsistent: detail.checked })}
          >
            {t('consistent')}
          </Checkbox>
          <FormField label={t('limit')} description={t('limit.hint')} errorText={errorOf('limit')}>
            <Input
              type="number"
              ariaLabel={t('limit')}
              value={query.limit === undefined ? '' : String(query.limit)}
              onChange={({ detail }) => change({ limit: detail.value === '' ? undefined : Number(detail.value) })}
            />
          </FormField>
        </SpaceBetween>
      </ExpandableSection>
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="primary" loading={isRunning} loadingText={t('run')}>
          {t('run')}
        </Button>
        <Button formAction="none" onClick={onReset}>
          {t('reset')}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}

interface KeysProps {
  readonly source: Source;
  readonly query: ItemQuery;
  readonly onChange: (keys: readonly KeyCondition[]) => void;
  readonly errorOf: (field: string) => string | undefined;
}

function Keys({ source, query, onChange, errorOf }: KeysProps) {
  const known = (name: string): KeyCondition =>
    query.keys.find((one) => one.name === name) ?? { name, operator: '=', value: '', upper: '' };
  const change = (next: KeyCondition): void =>
    onChange(source.keys.map(({ name }) => (name === next.name ? next : known(name))));
  return (
    <SpaceBetween size="m">
      {source.keys.map((key) => (
        <KeyField key={key.name} attribute={key} condition={known(key.name)} onChange={change} errorOf={errorOf} />
      ))}
    </SpaceBetween>
  );
}

interface KeyFieldProps {
  readonly attribute: KeyAttribute;
  readonly condition: KeyCondition;
  readonly onChange: (condition: KeyCondition) => void;
  readonly errorOf: (field: string) => string | undefined;
}

function KeyField({ attribute: { name, type, role }, condition, onChange, errorOf }: KeyFieldProps) {
  const t = useTexts(itemTexts);
  const words = useTexts(dynamoTexts);
  const kind = role === 'HASH' ? words('key.partition') : words('key.sort');
  const operators = keyOperators
    .filter((operator) => role === 'RANGE' || operator === '=')
    .filter((operator) => type !== 'N' || operator !== 'begins_with')
    .map((value) => ({ value, label: t(`operator.${value}`) }));
  const input = (field: 'value' | 'upper', label: string, error: string | undefined) => (
    <FormField label={label} errorText={error}>
      <Input
        value={condition[field]}
        ariaLabel={label}
        autoComplete={false}
        spellcheck={false}
        placeholder={field === 'value' ? t(role === 'HASH' ? 'key.enter' : 'key.enterSort') : ''}
        onChange={({ detail }) => onChange({ ...condition, [field]: detail.value })}
      />
    </FormField>
  );
  const label = `${name} (${kind}, ${words(`type.${type}`)})`;
  if (role === 'HASH') return input('value', label, errorOf(`key.${name}`));
  return (
    <ColumnLayout columns={condition.operator === 'between' ? 3 : 2}>
      <FormField label={t('key.condition', { name })}>
        <Select
          ariaLabel={t('key.condition', { name })}
          options={operators}
          selectedOption={operators.find(({ value }) => value === condition.operator) ?? null}
          onChange={({ detail }) =>
            onChange({
              ...condition,
              operator: operators.find(({ value }) => value === detail.selectedOption.value)?.value ?? '=',
            })
          }
        />
      </FormField>
      {input('value', label, errorOf(`key.${name}`))}
      {condition.operator === 'between' && input('upper', t('and'), errorOf(`key.${name}.upper`))}
    </ColumnLayout>
  );
}
