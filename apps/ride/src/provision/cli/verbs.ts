import { deploy, plan } from '../deploy.js';
import { destroy, planRemoval } from '../destroy.js';
import { describeDeployment } from '../status.js';
import { isConfirmed, isRealAws, type Ask } from './confirm.js';
import { Progress } from './progress.js';
import { nextSteps, planLine, planSummary, statusText, whereText } from './text.js';
import type { Destination } from '../../client.js';
import type { Time } from '../../time.js';
import type { Action, ProvisionEvent } from '../contracts.js';
import type { RideFlags } from './flags.js';

/** What a command has at hand. */
export interface Call {
  readonly flags: RideFlags;
  readonly destination: Destination;
  readonly time: Time;
  readonly signal: AbortSignal;
  /** Asks whoever sits at the terminal; undefined where nobody does. */
  readonly ask?: Ask | undefined;
}

/** A command; gives the code to exit with. @throws Error of one line */
type Verb = (call: Call) => Promise<number>;

/** The commands by their names. */
export const verbs = { deploy: deployVerb, status: statusVerb, destroy: destroyVerb } satisfies Record<string, Verb>;

export type VerbName = keyof typeof verbs;

async function deployVerb(call: Call): Promise<number> {
  const { flags, destination, time } = call;
  const show = new Show(call);
  const options = { ...call, summary: flags.summary, onEvent: show.onEvent };
  show.say(`Deploys the ride at ${whereText(destination)}.`);
  if (flags['dry-run']) {
    const planned = await plan(options);
    show.result(planned, planSummary(planned.steps.map(({ action }) => action)));
    show.say('Nothing was changed: this was -dry-run.');
    return planned.steps.some(({ action }) => action.kind === 'conflict') ? 1 : 0;
  }
  const startedAt = time.elapsed();
  try {
    const made = await deploy(options);
    show.end();
    const took = ((time.elapsed() - startedAt) / 1_000).toFixed(1);
    const outcome = made.changed === 0 ? 'Everything was as it shall be: nothing was changed.' : `Done in ${took} s.`;
    show.result(made, `${outcome}\n\n${nextSteps(made, destination)}`);
    return 0;
  } finally {
    show.end();
  }
}

async function statusVerb(call: Call): Promise<number> {
  const found = await describeDeployment(call);
  console.log(call.flags.json ? JSON.stringify(found, undefined, 2) : statusText(found, call.destination));
  return found.isComplete ? 0 : 1;
}

async function destroyVerb(call: Call): Promise<number> {
  const { flags, destination } = call;
  const isAsked = isRealAws(destination) && !flags.yes;
  const show = new Show(call);
  const options = { ...call, onEvent: show.onEvent };
  show.say(`Removes the ride from ${whereText(destination)}.`);
  if (flags['dry-run'] || isAsked) {
    const planned = await planRemoval(options);
    if (flags['dry-run']) {
      show.result(planned, `Plan: ${planned.removed.length} to remove, ${planned.left.length} to leave.`);
      show.say('Nothing was removed: this was -dry-run.');
      return 0;
    }
    if (planned.removed.length > 0 && !(await isConfirmed(planned.account, flags.json ? undefined : call.ask)))
      return 1;
  }
  try {
    // What was asked about has been shown already.
    const onEvent = (event: ProvisionEvent): void => {
      if (!isAsked || event.kind !== 'planned') show.onEvent(event);
    };
    const { removed, left, ...where } = await destroy({ ...options, onEvent });
    show.end();
    const rest = left.length === 0 ? '' : ` ${left.length} left, as said above.`;
    const outcome = removed.length === 0 ? 'There was nothing to remove.' : `${removed.length} parts removed.`;
    show.result({ removed, left, ...where }, `${outcome}${rest}`);
    return 0;
  } finally {
    show.end();
  }
}

/** What people see of an undertaking, or with -json only its result and what fails. */
class Show {
  readonly #isJson: boolean;
  readonly #progress: Progress;
  #actions: Action[] | undefined = [];

  constructor({ flags, time }: Call) {
    this.#isJson = flags.json;
    this.#progress = new Progress(process.stdout, time, process.stdout.isTTY && process.env['TERM'] !== 'dumb');
  }

  readonly onEvent = (event: ProvisionEvent): void => {
    if (this.#isJson) {
      if (event.kind === 'failed') console.error(`${event.what}: ${event.why}. ${event.todo}`);
      return;
    }
    if (event.kind === 'planned') {
      this.#actions?.push(event.action);
      if (event.action.kind !== 'none' || event.action.note !== undefined)
        console.log(planLine(event.part, event.action));
      return;
    }
    if (event.kind !== 'left' && this.#actions !== undefined) {
      if (this.#actions.length > 0) console.log(`${planSummary(this.#actions)}\n`);
      this.#actions = undefined;
    }
    this.#progress.show(event);
  };

  say(text: string): void {
    if (!this.#isJson) console.log(text);
  }

  /** Takes away what is redrawn. */
  end(): void {
    this.#progress.end();
  }

  result(value: object, text: string): void {
    this.#progress.end();
    console.log(this.#isJson ? JSON.stringify(value, undefined, 2) : text);
  }
}
