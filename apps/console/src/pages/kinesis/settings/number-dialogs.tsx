import {
  DecreaseStreamRetentionPeriodCommand,
  IncreaseStreamRetentionPeriodCommand,
  KinesisClient,
  UpdateMaxRecordSizeCommand,
  UpdateStreamWarmThroughputCommand,
  type StreamDescriptionSummary,
} from '@aws-sdk/client-kinesis';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import { mostWarmThroughput, recordSizes, retentionHours, wholeNumber } from '../model/rules.js';
import { streamKey, streamsKey } from '../use-stream.js';
import { settingsTexts } from './texts.js';

interface NumberDialogProps {
  readonly what: 'retention' | 'record' | 'warm';
  readonly name: string;
  readonly arn: string;
  readonly summary: StreamDescriptionSummary;
  readonly onClose: () => void;
}

const bounds = {
  retention: retentionHours,
  record: recordSizes,
  warm: { least: 0, most: mostWarmThroughput },
} as const;

/** The settings of a stream that are one number: retention, record size, warm throughput. */
export function NumberDialog({ what, name, arn, summary, onClose }: NumberDialogProps) {
  const t = useTexts(settingsTexts);
  const shared = useTexts(sharedTexts);
  const kinesis = useClient(KinesisClient);
  const before = valueOf(what, summary);
  const [typed, setTyped] = useState(String(before));
  const { least, most } = bounds[what];
  const value = wholeNumber(typed, least, most);
  const save = useAction((next: number) => update(kinesis, what, name, arn, before, next), {
    changes: [streamKey(name), streamsKey],
    done: (_, next) =>
      what === 'retention'
        ? t('retention.done', { name, hours: next })
        : what === 'record'
          ? t('record.done', { name, size: next })
          : t('warm.done', { name }),
  });
  const submit = async (): Promise<void> => {
    if (value === undefined) return;
    if (value === before && what !== 'warm') return onClose();
    if (await save.run(value)) onClose();
  };
  return (
    <FormDialog
      title={t(`${what}.edit`)}
      submit={shared('action.save')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onClose}
      onSubmit={() => void submit()}
    >
      <FormField
        label={t(`${what}.value`)}
        constraintText={t(`${what}.hint`)}
        errorText={value === undefined ? t(`${what}.bad`) : ''}
      >
        <Input value={typed} autoFocus inputMode="numeric" onChange={({ detail }) => setTyped(detail.value)} />
      </FormField>
    </FormDialog>
  );
}

function valueOf(what: NumberDialogProps['what'], summary: StreamDescriptionSummary): number {
  if (what === 'retention') return summary.RetentionPeriodHours ?? retentionHours.least;
  if (what === 'record') return summary.MaxRecordSizeInKiB ?? recordSizes.least;
  return summary.WarmThroughput?.TargetMiBps ?? 0;
}

function update(
  kinesis: KinesisClient,
  what: NumberDialogProps['what'],
  name: string,
  arn: string,
  before: number,
  value: number,
): Promise<unknown> {
  if (what === 'record')
    return kinesis.send(new UpdateMaxRecordSizeCommand({ StreamARN: arn, MaxRecordSizeInKiB: value }));
  if (what === 'warm')
    return kinesis.send(new UpdateStreamWarmThroughputCommand({ StreamARN: arn, WarmThroughputMiBps: value }));
  const input = { StreamName: name, RetentionPeriodHours: value };
  return value > before
    ? kinesis.send(new IncreaseStreamRetentionPeriodCommand(input))
    : kinesis.send(new DecreaseStreamRetentionPeriodCommand(input));
}
