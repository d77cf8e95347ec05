import { useTexts } from '../../i18n/language.js';
import { useFormat } from '../../shared/format.js';
import type { Figures } from './model/figures.js';
import { homeTexts } from './texts.js';

/** What moves on an edge, and how that went. */
export function EdgeFigures({ figures }: { readonly figures: Figures }) {
  const t = useTexts(homeTexts);
  const format = useFormat();
  const { rate, rateOf, bytes, age, history, troubles } = figures;
  if (rate === undefined) return null;
  return (
    <>
      <span className="pipeline-rate">{t(`figure.${rateOf}`, { rate: format.number(rate, rate < 10 ? 2 : 0) })}</span>
      <Sparkline values={history} />
      {bytes !== undefined && <span>{t('figure.bytes', { bytes: format.bytes(bytes) })}</span>}
      {age !== undefined && <span>{t('figure.age', { age: format.duration(age) })}</span>}
      {troubles.length > 0 && <span className="pipeline-warning">⚠</span>}
    </>
  );
}

/** The last 15 minutes as a line: its words are the figures beside it. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const most = Math.max(...values);
  if (!(most > 0)) return <span className="pipeline-spark" />;
  const points = values.map((value, index) => `${index * 4 + 1},${(15 - (value / most) * 13).toFixed(1)}`).join(' ');
  return (
    <svg className="pipeline-spark" width="58" height="16" viewBox="0 0 58 16" aria-hidden="true">
      <polyline points={points} />
    </svg>
  );
}
