import type { Code } from './lambda-function.js';

/** How a layer is named, within an account and a region. */
export interface LayerName {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export interface LayerVersionName extends LayerName {
  readonly version: number;
}

/** What the registry keeps of a layer, also when all of its versions are deleted: numbers are never given twice. */
export interface Layer extends LayerName {
  /** The number that was given last. */
  readonly lastVersion: number;
}

export interface LayerVersion extends LayerVersionName {
  readonly code: Code;
  readonly description: string;
  /** ms since the epoch */
  readonly created: number;
  /** Absent where none were given. */
  readonly runtimes?: readonly string[];
  readonly architectures?: readonly string[];
  readonly licenseInfo?: string;
}

const REFERENCE = /^(?:arn:[a-zA-Z0-9-]+:lambda:([a-zA-Z0-9-]+):(\d{12}):layer:)?([a-zA-Z0-9-_]+)$/;
const VERSION_ARN = /^arn:[a-zA-Z0-9-]+:lambda:([a-zA-Z0-9-]+):(\d{12}):layer:([a-zA-Z0-9-_]+):(\d{1,15})$/;

/** A layer by name or ARN, of the given account and region where it says none; undefined for what names no layer. */
export function parseLayerReference(
  text: string,
  here: { readonly account: string; readonly region: string },
): LayerName | undefined {
  const [, region = here.region, account = here.account, name] = REFERENCE.exec(text) ?? [];
  return name === undefined ? undefined : { account, region, name };
}

export function parseLayerVersionArn(arn: string): LayerVersionName | undefined {
  const [, region, account, name, version] = VERSION_ARN.exec(arn) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  return { account, region, name, version: Number(version) };
}
