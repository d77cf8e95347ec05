import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { controlsTexts } from './texts.js';
import { isSnapshotName } from './time.js';

interface SaveSnapshotProps {
  /** Those that are there. */
  readonly names: readonly string[];
  readonly onDismiss: () => void;
}

/** Asks for a name, and saves. */
export function SaveSnapshot({ names, onDismiss }: SaveSnapshotProps) {
  const t = useTexts(controlsTexts);
  const shared = useTexts(sharedTexts);
  const session = useSession();
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const save = useAction(
    (given: string) =>
      session.control('/_paddock/snapshots', { method: 'POST', body: { action: 'save', name: given } }),
    { changes: [['controls', 'snapshots']], done: (_, given) => t('snapshot.done.save', { name: given }) },
  );
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isSnapshotName(name) || save.isRunning) return;
    if ((await save.run(name)) !== undefined) onDismiss();
  };
  return (
    <Modal
      visible
      header={t('snapshot.save')}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={save.isRunning} onClick={() => void submit()}>
              {shared('action.save')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SpaceBetween size="m">
          <Problem error={save.error} />
          <FormField
            label={t('snapshot.save.field')}
            constraintText={t('snapshot.save.hint')}
            errorText={isTried && !isSnapshotName(name) ? t('snapshot.save.hint') : undefined}
          >
            <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          {names.includes(name) && <Alert type="warning">{t('snapshot.save.replace')}</Alert>}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
