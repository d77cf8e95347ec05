import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

const types: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  READY: 'stopped',
  RUNNING: 'success',
};

/** An application's state, as AWS names it; one that passes turns. */
export function Status({ status }: { readonly status: string | undefined }) {
  return <StatusIndicator type={types[status ?? ''] ?? 'in-progress'}>{status ?? '–'}</StatusIndicator>;
}
