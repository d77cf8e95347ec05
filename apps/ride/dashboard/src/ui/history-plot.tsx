import type { JSX } from 'preact';
import type { Vitals } from '../contracts.js';
import { useDesk } from './context.js';
import { extent, linePath, plotY } from './plot.js';

const LOW = 100;
const size = { width: 280, height: 84 };

/** Health and magic over the last two minutes, and the line under which health is low. */
export function HistoryPlot({
  history,
  now,
}: {
  readonly history: readonly Vitals[];
  readonly now: number;
}): JSX.Element {
  const { t, format } = useDesk();
  const highest = Math.max(extent(history, 'health')?.most ?? 0, extent(history, 'magic')?.most ?? 0);
  const plot = { ...size, most: highest > 200 ? 300 : 200 };
  const threshold = plotY(LOW, plot);
  const last = history.at(-1);
  return (
    <figure class="plot">
      <figcaption>
        <span>{t('card.history')}</span>
        <span class="key key-health">{t('card.health')}</span>
        <span class="key key-magic">{t('card.magic')}</span>
      </figcaption>
      <svg
        viewBox={`0 -2 ${size.width} ${size.height + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={useWords(history)}
      >
        {[0, 100, 200, 300]
          .filter((points) => points <= plot.most && points !== LOW)
          .map((points) => (
            <path key={points} class="plot-grid" d={`M0 ${plotY(points, plot)}H${size.width}`} />
          ))}
        <rect class="plot-low" x="0" y={threshold} width={size.width} height={size.height - threshold} />
        <path class="plot-threshold" d={`M0 ${threshold}H${size.width}`} />
        <path class="plot-magic" d={linePath(history, 'magic', now, plot)} />
        <path class="plot-health" d={linePath(history, 'health', now, plot)} />
        {last === undefined && <path class="plot-grid" d={`M0 ${size.height}H0`} />}
      </svg>
      <div class="plot-axis" aria-hidden="true">
        <span>{t('card.plotPast')}</span>
        <span class="plot-limit">{t('card.threshold')}</span>
        <span>{t('card.plotNow')}</span>
      </div>
      <div class="plot-scale" aria-hidden="true">
        <span>{format.count(plot.most)}</span>
      </div>
    </figure>
  );
}

/** The plot in a sentence. */
function useWords(history: readonly Vitals[]): string {
  const { t } = useDesk();
  const [health, magic, last] = [extent(history, 'health'), extent(history, 'magic'), history.at(-1)];
  if (health === undefined || magic === undefined || last === undefined) return t('card.history');
  return `${t('card.historyHealth', { now: last.health, ...health })} ${t('card.historyMagic', { now: last.magic, ...magic })}`;
}
