import type { RootKey } from './identity/credentials.js';
import type { OidcKeyFile } from './identity/oidc-keys.js';
import { isLoopback } from './loopback.js';
import type { LogLevel } from './runtime/log.js';
import { flagOf, readSettings, variableOf, type Env, type Problem, type Setting } from './settings.js';

/** Everything that whoever starts a server may decide. */
export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  /** A name or an address, without brackets. */
  readonly host: string;
  /** As given: relative to the working directory. */
  readonly dataDir: string;
  /** Nothing is kept beyond the process; `dataDir` is not touched. */
  readonly ephemeral: boolean;
  /** Twelve digits. */
  readonly account: string;
  /** `relaxed` checks neither signatures nor policies, and takes a key that nobody has for root's. */
  readonly auth: 'strict' | 'relaxed';
  /** Whether AWS's rates are enforced. */
  readonly limits: boolean;
  /** `relaxed` answers before the data is synced to disk. */
  readonly durability: 'sync' | 'relaxed';
  readonly transitions: 'brief' | 'instant';
  /** Whether the clock can be set and faults can be injected over HTTP. */
  readonly testControls: boolean;
  readonly logLevel: LogLevel;
  readonly rootAccessKeyId: string;
  readonly rootSecretAccessKey: string;
  /** Further accounts and their root keys: for what goes across accounts. */
  readonly moreAccounts: readonly RootKey[];
  /** Files with the public keys of OIDC providers, for AssumeRoleWithWebIdentity: nothing is fetched. */
  readonly oidcKeys: readonly OidcKeyFile[];
  /** What secrets in the data are sealed with; made and kept with the data when absent. */
  readonly masterKey: string | undefined;
  /**
   * Web origins whose pages may call; `loopback` stands for every page that this machine serves, `*` for all. With the default root key, or
   * relaxed, any page that is open in a browser could otherwise do what the operator can.
   */
  readonly corsOrigins: readonly string[];
  /** Names by which clients may call the server, beside addresses, loopback names and single labels. `.example.com`: every name below it. */
  readonly allowedHosts: readonly string[];
  /** The operator knows that, with `--auth relaxed` on a host that others reach, everyone who reaches it is root. */
  readonly exposeRelaxed: boolean;
}

/**
 * Reads a server's settings. A flag wins over its variable, a variable over the default; an empty variable counts as absent.
 * Every mistake is one sentence that names the flag or variable, what it was, and what is allowed.
 */
export function parseConfig(argv: readonly string[], env: Env): Config | Problem {
  const config = readSettings(settings, argv, env);
  return 'problem' in config ? config : (checkTogether(config) ?? config);
}

// On a host that others reach, a key that everyone knows is no key.
function checkTogether(config: Config): Problem | undefined {
  const hasOwnId = config.rootAccessKeyId !== DEFAULT_KEY;
  const hasOwnSecret = config.rootSecretAccessKey !== DEFAULT_KEY;
  const [id, secret] = [variableOf('rootAccessKeyId'), variableOf('rootSecretAccessKey')];
  if (hasOwnId && !hasOwnSecret) return { problem: `${id} is set without ${secret}: set both, or neither` };
  if (isLoopback(config.host)) return undefined;
  if (config.auth === 'relaxed') {
    if (config.exposeRelaxed) return undefined;
    return {
      problem:
        `--auth relaxed on the host ${config.host} would make root of everyone who reaches it: ` +
        `use --auth strict, a loopback --host, or add ${flagOf('exposeRelaxed')} (${variableOf('exposeRelaxed')}=on) if that is what you want`,
    };
  }
  if (hasOwnSecret) return undefined;
  return {
    problem:
      `the default root key is not accepted on the host ${config.host}, which is not loopback: ` +
      `set ${id} and ${secret} to a key of your own`,
  };
}

const DEFAULT_KEY = 'test';

