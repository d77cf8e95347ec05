import { RegistryConflictError } from '@paddock/store';
import type { AnalyticsContext } from '../context.js';
import type { Application, ApplicationName } from '../domain/application.js';
import { applicationExists, applicationsLimit } from '../errors.js';
import { quotas } from '../quotas.js';
import { firstSettings, type GivenSettings } from './all.js';

/** What else an application is made of: its service role is the newer API's. */
export type Beginning = Pick<Application, 'code' | 'tags'> &
  Partial<Pick<Application, 'description' | 'newer' | 'serviceRole'>>;

/**
 * CreateApplication, of either API: READY, in version 1. Its code is not looked at before it starts.
 * @throws ResourceInUseException for a name that is in use
 * @throws LimitExceededException
 * @throws InvalidArgumentException for settings that cannot be, and for roles that may not do what these need
 */
export async function createInStore(
  context: AnalyticsContext,
  named: ApplicationName,
  beginning: Beginning,
  given: GivenSettings,
): Promise<Application> {
  const { store, clock, ids, checks } = context;
  if ((await store.current(named)) !== undefined) throw applicationExists();
  if (store.applications(named.account, named.region).length >= quotas.applications)
    throw applicationsLimit(quotas.applications);
  const now = clock.now();
  const bare: Application = {
    ...named,
    ...beginning,
    id: ids.hex(16),
    status: 'READY',
    revision: 1,
    version: 1,
    created: now,
    updated: now,
    inputs: [],
    references: [],
    outputs: [],
    logging: [],
    run: 0,
  };
  const application = { ...bare, ...(await firstSettings(checks, bare, given)) };
  try {
    await store.registry.commit([store.put(application, 0)]);
  } catch (error) {
    if (error instanceof RegistryConflictError) throw applicationExists();
    throw error;
  }
  return application;
}
