import { incompleteMfa, unknownDevice } from './errors.js';

/**
 * Nobody here has an MFA device.
 * @throws AccessDenied when the request names one
 */
export function checkMfa({ SerialNumber, TokenCode }: GivenMfa): void {
  if (SerialNumber === undefined && TokenCode === undefined) return;
  throw SerialNumber === undefined || TokenCode === undefined ? incompleteMfa() : unknownDevice();
}

interface GivenMfa {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}
