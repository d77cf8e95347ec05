import { qualifiedArn } from './domain/arns.js';
import type { LambdaFunction } from './domain/lambda-function.js';

/** When a version takes a new build of its runtime. @param version `$LATEST` or a number */
export function runtimeManagementView(owner: LambdaFunction, version: string) {
  const { updateOn = 'Auto', runtimeVersionArn } = owner.runtimeManagement[version] ?? {};
  return {
    UpdateRuntimeOn: updateOn,
    FunctionArn: qualifiedArn(owner, version),
    RuntimeVersionArn: runtimeVersionArn,
  } as const;
}
