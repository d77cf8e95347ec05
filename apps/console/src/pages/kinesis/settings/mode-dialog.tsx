import { KinesisClient, UpdateStreamModeCommand } from '@aws-sdk/client-kinesis';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import { streamTexts } from '../texts.js';
import { streamKey, streamsKey } from '../use-stream.js';
import { settingsTexts } from './texts.js';

interface ModeDialogProps {
  readonly name: string;
  readonly arn: string;
  readonly isOnDemand: boolean;
  readonly onClose: () => void;
}

export function ModeDialog({ name, arn, isOnDemand, onClose }: ModeDialogProps) {
  const t = useTexts(settingsTexts);
  const s = useTexts(streamTexts);
  const shared = useTexts(sharedTexts);
  const kinesis = useClient(KinesisClient);
  const before = isOnDemand ? 'ON_DEMAND' : 'PROVISIONED';
  const [mode, setMode] = useState<'ON_DEMAND' | 'PROVISIONED'>(before);
  const save = useAction(
    () => kinesis.send(new UpdateStreamModeCommand({ StreamARN: arn, StreamModeDetails: { StreamMode: mode } })),
    { changes: [streamKey(name), streamsKey], done: () => t('capacity.mode.done', { name }) },
  );
  return (
    <FormDialog
      title={t('capacity.edit.mode')}
      submit={shared('action.save')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onClose}
      onSubmit={() => {
        if (mode === before) onClose();
        else void save.run().then((answer) => answer && onClose());
      }}
    >
      <FormField label={s('streams.mode')}>
        <RadioGroup
          value={mode}
          onChange={({ detail }) => setMode(detail.value === 'ON_DEMAND' ? 'ON_DEMAND' : 'PROVISIONED')}
          items={[
            { value: 'ON_DEMAND', label: s('mode.onDemand'), description: s('mode.onDemand.hint') },
            { value: 'PROVISIONED', label: s('mode.provisioned'), description: s('mode.provisioned.hint') },
          ]}
        />
      </FormField>
      <Box color="text-body-secondary">{t('capacity.mode.hint')}</Box>
    </FormDialog>
  );
}
