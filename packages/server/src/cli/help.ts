import { settings } from '../config.js';
import { describeSettings, nearest, type Settings } from '../settings.js';
import { envSettings } from './env.js';
import type { Command } from './paddock.js';
import { requestsSettings } from './requests.js';
import { resetSettings } from './reset.js';
import { targetSettings } from './target.js';

/** What there is to type, in general or of one command. */
export const help: Command = ([topic], terminal) => {
  if (topic === undefined) {
    terminal.out(GENERAL);
    return 0;
  }
  const page = Object.hasOwn(PAGES, topic) ? PAGES[topic] : undefined;
  if (page === undefined) {
    const near = nearest(topic, Object.keys(PAGES));
    terminal.err(`paddock help: there is no command ${JSON.stringify(topic)}${near ? `: did you mean ${near}?` : ''}`);
    return 2;
  }
  terminal.out(page());
  return 0;
};

const GENERAL = `Paddock: AWS's streaming stack in one process, on AWS's own protocols.

  paddock up        start the server
  paddock status    say whether it runs, and how it is doing
  paddock env       print what points AWS's tools and SDKs at it
  paddock requests  show the last requests, and which policy allowed or denied each
  paddock aws …     run the AWS CLI, pointed at it
  paddock ride …    put up the unicorns' ride, here or on AWS; look at it; take it down
  paddock reset     delete everything in it
  paddock version   print the version
  paddock help …    explain a command

A first look:

  npx paddock up
  npx paddock aws kinesis create-stream --stream-name wildrydes --shard-count 1
  npx paddock aws kinesis list-streams`;

const both = (flags: Settings): string => `Flags (each also a variable: --data-dir is PADDOCK_DATA_DIR; the flag wins):

${describeSettings(Object.fromEntries(Object.entries(flags).filter(([, { flag }]) => flag !== false)))}

Variables only, so that they stay out of the process list:

${describeSettings(Object.fromEntries(Object.entries(flags).filter(([, { flag }]) => flag === false)))}`;

const PAGES: Readonly<Record<string, () => string>> = {
  up: () => `paddock up: starts the server, empty or as it was left. Stop it with Ctrl+C.

${both(settings)}

On a host that others reach, the default root key is refused: set both variables. The secret never travels.`,
  status: () => `paddock status: says whether the server runs, and how it is doing. Exits with 1 when it does not.

${both(targetSettings)}`,
  env: () => `paddock env: prints what points AWS's tools and SDKs at the server, for a shell to evaluate:

  eval "$(npx paddock env)"                                  bash, zsh
  npx paddock env | source                                   fish
  npx paddock env --shell powershell | Out-String | iex      PowerShell

${both({ ...targetSettings, ...envSettings })}`,
  requests:
    () => `paddock requests: shows the last requests of a running server, who sent each, and what the policies said.

${both({ ...targetSettings, ...requestsSettings })}`,
  reset: () => `paddock reset: deletes everything in a running server, with the root key's signature.

${both({ ...targetSettings, ...resetSettings })}`,
  aws: () => `paddock aws …: runs the AWS CLI with endpoint, root key and region set; everything behind it is the CLI's own.

  npx paddock aws kinesis describe-stream-summary --stream-name wildrydes

Where the server is: PADDOCK_PORT, PADDOCK_HOST. The region: --region, AWS_REGION, or us-east-1.`,
  ride: () => `paddock ride deploy|status|destroy: the unicorns' ride, with everything that belongs to it: streams, analytics, function, table,
roles, identity pool. On a Paddock or on AWS.

  npx paddock ride deploy --dry-run      say what would be made, and make nothing
  npx paddock ride deploy                make what is missing; may be repeated
  npx paddock ride status                say what is there and how it is doing
  npx paddock ride destroy               remove all of it, and nothing else

Its flags: npx paddock ride help.`,
  version: () => 'paddock version: prints the version.',
  help: () => 'paddock help [command]: explains.',
};
