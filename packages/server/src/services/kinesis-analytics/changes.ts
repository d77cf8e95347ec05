import { RegistryConflictError } from '@paddock/store';
import type { AnalyticsContext } from './context.js';
import { findApplication, checkIsOlder } from './addressing.js';
import type { Application, ApplicationName, StartingPosition } from './domain/application.js';
import { staleVersion, wrongState } from './errors.js';

/** Which API a request came by. */
export type Api = 'v1' | 'v2';

/** What is asked of a change of settings. */
export interface SettingsChange {
  readonly named: ApplicationName;
  readonly api: Api;
  /** CurrentApplicationVersionId; undefined where a conditional token was checked in its place. */
  readonly givenVersion: number | undefined;
  /** What the change makes of the settings. `itemId` numbers what it brings: `3.1`. Called again when another change came first. */
  make(
    application: Application,
    itemId: (place?: number) => string,
  ): SettingsOf<Application> | Promise<SettingsOf<Application>>;
}

/** The members that settings changes may give. */
type SettingsOf<A extends Application> = Partial<
  Pick<A, 'code' | 'inputs' | 'outputs' | 'references' | 'logging' | 'serviceRole' | 'description'>
>;

/**
 * Changes an application's settings: its version grows by one. A running one goes on with them at once, and is UPDATING for a moment.
 * @returns the application as it is now
 * @throws ResourceNotFoundException
 * @throws ResourceInUseException in another state than READY or RUNNING
 * @throws ConcurrentModificationException for another version than the current one
 * @throws CodeValidationException when it runs and its program would not compile
 */
export async function changeSettings(context: AnalyticsContext, change: SettingsChange): Promise<Application> {
  const { store, transitions, clock, running } = context;
  for (;;) {
    const { value, version } = await findApplication(context, change.named);
    if (change.api === 'v1') checkIsOlder(value);
    if (change.givenVersion !== undefined && change.givenVersion !== value.version)
      throw staleVersion(change.givenVersion, value.version);
    if (value.status !== 'READY' && value.status !== 'RUNNING') throw wrongState(value.name, value.status, 'updated');
    const number = value.version + 1;
    const settings = await change.make(value, (place = 1) => `${number}.${place}`);
    const isRunning = value.status === 'RUNNING';
    const changed: Application = {
      ...value,
      ...settings,
      ...(change.api === 'v2' ? { newer: true as const } : {}),
      version: number,
      updated: clock.now(),
      status: isRunning ? 'UPDATING' : value.status,
      revision: value.revision + 1,
    };
    if (isRunning) {
      await running.checkProgram(changed);
      await running.begin(changed, newInputs(value, changed));
    }
    try {
      await store.registry.commit([store.put(changed, version), ...(isRunning ? [transitions.due(changed)] : [])]);
    } catch (error) {
      if (error instanceof RegistryConflictError) continue;
      throw error;
    }
    if (isRunning) await transitions.begun(changed);
    return changed;
  }
}

/** Inputs that a running application has not read, or that are another stream now: they begin with what comes. */
function newInputs(before: Application, { inputs }: Application): ReadonlyMap<string, StartingPosition> {
  const known = new Map(before.inputs.map(({ id, source }) => [id, source.arn]));
  return new Map(inputs.flatMap(({ id, source }) => (known.get(id) === source.arn ? [] : [[id, 'NOW']])));
}

/** Begins another state. @throws ResourceInUseException unless it is in one of those from which that can be done */
export async function changeState(
  context: AnalyticsContext,
  named: ApplicationName,
  wanted: {
    readonly api: Api;
    readonly from: readonly Application['status'][];
    readonly doing: string;
    make(application: Application): Partial<Application> | Promise<Partial<Application>>;
  },
): Promise<Application> {
  const { store, transitions } = context;
  for (;;) {
    const { value, version } = await findApplication(context, named);
    if (wanted.api === 'v1') checkIsOlder(value);
    if (!wanted.from.includes(value.status)) throw wrongState(value.name, value.status, wanted.doing);
    const changed: Application = { ...value, ...(await wanted.make(value)), revision: value.revision + 1 };
    try {
      await store.registry.commit([store.put(changed, version), transitions.due(changed)]);
    } catch (error) {
      if (error instanceof RegistryConflictError) continue;
      throw error;
    }
    await transitions.begun(changed);
    return changed;
  }
}
