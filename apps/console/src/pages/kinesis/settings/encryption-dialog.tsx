import { KinesisClient, StartStreamEncryptionCommand, StopStreamEncryptionCommand } from '@aws-sdk/client-kinesis';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import { streamKey, streamsKey } from '../use-stream.js';
import { settingsTexts } from './texts.js';

interface EncryptionDialogProps {
  readonly name: string;
  /** Undefined while it is off. */
  readonly keyId: string | undefined;
  readonly onClose: () => void;
}

export function EncryptionDialog({ name, keyId, onClose }: EncryptionDialogProps) {
  const t = useTexts(settingsTexts);
  const shared = useTexts(sharedTexts);
  const kinesis = useClient(KinesisClient);
  const [isOn, setOn] = useState(keyId !== undefined);
  const [key, setKey] = useState(keyId ?? 'alias/aws/kinesis');
  const isKeyBad = isOn && !/^\S{1,2048}$/.test(key);
  const save = useAction(
    () => {
      const encryption = { StreamName: name, EncryptionType: 'KMS' as const, KeyId: isOn ? key : keyId };
      return isOn
        ? kinesis.send(new StartStreamEncryptionCommand(encryption))
        : kinesis.send(new StopStreamEncryptionCommand(encryption));
    },
    { changes: [streamKey(name), streamsKey], done: () => t('encryption.done', { name }) },
  );
  const isUnchanged = isOn ? key === keyId : keyId === undefined;
  return (
    <FormDialog
      title={t('encryption.edit')}
      submit={shared('action.save')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onClose}
      onSubmit={() => {
        if (isUnchanged) onClose();
        else if (!isKeyBad) void save.run().then((answer) => answer && onClose());
      }}
    >
      <Checkbox checked={isOn} onChange={({ detail }) => setOn(detail.checked)}>
        {t('encryption.enable')}
      </Checkbox>
      {isOn && (
        <FormField
          label={t('encryption.key')}
          constraintText={t('encryption.key.hint')}
          errorText={isKeyBad ? t('encryption.key.bad') : ''}
        >
          <Input value={key} onChange={({ detail }) => setKey(detail.value)} />
        </FormField>
      )}
    </FormDialog>
  );
}
