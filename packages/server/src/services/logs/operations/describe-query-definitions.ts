import { integer, list, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { pageOf } from '../listing.js';
import {
  LogGroupName,
  NextToken,
  QueryDefinitionName,
  QueryDefinitionString,
  QueryId,
  QueryLanguage,
  QueryParameterList,
  Timestamp,
} from '../shapes.js';

const defaultResults = 1000;

const QueryDefinitionShape = structure('QueryDefinition', {
  queryLanguage: QueryLanguage,
  queryDefinitionId: QueryId,
  name: QueryDefinitionName,
  queryString: QueryDefinitionString,
  lastModified: Timestamp,
  logGroupNames: list(LogGroupName),
  parameters: QueryParameterList,
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueryDefinitions.html */
export const describeQueryDefinitions = operation({
  name: 'DescribeQueryDefinitions',
  input: structure('DescribeQueryDefinitionsRequest', {
    queryLanguage: QueryLanguage,
    queryDefinitionNamePrefix: QueryDefinitionName,
    maxResults: integer({ min: 1, max: 1000 }),
    nextToken: NextToken,
  }),
  output: structure('DescribeQueryDefinitionsResponse', {
    queryDefinitions: list(QueryDefinitionShape),
    nextToken: NextToken,
  }),
  errors: ['InvalidParameterException', 'ServiceUnavailableException'],
  needs: onAnything('DescribeQueryDefinitions'),
  async run(context, input, { principal: { account }, region }) {
    const all = await context.store.queryDefinitions(account, region);
    const key = ({ name, id }: { name: string; id: string }): string => `${name}\0${id}`;
    const found = all
      .filter(
        ({ name, language }) =>
          name.startsWith(input.queryDefinitionNamePrefix ?? '') &&
          (input.queryLanguage === undefined || language === input.queryLanguage),
      )
      .sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const { page, nextToken } = pageOf(context, 'DescribeQueryDefinitions', found, key, {
      limit: input.maxResults ?? defaultResults,
      nextToken: input.nextToken,
    });
    return {
      queryDefinitions: page.map((definition) => ({
        queryLanguage: definition.language,
        queryDefinitionId: definition.id,
        name: definition.name,
        queryString: definition.queryString,
        lastModified: definition.modified,
        logGroupNames: definition.logGroupNames,
        parameters: definition.parameters,
      })),
      nextToken,
    };
  },
});
