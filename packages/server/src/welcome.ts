import type { Config } from './config.js';
import { isLoopback } from './loopback.js';
import { FIRST_PAGE, MAP_PAGE } from './pages/first-page.js';
import { version } from './version.js';

/** What is printed when the server serves. The first line is for scripts to wait for, too. */
export function welcome(config: Config, { url, port }: { readonly url: string; readonly port: number }): string {
  const at = port === 4566 ? '' : ` --port ${port}`;
  const aws = port === 4566 ? '' : `PADDOCK_PORT=${port} `;
  const lines: readonly (readonly [string, string])[] = [
    ['data', config.ephemeral ? 'in memory only, gone when it stops' : `${config.dataDir}${dataNote(config)}`],
    ['account', config.account],
    ['access', accessNote(config)],
    ...(config.testControls ? [['tests', 'may set the clock and inject faults under /_paddock/'] as const] : []),
    ['console', `${url}${FIRST_PAGE}`],
    ['map', `${url}${MAP_PAGE}`],
    ['shell', `eval "$(npx paddock env${at})"`],
    ['try', `${aws}npx paddock aws kinesis list-streams`],
  ];
  return [`Paddock ${version()} serves on ${url}`, ...lines.map(([name, value]) => `  ${name.padEnd(9)}${value}`)].join(
    '\n',
  );
}

const dataNote = ({ durability }: Config): string =>
  durability === 'sync' ? '' : ', synced after the answer: a crash may lose the last of it';

function accessNote({ auth, host, rootAccessKeyId, rootSecretAccessKey }: Config): string {
  if (auth === 'relaxed')
    return `any key is taken, and may do everything${isLoopback(host) ? '' : ', for everyone who reaches this host'}`;
  // The default key is no secret; any other is.
  return rootSecretAccessKey === 'test'
    ? `root key ${rootAccessKeyId}, secret test; signatures are verified, policies decide`
    : `root key ${rootAccessKeyId}; signatures are verified, policies decide`;
}
