import { list, required, structure } from '@paddock/wire';
import { onAnything } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName, ListApplicationsInputLimit } from '../../shapes.js';
import { ApplicationSummary, applicationSummary } from '../../views-v2.js';

const defaultLimit = 50;

/**
 * Lists the older API's applications, too. AWS's model gives the token the bounds of an application's name: it is the last one that was listed.
 * https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_ListApplications.html
 */
export const listApplications = operation({
  name: 'ListApplications',
  input: structure('ListApplicationsRequest', { Limit: ListApplicationsInputLimit, NextToken: ApplicationName }),
  output: structure('ListApplicationsResponse', {
    ApplicationSummaries: required(list(ApplicationSummary)),
    NextToken: ApplicationName,
  }),
  errors: ['InvalidRequestException'],
  needs: onAnything('ListApplications'),
  run({ store }, { Limit: limit = defaultLimit, NextToken: start = '' }, request) {
    const all = store.applications(request.principal.account, request.region);
    const following = all.filter(({ name }) => name > start);
    const listed = following.slice(0, limit);
    return {
      ApplicationSummaries: listed.map(applicationSummary),
      ...(following.length > limit ? { NextToken: listed.at(-1)?.name } : {}),
    };
  },
});
