import { required, structure } from '@paddock/wire';
import { checkIsOlder, findApplication, namedApplication, onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { ApplicationDetail, applicationDetail } from '../../views-v1.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_DescribeApplication.html */
export const describeApplication = operation({
  name: 'DescribeApplication',
  input: structure('DescribeApplicationRequest', { ApplicationName: required(ApplicationName) }),
  output: structure('DescribeApplicationResponse', { ApplicationDetail: required(ApplicationDetail) }),
  errors: ['ResourceNotFoundException', 'UnsupportedOperationException'],
  needs: onApplication('DescribeApplication'),
  async run(context, input, request) {
    const { value } = await findApplication(context, namedApplication(input, request));
    checkIsOlder(value);
    return { ApplicationDetail: applicationDetail(value) };
  },
});
