import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { dynamoTexts } from '../texts.js';

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  readonly action: string;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly onSubmit: (name: string) => void;
  readonly onDismiss: () => void;
}

/** Asks for the name of something new. */
export function NameDialog({ title, label, action, isRunning, error, onSubmit, onDismiss }: NameDialogProps) {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const [name, setName] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const fault = name === '' ? t('fault.required') : /^[\w.-]{3,255}$/.test(name) ? undefined : t('fault.table.name');
  const submit = (): void => {
    setWasTried(true);
    if (fault === undefined && !isRunning) onSubmit(name);
  };
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={isRunning} onClick={submit}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          <FormField label={label} constraintText={t('table.name.constraint')} errorText={wasTried ? fault : undefined}>
            <Input value={name} autoFocus ariaLabel={label} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          <Problem error={error} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
