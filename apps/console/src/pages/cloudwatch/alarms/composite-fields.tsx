import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useTexts } from '../../../i18n/language.js';
import type { FieldsProps } from './alarm-form.js';
import { alarmTexts } from './texts.js';
import { useAlarms } from './use-alarms.js';

/** A rule of other alarms, and the alarm during which nothing is done. */
export function CompositeFields({ draft, onChange, errorOf }: FieldsProps) {
  const t = useTexts(alarmTexts);
  const { data } = useAlarms();
  const others = (data ?? []).filter(({ name }) => name !== draft.name);
  const none = { value: '', label: t('form.suppressor.none') };
  const add = (name: string): void => {
    const term = `ALARM("${name.replaceAll('"', '\\"')}")`;
    onChange({ rule: draft.rule.trim() === '' ? term : `${draft.rule.trim()} OR ${term}` });
  };
  return (
    <Container header={<Header variant="h2">{t('form.conditions')}</Header>}>
      <SpaceBetween size="m">
        <FormField label={t('form.rule')} description={t('form.rule.hint')} stretch {...errorOf('rule')}>
          <Textarea value={draft.rule} rows={4} onChange={({ detail }) => onChange({ rule: detail.value })} />
        </FormField>
        <SpaceBetween direction="horizontal" size="xs">
          {others.slice(0, 30).map(({ name }) => (
            <Button key={name} formAction="none" iconName="add-plus" onClick={() => add(name)}>
              {name}
            </Button>
          ))}
        </SpaceBetween>
        <ColumnLayout columns={3}>
          <FormField label={t('form.suppressor')} description={t('form.suppressor.hint')}>
            <Select
              selectedOption={draft.suppressor === '' ? none : { value: draft.suppressor, label: draft.suppressor }}
              options={[none, ...others.map(({ name }) => ({ value: name, label: name }))]}
              filteringType="auto"
              onChange={({ detail }) => onChange({ suppressor: detail.selectedOption.value ?? '' })}
            />
          </FormField>
          {draft.suppressor !== '' && (
            <FormField label={t('form.wait')} {...errorOf('wait')}>
              <Input
                value={draft.wait}
                inputMode="numeric"
                onChange={({ detail }) => onChange({ wait: detail.value })}
              />
            </FormField>
          )}
          {draft.suppressor !== '' && (
            <FormField label={t('form.extension')} {...errorOf('extension')}>
              <Input
                value={draft.extension}
                inputMode="numeric"
                onChange={({ detail }) => onChange({ extension: detail.value })}
              />
            </FormField>
          )}
        </ColumnLayout>
      </SpaceBetween>
    </Container>
  );
}
