/** Where our shapes of CloudWatch differ from the model on purpose. */
export const cloudWatchDifferences: readonly string[] = [
  // A dashboard that is not there: the API reference has the error, the model forgets it.
  'DeleteDashboards.errors: ["ConflictException","InternalServiceError","InvalidParameterValue","ResourceNotFound"] here, ["ConflictException","InternalServiceError","InvalidParameterValue"] there',

  // Of alarms on PromQL queries and their contributors, which PutMetricAlarm refuses to make.
  ...['AlarmContributorId', 'AlarmContributorAttributes'].map(
    (member) => `DescribeAlarmHistory.output.AlarmHistoryItems.[].${member}: only there`,
  ),
  ...['DescribeAlarms', 'DescribeAlarmsForMetric'].flatMap((operation) =>
    ['EvaluationCriteria', 'EvaluationInterval'].map(
      (member) => `${operation}.output.MetricAlarms.[].${member}: only there`,
    ),
  ),
];
