import type { MetricStore } from '../../../../metrics/metric-store.js';
import type { Mapping } from '../mapping.js';

export type EventCount =
  | 'PolledEventCount'
  | 'FilteredOutEventCount'
  | 'InvokedEventCount'
  | 'FailedInvokeEventCount'
  | 'DroppedEventCount'
  | 'OnFailureDestinationDeliveredEventCount';

/** Counts the events of mappings whose MetricsConfig asks for it. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function eventCounts(store: MetricStore, mapping: Mapping): (metric: EventCount, events: number) => void {
  if (mapping.metrics?.includes('EventCount') !== true) return () => undefined;
  const { account, region, uuid } = mapping;
  const dimensions = { EventSourceMappingUUID: uuid };
  return (metric, events) => {
    if (events === 0 && metric !== 'PolledEventCount') return;
    store.series({ account, region, namespace: 'AWS/Lambda', metric, unit: 'Count', dimensions }).add(events);
  };
}
