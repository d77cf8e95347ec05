import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';

interface FormDialogProps {
  readonly title: string;
  readonly action: string;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onDismiss: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Enter sends it, and what the API refuses shows below its fields. */
export function FormDialog({ title, action, isRunning, error, onSubmit, onDismiss, children }: FormDialogProps) {
  const s = useTexts(sharedTexts);
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={s('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {s('action.cancel')}
            </Button>
            <Button variant="primary" loading={isRunning} onClick={onSubmit}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning) onSubmit();
        }}
      >
        <SpaceBetween size="m">
          {children}
          <Problem error={error} />
          {/* Without a button of its own a form of several fields does not take Enter. */}
          <button type="submit" hidden aria-label={action} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
