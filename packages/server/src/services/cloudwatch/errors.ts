import { AwsError, type QueryCompatible } from '@paddock/wire';

/** CloudWatch's errors, one factory for each text, by the names of their shapes. docs/services/cloudwatch.md says which texts are on no public record. */

/** The codes that Query answers, and `x-amzn-query-error`, have for the shapes. */
export const queryCompatible: QueryCompatible = {
  codes: {
    InvalidParameterValueException: 'InvalidParameterValue',
    InvalidParameterCombinationException: 'InvalidParameterCombination',
    MissingRequiredParameterException: 'MissingParameter',
    InvalidFormatFault: 'InvalidFormat',
    InvalidNextToken: 'InvalidNextToken',
    LimitExceededFault: 'LimitExceeded',
    ResourceNotFound: 'ResourceNotFound',
    DashboardNotFoundError: 'ResourceNotFound',
    DashboardInvalidInputError: 'InvalidParameterInput',
    InternalServiceFault: 'InternalServiceError',
  },
};

/** Several faults of a request stand on lines of their own. */
export const invalidParameterValue = (...messages: readonly string[]): AwsError =>
  new AwsError('InvalidParameterValueException', messages.join('\n'));
export const invalidParameterCombination = (...messages: readonly string[]): AwsError =>
  new AwsError('InvalidParameterCombinationException', messages.join('\n'));
export const missingParameter = (...messages: readonly string[]): AwsError =>
  new AwsError('MissingRequiredParameterException', messages.join('\n'));
export const validationFailed = (...messages: readonly string[]): AwsError =>
  new AwsError('ValidationError', messages.join('\n'));

/** `parameter` as Query spells it: `MetricData.member.1.Value`. */
export const requiredText = (parameter: string): string => `The parameter ${parameter} is required.`;
export const invalidValueText = (parameter: string, value: string | number): string =>
  `The value ${value} for parameter ${parameter} is invalid.`;
export const bothGivenText = (one: string, other: string): string =>
  `The parameters ${one} and ${other} are mutually exclusive and you have specified both.`;
export const tooManyText = (collection: string, most: number): string =>
  `The collection ${collection} must not have a size greater than ${most}.`;
export const notInSetText = (parameter: string, values: readonly (string | number)[]): string =>
  `The parameter ${parameter} must be a value in the set [ ${values.join(', ')} ].`;
export const badPeriodText = (parameter: string): string =>
  `The parameter ${parameter} must be a value in the set [ 1, 5, 10, 20, 30 ], or a multiple of 60.`;

export const tooManyDatapoints = (asked: number, most: number): AwsError =>
  invalidParameterCombination(
    `You have requested up to ${asked} datapoints, which exceeds the limit of ${most}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
  );
/** ListMetrics' and ListDashboards'. */
export const listTokenInvalid = (): AwsError => invalidParameterValue('Request parameter NextToken is invalid');
/** GetMetricData's. The text is our guess. */
export const nextTokenInvalid = (): AwsError => new AwsError('InvalidNextToken', 'Invalid nextToken');

export const dashboardNotFound = (name: string): AwsError =>
  new AwsError('DashboardNotFoundError', `Dashboard ${name} does not exist`, { status: 404 });
export interface DashboardFault {
  readonly dataPath: string;
  readonly message: string;
}
export const dashboardInvalid = (faults: readonly DashboardFault[]): AwsError =>
  new AwsError(
    'DashboardInvalidInputError',
    `The dashboard body is invalid, there are ${faults.length} validation errors:\n${JSON.stringify(faults, undefined, 2)}`,
    {
      members: {
        dashboardValidationMessages: faults.map(({ dataPath, message }) => ({ DataPath: dataPath, Message: message })),
      },
    },
  );

/** Of an ARN that names nothing there is. The text is our guess. */
export const taggedResourceNotFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Unable to find the resource ${arn}.`, {
    status: 404,
    members: { ResourceType: resourceTypeOf(arn), ResourceId: arn },
  });
const resourceTypeOf = (arn: string): string => /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:([a-z-]+)/.exec(arn)?.[1] ?? '';
/** The text is our guess. */
export const invalidArn = (arn: string): AwsError => invalidParameterValue(invalidValueText('ResourceARN', arn));
/** The text is our guess. */
export const tooManyTags = (most: number): AwsError =>
  invalidParameterValue(`A resource can have at most ${most} tags.`);
export const dashboardNameInvalid = (name: string): AwsError =>
  new AwsError(
    'DashboardInvalidInputError',
    `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).`,
  );
export const dashboardBodyNotJson = (): AwsError =>
  new AwsError('DashboardInvalidInputError', 'The field DashboardBody must be a valid JSON object');
export const unsupportedStatisticText = (statistic: string): string =>
  `The value ${statistic} for parameter ExtendedStatistic is not supported.`;
