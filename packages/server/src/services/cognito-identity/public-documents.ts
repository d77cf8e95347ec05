import type { WireRequest, WireResponse } from '@paddock/wire';
import { openIdIssuer, type OpenIdKeys } from '../../identity/open-id-keys.js';

const discoveryPath = '/.well-known/openid-configuration';
const keysPath = '/.well-known/jwks_uri';

/**
 * What anyone may read, unsigned and from any page: who Cognito's tokens are from, and the key to verify them with. On AWS they are at
 * cognito-identity.amazonaws.com; here at this server, whichever name it is called by. Undefined for every other request.
 */
export function publicDocuments(
  keys: Pick<OpenIdKeys, 'jwks'>,
): (request: WireRequest) => Promise<WireResponse> | undefined {
  return (request) => {
    const { method, path } = request;
    if ((path !== discoveryPath && path !== keysPath) || (method !== 'GET' && method !== 'HEAD')) return undefined;
    return path === keysPath ? keys.jwks().then(json) : Promise.resolve(json(discovery(request)));
  };
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
function discovery({ headers }: WireRequest): object {
  const host = /^[\w.:[\]-]+$/.test(headers.host ?? '') ? headers.host : 'localhost';
  return {
    issuer: openIdIssuer,
    jwks_uri: `http://${host}${keysPath}`,
    authorization_endpoint: `http://${host}/`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** AWS lets the keys be kept for 30 days; here a reset makes new ones. */
const json = (document: object): WireResponse => ({
  status: 200,
  headers: {
    'content-type': 'application/json',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
  },
  body: JSON.stringify(document),
});
