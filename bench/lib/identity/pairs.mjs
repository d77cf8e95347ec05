// What other processes, or the host of a virtual machine, may take of a core in a window before it counts as disturbed, %.
const DISTURBED = 20;
// With fewer undisturbed pairs than these, all are taken.
const FEWEST = 8;

// Windows that were played one after the other, of an asker and in relaxed mode, become pairs.
export function pairsOf(lines) {
  const pairs = new Map();
  for (const line of lines) {
    if (line.failed || line.operations === 0) continue;
    const key = [line.set, line.round, line.asker, line.scenario].join();
    const pair = pairs.get(key) ?? { asker: line.asker, scenario: line.scenario };
    pairs.set(key, { ...pair, [line.side]: line });
  }
  return [...pairs.values()].filter(({ own, against }) => own && against);
}

export const isQuiet = ({ own, against }) =>
  [own, against].every(({ otherCpuPercent = 0, stealPercent = 0 }) => otherCpuPercent + stealPercent <= DISTURBED);

// The pairs that count for a cell of a table.
export function chosen(pairs, asker, scenario) {
  const all = pairs.filter((pair) => pair.asker === asker && pair.scenario === scenario);
  const quiet = all.filter(isQuiet);
  return quiet.length >= FEWEST ? quiet : all;
}
