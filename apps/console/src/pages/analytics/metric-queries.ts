import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import type { MetricQuery } from '../../shared/metrics/use-metrics.js';

export interface OutcomeWords {
  readonly ok: string;
  readonly dropped: string;
  readonly failed: string;
}

/** All metrics of an application: of its input, and of each output, told by its stream's name. */
export function metricQueries(application: ApplicationDetail, words: OutcomeWords): MetricQuery[] {
  const {
    ApplicationName: Application = '',
    InputDescriptions: inputs = [],
    OutputDescriptions: outputs = [],
  } = application;
  const query = (
    id: string,
    metric: string,
    dimensions: Readonly<Record<string, string>>,
    statistic = 'Sum',
    label = metric,
  ): MetricQuery => ({
    id,
    label,
    namespace: 'AWS/KinesisAnalytics',
    metric,
    dimensions: { Application, ...dimensions },
    statistic,
  });
  const input = inputs[0];
  const from = { Flow: 'Input', Id: input?.InputId ?? '1.1' };
  const processor = input?.InputProcessingConfigurationDescription;
  return [
    query('behind', 'MillisBehindLatest', from, 'Maximum'),
    query('inRecords', 'Records', from),
    query('inBytes', 'Bytes', from),
    query('kpus', 'KPUs', {}, 'Maximum'),
    ...(processor === undefined
      ? []
      : [
          query('processedOk', 'InputProcessing.OkRecords', from, 'Sum', words.ok),
          query('processedDropped', 'InputProcessing.DroppedRecords', from, 'Sum', words.dropped),
          query('processedFailed', 'InputProcessing.ProcessingFailedRecords', from, 'Sum', words.failed),
          query('processedDuration', 'InputProcessing.Duration', from, 'Average'),
        ]),
    ...outputs.flatMap(({ OutputId = '', Name = '', LambdaOutputDescription: toFunction }, index) => {
      const to = { Flow: 'Output', Id: OutputId };
      const label = `${Name} (${OutputId})`;
      return [
        query(`outRecords${index}`, 'Records', to, 'Sum', label),
        query(`outBytes${index}`, 'Bytes', to, 'Sum', label),
        query(`success${index}`, 'Success', to, 'Average', label),
        ...(toFunction === undefined
          ? []
          : [
              query(`lambdaOk${index}`, 'LambdaDelivery.OkRecords', to, 'Sum', `${label}: ${words.ok}`),
              query(
                `lambdaFailed${index}`,
                'LambdaDelivery.DeliveryFailedRecords',
                to,
                'Sum',
                `${label}: ${words.failed}`,
              ),
              query(`lambdaDuration${index}`, 'LambdaDelivery.Duration', to, 'Average', label),
            ]),
      ];
    }),
  ];
}
