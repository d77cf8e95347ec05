import { AwsError } from '@paddock/wire';
import { invalidArgument, unsupported } from '../../errors.js';
import { sqlRuntime } from '../../structures-v2.js';

/** What only the newer API refuses. AWS's texts for these cases are not on public record: the code is AWS's, the words are ours. */
export const runtimeUnsupported = (runtime: string): AwsError =>
  unsupported(`The runtime environment ${runtime} is not part of this server: only ${sqlRuntime} is`);
/** UpdateApplication declares no UnsupportedOperationException. */
export const runtimeNotSql = (runtime: string): AwsError =>
  invalidArgument(`The runtime environment of a ${sqlRuntime} application cannot be changed to ${runtime}`);
export const notForSql = (member: string): AwsError =>
  invalidArgument(`${member} is not supported for ${sqlRuntime} applications`);
export const codeNotText = (): AwsError =>
  invalidArgument(`The code of a ${sqlRuntime} application must be PLAINTEXT, given as text content`);
export const notInteractive = (): AwsError =>
  invalidArgument(`The application mode INTERACTIVE is not supported for ${sqlRuntime} applications`);
export const noForce = (): AwsError => invalidArgument(`A ${sqlRuntime} application cannot be force stopped`);
export const noVersionGiven = (): AwsError =>
  invalidArgument('Either CurrentApplicationVersionId or ConditionalToken must be specified');
export const staleToken = (): AwsError =>
  new AwsError(
    'ConcurrentModificationException',
    'Conflict detected: the given conditional token is not that of the current application version',
  );

/** What an operation says that only Flink's applications have. The one of UnsupportedOperationException and InvalidArgumentException that AWS declares for it. */
export type FlinkOnlyError = (operation: string, name: string) => AwsError;
export const flinkOnlyUnsupported: FlinkOnlyError = (operation, name) => unsupported(flinkOnlyText(operation, name));
export const flinkOnlyArgument: FlinkOnlyError = (operation, name) => invalidArgument(flinkOnlyText(operation, name));
export const noVpc: FlinkOnlyError = (_operation, name) =>
  invalidArgument(`VPC configurations are not supported for SQL applications: ${name} is one`);

const flinkOnlyText = (operation: string, name: string): string =>
  `${operation} is supported only for Managed Service for Apache Flink applications: ${name} is a ${sqlRuntime} application`;
