import { measure } from '../load/measure.mjs';
import { withStream, WRITES } from '../load/kinesis.mjs';
import { AGAINST } from './askers.mjs';
import { startFor } from './servers.mjs';

// Before its code is compiled a server is several times slower, s.
const FIRST_WARMUP = 2;

// An asker's server and one in relaxed mode, both fresh, take turns in short windows, so that what is compared is a moment
// apart; who goes first changes from one window to the next.
export async function playPair(asker, { scenarios, rounds, duration, warmup }, emit) {
  await withSide(asker, 'own', scenarios, (own) =>
    withSide(AGAINST, 'against', scenarios, async (against) => {
      const sides = [own, against];
      for (const side of sides) await side.play(scenarios[0], { warmup: FIRST_WARMUP, duration: 0.1 }, () => {});
      let turn = 0;
      for (let round = 0; round < rounds; round++) {
        for (const scenario of scenarios) {
          for (const side of turn++ % 2 === 0 ? sides : sides.toReversed()) {
            const told = (line) => emit({ scenario, round, side: side.name, ...line });
            await side.play(scenario, { warmup, duration }, told);
          }
        }
      }
    }),
  );
}

// Starts a server, makes one stream on it for all scenarios, and signs their requests.
async function withSide(asker, name, scenarios, run) {
  const { client, pid, end } = await startFor(asker);
  const load = { client, pids: [pid] };
  try {
    await withStream(load, 1, async (stream) => {
      const prepared = new Map(scenarios.map((scenario) => [scenario, WRITES[scenario].requestsTo(stream, load)]));
      const play = (scenario, times, emit) => {
        const { concurrency, bytes } = WRITES[scenario];
        return measure({ ...load, ...times, emit }, { scenario }, concurrency, prepared.get(scenario), bytes);
      };
      await run({ name, play });
    });
  } finally {
    client.close();
    await end();
  }
}
