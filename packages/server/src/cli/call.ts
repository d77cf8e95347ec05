import { request, type IncomingMessage } from 'node:http';
import type { Target } from './target.js';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** How long the server may be silent, ms. */
  readonly patience: number;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Asks the server something. @throws Unreachable when it does not answer, with a line to show */
export async function call({ host, port, url }: Target, { method, path, headers, patience }: Call): Promise<Reply> {
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request({ host, port, method, path, headers: headers as Record<string, string>, timeout: patience });
      sent.once('response', resolve).once('error', reject);
      sent.once('timeout', () => sent.destroy(new Error(`silent for ${patience / 1000} s`)));
      sent.end();
    });
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    throw new Unreachable(url, error);
  }
}

export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(url: string, cause: unknown) {
    const reason = codeOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
    super(
      reason === 'ECONNREFUSED'
        ? `Nothing listens at ${url}. Start it with: npx paddock up`
        : `What listens at ${url} does not answer as Paddock does (${reason})`,
      { cause },
    );
  }
}

function codeOf(error: unknown): string | undefined {
  // A name with several addresses fails with one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && 'code' in first && typeof first.code === 'string' ? first.code : undefined;
}

/** The message of an answer that is a refusal. */
export function messageOf({ body, status }: Reply): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) return String(parsed.message);
  } catch {
    // Not ours: its status says enough.
  }
  return `HTTP status ${status}`;
}
