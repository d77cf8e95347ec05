import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useTexts } from '../../i18n/language.js';
import { runtimes, type RuntimeChoice } from './runtimes.js';
import { lambdaTexts } from './texts.js';

export function RuntimeField({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const t = useTexts(lambdaTexts);
  const option = ({ id, label }: RuntimeChoice) => ({ value: id, label });
  const chosen = runtimes.find(({ id }) => id === value);
  return (
    <FormField
      label={t('runtime')}
      description={t('runtime.hint')}
      constraintText={chosen?.isRetired === true ? t('runtime.retired.hint') : t('runtime.here')}
    >
      <Select
        selectedOption={chosen === undefined ? { value, label: value } : option(chosen)}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? value)}
        options={[
          { label: t('runtime.latest'), options: runtimes.filter(({ isRetired }) => !isRetired).map(option) },
          { label: t('runtime.retired'), options: runtimes.filter(({ isRetired }) => isRetired).map(option) },
        ]}
      />
    </FormField>
  );
}

export const isHandler = (handler: string): boolean => /^\S{1,128}$/.test(handler);
