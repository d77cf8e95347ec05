import { AGGREGATES, aggregate, type Aggregate } from './aggregates.js';
import { group, type Group, type Series } from './values.js';

/** The series by what is made of each, `ASC` or `DESC`; those of nothing come last. @param by one of the aggregates */
export function sort(all: Group, by: string, order: string, most: number | undefined): Group {
  const name = by in AGGREGATES ? (by as Aggregate) : 'AVG';
  const sign = order === 'DESC' ? -1 : 1;
  const ranked = all.series.map((series) => ({ series, rank: rankOf(name, series) }));
  ranked.sort((a, b) =>
    Number.isNaN(a.rank) || Number.isNaN(b.rank)
      ? Number(Number.isNaN(a.rank)) - Number(Number.isNaN(b.rank))
      : sign * (a.rank - b.rank),
  );
  return slice(group(ranked.map(({ series }) => series)), 0, most);
}

function rankOf(name: Aggregate, series: Series): number {
  if (series.times.length === 0) return NaN;
  const rank = aggregate(name, series);
  return rank.kind === 'scalar' ? rank.value : NaN;
}

/** The series from a place, counted from 0, until before another or to the end. */
export const slice = (all: Group, from: number, to: number | undefined): Group =>
  group(all.series.slice(Math.max(0, Math.trunc(from)), to === undefined ? undefined : Math.max(0, Math.trunc(to))));
