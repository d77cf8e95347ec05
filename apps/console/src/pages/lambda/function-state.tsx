import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import Alert from '@cloudscape-design/components/alert';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../i18n/language.js';
import { lambdaTexts } from './texts.js';

type States = Pick<FunctionConfiguration, 'State' | 'StateReason' | 'LastUpdateStatus' | 'LastUpdateStatusReason'>;

/** Whether it is on its way to another state: then it is asked for again soon. */
export const isChanging = ({ State, LastUpdateStatus }: States): boolean =>
  State === 'Pending' || LastUpdateStatus === 'InProgress';

export function FunctionState({ of }: { readonly of: States }) {
  const t = useTexts(lambdaTexts);
  const { State = 'Active', LastUpdateStatus } = of;
  if (State === 'Pending') return <StatusIndicator type="in-progress">{t('state.Pending')}</StatusIndicator>;
  if (State === 'Failed') return <StatusIndicator type="error">{t('state.Failed')}</StatusIndicator>;
  if (LastUpdateStatus === 'InProgress')
    return <StatusIndicator type="in-progress">{t('state.updating')}</StatusIndicator>;
  if (LastUpdateStatus === 'Failed') return <StatusIndicator type="error">{t('state.updateFailed')}</StatusIndicator>;
  if (State === 'Inactive') return <StatusIndicator type="stopped">{t('state.Inactive')}</StatusIndicator>;
  return <StatusIndicator type="success">{t('state.Active')}</StatusIndicator>;
}

/** What is worth saying above the page. */
export function StateAlert({ of }: { readonly of: States }) {
  const t = useTexts(lambdaTexts);
  if (of.State === 'Pending') return <Alert type="info">{t('update.pending')}</Alert>;
  if (of.State === 'Failed') return <Alert type="error">{t('state.failed', { reason: of.StateReason ?? '–' })}</Alert>;
  if (of.LastUpdateStatus === 'InProgress') return <Alert type="info">{t('update.running')}</Alert>;
  if (of.LastUpdateStatus === 'Failed')
    return <Alert type="error">{t('update.failed', { reason: of.LastUpdateStatusReason ?? '–' })}</Alert>;
  return null;
}
