import type { FunctionName } from './lambda-function.js';

/** How requests name a function: by name, by parts of an ARN or by a whole one, possibly with a qualifier. */
export interface FunctionReference {
  readonly name: string;
  /** Undefined where only a name was given. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** A version, an alias or `$LATEST`, where the reference has one. */
  readonly qualifier: string | undefined;
}

const REFERENCE =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:((?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/;

/** Undefined for what names no function. */
export function parseFunctionReference(text: string): FunctionReference | undefined {
  const [, region, account, name, qualifier] = REFERENCE.exec(text) ?? [];
  return name === undefined ? undefined : { name, account, region, qualifier };
}

/** Of a whole ARN; undefined for anything else. */
export function parseFunctionArn(arn: string): (FunctionName & { readonly qualifier: string | undefined }) | undefined {
  if (!arn.startsWith('arn:')) return undefined;
  const reference = parseFunctionReference(arn);
  if (reference?.account === undefined || reference.region === undefined) return undefined;
  const { account, region, name, qualifier } = reference;
  return { account, region, name, qualifier };
}

export const functionArn = ({ account, region, name }: FunctionName): string =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;

/** @param qualifier `$LATEST`, a version or an alias; the unqualified ARN without one */
export const qualifiedArn = (named: FunctionName, qualifier: string | undefined): string =>
  qualifier === undefined ? functionArn(named) : `${functionArn(named)}:${qualifier}`;

export const mappingArn = (account: string, region: string, uuid: string): string =>
  `arn:aws:lambda:${region}:${account}:event-source-mapping:${uuid}`;

export const layerArn = (account: string, region: string, name: string): string =>
  `arn:aws:lambda:${region}:${account}:layer:${name}`;

export const codeSigningConfigArn = (account: string, region: string, id: string): string =>
  `arn:aws:lambda:${region}:${account}:code-signing-config:${id}`;
