import { useTexts } from '../../../i18n/language.js';
import { dynamoTexts } from '../texts.js';
import type { DraftFaults } from './create-model.js';

/** Says what is wrong with a field, if anything is. */
export function useFaultText(faults: DraftFaults): (field: string) => string | undefined {
  const t = useTexts(dynamoTexts);
  return (field) => {
    const fault = faults.get(field);
    return fault === undefined ? undefined : t(`fault.${fault}`);
  };
}
