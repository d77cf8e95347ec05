import type { Json } from './model.js';
import { commandName, services } from './services.js';

/** What was called, as the log shows it. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  /** In AWS's member names; blobs in base64, times in ISO 8601, secrets as `***`. */
  readonly input: Json | undefined;
  readonly region: string;
  /** `http://localhost:4566` */
  readonly endpoint: string;
  /** Whether nobody had signed it. */
  readonly isAnonymous: boolean;
}

/**
 * The AWS CLI's command (version 2) that makes the same call, for a POSIX shell; undefined where the CLI has none. Of an object's body a first line makes a file.
 */
export function cliCommand({ service, operation, input, region, endpoint, isAnonymous }: Call): string | undefined {
  const known = services[service];
  if (known === undefined || operation === '' || known.notInCli?.includes(operation) === true) return undefined;
  const members = isObject(input) ? input : {};
  const { Body: body, ...rest } = members;
  const isUpload = service === 's3' && (operation === 'PutObject' || operation === 'UploadPart');
  const hasFile = isUpload && typeof body === 'string' && body !== '';
  const given = isUpload ? rest : members;
  const takesFlags = known.flagsOnly?.includes(operation) === true;
  const words = [
    'aws',
    known.cli,
    commandName(operation),
    ...(takesFlags ? flags(given) : Object.keys(given).length > 0 ? ['--cli-input-json', JSON.stringify(given)] : []),
    ...(hasFile ? ['--body', 'body.bin'] : []),
    ...(operation === 'CreateVirtualMFADevice' ? ['--outfile', 'mfa.png', '--bootstrap-method', 'QRCodePNG'] : []),
    // Scans and queries would be read to the last page.
    ...(operation === 'Scan' || operation === 'Query' ? ['--no-paginate'] : []),
    ...(isAnonymous ? ['--no-sign-request'] : []),
    '--endpoint-url',
    endpoint,
    ...(region === '' ? [] : ['--region', region]),
    ...(known.outfile?.includes(operation) === true ? [service === 'lambda' ? 'response.json' : 'object.bin'] : []),
  ];
  const command = words.map(quoted).join(' ');
  return hasFile ? `printf %s ${quoted(body)} | base64 --decode > body.bin\n${command}` : command;
}

/** For operations that take no JSON: those whose answer goes into a file. */
const flags = (input: { readonly [name: string]: Json }): readonly string[] =>
  Object.entries(input).flatMap(([name, value]): string[] => {
    const flag = `--${commandName(name)}`;
    if (value === null) return [];
    if (value === true) return [flag];
    if (value === false) return [`--no-${commandName(name)}`];
    return [flag, typeof value === 'object' ? JSON.stringify(value) : String(value)];
  });

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One word for a POSIX shell, whatever is in it. */
export const quoted = (word: string): string =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Where secrets were taken out: `Environment.Variables.KEY`. Such a call cannot be made again as it was. */
export function redactedMembers(input: Json | undefined, path = ''): readonly string[] {
  if (typeof input === 'string') return /^\*\*\*( \(\d+ bytes\))?$/.test(input) ? [path] : [];
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, value]: [string, Json]) =>
    redactedMembers(value, Array.isArray(input) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`),
  );
}
