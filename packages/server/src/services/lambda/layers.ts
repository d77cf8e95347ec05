import type { Infer } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { Versioned } from '../../runtime/versioned.js';
import type { LambdaContext } from './context.js';
import { layerArn } from './domain/arns.js';
import type { LayerReference } from './domain/lambda-function.js';
import {
  parseLayerReference,
  parseLayerVersionArn,
  type LayerName,
  type LayerVersion,
  type LayerVersionName,
} from './domain/layer.js';
import { noSuchResource } from './errors.js';
import { layerVersionNotFound, layerVersionTooSmall, layersOfRegion } from './errors-layers.js';
import { LayerStore } from './layer-store.js';
import type { GetLayerVersionResponse, LayerVersionsListItem } from './structures-layer.js';
import { lambdaTime } from './views.js';

export const layersIn = ({ store }: Pick<LambdaContext, 'store'>): LayerStore => new LayerStore(store.registry);

/** Which layer version a function's configuration names, as the function keeps it; undefined when there is none. Whether it may be read, the policies were asked before. */
export async function findLayerVersion(context: LambdaContext, arn: string): Promise<LayerReference | undefined> {
  const named = parseLayerVersionArn(arn);
  const found = named && (await layersIn(context).version(named));
  return found && { arn, ...found.value.code };
}

export const layerVersionArn = (named: LayerVersionName): string => `${arnOfLayer(named)}:${named.version}`;
export const arnOfLayer = ({ account, region, name }: LayerName): string => layerArn(account, region, name);

interface LayerInput {
  readonly LayerName: string;
}
interface LayerVersionInput extends LayerInput {
  readonly VersionNumber: number;
}

/** @throws ResourceNotFoundException for an ARN of another region */
export function namedLayer(input: LayerInput, request: Pick<RequestContext, 'principal' | 'region'>): LayerName {
  const here = { account: request.principal.account, region: request.region };
  const named = parseLayerReference(input.LayerName, here);
  // What the shape's pattern lets through names something.
  if (named === undefined) throw noSuchResource();
  if (named.region !== request.region) throw layersOfRegion(named.region, request.region);
  return named;
}

const namedVersion = (input: LayerVersionInput, request: RequestContext): LayerVersionName => ({
  ...namedLayer(input, request),
  version: input.VersionNumber,
});

/** The version that an operation is about. @throws InvalidParameterValueException for a number that none can have */
export function namedLayerVersion(input: LayerVersionInput, request: RequestContext): LayerVersionName {
  if (input.VersionNumber < 1) throw layerVersionTooSmall();
  return namedVersion(input, request);
}

/** @throws ResourceNotFoundException in the words of operations on permissions */
export async function findVersion(context: LambdaContext, named: LayerVersionName): Promise<Versioned<LayerVersion>> {
  const found = await layersIn(context).version(named);
  if (found === undefined) throw layerVersionNotFound(arnOfLayer(named), named.version);
  return found;
}

export const onLayer =
  (action: string) =>
  (_context: LambdaContext, input: LayerInput, request: RequestContext): AuthorizationNeed => ({
    action: `lambda:${action}`,
    resources: [arnOfLayer(namedLayer(input, request))],
  });

export const onLayerVersion =
  (action: string) =>
  (_context: LambdaContext, input: LayerVersionInput, request: RequestContext): AuthorizationNeed => ({
    action: `lambda:${action}`,
    resources: [layerVersionArn(namedVersion(input, request))],
  });

/** What lists are narrowed by: a version that says nothing of it matches nothing. */
export interface LayerFilter {
  readonly CompatibleRuntime?: string | undefined;
  readonly CompatibleArchitecture?: string | undefined;
}

export const matches = (
  { runtimes, architectures }: LayerVersion,
  { CompatibleRuntime: runtime, CompatibleArchitecture: architecture }: LayerFilter,
): boolean =>
  (runtime === undefined || runtimes?.includes(runtime) === true) &&
  (architecture === undefined || architectures?.includes(architecture) === true);

const scanned = 100;

/** Versions that match, newest first, after a number. */
export async function matchingVersions(
  context: LambdaContext,
  layer: LayerName,
  filter: LayerFilter,
  { after, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<LayerVersion[]> {
  const layers = layersIn(context);
  const found: LayerVersion[] = [];
  for (let last = after; found.length < limit;) {
    const page = await layers.versions(layer, { after: last, limit: scanned });
    found.push(...page.filter((version) => matches(version, filter)));
    if (page.length < scanned) break;
    last = page.at(-1)?.version;
  }
  return found.slice(0, limit);
}

/** Bytes of the zips of all layer versions of an account in a region. */
export async function layerCodeSize(context: LambdaContext, account: string, region: string): Promise<number> {
  const layers = layersIn(context);
  let size = 0;
  for (let after: string | undefined; ;) {
    const page = await layers.layers(account, region, { after, limit: scanned });
    for (const layer of page) {
      const versions = await matchingVersions(context, layer, {}, { limit: Number.MAX_SAFE_INTEGER });
      size += versions.reduce((sum, { code }) => sum + code.size, 0);
    }
    if (page.length < scanned) return size;
    after = page.at(-1)?.name;
  }
}

type ListItem = Infer<typeof LayerVersionsListItem>;

/** A version as lists show it. */
export const layerListItem = (version: LayerVersion): ListItem => ({
  LayerVersionArn: layerVersionArn(version),
  Version: version.version,
  Description: version.description,
  CreatedDate: lambdaTime(version.created),
  CompatibleRuntimes: version.runtimes as ListItem['CompatibleRuntimes'],
  LicenseInfo: version.licenseInfo,
  CompatibleArchitectures: version.architectures as ListItem['CompatibleArchitectures'],
});

/** A version as it is shown by itself, with a place where it can be downloaded for a while. */
export const layerVersionView = (
  context: LambdaContext,
  version: LayerVersion,
): Infer<typeof GetLayerVersionResponse> => ({
  Content: {
    Location: context.locations.locationOf(version.code.sha256, version.name),
    CodeSha256: version.code.sha256,
    CodeSize: version.code.size,
  },
  LayerArn: arnOfLayer(version),
  ...layerListItem(version),
});
