import { printable } from '../pretty.js';
import { fit, padded, painter, plural, seconds, widthOf, wrap } from './text.js';
import type { Action, Part, ProvisionEvent } from '../provision/contracts.js';
import type { Look } from './text.js';

/** What went wrong with a part, why, and what to do. */
export interface Problem {
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

interface Step {
  readonly title: string;
  mark: 'waits' | 'runs' | 'done' | 'failed' | 'skipped';
  /** What it did, or is doing. */
  word: string;
  startedAt: number | undefined;
  tookMillis: number | undefined;
}

const DID: Readonly<Record<Action['kind'], string>> = {
  create: 'created',
  update: 'updated',
  none: 'there',
  delete: 'deleted',
  conflict: 'in the way',
};
const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const SPINNER_EVERY = 100;

/** How far the provisioning is, made of its events; times are milliseconds of a clock that is passed in. */
export class Progress {
  readonly problems: Problem[] = [];
  readonly #steps = new Map<string, Step>();
  #startedAt: number;
  #endedAt: number | undefined;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  get isOver(): boolean {
    return this.#endedAt !== undefined;
  }

  /** What took time before does not count. */
  begin(now: number): void {
    this.#startedAt = now;
  }

  take(event: ProvisionEvent, now: number): void {
    const step = this.#step(event.part);
    switch (event.kind) {
      case 'planned':
        step.word = event.action.kind === 'none' ? DID.none : '';
        return;
      case 'started':
        step.mark = 'runs';
        step.startedAt = now;
        step.word = { create: 'creating', update: 'updating', delete: 'deleting', none: 'there', conflict: '' }[
          event.action.kind
        ];
        return;
      case 'progress':
        step.mark = 'runs';
        step.word = printable(event.state);
        return;
      case 'done':
        step.mark = 'done';
        step.word = DID[event.action.kind];
        step.tookMillis = event.tookMillis;
        return;
      case 'failed':
        step.mark = 'failed';
        step.word = 'failed';
        this.problems.push({ title: event.part.title, what: event.what, why: event.why, todo: event.todo });
        return;
      case 'skipped':
        step.mark = 'skipped';
        step.word = `waits for ${event.because.title}`;
        return;
      case 'left':
        step.mark = 'done';
        step.word = 'left';
    }
  }

  /** All has been tried. What was found as it shall be needs no further word. */
  end(now: number): void {
    this.#endedAt = now;
    for (const step of this.#steps.values()) if (step.mark === 'waits' && step.word === DID.none) step.mark = 'done';
  }

  /** A line for each part: mark, title, what is done or being done, how long it took. */
  lines({ width, color }: Look, now: number): string[] {
    const paint = painter(color);
    const steps = [...this.#steps.values()];
    const titles = Math.min(Math.max(0, ...steps.map(({ title }) => widthOf(title))), Math.max(10, width - 26));
    const spinner = spinnerAt(now);
    return steps.map(({ title, mark, word, startedAt, tookMillis }) => {
      const sign = { waits: '·', runs: spinner, done: '✓', failed: '✗', skipped: '-' }[mark];
      const shade = { waits: 2, runs: 36, done: 32, failed: 31, skipped: 2 }[mark];
      const took = tookMillis ?? (mark === 'runs' && startedAt !== undefined ? now - startedAt : undefined);
      const rest = fit(`${padded(word, 10)}${took === undefined ? '' : ` ${seconds(took)}`}`, width - titles - 6);
      return `  ${paint(shade, sign)} ${padded(fit(title, titles), titles)}  ${paint(2, rest)}`;
    });
  }

  /** One thing that goes on, as a line with what turns. */
  spin(text: string, { width, color }: Look, now: number): string {
    return `  ${painter(color)(36, spinnerAt(now))} ${fit(text, width - 4)}`;
  }

  /** `13 parts in 1.4 s: nothing changed` */
  summary(): string {
    const steps = [...this.#steps.values()];
    const changed = ['created', 'updated', 'deleted'].map((word) => [word, this.#having('done', word)] as const);
    const told = [
      ...changed,
      ['failed', this.#having('failed')] as const,
      ['not tried', this.#having('skipped')] as const,
    ].filter(([, number]) => number > 0);
    const took = seconds((this.#endedAt ?? this.#startedAt) - this.#startedAt);
    const outcome =
      told.length === 0 ? 'nothing changed' : told.map(([word, number]) => `${number} ${word}`).join(', ');
    return `${plural(steps.length, 'part')} in ${took}: ${outcome}`;
  }

  #having(mark: Step['mark'], word?: string): number {
    return [...this.#steps.values()].filter((step) => step.mark === mark && (word ?? step.word) === step.word).length;
  }

  #step({ id, title }: Part): Step {
    const known = this.#steps.get(id);
    if (known !== undefined) return known;
    const step: Step = {
      title: printable(title),
      mark: 'waits',
      word: '',
      startedAt: undefined,
      tookMillis: undefined,
    };
    this.#steps.set(id, step);
    return step;
  }
}

const spinnerAt = (now: number): string => SPINNER[Math.floor(now / SPINNER_EVERY) % SPINNER.length] ?? '';

/** For logs: a line for what changed or failed; undefined for the rest. */
export function eventLine(event: ProvisionEvent): string | undefined {
  switch (event.kind) {
    case 'done':
      return event.action.kind === 'none'
        ? undefined
        : `✓ ${event.part.title}: ${DID[event.action.kind]}, ${seconds(event.tookMillis)}`;
    case 'failed':
      return `✗ ${event.part.title}: ${event.what}: ${event.why}. ${event.todo}`;
    case 'skipped':
      return `- ${event.part.title}: waits for ${event.because.title}`;
    default:
      return undefined;
  }
}

/** What failed, why, and what to do; wrapped, never cut. */
export function problemLines({ title, what, why, todo }: Problem, { width, color }: Look): string[] {
  const paint = painter(color);
  const text = printable(`${title}: ${what}: ${why}`);
  return [
    ...wrap(text, width - 4).map((line, index) => paint(31, index === 0 ? `  ✗ ${line}` : `    ${line}`)),
    ...wrap(printable(todo), width - 6).map((line, index) => (index === 0 ? `    → ${line}` : `      ${line}`)),
  ];
}
