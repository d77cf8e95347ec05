import { inputsOf, streamsOf } from '../bind/plan-inputs.js';
import type { Plan, Program, Pump, Sort } from '../bind/plan.js';
import type { Pace } from './merge.js';

/** Which pumps run, and how time goes along them. */
export interface Graph {
  readonly pumps: readonly RunningPump[];
  /** Streams whose time is the engine's own: sources, and those that no pump before them writes to. */
  readonly roots: ReadonlySet<string>;
  /** How the time of a plan's rows goes. */
  readonly paceOf: (plan: Plan) => Pace;
  /** Whether the engine's time moves a plan's rows on: not where their ROWTIMEs are of the user's making. */
  readonly isClocked: (plan: Plan) => boolean;
}

export interface RunningPump {
  readonly pump: Pump;
  /** It closes a circle: the time of its stream does not wait for it. */
  readonly back: boolean;
}

export function graphOf(program: Program): Graph {
  const pumps: RunningPump[] = [];
  const readersOf = new Map<string, Set<string>>();
  for (const pump of program.pumps) {
    if (!pump.started) continue;
    const read = streamsOf(pump.plan);
    const back = [...read].some((stream) => reaches(readersOf, pump.into, stream));
    pumps.push({ pump, back });
    if (back) continue;
    for (const stream of read) {
      const into = readersOf.get(stream) ?? new Set();
      readersOf.set(stream, into.add(pump.into));
    }
  }
  const written = new Set(pumps.flatMap(({ pump, back }) => (back ? [] : [pump.into])));
  const roots = new Set(
    program.streams.filter(({ name, kind }) => kind === 'source' || !written.has(name)).map(({ name }) => name),
  );
  const writers = (stream: string): readonly Plan[] =>
    pumps.flatMap(({ pump, back }) => (!back && pump.into === stream ? [pump.plan] : []));
  const everyStream = (holds: (plan: Plan) => boolean): ((plan: Plan) => boolean) => {
    const known = new Map<string, boolean>();
    const ofStream = (stream: string): boolean => {
      const before = known.get(stream);
      if (before !== undefined) return before;
      const result = writers(stream).every(ofPlan);
      known.set(stream, result);
      return result;
    };
    const ofPlan = (plan: Plan): boolean =>
      holds(plan) && (plan.kind === 'stream' ? ofStream(plan.stream) : inputsOf(plan).every(ofPlan));
    return ofPlan;
  };
  const isClocked = everyStream((plan) => plan.kind !== 'project' || plan.rowtime === undefined);
  const isPrompt = everyStream((plan) => plan.kind !== 'sort' && !isRetimed(plan));
  return { pumps, roots, isClocked, paceOf: (plan) => (isPrompt(plan) ? 'clock' : 'behind') };
}

/** Whether a plan's rows have times that are none of its input's. */
const isRetimed = (plan: Plan): boolean =>
  (plan.kind === 'project' && plan.rowtime !== undefined) || (plan.kind === 'sort' && sortsByData(plan));

/** ORDER BY … WITHIN, but for that by ROWTIME itself: rows wait for rows. */
export const sortsByData = ({ within, keys }: Sort): boolean =>
  within !== undefined && keys[0]?.expression.kind !== 'rowtime';

function reaches(readersOf: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let stream = waiting.pop(); stream !== undefined; stream = waiting.pop()) {
    if (stream === to) return true;
    if (seen.has(stream)) continue;
    seen.add(stream);
    waiting.push(...(readersOf.get(stream) ?? []));
  }
  return false;
}
