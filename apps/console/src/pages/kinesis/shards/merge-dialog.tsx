import { KinesisClient, MergeShardsCommand } from '@aws-sdk/client-kinesis';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useAction } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import type { ShardInfo } from '../model/shard.js';
import { streamKey } from '../use-stream.js';
import { RangeText } from './range-text.js';
import { shardTexts } from './texts.js';

interface MergeDialogProps {
  readonly stream: string;
  readonly shard: ShardInfo;
  /** Those that adjoin it. */
  readonly neighbours: readonly ShardInfo[];
  readonly onClose: () => void;
}

export function MergeDialog({ stream, shard, neighbours, onClose }: MergeDialogProps) {
  const t = useTexts(shardTexts);
  const kinesis = useClient(KinesisClient);
  const [chosen, setChosen] = useState(neighbours[0]?.id);
  const other = neighbours.find(({ id }) => id === chosen);
  const merge = useAction(
    async ([first, second]: readonly [ShardInfo, ShardInfo]) =>
      kinesis.send(
        new MergeShardsCommand({ StreamName: stream, ShardToMerge: first.id, AdjacentShardToMerge: second.id }),
      ),
    { changes: [streamKey(stream)], done: (_, [first, second]) => t('merge.done', { id: first.id, other: second.id }) },
  );
  // AWS wants the lower one first.
  const pair = other && (shard.start < other.start ? ([shard, other] as const) : ([other, shard] as const));
  return (
    <FormDialog
      title={t('merge.title', { id: shard.id })}
      submit={t('merge')}
      isRunning={merge.isRunning}
      error={merge.error}
      onDismiss={onClose}
      onSubmit={() => {
        if (pair !== undefined) void merge.run(pair).then((answer) => answer && onClose());
      }}
    >
      <Box>{t('merge.hint')}</Box>
      <FormField label={t('merge.with')} errorText={pair === undefined ? t('merge.none') : ''}>
        <RadioGroup
          value={chosen ?? null}
          onChange={({ detail }) => setChosen(detail.value)}
          items={neighbours.map((neighbour) => ({
            value: neighbour.id,
            label: neighbour.id,
            description: <RangeText range={neighbour} />,
          }))}
        />
      </FormField>
      {pair !== undefined && (
        <KeyValuePairs
          items={[
            {
              label: t('merge.result'),
              value: <RangeText range={{ start: pair[0].start, end: pair[1].end }} />,
            },
          ]}
        />
      )}
    </FormDialog>
  );
}
