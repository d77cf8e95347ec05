import { colorTextStatusError, colorTextStatusSuccess } from '@cloudscape-design/design-tokens';
import type { DifferentLine } from '../model/differences.js';
import '../iam.css';

const signs = { same: ' ', gone: '−', new: '+' } as const;
const colors = { same: undefined, gone: colorTextStatusError, new: colorTextStatusSuccess } as const;

/** Two texts in one: what is gone with a minus, what is new with a plus. */
export function Differences({ lines }: { readonly lines: readonly DifferentLine[] }) {
  return (
    // What is wider than a telephone scrolls within.
    <pre className="mono iam-json" tabIndex={0}>
      {lines.map(({ kind, text }, index) => {
        const Line = kind === 'same' ? 'span' : kind === 'gone' ? 'del' : 'ins';
        return (
          // eslint-disable-next-line react/no-array-index-key
          <Line key={index} className="iam-line" style={{ color: colors[kind], textDecoration: 'none' }}>
            {signs[kind]} {text}
          </Line>
        );
      })}
    </pre>
  );
}
