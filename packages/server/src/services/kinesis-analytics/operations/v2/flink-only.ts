import type { RequestContext } from '../../../../request-context.js';
import { findApplication, namedApplication } from '../../addressing.js';
import type { AnalyticsContext } from '../../context.js';
import type { FlinkOnlyError } from './errors.js';

/** Runs an operation that only Flink's applications have: all that are here are of SQL. @throws ResourceNotFoundException, and what it says of one that is there */
export const flinkOnly =
  (operation: string, error: FlinkOnlyError) =>
  async (
    context: AnalyticsContext,
    input: { readonly ApplicationName: string },
    request: RequestContext,
  ): Promise<never> => {
    const { value } = await findApplication(context, namedApplication(input, request));
    throw error(operation, value.name);
  };
