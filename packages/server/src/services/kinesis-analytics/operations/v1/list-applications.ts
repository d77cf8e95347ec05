import { boolean, list, required, structure } from '@paddock/wire';
import { onAnything } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName, ListApplicationsInputLimit } from '../../shapes.js';
import { ApplicationSummary, applicationSummary } from '../../views-v1.js';

const defaultLimit = 50;

/** Lists the newer API's applications, too. https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_ListApplications.html */
export const listApplications = operation({
  name: 'ListApplications',
  input: structure('ListApplicationsRequest', {
    Limit: ListApplicationsInputLimit,
    ExclusiveStartApplicationName: ApplicationName,
  }),
  output: structure('ListApplicationsResponse', {
    ApplicationSummaries: required(list(ApplicationSummary)),
    HasMoreApplications: required(boolean),
  }),
  errors: [],
  needs: onAnything('ListApplications'),
  run({ store }, { Limit: limit = defaultLimit, ExclusiveStartApplicationName: start = '' }, request) {
    const all = store.applications(request.principal.account, request.region);
    const following = all.filter(({ name }) => name > start);
    return {
      ApplicationSummaries: following.slice(0, limit).map(applicationSummary),
      HasMoreApplications: following.length > limit,
    };
  },
});
