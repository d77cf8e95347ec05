import type { Json, Registry, RegistryChange } from '@paddock/store';
import type { LeaseStore } from '../../runtime/leases.js';
import { RegistryMirror } from '../../runtime/registry-mirror.js';
import type { Versioned } from '../../runtime/versioned.js';
import type { Application, ApplicationName } from './domain/application.js';

/** The registry's keys of applications. Nothing else knows them. */
const applicationsPrefix = 'kinesisanalytics/application/';
const leasesPrefix = 'kinesisanalytics/lease/';
const processesPrefix = 'kinesisanalytics/process/';

const scope = ({ account, region }: Pick<ApplicationName, 'account' | 'region'>): string =>
  `${applicationsPrefix}${account}/${region}/`;
const applicationKey = (named: ApplicationName): string => scope(named) + named.name;
const leaseKey = ({ id }: Pick<Application, 'id'>): string => leasesPrefix + id;

const json = (value: object): Json => value as Json;

/** Applications: all of them in memory, kept true by the registry's change feed; conditional writes. */
export class AnalyticsStore implements LeaseStore<Pick<Application, 'id'>> {
  readonly registry: Registry;
  readonly #applications: RegistryMirror<Application>;

  private constructor(registry: Registry, applications: RegistryMirror<Application>) {
    this.registry = registry;
    this.#applications = applications;
  }

  static async open(registry: Registry): Promise<AnalyticsStore> {
    return new AnalyticsStore(registry, await RegistryMirror.open<Application>(registry, applicationsPrefix));
  }

  application(named: ApplicationName): Versioned<Application> | undefined {
    return this.#applications.get(applicationKey(named));
  }

  /** As it is now, where the change feed may not have told of another process's change yet. */
  async current(named: ApplicationName): Promise<Versioned<Application> | undefined> {
    await this.#applications.refresh(applicationKey(named));
    return this.application(named);
  }

  /** In the order of their names. */
  applications(account: string, region: string): Application[] {
    return Array.from(this.#applications.list(scope({ account, region })), ({ value }) => value);
  }

  /** Of every account and region. */
  all(): Application[] {
    return Array.from(this.#applications.list(applicationsPrefix), ({ value }) => value);
  }

  /** @param ifVersion 0 for one that is not there yet */
  put(application: Application, ifVersion: number): RegistryChange {
    return { put: applicationKey(application), value: json(application), ifVersion };
  }

  remove(application: Application, ifVersion: number): RegistryChange[] {
    return [{ delete: applicationKey(application), ifVersion }, { delete: leaseKey(application) }];
  }

  /** Calls the listener after an application changed, came or went; undefined: any may have. */
  watch(listener: (changed: ApplicationName | undefined) => void): () => void {
    return this.registry.watch(applicationsPrefix, (event) => {
      if (event.reset === true) return listener(undefined);
      const [account = '', region = '', name = ''] = event.key.slice(applicationsPrefix.length).split('/');
      listener({ account, region, name });
    });
  }

  /** Which process runs an application. */
  async lease({ id }: Pick<Application, 'id'>): Promise<Versioned<{ readonly process: string }> | undefined> {
    const entry = await this.registry.get(leaseKey({ id }));
    return entry && { value: entry.value as { process: string }, version: entry.version };
  }

  putLease({ id }: Pick<Application, 'id'>, process: string, ifVersion: number): RegistryChange {
    return { put: leaseKey({ id }), value: { process }, ifVersion };
  }

  async poller(name: string): Promise<Versioned<{ readonly expires: number }> | undefined> {
    const entry = await this.registry.get(processesPrefix + name);
    return entry && { value: entry.value as { expires: number }, version: entry.version };
  }

  putPoller(name: string, expires: number): RegistryChange {
    return { put: processesPrefix + name, value: { expires } };
  }

  removePoller(name: string): RegistryChange {
    return { delete: processesPrefix + name };
  }

  watchPollersGone(listener: () => void): () => void {
    return this.registry.watch(processesPrefix, (event) => {
      if (event.reset === true || event.value === undefined) listener();
    });
  }

  close(): void {
    this.#applications.close();
  }
}
