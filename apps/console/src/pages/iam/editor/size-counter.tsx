import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { policySize } from '@paddock/policy';
import { useTexts } from '../../../i18n/language.js';
import { editorTexts } from './texts.js';

interface SizeCounterProps {
  readonly text: string;
  readonly most: number;
  /** What other inline policies of the same identity have used. */
  readonly others?: number;
}

/** How much of the quota a policy takes, counted as IAM counts. */
export function SizeCounter({ text, most, others = 0 }: SizeCounterProps) {
  const t = useTexts(editorTexts);
  const used = policySize(text) + others;
  const hint = others > 0 ? t('size.together') : t('size.hint');
  return used > most ? (
    <StatusIndicator type="error">{t('size.over', { used, most, over: used - most })}</StatusIndicator>
  ) : (
    <Box color="text-body-secondary" fontSize="body-s">
      {t('size', { used, most, left: most - used })} · {hint}
    </Box>
  );
}
