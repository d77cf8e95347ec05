import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/language.js';
import { Problem } from './problem.js';
import { sharedTexts } from './texts.js';

interface ConfirmDeleteProps {
  /** What must be typed. */
  readonly name: string;
  /** What goes with it. */
  readonly children?: ReactNode;
  readonly isRunning: boolean;
  readonly error: unknown;
  /** The button's word where it is not `Delete`. */
  readonly action?: string;
  readonly title?: string;
  readonly onConfirm: () => void;
  readonly onDismiss: () => void;
}

/** Asks for the name before something is gone for good. Render it while it is asked. */
export function ConfirmDelete({
  name,
  children,
  isRunning,
  error,
  action,
  title,
  onConfirm,
  onDismiss,
}: ConfirmDeleteProps) {
  const t = useTexts(sharedTexts);
  const [typed, setTyped] = useState('');
  const confirm = (): void => {
    if (typed === name && !isRunning) onConfirm();
  };
  return (
    <Modal
      visible
      header={title ?? t('delete.title', { name })}
      closeAriaLabel={t('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {t('action.cancel')}
            </Button>
            <Button variant="primary" disabled={typed !== name} loading={isRunning} onClick={confirm}>
              {action ?? t('action.delete')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        <Problem error={error} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          <FormField label={t.rich('delete.type', { name: <strong>{name}</strong> })}>
            <Input
              value={typed}
              autoFocus
              autoComplete={false}
              ariaLabel={t('delete.field')}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
        </form>
      </SpaceBetween>
    </Modal>
  );
}
