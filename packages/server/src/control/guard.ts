import {
  hostAllowed,
  isAuthFailure,
  isCrossSite,
  parseSignature,
  verifySignature,
  type WireRequest,
  type WireResponse,
} from '@paddock/wire';
import type { Config } from '../config.js';
import { isLoopback } from '../loopback.js';
import { refuse } from './answers.js';

/** What a browser sends to another site only after it has asked, and is then refused. */
export const CONTROL_HEADER = 'x-paddock-control';

/** The service and region in the scope of a signed control request. */
export const CONTROL_SCOPE = { service: 'paddock', region: 'us-east-1' } as const;

type Who = Pick<Config, 'host' | 'auth' | 'testControls' | 'allowedHosts' | 'rootAccessKeyId' | 'rootSecretAccessKey'>;

/**
 * Refuses what pages of other sites sent, and what a page sent whose name was made to resolve to this machine (DNS rebinding): Paddock
 * listens where every page that is open in a browser can reach it.
 */
export function refuseForeign(request: WireRequest, config: Who): WireResponse | undefined {
  if (!hostAllowed(request.headers.host, { names: config.allowedHosts })) {
    return refuse(403, 'This server does not answer to that Host; --allowed-hosts names further ones.');
  }
  return isCrossSite(request) ? refuse(403, 'Pages of other origins may not call this.') : undefined;
}

/**
 * Refuses a change that its sender may not make. It carries the header x-paddock-control, and the root key's signature (SigV4, service
 * `paddock`); the signature is not asked for on a loopback address with --test-controls, where tests must be able to call with anything,
 * or where authentication is relaxed.
 * @param now the real time, in ms since the epoch: signatures know nothing of a clock that tests have set
 */
export function refuseChange(request: WireRequest, config: Who, now: number): WireResponse | undefined {
  if (request.headers[CONTROL_HEADER] === undefined) {
    return refuse(403, `Send the header ${CONTROL_HEADER}: 1 along; web pages of other sites cannot.`);
  }
  return refuseUnsigned(request, config, now);
}

/** Refuses what does not carry the root key's signature, wherever one is asked for. @param now as for `refuseChange` */
export function refuseUnsigned(request: WireRequest, config: Who, now: number): WireResponse | undefined {
  if (config.auth === 'relaxed' || (config.testControls && isLoopback(config.host))) return undefined;
  const parsed = parseSignature(request);
  const failure = isAuthFailure(parsed)
    ? parsed
    : verifySignature(parsed, request, {
        secret: (id) => (id === config.rootAccessKeyId ? config.rootSecretAccessKey : undefined),
        service: CONTROL_SCOPE.service,
        body: request.body,
        now,
      });
  if (!failure) return undefined;
  const how = `SigV4, service ${CONTROL_SCOPE.service}, region ${CONTROL_SCOPE.region}`;
  const otherwise = isLoopback(config.host)
    ? '; or start the server with --test-controls, which takes it unsigned'
    : '';
  return refuse(403, `Sign this with the root key (${how})${otherwise}. What came: ${failure.message}`);
}
