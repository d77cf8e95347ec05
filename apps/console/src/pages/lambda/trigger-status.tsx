import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { streamHref, tableHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { MetricGraph } from '../../shared/metrics/metric-graph.js';
import { useMetrics } from '../../shared/metrics/use-metrics.js';
import { MappingState } from './designer.js';
import { sourceLabel } from './source-label.js';
import { triggerTexts } from './texts-triggers.js';
import { sourceOf } from './trigger-form-model.js';

interface TriggerStatusProps {
  readonly name: string;
  readonly mapping: EventSourceMappingConfiguration;
}

const counts = [
  'PolledEventCount',
  'FilteredOutEventCount',
  'InvokedEventCount',
  'FailedInvokeEventCount',
  'DroppedEventCount',
  'OnFailureDestinationDeliveredEventCount',
] as const;

/** How a trigger does: its state, its last result, and how far behind it is. */
export function TriggerStatus({ name, mapping }: TriggerStatusProps) {
  const t = useTexts(triggerTexts);
  const format = useFormat();
  const { UUID = '', EventSourceArn, LastProcessingResult, StateTransitionReason, LastModified } = mapping;
  const isCounted = mapping.MetricsConfig?.Metrics?.includes('EventCount') === true;
  const metrics = useMetrics(
    [
      ...(isCounted
        ? counts.map((metric, index) => ({
            id: `c${index}`,
            label: t(metric),
            namespace: 'AWS/Lambda',
            metric,
            dimensions: { EventSourceMappingUUID: UUID },
          }))
        : []),
      {
        id: 'age',
        label: t('graph.age'),
        namespace: 'AWS/Lambda',
        metric: 'IteratorAge',
        dimensions: { FunctionName: name },
        statistic: 'Maximum',
      },
    ],
    { range: '1h' },
  );
  return (
    <Container header={<Header variant="h2">{t('status')}</Header>}>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={3}
          items={[
            { label: t('state'), value: <MappingState of={mapping} /> },
            { label: t('result'), value: LastProcessingResult || '–' },
            { label: t('reason'), value: StateTransitionReason || '–' },
            { label: t('source'), value: <SourceLink arn={EventSourceArn} /> },
            { label: t('modified'), value: format.time(LastModified) },
            { label: t('uuid'), value: <Copyable text={UUID} /> },
          ]}
        />
        {!isCounted && <Alert type="info">{t('graph.none')}</Alert>}
        <Grid gridDefinition={[{ colspan: { default: 12, s: 6 } }, { colspan: { default: 12, s: 6 } }]}>
          {isCounted && (
            <MetricGraph
              title={t('graph.events')}
              data={metrics.data}
              error={metrics.error}
              ids={counts.map((_, index) => `c${index}`)}
            />
          )}
          <MetricGraph title={t('graph.age')} data={metrics.data} error={metrics.error} ids={['age']} unit="ms" />
        </Grid>
      </SpaceBetween>
    </Container>
  );
}

export function SourceLink({ arn }: { readonly arn: string | undefined }) {
  const { kind, name, detail } = sourceOf(arn);
  const href = kind === 'dynamodb' ? tableHref(name) : streamHref(name);
  return (
    <>
      {sourceLabel[kind]}: <Link href={href}>{name}</Link>
      {kind === 'consumer' && ` / ${detail}`}
    </>
  );
}
