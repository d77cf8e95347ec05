import { AwsError } from '@paddock/wire';

export const alarmNotFound = (message = ''): AwsError => new AwsError('ResourceNotFound', message, { status: 404 });
export const reasonDataNotJson = (): AwsError =>
  new AwsError('InvalidFormatFault', 'StateReasonData was not syntactically valid JSON');
/** The text is our guess. */
export const tooManyAlarms = (most: number): AwsError =>
  new AwsError('LimitExceededFault', `The maximum number of alarms (${most}) has been reached`);
/** Of DescribeAlarms and DescribeAlarmHistory. The text is our guess. */
export const alarmTokenInvalid = (): AwsError => new AwsError('InvalidNextToken', 'Invalid nextToken');
