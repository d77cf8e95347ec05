import { boolean, required, structure, type Infer } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import type { ArchivedDatum } from '../archive/metric-archive.js';
import { operation } from '../context.js';
import { toArchive } from '../incoming-data.js';
import { missingParameter, requiredText, invalidParameterValue, invalidValueText, tooManyText } from '../errors.js';
import { assertParameters } from '../parameter-validation.js';
import { EntityMetricDataList, MetricData, Namespace } from '../shapes.js';

const input = structure('PutMetricDataInput', {
  Namespace: required(Namespace),
  MetricData,
  EntityMetricData: EntityMetricDataList,
  StrictEntityValidation: boolean,
});

const MOST = 1_000;
/** Of a body, whose gzip is undone, bytes. */
const LARGEST = 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export const putMetricData = operation({
  name: 'PutMetricData',
  input,
  output: undefined,
  errors: ['InvalidParameterValue', 'MissingParameter', 'InvalidParameterCombination', 'InternalServiceError'],
  inflates: LARGEST,
  validate(request) {
    const { MetricData: data, EntityMetricData: entities } = request;
    const count = (data?.length ?? 0) + (entities ?? []).reduce((sum, one) => sum + (one.MetricData?.length ?? 0), 0);
    // Before its members are looked at: a request may hold any number of them.
    if (count > MOST) throw invalidParameterValue(tooManyText('MetricData', MOST));
    assertParameters(input, request);
    if (count === 0) throw missingParameter(requiredText('MetricData'));
    if (/^AWS\//i.test(request.Namespace)) {
      throw invalidParameterValue(invalidValueText('Namespace', request.Namespace));
    }
  },
  needs: (_, { Namespace: namespace }) => ({
    action: 'cloudwatch:PutMetricData',
    resources: ['*'],
    keys: keysOf({ 'cloudwatch:namespace': namespace }),
  }),
  async run({ archive, clock }, request, { principal, region }) {
    await archive.add({ account: principal.account, region }, dataOf(request, clock.now()));
  },
});

function dataOf(request: Infer<typeof input>, now: number): ArchivedDatum[] {
  const { Namespace: namespace, MetricData: data = [], EntityMetricData: entities = [] } = request;
  const listed = [
    { path: 'MetricData', data },
    ...entities.map((entity, index) => ({
      path: `EntityMetricData.member.${index + 1}.MetricData`,
      data: entity.MetricData ?? [],
    })),
  ];
  return toArchive(namespace, listed, now);
}
