import { useSearchParams } from 'react-router';
import { readRange, type Range } from '../../../shared/metrics/range.js';

/** The graphs' time range, in the page's address. */
export function useRange(): readonly [Range, (range: Range) => void] {
  const [parameters, setParameters] = useSearchParams();
  const range = readRange(parameters.get('range'), '1h');
  return [
    range,
    (next) =>
      setParameters(
        (before) => {
          const changed = new URLSearchParams(before);
          changed.set('range', next);
          return changed;
        },
        { replace: true },
      ),
  ];
}
