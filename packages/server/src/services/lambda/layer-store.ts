import type { Json, Registry, RegistryChange } from '@paddock/store';
import type { Versioned } from '../../runtime/versioned.js';
import type { ResourcePolicy } from './domain/lambda-function.js';
import type { Layer, LayerName, LayerVersion, LayerVersionName } from './domain/layer.js';

/** The registry's keys of layers, of their versions and of the policies of these. Nothing else knows them. */
const layersPrefix = 'lambda/layer/';
const versionsPrefix = 'lambda/layer-version/';
export const layerPoliciesPrefix = 'lambda/layer-policy/';

const scope = ({ account, region }: Pick<LayerName, 'account' | 'region'>): string => `${account}/${region}/`;
const layerKey = (named: LayerName): string => `${layersPrefix}${scope(named)}${named.name}`;
const versionPrefix = (named: LayerName): string => `${versionsPrefix}${scope(named)}${named.name}/`;
// Counted down, so that the newest stands first, as layer versions are listed.
const countedDown = (version: number): string => String(999_999_999_999_999 - version).padStart(15, '0');
const versionKey = (named: LayerName, version: number): string => versionPrefix(named) + countedDown(version);
export const layerPolicyKey = (named: LayerVersionName): string =>
  `${layerPoliciesPrefix}${scope(named)}${named.name}/${named.version}`;

const json = (value: object): Json => value as Json;

/** Layers and their versions. They are read seldom: when they are asked for, and when a function's configuration names them. */
export class LayerStore {
  readonly registry: Registry;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  async layer(named: LayerName): Promise<Versioned<Layer> | undefined> {
    const entry = await this.registry.get(layerKey(named));
    return entry && { value: entry.value as unknown as Layer, version: entry.version };
  }

  /** In the order of their names' bytes. @param after a layer's name */
  async layers(
    account: string,
    region: string,
    options: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<Layer[]> {
    const prefix = layersPrefix + scope({ account, region });
    const entries = await this.registry.list(prefix, {
      limit: options.limit,
      ...(options.after === undefined ? {} : { after: prefix + options.after }),
    });
    return entries.map(({ value }) => value as unknown as Layer);
  }

  async version(named: LayerVersionName): Promise<Versioned<LayerVersion> | undefined> {
    const entry = await this.registry.get(versionKey(named, named.version));
    return entry && { value: entry.value as unknown as LayerVersion, version: entry.version };
  }

  /** Newest first. @param after a version's number */
  async versions(
    named: LayerName,
    options: { readonly after?: number | undefined; readonly limit: number },
  ): Promise<LayerVersion[]> {
    const entries = await this.registry.list(versionPrefix(named), {
      limit: options.limit,
      ...(options.after === undefined ? {} : { after: versionKey(named, options.after) }),
    });
    return entries.map(({ value }) => value as unknown as LayerVersion);
  }

  async policy(named: LayerVersionName): Promise<Versioned<ResourcePolicy> | undefined> {
    const entry = await this.registry.get(layerPolicyKey(named));
    return entry && { value: entry.value as unknown as ResourcePolicy, version: entry.version };
  }

  /** @param ifVersion 0 for a layer that is not there yet */
  putLayer(layer: Layer, ifVersion: number): RegistryChange {
    return { put: layerKey(layer), value: json(layer), ifVersion };
  }

  putVersion(version: LayerVersion): RegistryChange {
    return { put: versionKey(version, version.version), value: json(version), ifVersion: 0 };
  }

  /** With its policy. */
  deleteVersion(named: LayerVersionName, ifVersion: number): RegistryChange[] {
    return [{ delete: versionKey(named, named.version), ifVersion }, { delete: layerPolicyKey(named) }];
  }

  /** Conflicts when the version went meanwhile. @param policy undefined for none any more @param ifVersion the policy's; 0 where there was none */
  setPolicy(version: Versioned<LayerVersion>, policy: ResourcePolicy | undefined, ifVersion: number): RegistryChange[] {
    const key = layerPolicyKey(version.value);
    const own = versionKey(version.value, version.value.version);
    return [
      { put: own, value: json(version.value), ifVersion: version.version },
      policy === undefined ? { delete: key, ifVersion } : { put: key, value: json(policy), ifVersion },
    ];
  }
}
