import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../../i18n/language.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly size?: 'medium' | 'large';
  readonly onSubmit: () => void;
  readonly onDismiss: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Enter submits it, what is refused shows in it. Render it while it is open. */
export function FormDialog({ title, submit, isRunning, error, size, onSubmit, onDismiss, children }: FormDialogProps) {
  const t = useTexts(sharedTexts);
  const id = useId();
  return (
    <Modal
      visible
      header={title}
      size={size ?? 'medium'}
      closeAriaLabel={t('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {t('action.cancel')}
            </Button>
            <Button variant="primary" form={id} formAction="submit" loading={isRunning}>
              {submit}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog stands within its page's form for React, if not in the document.
          event.stopPropagation();
          if (!isRunning) onSubmit();
        }}
      >
        <SpaceBetween size="m">
          {children}
          <Problem error={error} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
