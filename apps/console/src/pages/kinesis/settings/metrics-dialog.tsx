import {
  DisableEnhancedMonitoringCommand,
  EnableEnhancedMonitoringCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import { shardMetrics, type ShardMetric } from '../model/graphs.js';
import { streamKey } from '../use-stream.js';
import { settingsTexts } from './texts.js';

interface MetricsDialogProps {
  readonly name: string;
  readonly enabled: readonly string[];
  readonly onClose: () => void;
}

/** Which metrics are counted for every shard. */
export function MetricsDialog({ name, enabled, onClose }: MetricsDialogProps) {
  const t = useTexts(settingsTexts);
  const shared = useTexts(sharedTexts);
  const kinesis = useClient(KinesisClient);
  const [chosen, setChosen] = useState<readonly ShardMetric[]>(() =>
    shardMetrics.filter((metric) => enabled.includes(metric) || enabled.includes('ALL')),
  );
  const save = useAction(
    async () => {
      const on = chosen.filter((metric) => !enabled.includes(metric));
      const off = shardMetrics.filter((metric) => enabled.includes(metric) && !chosen.includes(metric));
      if (off.length > 0)
        await kinesis.send(new DisableEnhancedMonitoringCommand({ StreamName: name, ShardLevelMetrics: off }));
      if (on.length > 0)
        await kinesis.send(new EnableEnhancedMonitoringCommand({ StreamName: name, ShardLevelMetrics: on }));
      return true;
    },
    { changes: [streamKey(name)], done: () => t('metrics.done', { name }) },
  );
  return (
    <FormDialog
      title={t('metrics.edit')}
      submit={shared('action.save')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onClose}
      onSubmit={() => void save.run().then((done) => done && onClose())}
    >
      <Box>{t('metrics.hint')}</Box>
      <SpaceBetween size="xs">
        <Checkbox
          checked={chosen.length === shardMetrics.length}
          indeterminate={chosen.length > 0 && chosen.length < shardMetrics.length}
          onChange={({ detail }) => setChosen(detail.checked ? shardMetrics : [])}
        >
          {t('metrics.all')}
        </Checkbox>
        {shardMetrics.map((metric) => (
          <Checkbox
            key={metric}
            checked={chosen.includes(metric)}
            onChange={({ detail }) =>
              setChosen((before) => (detail.checked ? [...before, metric] : before.filter((one) => one !== metric)))
            }
          >
            {metric}
          </Checkbox>
        ))}
      </SpaceBetween>
    </FormDialog>
  );
}
