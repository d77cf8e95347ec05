import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../../i18n/language.js';
import { dynamoTexts } from '../texts.js';

const states = {
  ACTIVE: 'success',
  CREATING: 'in-progress',
  UPDATING: 'in-progress',
  DELETING: 'in-progress',
  ARCHIVING: 'in-progress',
  ARCHIVED: 'stopped',
  INACCESSIBLE_ENCRYPTION_CREDENTIALS: 'error',
} as const satisfies Record<string, StatusIndicatorProps.Type>;

const isKnown = (status: string): status is keyof typeof states => Object.hasOwn(states, status);

/** A table's or an index's state. */
export function TableStatus({ status = '' }: { readonly status?: string | undefined }) {
  const t = useTexts(dynamoTexts);
  if (!isKnown(status)) return <StatusIndicator type="info">{status}</StatusIndicator>;
  return <StatusIndicator type={states[status]}>{t(`status.${status}`)}</StatusIndicator>;
}
