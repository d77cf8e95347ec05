import type { Protocol } from '../protocol.js';
import { cborProtocol } from './cbor.js';
import { jsonProtocol } from './json.js';

/**
 * The protocols that a request names by its content type. Beside them: Query is the service's own, as its answers name the service's
 * namespace, and is found by Action and Version; REST-JSON and REST-XML are found by the service's routes; RPCv2-CBOR is told by its path and the header smithy-protocol, as its content type is plain application/cbor.
 */
const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['application/x-amz-json-1.0', jsonProtocol({ version: '1.0' })],
  ['application/x-amz-json-1.1', jsonProtocol({ version: '1.1' })],
  ['application/x-amz-cbor-1.1', cborProtocol()],
]);

/** The protocol of a content type, parameters such as a charset ignored as AWS ignores them; undefined if it names none. */
export function protocolByContentType(contentType: string | undefined): Protocol | undefined {
  const [type = ''] = (contentType ?? '').split(';', 1);
  return PROTOCOLS.get(type.trim().toLowerCase());
}
