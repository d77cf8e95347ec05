import { request } from 'node:http';
import { signRequest } from '@paddock/wire';
import type { Answer } from '../../harness/raw.js';
import type { Child } from '../child.js';

/** StartLiveTail, left when its first bytes are there: a session that begins would last for hours. */
export function callLiveTail(child: Child, body: string | Uint8Array): Promise<Answer> {
  const headers = {
    host: `127.0.0.1:${child.port}`,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'Logs_20140328.StartLiveTail',
  };
  const signer = { accessKeyId: 'test', secret: 'test', region: 'us-east-1', service: 'logs', now: Date.now() };
  const signed = signRequest({ method: 'POST', path: '/', query: '', headers, body }, signer) as Record<string, string>;
  return new Promise((resolve, reject) => {
    const sent = request(child.url, {
      method: 'POST',
      headers: { ...signed, 'content-length': Buffer.byteLength(body) },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      const answered = (): void => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString('utf8');
        const json = response.statusCode === 200 ? undefined : (JSON.parse(text) as Record<string, unknown>);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, json });
      };
      response.on('error', () => undefined);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (response.statusCode !== 200) return;
        answered();
        response.destroy();
      });
      response.on('end', answered);
    });
    sent.end(body);
  });
}
