import { useTexts } from '../../i18n/language.js';
import type { ChartLine } from './layout.js';
import { metricsTexts } from './texts.js';

interface LegendProps {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

/** The names of lines; a click hides one, or shows it again. */
export function Legend({ title, lines, hidden, onChange }: LegendProps) {
  const t = useTexts(metricsTexts);
  const toggle = (id: string): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <ul className="metric-legend" aria-label={t('graph.legend', { title })}>
      {lines.map(({ id, label, color }) => (
        <li key={id}>
          <button type="button" aria-pressed={!hidden.has(id)} onClick={() => toggle(id)}>
            <span className="metric-mark" style={{ background: color }} />
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
