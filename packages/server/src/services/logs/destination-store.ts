import type { Registry, RegistryChange } from '@paddock/store';
import { RegistryMirror, type Mirrored } from '../../runtime/registry-mirror.js';
import type { GroupName } from './domain/arn.js';
import type { LogicalDestination } from './domain/logical-destination.js';

const root = 'logs/destination/';
const prefixOf = (account: string, region: string): string => `${root}${account}/${region}/`;
const keyOf = ({ account, region, name }: GroupName): string => prefixOf(account, region) + keyPart(name);
/** A name as it stands in keys: any text, halves of surrogate pairs too, which nothing encodes. */
export const keyPart = (name: string): string => encodeURIComponent(Buffer.from(name).toString());

/** The longest name that makes a key, with its characters escaped. */
export const longestDestinationName = 900;

/** Logical destinations, all in memory: there are few. */
export class DestinationStore {
  readonly #registry: Registry;
  readonly #mirror: RegistryMirror<LogicalDestination>;

  private constructor(registry: Registry, mirror: RegistryMirror<LogicalDestination>) {
    this.#registry = registry;
    this.#mirror = mirror;
  }

  static async open(registry: Registry): Promise<DestinationStore> {
    return new DestinationStore(registry, await RegistryMirror.open<LogicalDestination>(registry, root));
  }

  get(named: GroupName): LogicalDestination | undefined {
    return this.#mirror.get(keyOf(named))?.value;
  }

  /** The document as it is now. */
  async current(named: GroupName): Promise<Omit<Mirrored<LogicalDestination>, 'key'> | undefined> {
    const entry = await this.#registry.get(keyOf(named));
    return entry && { value: entry.value as unknown as LogicalDestination, version: entry.version };
  }

  list(account: string, region: string): readonly LogicalDestination[] {
    return Array.from(this.#mirror.list(prefixOf(account, region)), ({ value }) => value);
  }

  put(destination: LogicalDestination, ifVersion: number): RegistryChange {
    return { put: keyOf(destination), value: { ...destination }, ifVersion };
  }

  delete(named: GroupName, ifVersion: number): RegistryChange {
    return { delete: keyOf(named), ifVersion };
  }

  close(): void {
    this.#mirror.close();
  }
}
