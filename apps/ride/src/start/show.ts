import { eventLine } from './progress.js';
import { Screen } from './screen.js';
import { plainLine, statusLines } from './status.js';
import type { ProvisionEvent } from '../provision/contracts.js';
import type { Settings } from './settings.js';
import type { Status } from './status.js';

/** What is shown while the server starts, and from then on. */
export type View =
  | { readonly kind: 'starting'; readonly line: string }
  | { readonly kind: 'status'; readonly status: Status };

export interface Display {
  /** What goes on, as it happens. */
  readonly event: (event: ProvisionEvent) => void;
  /** A sentence for people; on a terminal the status says the same. */
  readonly say: (line: string) => void;
  /** Draws what has changed, now. */
  readonly draw: () => void;
  /** Draws the last time, and then nothing more; the answer restores the terminal. */
  readonly stop: () => () => void;
}

const PLAIN_EVERY = 5_000;
/** While something turns, and otherwise. */
const TURN_EVERY = 100;
const DRAW_EVERY = 1_000;

/** Lines that are redrawn in place. `onKey` hears each key. */
export function liveDisplay(settings: Settings, view: () => View, onKey: (key: string) => void): Display {
  const screen = new Screen(process.stdout, process.stdin, onKey);
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    clearTimeout(timer);
    const now = view();
    const look = { width: screen.width, color: settings.hasColor, links: settings.hasLinks };
    screen.draw(now.kind === 'starting' ? [now.line] : statusLines(now.status, look));
    const isTurning = now.kind === 'starting' || now.status.parts !== undefined;
    // On the full second, so that no second is counted twice.
    const pause = isTurning ? TURN_EVERY : DRAW_EVERY - (Date.now() % DRAW_EVERY);
    timer = setTimeout(draw, pause);
  };
  draw();
  return {
    event: draw,
    say: () => undefined,
    draw,
    stop: () => {
      draw();
      clearTimeout(timer);
      return () => screen.close();
    },
  };
}

/** A line for each thing that happens, and one for the status every five seconds. */
export function plainDisplay(view: () => View): Display {
  const timer = setInterval(() => {
    const now = view();
    if (now.kind === 'status') console.log(plainLine(now.status));
  }, PLAIN_EVERY);
  return {
    event: (event) => {
      const line = eventLine(event);
      if (line !== undefined) console.log(line);
    },
    say: (line) => console.log(line),
    draw: () => undefined,
    stop: () => {
      clearInterval(timer);
      return () => undefined;
    },
  };
}
