import { nameInvalid } from './errors.js';

/** @throws InvalidArgumentException for a name that no in-application stream or column can have */
export function checkName(what: string, name: string): void {
  if (/[-\s<>&]/.test(name)) throw nameInvalid(what, name);
}
