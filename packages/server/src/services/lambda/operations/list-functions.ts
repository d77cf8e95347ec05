import { query, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation, type LambdaContext } from '../context.js';
import type { LambdaFunction } from '../domain/lambda-function.js';
import { invalidParameter } from '../errors.js';
import { pageFrom } from '../paging.js';
import { FunctionVersion, MasterRegion, MaxListItems, text } from '../shapes.js';
import { FunctionList } from '../structures-function.js';
import { listedView, type ConfigurationView } from '../views.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = operation({
  name: 'ListFunctions',
  http: { method: 'GET', path: '/2015-03-31/functions', status: 200 },
  input: structure('ListFunctionsRequest', {
    MasterRegion: query('MasterRegion', MasterRegion),
    FunctionVersion: query('FunctionVersion', FunctionVersion),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxListItems),
  }),
  output: structure('ListFunctionsResponse', { NextMarker: text, Functions: FunctionList }),
  errors: ['InvalidParameterValueException', 'ServiceException', 'TooManyRequestsException'],
  needs: onAnything('ListFunctions'),
  async run(context, input, { principal: { account }, region }) {
    if (input.MasterRegion !== undefined) {
      if (input.FunctionVersion !== 'ALL')
        throw invalidParameter('FunctionVersion must be set to ALL when MasterRegion is specified.');
      // Replicas of Lambda@Edge, of which there are none.
      if (input.MasterRegion !== 'ALL' && input.MasterRegion !== region) return { Functions: [] };
    }
    const list = (after: string | undefined, limit: number) =>
      context.store.functions(account, region, { limit, ...(after === undefined ? {} : { after }) });
    if (input.FunctionVersion !== 'ALL') {
      const page = await pageFrom(input, list, ({ name }) => name);
      return {
        Functions: page.items.map((owner) => listedView(owner, owner.latest, undefined)),
        NextMarker: page.NextMarker,
      };
    }
    const page = await pageFrom(
      input,
      (after, limit) => versionsFrom(context, account, region, after, limit),
      ({ key }) => key,
    );
    return { Functions: page.items.map(({ view }) => view), NextMarker: page.NextMarker };
  },
});

/** A version, and where it stands among all of an account's: its function's name, and its number. */
interface Listed {
  readonly key: string;
  readonly view: ConfigurationView;
}

async function versionsFrom(
  context: LambdaContext,
  account: string,
  region: string,
  after: string | undefined,
  limit: number,
): Promise<Listed[]> {
  const { store } = context;
  const found: Listed[] = [];
  const [afterName, afterVersion = ''] = after?.split('/') ?? [];
  const add = async (owner: LambdaFunction, from: string | undefined): Promise<void> => {
    const listed = (version: LambdaFunction['latest']): Listed => ({
      key: `${owner.name}/${version.version}`,
      view: listedView(owner, version, version.version),
    });
    if (from === undefined) found.push(listed(owner.latest));
    const published = await store.versions(owner, {
      limit: limit - found.length + 1,
      ...(from === undefined || from === '$LATEST' ? {} : { after: from }),
    });
    found.push(...published.map(listed));
  };
  if (afterName !== undefined) {
    const owner = await store.function({ account, region, name: afterName });
    if (owner !== undefined) await add(owner.value, afterVersion);
  }
  let name = afterName;
  while (found.length < limit) {
    const owners = await store.functions(account, region, { limit, ...(name === undefined ? {} : { after: name }) });
    for (const owner of owners) {
      if (found.length >= limit) break;
      await add(owner, undefined);
    }
    name = owners.at(-1)?.name;
    if (owners.length < limit) break;
  }
  return found.slice(0, limit);
}
