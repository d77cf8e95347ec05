import { crc32 } from 'node:zlib';
import type { WireRequest, WireResponse } from '@paddock/wire';

/**
 * What DynamoDB answers to a GET of any path, and load balancers ask for. DynamoDB shares its address with other services here, so it is asked by the host
 * that a request names or by what it is signed for; undefined for any other request.
 */
export function healthText({ method, headers }: WireRequest): WireResponse | undefined {
  if (method !== 'GET' || headers['x-amz-target'] !== undefined) return undefined;
  const { authorization, host } = headers;
  const region = OF_HOST.exec(host ?? '')?.[1] ?? OF_SCOPE.exec(authorization ?? '')?.[1];
  if (region === undefined) return undefined;
  const body = `healthy: dynamodb.${region}.amazonaws.com `;
  return {
    status: 200,
    headers: { 'content-length': String(body.length), 'x-amz-crc32': String(crc32(body)) },
    body,
  };
}

// Both within bounds, as every caller chooses them.
const OF_HOST = /^dynamodb\.([a-z0-9-]{1,32})\./;
const OF_SCOPE = /^AWS4-HMAC-SHA256 Credential=[^/]{1,128}\/\d{8}\/([a-z0-9-]{1,32})\/dynamodb\/aws4_request,/;
