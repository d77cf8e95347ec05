import type { AwsError, EncodedBody } from '@paddock/wire';

/** How AWS's front end answers a request that names no service or no protocol that it knows: a bare element. */
export function xmlError(error: AwsError): EncodedBody {
  const body = error.hasMessage
    ? `<${error.code}>\n  <Message>${escapeXml(error.message)}</Message>\n</${error.code}>\n`
    : `<${error.code}/>\n`;
  return { status: error.status === 400 ? 403 : error.status, headers: {}, body };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string): string => text.replace(/[&<>]/g, (character) => escapes[character] ?? '');
