import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ScalarAttributeType } from '@aws-sdk/client-dynamodb';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { dynamoTexts } from '../texts.js';
import type { CapacityDraft, DraftFaults, IndexDraft, KeyDraft } from './create-model.js';
import { NameList } from './name-list.js';
import { useFaultText } from './use-fault-text.js';

const keyTypes: readonly ScalarAttributeType[] = ['S', 'B', 'N'];

interface KeyFieldsProps {
  readonly label: string;
  readonly value: KeyDraft;
  readonly onChange: (key: KeyDraft) => void;
  readonly error: string | undefined;
  readonly description?: ReactNode;
  readonly placeholder?: string;
}

/** A key attribute: its name and its type. */
export function KeyFields({ label, value, onChange, error, description, placeholder }: KeyFieldsProps) {
  const t = useTexts(dynamoTexts);
  return (
    <ColumnLayout columns={2}>
      <FormField label={label} description={description} errorText={error} constraintText={t('key.constraint')}>
        <Input
          value={value.name}
          ariaLabel={label}
          placeholder={placeholder ?? t('key.placeholder')}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => onChange({ ...value, name: detail.value })}
        />
      </FormField>
      <FormField label={t('key.type', { key: label })}>
        <TypeSelect
          label={t('key.type', { key: label })}
          value={value.type}
          onChange={(type) => onChange({ ...value, type })}
        />
      </FormField>
    </ColumnLayout>
  );
}

interface TypeSelectProps {
  readonly label: string;
  readonly value: ScalarAttributeType;
  readonly onChange: (type: ScalarAttributeType) => void;
}

function TypeSelect({ label, value, onChange }: TypeSelectProps) {
  const t = useTexts(dynamoTexts);
  const options = keyTypes.map((type) => ({ value: type, label: t(`type.${type}`) }));
  return (
    <Select
      ariaLabel={label}
      options={options}
      selectedOption={options.find((option) => option.value === value) ?? null}
      onChange={({ detail }) => onChange(keyTypes.find((type) => type === detail.selectedOption.value) ?? 'S')}
    />
  );
}

interface IndexFieldsProps {
  readonly value: IndexDraft;
  readonly onChange: (index: IndexDraft) => void;
  readonly faults: DraftFaults;
  readonly mode: CapacityDraft['mode'];
}

/** All that an index is made of. */
export function IndexFields({ value, onChange, faults, mode }: IndexFieldsProps) {
  const t = useTexts(dynamoTexts);
  const fault = useFaultText(faults);
  const at = `index.${value.id}`;
  const projections = (['ALL', 'KEYS_ONLY', 'INCLUDE'] as const).map((one) => ({
    value: one,
    label: t(`projection.${one}`),
    description: t(`projection.${one}.hint`),
  }));
  return (
    <SpaceBetween size="m">
      {value.kind === 'global' && (
        <KeyFields
          label={t('index.partition')}
          value={value.partition}
          error={fault(`${at}.partition`)}
          onChange={(partition) => onChange({ ...value, partition })}
        />
      )}
      <KeyFields
        label={value.kind === 'global' ? t('index.sort.optional') : t('index.sort')}
        value={value.sort}
        error={fault(`${at}.sort`)}
        onChange={(sort) => onChange({ ...value, sort })}
      />
      <ColumnLayout columns={2}>
        <FormField label={t('index.name')} errorText={fault(`${at}.name`)} constraintText={t('index.constraint')}>
          <Input
            value={value.name}
            ariaLabel={t('index.name')}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => onChange({ ...value, name: detail.value })}
          />
        </FormField>
        <FormField label={t('index.projection')} description={t('index.projection.hint')}>
          <Select
            ariaLabel={t('index.projection')}
            options={projections}
            selectedOption={projections.find((one) => one.value === value.projection) ?? null}
            onChange={({ detail }) =>
              onChange({
                ...value,
                projection: projections.find((one) => one.value === detail.selectedOption.value)?.value ?? 'ALL',
              })
            }
          />
        </FormField>
      </ColumnLayout>
      {value.projection === 'INCLUDE' && (
        <NameList
          label={t('index.included')}
          value={value.included}
          error={fault(`${at}.included`)}
          onChange={(included) => onChange({ ...value, included })}
        />
      )}
      {value.kind === 'global' && mode === 'PROVISIONED' && (
        <UnitFields
          read={value.read}
          write={value.write}
          readError={fault(`${at}.read`)}
          writeError={fault(`${at}.write`)}
          onChange={(units) => onChange({ ...value, ...units })}
        />
      )}
    </SpaceBetween>
  );
}

interface UnitFieldsProps {
  readonly read: string;
  readonly write: string;
  readonly readError: string | undefined;
  readonly writeError: string | undefined;
  readonly onChange: (units: { readonly read: string; readonly write: string }) => void;
}

export function UnitFields({ read, write, readError, writeError, onChange }: UnitFieldsProps) {
  const t = useTexts(dynamoTexts);
  const input = (label: string, value: string, change: (value: string) => void): ReactNode => (
    <Input
      type="number"
      inputMode="numeric"
      ariaLabel={label}
      value={value}
      onChange={({ detail }) => change(detail.value)}
    />
  );
  return (
    <ColumnLayout columns={2}>
      <FormField label={t('capacity.read')} errorText={readError} constraintText={readMeans(t, read)}>
        {input(t('capacity.read'), read, (value) => onChange({ read: value, write }))}
      </FormField>
      <FormField label={t('capacity.write')} errorText={writeError} constraintText={writeMeans(t, write)}>
        {input(t('capacity.write'), write, (value) => onChange({ read, write: value }))}
      </FormField>
    </ColumnLayout>
  );
}

type Say = ReturnType<typeof useTexts<(typeof dynamoTexts)['en']>>;

const units = (text: string): number => (/^\d{1,5}$/.test(text) ? Number(text) : 0);
const readMeans = (t: Say, text: string): string =>
  t('capacity.read.means', { strong: units(text), eventual: units(text) * 2, kib: units(text) * 4 });
const writeMeans = (t: Say, text: string): string =>
  t('capacity.write.means', { writes: units(text), kib: units(text) });
