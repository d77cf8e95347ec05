import { useTexts } from '../../i18n/language.js';
import { triggerTexts } from './texts-triggers.js';
import type { TriggerFault } from './trigger-form-model.js';

export function FaultText({ of }: { readonly of: TriggerFault }) {
  const t = useTexts(triggerTexts);
  return of.is === 'range' ? t('fault.range', { from: of.from, to: of.to }) : t(`fault.${of.is}`);
}
