import { integer, required, structure } from '@paddock/wire';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { notARetention } from '../errors.js';
import { LogGroupName } from '../shapes.js';

/** In days. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const putRetentionPolicy = operation({
  name: 'PutRetentionPolicy',
  input: structure('PutRetentionPolicyRequest', {
    logGroupName: required(LogGroupName),
    retentionInDays: required(integer()),
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'OperationAbortedException',
    'ServiceUnavailableException',
  ],
  needs: onGroup('PutRetentionPolicy'),
  async run({ groups, retention }, { logGroupName, retentionInDays }, request) {
    // The model knows no bounds; AWS's answer is that of a constraint.
    if (!retentions.includes(retentionInDays)) throw notARetention(retentionInDays, retentions);
    const group = await groups.change(ownGroup(logGroupName, request), (current) => ({ ...current, retentionInDays }));
    await retention.rearm(group);
  },
});
