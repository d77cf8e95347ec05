import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../i18n/language.js';
import { streamTexts } from './texts.js';

const types: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  ACTIVE: 'success',
  CREATING: 'in-progress',
  UPDATING: 'in-progress',
  DELETING: 'in-progress',
};

/** The state of a stream or a consumer. */
export function Status({ status }: { readonly status: string | undefined }) {
  const t = useTexts(streamTexts);
  if (status === undefined) return <>–</>;
  const known = (['ACTIVE', 'CREATING', 'UPDATING', 'DELETING'] as const).find((one) => one === status);
  return (
    <StatusIndicator type={types[status] ?? 'info'}>
      {known === undefined ? status : t(`status.${known}`)}
    </StatusIndicator>
  );
}

/** Provisioned or on-demand. */
export function Mode({ mode }: { readonly mode: string | undefined }) {
  const t = useTexts(streamTexts);
  if (mode === undefined) return <>–</>;
  return <>{mode === 'ON_DEMAND' ? t('mode.onDemand') : t('mode.provisioned')}</>;
}
