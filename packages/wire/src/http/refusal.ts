import { STATUS_CODES } from 'node:http';
import type { FixedBody, WireResponse } from './message.js';

/** An answer as bytes, for a client whose request was so broken that node made no response object for it. */
export function encodeRefusal(response: WireResponse, body: FixedBody): Buffer {
  const parts = typeof body === 'string' ? [Buffer.from(body)] : body instanceof Uint8Array ? [body] : body;
  const bytes = Buffer.concat(parts);
  let head = `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? 'Error'}\r\n`;
  for (const [name, value] of Object.entries(response.headers)) {
    if (name.toLowerCase() === 'content-length') continue;
    // Nothing checks these as node checks the headers of its responses.
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) throw new Error(`the header ${name} holds control characters`);
    head += `${name}: ${value}\r\n`;
  }
  head += `content-length: ${bytes.length}\r\nconnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}
