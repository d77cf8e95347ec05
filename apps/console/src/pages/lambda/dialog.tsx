import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal, { type ModalProps } from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/language.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';

interface DialogProps {
  readonly title: string;
  /** The button's word where it is not `Save`. */
  readonly action?: string;
  readonly isRunning?: boolean;
  readonly error?: unknown;
  readonly size?: ModalProps['size'];
  readonly children?: ReactNode;
  readonly onSubmit: () => void;
  readonly onDismiss: () => void;
}

/** A form in a dialog: Enter submits it, and what is refused shows in it. Render it while it is open. */
export function Dialog({
  title,
  action,
  isRunning = false,
  error,
  size = 'medium',
  children,
  onSubmit,
  onDismiss,
}: DialogProps) {
  const shared = useTexts(sharedTexts);
  const submit = (): void => {
    if (!isRunning) onSubmit();
  };
  return (
    <Modal
      visible
      size={size}
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
              {action ?? shared('action.save')}
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
        <SpaceBetween size="l">
          {children}
          <Problem error={error} />
        </SpaceBetween>
        {/* Without a button of its own a form of several fields is not submitted by Enter. */}
        <button type="submit" hidden aria-label={action ?? shared('action.save')} />
      </form>
    </Modal>
  );
}
