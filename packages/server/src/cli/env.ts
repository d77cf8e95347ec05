import type { Setting } from '../settings.js';
import type { Command } from './paddock.js';
import { readTarget, region, regionOf, type Target } from './target.js';

/** Prints what points AWS's tools and SDKs at the server, for a shell to evaluate. */
export const env: Command = (argv, terminal) => {
  const read = readTarget(envSettings, argv, terminal.env);
  if ('problem' in read) {
    terminal.err(`paddock env: ${read.problem}`);
    return 2;
  }
  const { target, own } = read;
  const shell = own.shell ?? (terminal.env['SHELL']?.endsWith('/fish') ? 'fish' : 'bash');
  const variables = variablesFor(target, regionOf(own.region, terminal.env));
  const syntax = SHELLS[shell];
  for (const [name, value] of Object.entries(variables)) terminal.out(syntax.set(name, value));
  for (const name of IN_THE_WAY) terminal.out(syntax.unset(name));
  terminal.out(`# ${syntax.hint(['npx paddock env', ...argv].join(' '))}`);
  return 0;
};

type Shell = 'bash' | 'fish' | 'powershell';

const shell: Setting<Shell | undefined> = {
  value: 'bash|fish|powershell',
  fallback: undefined,
  help: 'whose syntax to write (bash also for zsh and sh)',
  allowed: 'bash, fish or powershell',
  read: (text) => (Object.hasOwn(SHELLS, text) ? (text as Shell) : ALIASES.get(text)),
};

export const envSettings = { region, shell };

const ALIASES: ReadonlyMap<string, Shell> = new Map([
  ['zsh', 'bash'],
  ['sh', 'bash'],
  ['pwsh', 'powershell'],
]);

/** What points AWS's tools and SDKs at the server, as root. */
export const variablesFor = ({ url, accessKeyId, secretAccessKey }: Target, here: string) => ({
  AWS_ENDPOINT_URL: url,
  // The SDK for Go does not hand AWS_ENDPOINT_URL to its providers that assume roles: without this they would ask AWS.
  AWS_ENDPOINT_URL_STS: url,
  // Hosts such as stream-127.0.0.1, which clients make of the endpoint for live tails, are nowhere.
  AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_REGION: here,
  AWS_DEFAULT_REGION: here,
});

/** What would win over the key, or be sent along with it. */
export const IN_THE_WAY = ['AWS_SESSION_TOKEN', 'AWS_PROFILE'];

interface Syntax {
  set(name: string, value: string): string;
  unset(name: string): string;
  hint(command: string): string;
}

const SHELLS: Readonly<Record<Shell, Syntax>> = {
  bash: {
    set: (name, value) => `export ${name}=${quoted(value, "'\\''")}`,
    unset: (name) => `unset ${name}`,
    hint: (command) => `eval "$(${command})"`,
  },
  fish: {
    set: (name, value) => `set -gx ${name} ${quoted(value.replaceAll('\\', '\\\\'), "\\'")}`,
    unset: (name) => `set -e ${name}`,
    hint: (command) => `${command} | source`,
  },
  powershell: {
    set: (name, value) => `$Env:${name} = ${quoted(value, "''")}`,
    unset: (name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`,
    hint: (command) => `${command} | Out-String | Invoke-Expression`,
  },
};

const quoted = (value: string, quote: string): string =>
  /^[\w./:+=-]+$/.test(value) && quote !== "''" ? value : `'${value.replaceAll("'", quote)}'`;
