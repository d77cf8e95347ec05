import { KinesisClient, UpdateShardCountCommand } from '@aws-sdk/client-kinesis';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import { scalingBounds, wholeNumber } from '../model/rules.js';
import { streamKey, streamsKey } from '../use-stream.js';
import { settingsTexts } from './texts.js';

interface ShardCountDialogProps {
  readonly name: string;
  /** Open shards. */
  readonly open: number;
  readonly onClose: () => void;
}

export function ShardCountDialog({ name, open, onClose }: ShardCountDialogProps) {
  const t = useTexts(settingsTexts);
  const shared = useTexts(sharedTexts);
  const kinesis = useClient(KinesisClient);
  const [typed, setTyped] = useState(String(open));
  const { least, most } = scalingBounds(open);
  const count = wholeNumber(typed, least, most);
  const save = useAction(
    (target: number) =>
      kinesis.send(
        new UpdateShardCountCommand({ StreamName: name, TargetShardCount: target, ScalingType: 'UNIFORM_SCALING' }),
      ),
    {
      changes: [streamKey(name), streamsKey],
      done: (_, target) => t('capacity.shards.done', { name, count: target }),
    },
  );
  return (
    <FormDialog
      title={t('capacity.edit.shards')}
      submit={shared('action.save')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onClose}
      onSubmit={() => {
        if (count === open) onClose();
        else if (count !== undefined) void save.run(count).then((answer) => answer && onClose());
      }}
    >
      <FormField
        label={t('capacity.shards')}
        constraintText={t('capacity.shards.bounds', { least, most, open })}
        errorText={count === undefined ? t('capacity.shards.bad', { least, most }) : ''}
      >
        <Input value={typed} autoFocus inputMode="numeric" onChange={({ detail }) => setTyped(detail.value)} />
      </FormField>
      <FormField label={t('capacity.quick')}>
        <SpaceBetween direction="horizontal" size="xs">
          <Button formAction="none" onClick={() => setTyped(String(least))}>
            {t('capacity.half', { count: least })}
          </Button>
          <Button formAction="none" onClick={() => setTyped(String(most))}>
            {t('capacity.double', { count: most })}
          </Button>
        </SpaceBetween>
      </FormField>
    </FormDialog>
  );
}
