import { boolean, required, structure } from '@paddock/wire';
import { findApplication, namedApplication, onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { ApplicationDetail, applicationDetail } from '../../views-v2.js';

/** The additional details that can be asked for are Flink's. https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DescribeApplication.html */
export const describeApplication = operation({
  name: 'DescribeApplication',
  input: structure('DescribeApplicationRequest', {
    ApplicationName: required(ApplicationName),
    IncludeAdditionalDetails: boolean,
  }),
  output: structure('DescribeApplicationResponse', { ApplicationDetail: required(ApplicationDetail) }),
  errors: ['ResourceNotFoundException', 'InvalidArgumentException', 'InvalidRequestException'],
  needs: onApplication('DescribeApplication'),
  async run(context, input, request) {
    const { value } = await findApplication(context, namedApplication(input, request));
    return { ApplicationDetail: applicationDetail(value) };
  },
});
