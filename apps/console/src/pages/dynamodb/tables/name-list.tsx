import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { dynamoTexts } from '../texts.js';

interface NameListProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
  readonly error: string | undefined;
}

/** Names of attributes, one added after the other. */
export function NameList({ label, value, onChange, error }: NameListProps) {
  const t = useTexts(dynamoTexts);
  const [name, setName] = useState('');
  const add = (): void => {
    if (name !== '' && !value.includes(name)) onChange([...value, name]);
    setName('');
  };
  return (
    <FormField
      label={label}
      errorText={error}
      secondaryControl={
        <Button formAction="none" onClick={add}>
          {t('names.add')}
        </Button>
      }
    >
      <SpaceBetween size="xs">
        <Input
          value={name}
          ariaLabel={label}
          autoComplete={false}
          onChange={({ detail }) => setName(detail.value)}
          onKeyDown={(event) => {
            if (event.detail.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          onBlur={add}
        />
        {value.length > 0 && (
          <TokenGroup
            items={value.map((one) => ({ label: one, dismissLabel: t('names.remove', { name: one }) }))}
            onDismiss={({ detail }) => onChange(value.toSpliced(detail.itemIndex, 1))}
          />
        )}
      </SpaceBetween>
    </FormField>
  );
}
