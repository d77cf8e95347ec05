import { version } from '../version.js';
import type { Command } from './paddock.js';

export const printVersion: Command = (_argv, terminal) => {
  terminal.out(version());
  return 0;
};
