import Box from '@cloudscape-design/components/box';
import Icon from '@cloudscape-design/components/icon';
import type { ReactNode } from 'react';

interface NoteProps {
  readonly type: 'info' | 'warning';
  readonly children: ReactNode;
}

/** A word of advice within a line: a StatusIndicator breaks words anywhere, which sentences do not bear. */
export function Note({ type, children }: NoteProps) {
  return (
    <Box color={type === 'warning' ? 'text-status-warning' : 'text-status-info'}>
      <Icon name={type === 'warning' ? 'status-warning' : 'status-info'} /> {children}
    </Box>
  );
}
