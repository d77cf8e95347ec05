import { KinesisClient, SplitShardCommand } from '@aws-sdk/client-kinesis';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useAction } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import { contains, middleOf, parseHashKey, splitAt, splittableAt } from '../model/hash-range.js';
import type { ShardInfo } from '../model/shard.js';
import { streamKey } from '../use-stream.js';
import { RangeText } from './range-text.js';
import { shardTexts } from './texts.js';

interface SplitDialogProps {
  readonly stream: string;
  readonly shard: ShardInfo;
  readonly onClose: () => void;
}

export function SplitDialog({ stream, shard, onClose }: SplitDialogProps) {
  const t = useTexts(shardTexts);
  const kinesis = useClient(KinesisClient);
  const [isMiddle, setMiddle] = useState(true);
  const middle = middleOf(shard);
  const [typed, setTyped] = useState(String(middle));
  const bounds = splittableAt(shard);
  const key = isMiddle ? middle : parseHashKey(typed.trim());
  const isValid = key !== undefined && bounds !== undefined && contains(bounds, key);
  const split = useAction(
    () =>
      kinesis.send(
        new SplitShardCommand({ StreamName: stream, ShardToSplit: shard.id, NewStartingHashKey: String(key) }),
      ),
    { changes: [streamKey(stream)], done: () => t('split.done', { id: shard.id }) },
  );
  const parts = isValid ? splitAt(shard, key) : undefined;
  return (
    <FormDialog
      title={t('split.title', { id: shard.id })}
      submit={t('split')}
      isRunning={split.isRunning}
      error={split.error}
      onDismiss={onClose}
      onSubmit={() => {
        if (isValid) void split.run().then((answer) => answer && onClose());
      }}
    >
      <Box>{t('split.hint')}</Box>
      {bounds === undefined && <Alert type="warning">{t('split.narrow')}</Alert>}
      <FormField label={t('split.where')}>
        <RadioGroup
          value={isMiddle ? 'middle' : 'key'}
          onChange={({ detail }) => setMiddle(detail.value === 'middle')}
          items={[
            { value: 'middle', label: t('split.middle'), description: t('split.middle.hint') },
            { value: 'key', label: t('split.key') },
          ]}
        />
      </FormField>
      {!isMiddle && bounds !== undefined && (
        <FormField
          label={t('split.key.label')}
          errorText={isValid ? '' : t('split.key.bad', { least: String(bounds.start), most: String(bounds.end) })}
        >
          <Input value={typed} inputMode="numeric" onChange={({ detail }) => setTyped(detail.value)} />
        </FormField>
      )}
      {parts !== undefined && (
        <KeyValuePairs
          items={[
            { label: t('split.first'), value: <RangeText range={parts[0]} /> },
            { label: t('split.second'), value: <RangeText range={parts[1]} /> },
          ]}
        />
      )}
    </FormDialog>
  );
}
