import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../../i18n/language.js';
import { sharedTexts } from '../../../shared/texts.js';

interface QuestionProps {
  readonly title: string;
  readonly body: string;
  readonly yes: string;
  readonly no?: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before what is not saved is lost. */
export function Question({ title, body, yes, no, onYes, onNo }: QuestionProps) {
  const shared = useTexts(sharedTexts);
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={shared('action.close')}
      onDismiss={onNo}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onNo}>
              {no ?? shared('action.cancel')}
            </Button>
            <Button variant="primary" onClick={onYes}>
              {yes}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {body}
    </Modal>
  );
}