/** The settings of a server, in the order in which the help shows them. */
export const settings: { readonly [K in keyof Config]: Setting<Config[K]> } = {
  port: {
    value: 'n',
    fallback: 4566,
    help: 'port to listen on; 0 takes any free one',
    allowed: 'a whole number from 0 to 65535',
    read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  },
  host: {
    value: 'address',
    fallback: '127.0.0.1',
    help: 'address to listen on; one that is not loopback needs a root key of your own',
    allowed: 'a host name or an IP address',
    read: readHost,
  },
  dataDir: {
    value: 'path',
    fallback: '.paddock',
    help: 'where everything is kept',
    allowed: 'a path',
    read: (text) => (text.includes('\0') ? undefined : text),
  },
  ephemeral: toggle('keep nothing once the server stops'),
  account: {
    value: 'id',
    fallback: '000000000000',
    help: 'AWS account that the server plays',
    allowed: 'twelve digits',
    read: (text) => (/^\d{12}$/.test(text) ? text : undefined),
  },
  auth: choice(
    ['strict', 'relaxed'],
    'strict verifies signatures and asks the policies; relaxed does neither, and takes an unknown key for root',
  ),
  limits: {
    value: 'on|off',
    fallback: true,
    help: "enforce AWS's rates; off lifts the rates only",
    allowed: 'on or off',
    read: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
  },
  durability: choice(['sync', 'relaxed'], 'sync answers when the data is on disk; relaxed does not wait'),
  transitions: choice(['brief', 'instant'], 'how long CREATING, UPDATING and DELETING last'),
  testControls: toggle('let tests set the clock and inject faults, under /_paddock/'),
  logLevel: choice(['info', 'debug', 'warn', 'error', 'silent'], 'the least that is logged'),
  corsOrigins: {
    value: 'list',
    fallback: ['loopback'],
    help: "web origins that may call, by commas; 'loopback' means this machine's, '*' means all",
    allowed: "origins such as https://example.com, separated by commas, or 'loopback', '*', 'none'",
    read: (text) => {
      if (text === 'none') return [];
      const origins = text.split(',').map((origin) => origin.trim().toLowerCase());
      return origins.every(isOriginPattern) ? origins : undefined;
    },
  },
  allowedHosts: {
    value: 'list',
    fallback: [],
    help: 'further names of this server, by commas, when a proxy passes its own Host on',
    allowed: 'host names separated by commas',
    read: (text) => {
      const hosts = text.split(',').map((host) => host.trim().toLowerCase());
      return hosts.every((host) => readHost(host.replace(/^\./, '')) !== undefined) ? hosts : undefined;
    },
  },
  oidcKeys: {
    value: 'list',
    fallback: [],
    help: 'public keys of OIDC providers: issuer=file, by commas',
    allowed: 'a list such as https://issuer.example=path/to/jwks.json, separated by commas',
    read: readOidcKeys,
  },
  exposeRelaxed: toggle('allow --auth relaxed on a host that is not loopback'),
  rootAccessKeyId: {
    flag: false, // what is typed on a command line shows in the process list
    value: 'id',
    fallback: DEFAULT_KEY,
    help: "the account's root key",
    allowed: 'up to 128 letters, digits, - and _',
    read: (text) => (/^[\w-]{1,128}$/.test(text) ? text : undefined),
  },
  rootSecretAccessKey: {
    flag: false,
    secret: true,
    value: 'secret',
    fallback: DEFAULT_KEY,
    help: 'and its secret',
    allowed: 'up to 256 printable characters without spaces',
    read: (text) => (/^[\x21-\x7e]{1,256}$/.test(text) ? text : undefined),
  },
  moreAccounts: {
    flag: false,
    secret: true,
    value: 'list',
    fallback: [],
    help: 'further accounts with their root keys: id:key:secret, by commas',
    allowed: 'a list such as 111122223333:AKIDEXAMPLE:secret, separated by commas',
    read: readAccounts,
  },
  masterKey: {
    flag: false,
    secret: true,
    value: 'text',
    fallback: undefined,
    help: 'what secrets in the data are sealed with; if absent, a key that is kept with the data',
    allowed: '16 to 256 printable characters without spaces',
    read: (text) => (/^[\x21-\x7e]{16,256}$/.test(text) ? text : undefined),
  },
};

function readOidcKeys(text: string): OidcKeyFile[] | undefined {
  const files = text.split(',').map((part): OidcKeyFile | undefined => {
    const [, issuer, path] = /^(https:\/\/[^\s=]+)=([^\0]+)$/.exec(part.trim()) ?? [];
    return issuer === undefined || path === undefined ? undefined : { issuer, path };
  });
  const known = files.filter((file) => file !== undefined);
  const issuers = new Set(known.map(({ issuer }) => issuer.replace(/\/$/, '')));
  return known.length === files.length && issuers.size === known.length ? known : undefined;
}

function readAccounts(text: string): RootKey[] | undefined {
  const keys = text.split(',').map((part): RootKey | undefined => {
    const match = /^(\d{12}):([\w-]{1,128}):([\x21-\x7e]{1,256})$/.exec(part.trim());
    const [, account, accessKeyId, secret] = match ?? [];
    return account && accessKeyId && secret ? { account, accessKeyId, secret } : undefined;
  });
  const known = keys.filter((key) => key !== undefined);
  const ids = new Set(known.flatMap(({ account, accessKeyId }) => [account, accessKeyId]));
  return known.length === keys.length && ids.size === 2 * known.length ? known : undefined;
}

function choice<const T extends string>(values: readonly [T, ...T[]], help: string): Setting<T> {
  return {
    value: values.join('|'),
    fallback: values[0],
    help,
    allowed: values.join(' or ').replace(/ or (?=.* or )/g, ', '),
    read: (text) => values.find((value) => value === text),
  };
}

function toggle(help: string): Setting<boolean> {
  return {
    value: undefined,
    fallback: false,
    help,
    allowed: 'on or off',
    read: (text) => TOGGLE.get(text.toLowerCase()),
  };
}

const TOGGLE: ReadonlyMap<string, boolean> = new Map([
  ...['on', 'true', '1', 'yes'].map((word) => [word, true] as const),
  ...['off', 'false', '0', 'no'].map((word) => [word, false] as const),
]);

function readHost(text: string): string | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const isName = /^[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_.])?$/i.test(bare);
  return isName || /^[0-9a-f:.]*:[0-9a-f:.]*(%[\w.-]+)?$/i.test(bare) ? bare : undefined;
}

const isOriginPattern = (text: string): boolean =>
  text === '*' || text === 'loopback' || /^https?:\/\/[a-z0-9_.[\]:-]+$/.test(text);
