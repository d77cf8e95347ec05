import { decodeDocument } from '../decode.js';
import { decodeQuery } from '../decode-query.js';
import { element, encodeXml, escapeXml, textElement } from '../encode-xml.js';
import { AwsError } from '../errors.js';
import { formTexts } from '../form.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody, Protocol, RequestHead } from '../protocol.js';
import type { Infer, StructureShape } from '../shapes.js';
import { reply } from './json.js';
import type { QueryCompatible } from './query-compatible.js';

/** The namespace of what AWS's front end says itself, before an operation is known. */
const FAULT_NAMESPACE = 'http://webservices.amazon.com/AWSFault/2005-15-09';

export interface QueryOptions {
  readonly xmlNamespace?: string;
  /** Where the service speaks other protocols too, in which errors have other codes: see `QueryCompatible`. */
  readonly queryCompatible?: QueryCompatible;
}

/**
 * AWS's Query protocol: parameters in a form-urlencoded body or in the query string, answers in XML. Which operation is meant say the
 * parameters Action and Version: see `queryTarget`. Without an operation's output shape there is no `Result` element.
 */
export function queryProtocol({ xmlNamespace = FAULT_NAMESPACE, queryCompatible }: QueryOptions = {}): Protocol {
  return {
    name: 'query',
    decode<S extends StructureShape>(shape: S, head: RequestHead, body: Uint8Array): Infer<S> {
      return decodeQuery<S>(shape, formTexts(head, body));
    },
    encode(shape: StructureShape | undefined, output: unknown, { operation, requestId }) {
      const result = shape === undefined ? '' : encodeXml(`${operation}Result`, shape, valueOf(shape, output), 1);
      const metadata = element('ResponseMetadata', textElement('RequestId', requestId, 2), 1);
      return replyXml(200, `${operation}Response`, xmlNamespace, result + metadata);
    },
    encodeError(error, { requestId }) {
      const namespace = error.code === INVALID_ACTION ? FAULT_NAMESPACE : xmlNamespace;
      const content =
        textElement('Type', error.fault === 'client' ? 'Sender' : 'Receiver', 2) +
        textElement('Code', queryCompatible?.codes[error.code] ?? error.code, 2) +
        (error.hasMessage ? textElement('Message', error.message, 2) : '') +
        Object.entries(error.members)
          .map(([name, member]) => errorMember(name, member, 2))
          .join('');
      const body = element('Error', content, 1) + textElement('RequestId', requestId, 1);
      return replyXml(error.status, 'ErrorResponse', namespace, body);
    },
  };
}

const INVALID_ACTION = 'InvalidAction';

/** The Action and Version together name no operation. `version` is undefined for a request that has none. */
export const invalidAction = (action: string, version: string | undefined): AwsError =>
  new AwsError(INVALID_ACTION, `Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`);

/** A request without an Action. AWS documents this error, though STS and IAM redirect to their product page instead. */
export const missingAction = (): AwsError =>
  new AwsError('MissingAction', 'The request is missing an action or a required parameter.');

function valueOf(shape: StructureShape, output: unknown): unknown {
  if (!(output instanceof Preencoded)) return output ?? {};
  const document: unknown = JSON.parse(Buffer.concat(output.json, output.length).toString('utf8'));
  return decodeDocument(shape, document, 'json');
}

/** The members of errors are modelled nowhere here: they are written as the values that they are. */
function errorMember(name: string, value: unknown, depth: number): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    return element(name, value.map((item) => errorMember('member', item, depth + 1)).join(''), depth);
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([member, set]) => errorMember(member, set, depth + 1));
    return element(name, members.join(''), depth);
  }
  return textElement(name, String(value as string | number | boolean), depth);
}

function replyXml(status: number, name: string, namespace: string, content: string): EncodedBody {
  const body = `<${name} xmlns="${escapeXml(namespace)}">\n${content}</${name}>\n`;
  return reply(status, 'text/xml', body, Buffer.byteLength(body));
}
