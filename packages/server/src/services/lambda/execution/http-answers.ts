import type { IncomingMessage, ServerResponse } from 'node:http';

export type Headers = Record<string, string>;

export function answer(
  response: ServerResponse,
  status: number,
  body: string | Uint8Array,
  headers: Headers = {},
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': bytes.length });
  response.end(bytes);
}

export function accept(response: ServerResponse): void {
  answer(response, 202, '{"status":"OK"}\n');
}

export function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  answer(response, status, `${JSON.stringify({ errorMessage, errorType })}\n`);
}

export const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** What a request carries. @returns undefined when it is longer than `limit` bytes, or ended too soon */
export function readBody(
  request: IncomingMessage,
  limit: number,
  done: (body: Buffer | 'long' | 'short') => void,
): void {
  const pieces: Buffer[] = [];
  let size = 0;
  request.on('data', (piece: Buffer) => {
    size += piece.length;
    // The rest is taken and dropped, so that the answer can be read.
    if (size <= limit) pieces.push(piece);
    else pieces.length = 0;
  });
  let told = false;
  const tell = (body: Buffer | 'long' | 'short'): void => {
    if (!told) done(body);
    told = true;
  };
  request.on('end', () =>
    tell(size > limit ? 'long' : pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)),
  );
  request.on('error', () => tell('short'));
  request.on('close', () => tell('short'));
}
