import { chooseDestination, realSurroundings } from './client.js';
import { WHERE, interrupted, quietlyEndOnClosedPipe } from './command.js';
import { describeFlags, parseFlags } from './flags.js';
import { rideFlags } from './provision/cli/flags.js';
import { realTime } from './time.js';
import { terminal } from './provision/cli/confirm.js';
import type { Destination } from './client.js';
import type { VerbName } from './provision/cli/verbs.js';

const ABOUT = `paddock ride: the whole system of the workshop, at a Paddock or on AWS.

  npx paddock ride deploy     streams, summary, table, function, trigger, identity pool: what is missing or different is made
  npx paddock ride status     how every part is doing, and what went through it lately
  npx paddock ride destroy    removes what deploy made, and nothing else
  npx paddock ride help       this text`;

const VERBS: readonly string[] = ['deploy', 'status', 'destroy'] satisfies VerbName[];

process.exitCode = await ride(process.argv.slice(2));

/** Runs the command line; gives the code to exit with: 0 well, 1 failed, 2 wrong usage. */
async function ride([word = 'help', ...rest]: readonly string[]): Promise<number> {
  quietlyEndOnClosedPipe();
  if (/^(-h|--?help|help)$/.test(word)) return help();
  if (!isVerb(word)) {
    return wrong(
      word.startsWith('-')
        ? `the command comes first, as in: deploy ${word}`
        : `unknown command ${JSON.stringify(word)}`,
    );
  }
  const parsed = parseFlags(rideFlags, rest);
  if (parsed.kind === 'help') return help();
  if (parsed.kind === 'wrong') return wrong(parsed.message);
  const destination = await chooseDestination(parsed.values, realSurroundings());
  const mistake = mistakeIn(destination);
  if (mistake !== undefined) return wrong(mistake);
  try {
    // Help and mistakes need none of AWS's clients.
    const { verbs } = await import('./provision/cli/verbs.js');
    return await verbs[word]({
      flags: parsed.values,
      destination,
      time: realTime,
      signal: interrupted(),
      ask: terminal(),
    });
  } catch (error) {
    console.error(`ride ${word}: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** What no request could be sent with; the environment, too, may say such things. */
function mistakeIn({ endpoint, region }: Destination): string | undefined {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(region)) return `${JSON.stringify(region)} is no name of a region`;
  if (endpoint === undefined) return undefined;
  const protocol = URL.canParse(endpoint) ? new URL(endpoint).protocol : '';
  return /^https?:$/.test(protocol)
    ? undefined
    : `the endpoint must be a URL such as http://127.0.0.1:4566, not ${JSON.stringify(endpoint)}`;
}

function isVerb(word: string): word is VerbName {
  return VERBS.includes(word);
}

function help(): number {
  console.log(`${ABOUT}\n\nFlags, with one dash or two:\n${describeFlags(rideFlags)}\n\n${WHERE}`);
  return 0;
}

function wrong(message: string): number {
  console.error(`ride: ${message} (npx paddock ride help shows the commands)`);
  return 2;
}
