import Box from '@cloudscape-design/components/box';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { shareOf, type HashRange } from '../model/hash-range.js';
import { shardTexts } from './texts.js';

/** A range of hash keys in words. */
export function RangeText({ range }: { readonly range: HashRange }) {
  const t = useTexts(shardTexts);
  const format = useFormat();
  return (
    <Box>
      {t('range', {
        start: String(range.start),
        end: String(range.end),
        share: `${format.number(shareOf(range) * 100, 3)}%`,
      })}
    </Box>
  );
}
