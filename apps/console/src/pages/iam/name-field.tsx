import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useTexts } from '../../i18n/language.js';
import { nameFault } from './model/names.js';
import { iamTexts } from './texts.js';

interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Characters. */
  readonly most: number;
  /** Whether what is wrong is shown also while nothing was typed. */
  readonly isTried: boolean;
  readonly isReadOnly?: boolean;
}

/** A name as IAM wants one. */
export function NameField({ label, value, onChange, most, isTried, isReadOnly = false }: NameFieldProps) {
  const t = useTexts(iamTexts);
  const fault = isTried || value !== '' ? nameFault(value, most) : undefined;
  return (
    <FormField
      label={label}
      constraintText={t('name.hint', { most })}
      errorText={fault === undefined ? undefined : t(`name.${fault}`, { most })}
    >
      <Input
        value={value}
        readOnly={isReadOnly}
        autoComplete={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
