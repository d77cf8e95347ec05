/** One figure of an edge, and the metric that it is from. */
export interface EdgeMetric {
  readonly role: 'records' | 'bytes' | 'age' | 'errors' | 'throttles' | 'success' | 'invocations' | 'units';
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'Maximum' | 'Average';
  readonly dimensions: Readonly<Record<string, string>>;
}

const metricsOf =
  (namespace: string, dimensions: Readonly<Record<string, string>>) =>
  (role: EdgeMetric['role'], metric: string, statistic: EdgeMetric['statistic'] = 'Sum'): EdgeMetric => ({
    role,
    namespace,
    metric,
    statistic,
    dimensions,
  });

/** Which metrics tell how it goes on which kind of edge. */
export const edgeMetrics = {
  incoming(StreamName: string): readonly EdgeMetric[] {
    const of = metricsOf('AWS/Kinesis', { StreamName });
    return [
      of('records', 'IncomingRecords'),
      of('bytes', 'IncomingBytes'),
      of('throttles', 'WriteProvisionedThroughputExceeded'),
    ];
  },
  input(Application: string, Id: string): readonly EdgeMetric[] {
    const of = metricsOf('AWS/KinesisAnalytics', { Application, Flow: 'Input', Id });
    return [of('records', 'Records'), of('bytes', 'Bytes'), of('age', 'MillisBehindLatest', 'Maximum')];
  },
  output(Application: string, Id: string): readonly EdgeMetric[] {
    const of = metricsOf('AWS/KinesisAnalytics', { Application, Flow: 'Output', Id });
    return [of('records', 'Records'), of('bytes', 'Bytes'), of('success', 'Success', 'Average')];
  },
  trigger(FunctionName: string): readonly EdgeMetric[] {
    const of = metricsOf('AWS/Lambda', { FunctionName });
    return [
      of('invocations', 'Invocations'),
      of('age', 'IteratorAge', 'Maximum'),
      of('errors', 'Errors'),
      of('throttles', 'Throttles'),
    ];
  },
  write(TableName: string): readonly EdgeMetric[] {
    const of = metricsOf('AWS/DynamoDB', { TableName });
    return [of('units', 'ConsumedWriteCapacityUnits'), of('throttles', 'WriteThrottleEvents')];
  },
  delivery(DeliveryStreamName: string): readonly EdgeMetric[] {
    const of = metricsOf('AWS/Firehose', { DeliveryStreamName });
    return [of('records', 'DataReadFromKinesisStream.Records'), of('bytes', 'DataReadFromKinesisStream.Bytes')];
  },
  delivered(DeliveryStreamName: string): readonly EdgeMetric[] {
    const of = metricsOf('AWS/Firehose', { DeliveryStreamName });
    return [
      of('records', 'DeliveryToS3.Records'),
      of('bytes', 'DeliveryToS3.Bytes'),
      of('success', 'DeliveryToS3.Success', 'Average'),
    ];
  },
};
