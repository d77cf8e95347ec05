import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials, Identity } from './session.js';
import { endpointUrl, type Place } from './settings.js';

/**
 * STS's GetCallerIdentity, without STS's client: every start of the console waits for this one answer.
 * @throws StsError what STS answers; TypeError where nothing does
 */
export async function whoAmI(place: Place, credentials: Credentials, signal?: AbortSignal): Promise<Identity> {
  const first = await ask(place, credentials, undefined, signal);
  // A clock that goes wrong, here or there: by the server's it is the right time.
  const now = Date.parse(first.answer.headers.get('date') ?? '');
  const isLate = /<Code>(RequestExpired|SignatureDoesNotMatch|InvalidSignatureException)</.test(first.text);
  if (first.answer.ok || !isLate || Number.isNaN(now) || Math.abs(now - Date.now()) < 60_000) return read(first);
  return read(await ask(place, credentials, new Date(now), signal));
}

/** An error that STS answers, in the form of the SDK's. */
export class StsError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string | undefined };

  constructor(status: number, code: string, message: string, requestId: string | undefined) {
    super(message);
    this.name = code;
    this.$fault = status < 500 ? 'client' : 'server';
    this.$metadata = { httpStatusCode: status, requestId };
  }
}

interface Answer {
  readonly answer: Response;
  readonly text: string;
}

async function ask(
  { endpoint, region }: Place,
  credentials: Credentials,
  signingDate: Date | undefined,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const base = endpointUrl(endpoint, location.origin) ?? `https://sts.${region}.amazonaws.com`;
  const url = new URL(`${base.replace(/\/+$/, '')}/`);
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
  const signed = await signer.sign(
    {
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: {},
      headers: {
        host: url.host,
        'content-type': 'application/x-www-form-urlencoded',
        'x-amz-user-agent': 'paddock-console/1',
      },
      body,
    },
    signingDate === undefined ? {} : { signingDate },
  );
  // The browser writes this one itself.
  const { host: _, ...headers } = signed.headers;
  const answer = await fetch(url, { method: 'POST', headers, body, ...(signal === undefined ? {} : { signal }) });
  return { answer, text: await answer.text() };
}

function read({ answer, text }: Answer): Identity {
  const account = valueOf(text, 'Account');
  const arn = valueOf(text, 'Arn');
  if (answer.ok && account !== undefined && arn !== undefined) return { account, arn };
  const code = valueOf(text, 'Code') ?? `HTTP ${answer.status}`;
  const message = valueOf(text, 'Message') ?? `${answer.status} ${answer.statusText}`.trim();
  throw new StsError(answer.status, code, message, valueOf(text, 'RequestId'));
}

const valueOf = (xml: string, name: string): string | undefined => {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`, 'i').exec(xml)?.[1];
  return found?.replaceAll(/&(lt|gt|quot|apos|amp|#\d+|#x[\da-f]+);/gi, (_, entity: string) => entityText(entity));
};

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function entityText(entity: string): string {
  const lower = entity.toLowerCase();
  if (lower.startsWith('#x')) return String.fromCodePoint(Number.parseInt(lower.slice(2), 16));
  return lower.startsWith('#') ? String.fromCodePoint(Number(lower.slice(1))) : (named[lower] ?? '');
}
