import { boolean, required, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed, RequestContext } from '../../../request-context.js';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { byName } from '../domain/by-name.js';
import { parseDestination, vendorOf } from '../domain/destination.js';
import type { SubscriptionFilter } from '../domain/log-group.js';
import {
  crossAccountLambda,
  invalidArn,
  limitExceeded,
  noRoleFor,
  roleNotAllowed,
  unknownVendor,
  wrongClass,
} from '../errors.js';
import { checkRegexFilters, compilePattern } from '../filter-pattern.js';
import {
  DestinationArn,
  Distribution,
  EmitSystemFields,
  FieldSelectionCriteria,
  FilterName,
  FilterPattern,
  LogGroupName,
  RoleArn,
} from '../shapes.js';
import { putMetricFilter } from './put-metric-filter.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html */
export const putSubscriptionFilter = operation({
  name: 'PutSubscriptionFilter',
  input: structure('PutSubscriptionFilterRequest', {
    logGroupName: required(LogGroupName),
    filterName: required(FilterName),
    filterPattern: required(FilterPattern),
    destinationArn: required(DestinationArn),
    roleArn: RoleArn,
    distribution: Distribution,
    applyOnTransformedLogs: boolean,
    fieldSelectionCriteria: FieldSelectionCriteria,
    emitSystemFields: EmitSystemFields,
  }),
  output: undefined,
  errors: putMetricFilter.errors,
  needs(context, input, request): AuthorizationNeed[] {
    const keys = keysOf({ 'logs:destinationarn': input.destinationArn });
    const need = { ...onGroup('PutSubscriptionFilter')(context, input, request), keys };
    const passed = keysOf({ 'iam:passedtoservice': `logs.${request.region}.amazonaws.com` });
    // A destination's own policy lets other accounts in.
    const all =
      vendorOf(input.destinationArn) === 'logs' ? [need, { ...need, resources: [input.destinationArn] }] : [need];
    return input.roleArn === undefined
      ? all
      : [...all, { action: 'iam:PassRole', resources: [input.roleArn], keys: passed }];
  },
  async run({ groups, destinations, quotas, clock, ids }, input, request) {
    const { filterName: name, destinationArn, roleArn } = input;
    checkDestination(destinationArn, roleArn, request);
    compilePattern(input.filterPattern);
    const named = ownGroup(input.logGroupName, request);
    // AWS says the same of a function that is not there as of another account's, before it looks for the group.
    if (vendorOf(destinationArn) === 'lambda' && !(await destinations.hasFunction(named, destinationArn)))
      throw crossAccountLambda();
    const { group } = await groups.find(named);
    if (group.class !== 'STANDARD') throw wrongClass();
    const hasRoom = (filters: readonly SubscriptionFilter[]): boolean =>
      filters.filter((other) => other.name !== name).length < quotas.subscriptions;
    if (!hasRoom(group.subscriptions)) throw limitExceeded();
    const target = { destinationArn, ...(roleArn === undefined ? {} : { roleArn }) };
    await destinations.test(named, target);
    await groups.changeFeeds(named, (current) => {
      if (!hasRoom(current.subscriptions)) throw limitExceeded();
      const before = current.subscriptions.find((filter) => filter.name === name);
      const filter: SubscriptionFilter = {
        id: before?.id ?? ids.hex(16),
        name,
        pattern: input.filterPattern,
        created: before?.created ?? clock.now(),
        ...target,
        distribution: input.distribution ?? 'ByLogStream',
        applyOnTransformedLogs: input.applyOnTransformedLogs === true,
        ...(input.fieldSelectionCriteria === undefined ? {} : { fieldSelectionCriteria: input.fieldSelectionCriteria }),
        ...(input.emitSystemFields === undefined ? {} : { emitSystemFields: input.emitSystemFields }),
      };
      const others = current.subscriptions.filter((other) => other !== before);
      const changed = { ...current, subscriptions: [...others, filter].sort(byName) };
      checkRegexFilters(changed, quotas.regexFilters);
      return changed;
    });
  },
});

/** @throws what AWS says about a destination before it looks at the group */
function checkDestination(arn: string, roleArn: string | undefined, { principal, region }: RequestContext): void {
  const parts = parseDestination(arn);
  if (parts === undefined) throw invalidArn(arn);
  const vendor = vendorOf(arn);
  switch (vendor) {
    case 'lambda':
      if (parts.account !== principal.account || parts.region !== region) throw crossAccountLambda();
      if (roleArn !== undefined) throw roleNotAllowed(vendor);
      return;
    case 'kinesis':
    case 'firehose':
      if (roleArn === undefined) throw noRoleFor(vendor);
      return;
    case 'logs':
      return;
    default:
      throw unknownVendor(parts.service);
  }
}
