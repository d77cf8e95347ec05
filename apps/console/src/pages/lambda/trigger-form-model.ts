import type { EventSourceMappingConfiguration, EventSourcePosition } from '@aws-sdk/client-lambda';
import { patternProblem } from './event-filter.js';

export type SourceKind = 'kinesis' | 'consumer' | 'dynamodb';

/** A trigger's form: numbers as they were typed. */
export interface TriggerValues {
  readonly sourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: string;
  /** s */
  readonly batchWindow: string;
  readonly position: EventSourcePosition;
  /** ISO, of AT_TIMESTAMP. */
  readonly positionTime: string;
  readonly parallelization: string;
  /** Empty is without end. */
  readonly retries: string;
  /** s; empty is as long as the stream keeps them. */
  readonly maximumAge: string;
  readonly bisect: boolean;
  readonly reportsItemFailures: boolean;
  /** s; empty or 0 is none. */
  readonly tumblingWindow: string;
  readonly filters: readonly string[];
  readonly onFailure: string;
  readonly countsEvents: boolean;
}

export const newTrigger: TriggerValues = {
  sourceArn: '',
  enabled: true,
  batchSize: '100',
  batchWindow: '0',
  position: 'LATEST',
  positionTime: '',
  parallelization: '1',
  retries: '',
  maximumAge: '',
  bisect: false,
  reportsItemFailures: false,
  tumblingWindow: '',
  filters: [],
  onFailure: '',
  countsEvents: true,
};

const orEmpty = (value: number | undefined): string => (value === undefined || value < 0 ? '' : String(value));

export const valuesOf = (mapping: EventSourceMappingConfiguration): TriggerValues => ({
  sourceArn: mapping.EventSourceArn ?? '',
  enabled: mapping.State !== 'Disabled' && mapping.State !== 'Disabling',
  batchSize: String(mapping.BatchSize ?? 100),
  batchWindow: String(mapping.MaximumBatchingWindowInSeconds ?? 0),
  position: mapping.StartingPosition ?? 'LATEST',
  positionTime: mapping.StartingPositionTimestamp?.toISOString() ?? '',
  parallelization: String(mapping.ParallelizationFactor ?? 1),
  retries: orEmpty(mapping.MaximumRetryAttempts),
  maximumAge: orEmpty(mapping.MaximumRecordAgeInSeconds),
  bisect: mapping.BisectBatchOnFunctionError ?? false,
  reportsItemFailures: mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
  tumblingWindow: mapping.TumblingWindowInSeconds ? String(mapping.TumblingWindowInSeconds) : '',
  filters: (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern ?? ''),
  onFailure: mapping.DestinationConfig?.OnFailure?.Destination ?? '',
  countsEvents: mapping.MetricsConfig?.Metrics?.includes('EventCount') ?? false,
});

/** What both making and changing a mapping say. */
export function settingsOf(values: TriggerValues) {
  const whole = (text: string, otherwise: number): number => (text.trim() === '' ? otherwise : Number(text));
  return {
    Enabled: values.enabled,
    BatchSize: whole(values.batchSize, 100),
    MaximumBatchingWindowInSeconds: whole(values.batchWindow, 0),
    ParallelizationFactor: whole(values.parallelization, 1),
    MaximumRetryAttempts: whole(values.retries, -1),
    MaximumRecordAgeInSeconds: whole(values.maximumAge, -1),
    BisectBatchOnFunctionError: values.bisect,
    FunctionResponseTypes: values.reportsItemFailures ? (['ReportBatchItemFailures'] as const).slice() : [],
    TumblingWindowInSeconds: whole(values.tumblingWindow, 0),
    FilterCriteria: { Filters: values.filters.map((Pattern) => ({ Pattern })) },
    DestinationConfig: { OnFailure: { Destination: values.onFailure.trim() } },
    MetricsConfig: { Metrics: values.countsEvents ? (['EventCount'] as const).slice() : [] },
  };
}

export type TriggerFault =
  | { readonly is: 'required' | 'time' | 'pattern' | 'bucket' | 'parallel-window' | 'filtered-window' | 'many-filters' }
  | { readonly is: 'range'; readonly from: number; readonly to: number };

export type TriggerFaults = Partial<Record<keyof TriggerValues, TriggerFault>> & {
  /** By the filter's place. */
  readonly patterns?: readonly (string | undefined)[];
};

/** AWS's bounds, found before anything is sent. */
export function triggerFaults(values: TriggerValues, kind: SourceKind, isNew: boolean): TriggerFaults {
  const number = (text: string, from: number, to: number, mayBeEmpty = false): TriggerFault | undefined => {
    if (text.trim() === '') return mayBeEmpty ? undefined : { is: 'required' };
    return /^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= to
      ? undefined
      : { is: 'range', from, to };
  };
  const hasWindow = Number(values.tumblingWindow || '0') > 0;
  const faults: Partial<Record<keyof TriggerValues, TriggerFault | undefined>> = {
    sourceArn: values.sourceArn === '' ? { is: 'required' } : undefined,
    batchSize: number(values.batchSize, 1, 10_000),
    batchWindow: number(values.batchWindow, 0, 300),
    parallelization:
      number(values.parallelization, 1, 10) ??
      (hasWindow && Number(values.parallelization) > 1 ? { is: 'parallel-window' } : undefined),
    retries: number(values.retries, 0, 10_000, true),
    maximumAge: number(values.maximumAge, 60, 604_800, true),
    tumblingWindow:
      number(values.tumblingWindow, 0, 900, true) ??
      (hasWindow && values.filters.length > 0 ? { is: 'filtered-window' } : undefined),
    positionTime:
      isNew &&
      kind !== 'dynamodb' &&
      values.position === 'AT_TIMESTAMP' &&
      Number.isNaN(Date.parse(values.positionTime))
        ? { is: 'time' }
        : undefined,
    onFailure:
      values.onFailure.trim() === '' || /^arn:aws[\w-]*:(s3|sqs|sns|kafka):\S+$/.test(values.onFailure.trim())
        ? undefined
        : { is: 'bucket' },
    filters: values.filters.length > 5 ? { is: 'many-filters' } : undefined,
  };
  const patterns = values.filters.map(filterFault);
  return {
    ...(Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined)) as TriggerFaults),
    ...(patterns.some((fault) => fault !== undefined) ? { patterns } : {}),
  };
}

/** Where a filter is none; undefined where it is one. */
function filterFault(pattern: string): string | undefined {
  try {
    return patternProblem(JSON.parse(pattern));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `stream/orders`, `stream/orders/consumer/fast:…`, `table/orders/stream/…`: what a person calls it. */
export function sourceOf(arn: string | undefined): {
  readonly kind: SourceKind;
  readonly name: string;
  readonly detail: string;
} {
  const resource = (arn ?? '').split(':').slice(5).join(':');
  const [, name = resource, second, third = ''] = resource.split('/');
  if ((arn ?? '').split(':')[2] === 'dynamodb') return { kind: 'dynamodb', name, detail: third };
  return second === 'consumer'
    ? { kind: 'consumer', name, detail: third.split(':')[0] ?? third }
    : { kind: 'kinesis', name, detail: '' };
}

/** States in which a mapping is on its way to another. */
export const isPassing = (state: string | undefined): boolean =>
  state === 'Creating' || state === 'Enabling' || state === 'Disabling' || state === 'Updating' || state === 'Deleting';
