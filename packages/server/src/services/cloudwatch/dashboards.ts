import { RegistryConflictError, type Registry } from '@paddock/store';
import type { TagHolder, Tags } from './tags.js';

export interface Dashboard {
  readonly account: string;
  readonly name: string;
  readonly body: string;
  /** ms since the epoch */
  readonly modified: number;
  readonly tags: Tags;
}

/** Dashboards are an account's, not a region's. */
export class DashboardStore implements TagHolder {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  async get(account: string, name: string): Promise<Dashboard | undefined> {
    if (!isDashboardName(name)) return undefined;
    const entry = await this.#registry.get(keyOf(account, name));
    // What `change` wrote.
    return entry?.value as unknown as Dashboard | undefined;
  }

  /** @param page after which name, and how many at most */
  async list(
    account: string,
    prefix: string,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<Dashboard[]> {
    const { after, limit } = page;
    if (prefix !== '' && !isDashboardName(prefix)) return [];
    const options = { limit, ...(after === undefined ? {} : { after: keyOf(account, after) }) };
    const entries = await this.#registry.list(keyOf(account, prefix), options);
    return entries.map(({ value }) => value as unknown as Dashboard);
  }

  /** Writes what the function makes of the dashboard that there is, and makes it again when that changes meanwhile. */
  async change(
    account: string,
    name: string,
    change: (there: Dashboard | undefined) => Dashboard | undefined,
  ): Promise<void> {
    const key = keyOf(account, name);
    for (;;) {
      const entry = await this.#registry.get(key);
      const changed = change(entry?.value as unknown as Dashboard | undefined);
      if (changed === undefined) return;
      try {
        await this.#registry.commit([{ put: key, value: { ...changed }, ifVersion: entry?.version ?? 0 }]);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }

  /** Deletes all of them or, if one is not there, none. @returns the name of one that is not there */
  async delete(account: string, names: readonly string[]): Promise<string | undefined> {
    const unfit = names.find((name) => !isDashboardName(name));
    if (unfit !== undefined) return unfit;
    for (;;) {
      const entries = await Promise.all(names.map((name) => this.#registry.get(keyOf(account, name))));
      const missing = entries.indexOf(undefined);
      if (missing >= 0) return names[missing];
      try {
        await this.#registry.commit(
          entries.flatMap((entry) => (entry === undefined ? [] : [{ delete: entry.key, ifVersion: entry.version }])),
        );
        return undefined;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }

  holds(arn: string): boolean {
    return ARN.test(arn);
  }

  async tags(arn: string): Promise<Tags | undefined> {
    const [, account = '', name = ''] = ARN.exec(arn) ?? [];
    return (await this.get(account, name))?.tags;
  }

  async changeTags(arn: string, change: (tags: Tags) => Tags): Promise<boolean> {
    const [, account = '', name = ''] = ARN.exec(arn) ?? [];
    let found = false;
    await this.change(account, name, (there) => {
      found = there !== undefined;
      return there && { ...there, tags: change(there.tags) };
    });
    return found;
  }
}

export const isDashboardName = (name: string): boolean => /^[0-9A-Za-z_-]{1,255}$/.test(name);

const ARN = /^arn:[^:]+:cloudwatch::(\d{12}):dashboard\/([0-9A-Za-z_-]{1,255})$/;

export const dashboardArn = (account: string, name: string): string =>
  `arn:aws:cloudwatch::${account}:dashboard/${name}`;

const keyOf = (account: string, name: string): string => `cloudwatch/dashboard/${account}/${name}`;
