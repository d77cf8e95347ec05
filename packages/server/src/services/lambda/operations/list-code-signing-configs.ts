import { query, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { codeSigningConfigs, codeSigningConfigView } from '../code-signing.js';
import { pageFrom } from '../paging.js';
import { MaxListItems, text } from '../shapes.js';
import { CodeSigningConfigList } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListCodeSigningConfigs.html */
export const listCodeSigningConfigs = operation({
  name: 'ListCodeSigningConfigs',
  http: { method: 'GET', path: '/2020-04-22/code-signing-configs', status: 200 },
  input: structure('ListCodeSigningConfigsRequest', {
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxListItems),
  }),
  output: structure('ListCodeSigningConfigsResponse', {
    NextMarker: text,
    CodeSigningConfigs: CodeSigningConfigList,
  }),
  errors: ['InvalidParameterValueException', 'ServiceException'],
  needs: onAnything('ListCodeSigningConfigs'),
  async run(context, input, { principal: { account }, region }) {
    const page = await pageFrom(
      input,
      (after, limit) =>
        codeSigningConfigs(context, account, region, { limit, ...(after === undefined ? {} : { after }) }),
      ({ id }) => id,
    );
    return { CodeSigningConfigs: page.items.map(codeSigningConfigView), NextMarker: page.NextMarker };
  },
});
