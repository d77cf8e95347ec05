import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import { actionsOf } from '@paddock/policy/reference';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { editorTexts } from '../editor/texts.js';
import { accessLevels } from '../model/actions.js';
import { serviceChoices } from '../model/services.js';
import { simulatorTexts } from './texts.js';

interface ActionsPickerProps {
  readonly actions: readonly string[];
  readonly isTried: boolean;
  readonly onChange: (actions: readonly string[]) => void;
}

/** Actions of any services. */
export function ActionsPicker({ actions, isTried, onChange }: ActionsPickerProps) {
  const t = useTexts(simulatorTexts);
  const levels = useTexts(editorTexts);
  const services = useMemo(
    () => serviceChoices().flatMap(({ prefix, name, full }) => (full === '' ? [] : [{ value: prefix, label: name }])),
    [],
  );
  const [service, setService] = useState(actions[0]?.split(':')[0] ?? 'kinesis');
  const [typed, setTyped] = useState('');
  const [isBad, setIsBad] = useState(false);
  const known = actionsOf(service);
  const options = accessLevels.map((level) => ({
    label: levels(`level.${level}`),
    options: known
      .filter(({ access }) => access === level)
      .map(({ name }) => ({ value: `${service}:${name}`, label: name })),
  }));
  const ofService = actions.filter((action) => action.startsWith(`${service}:`));
  const others = actions.filter((action) => !action.startsWith(`${service}:`));
  const add = (): void => {
    const isRight = /^[\w-]+:\w+$/.test(typed.trim());
    setIsBad(!isRight);
    if (!isRight) return;
    onChange([...new Set([...actions, typed.trim()])]);
    setTyped('');
  };
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={3}>
        <FormField label={t('actions.service')}>
          <Select
            filteringType="auto"
            options={services}
            selectedOption={services.find(({ value }) => value === service) ?? { value: service, label: service }}
            onChange={({ detail }) => setService(detail.selectedOption.value ?? service)}
          />
        </FormField>
        <FormField
          label={t('actions.choose')}
          errorText={isTried && actions.length === 0 ? t('actions.none') : undefined}
        >
          <Multiselect
            filteringType="auto"
            hideTokens
            placeholder={t('actions.count', { count: ofService.length })}
            options={options}
            selectedOptions={ofService.map((value) => ({ value, label: value.slice(service.length + 1) }))}
            onChange={({ detail }) =>
              onChange([...others, ...detail.selectedOptions.flatMap(({ value }) => value ?? [])])
            }
          />
        </FormField>
        <FormField
          label={t('actions.typed')}
          errorText={isBad ? t('actions.bad') : undefined}
          secondaryControl={
            <Button formAction="none" onClick={add}>
              {t('actions.add')}
            </Button>
          }
        >
          <Input
            value={typed}
            placeholder="kinesis:PutRecord"
            onChange={({ detail }) => setTyped(detail.value)}
            onKeyDown={(event) => {
              if (event.detail.key !== 'Enter' || typed === '') return;
              event.preventDefault();
              add();
            }}
          />
        </FormField>
      </ColumnLayout>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          formAction="none"
          onClick={() => onChange([...new Set([...actions, ...known.map(({ name }) => `${service}:${name}`)])])}
        >
          {t('actions.all')}
        </Button>
        <Button formAction="none" disabled={actions.length === 0} onClick={() => onChange([])}>
          {t('actions.clear')}
        </Button>
      </SpaceBetween>
      {actions.length > 0 && (
        <TokenGroup
          limit={20}
          items={actions.map((label) => ({ label, dismissLabel: t('actions.remove', { action: label }) }))}
          onDismiss={({ detail }) => onChange(actions.filter((_, index) => index !== detail.itemIndex))}
        />
      )}
    </SpaceBetween>
  );
}
