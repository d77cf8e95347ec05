// Identical rounds of one server differ by 20 to 70 %: a smaller gap than this between two servers tells nothing.
export const TIE = 1.5;

export function median(values) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// figures: server name → [{ round, value }]. Gives each server's median, the fastest peer, the ratio of the medians
// (above 1: Paddock is better), its range over the rounds, and whether the target is reached.
export function judge(row, figures, paddock, peers) {
  const medians = Object.fromEntries(
    [...figures].map(([name, list]) => [name, median(list.map(({ value }) => value))]),
  );
  const best = bestOf(
    row,
    peers.map((name) => ({ name, value: medians[name] ?? null })),
  );
  const ours = medians[paddock] ?? null;
  const ratio = ours === null || best === null ? null : ratioOf(row, ours, best.value);
  return {
    medians,
    fastestPeer: best?.name ?? null,
    ratio,
    ratioRange: ratio === null ? null : rangeOverRounds(row, figures, paddock, peers),
    reached: reached(row.target, ours, ratio),
  };
}

export function reached(target, ours, ratio) {
  if (!target) return null;
  if ('atMost' in target) return ours === null ? null : ours <= target.atMost ? 'yes' : 'no';
  if (ratio === null) return null;
  const tie = ratio < TIE && ratio > 1 / TIE;
  if (target.times === 1) return tie ? 'yes (tie)' : ratio >= TIE ? 'yes' : 'no';
  if (ratio >= target.times) return 'yes';
  return tie ? 'no (tie)' : 'no';
}

function bestOf(row, candidates) {
  return candidates
    .filter(({ value }) => value !== null)
    .reduce((best, each) => (best === null || ratioOf(row, each.value, best.value) > 1 ? each : best), null);
}

const ratioOf = (row, ours, theirs) => (row.higherIsBetter ? ours / theirs : theirs / ours);

function rangeOverRounds(row, figures, paddock, peers) {
  const ratios = (figures.get(paddock) ?? []).flatMap(({ round, value }) => {
    const best = bestOf(
      row,
      peers.map((name) => ({ name, value: figures.get(name)?.find((each) => each.round === round)?.value ?? null })),
    );
    return best ? [ratioOf(row, value, best.value)] : [];
  });
  return ratios.length ? [Math.min(...ratios), Math.max(...ratios)] : null;
}
