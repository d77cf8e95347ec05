import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { sharedTexts } from '../../../shared/texts.js';
import '../analytics.css';
import { differenceOf } from './difference.js';
import { sqlTexts } from './texts.js';

export interface Version {
  readonly code: string;
  readonly version: number;
}

interface ConflictDialogProps {
  /** What one began with. */
  readonly base: Version;
  /** What is there now. */
  readonly theirs: Version;
  readonly mine: string;
  readonly onReload: () => void;
  readonly onOverwrite: () => void;
  readonly onDismiss: () => void;
}

/** Somebody else has saved meanwhile: nothing is lost before one has chosen. */
export function ConflictDialog({ base, theirs, mine, onReload, onOverwrite, onDismiss }: ConflictDialogProps) {
  const t = useTexts(sqlTexts);
  const shared = useTexts(sharedTexts);
  const lines = useMemo(() => differenceOf(theirs.code, mine), [theirs.code, mine]);
  return (
    <Modal
      visible
      size="large"
      header={t('conflict.title')}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button onClick={onReload}>{t('conflict.reload')}</Button>
            <Button variant="primary" onClick={onOverwrite}>
              {t('conflict.overwrite')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>{t('conflict.body', { theirs: theirs.version, mine: base.version })}</Box>
        {theirs.code === base.code && <Box>{t('conflict.same')}</Box>}
        <ExpandableSection headerText={t('conflict.difference')} defaultExpanded={theirs.code !== base.code}>
          <Box color="text-body-secondary">{t('conflict.theirs')}</Box>
          <Box variant="code" display="block">
            <section className="analytics-difference" tabIndex={0} aria-label={t('conflict.difference')}>
              {lines.map(({ is, text }, index) => (
                // Lines have no name but their place.
                // eslint-disable-next-line react/no-array-index-key
                <div key={index} className={`analytics-difference-${is}`}>
                  {`${is === 'same' ? ' ' : is === 'theirs' ? '−' : '+'} ${text}`}
                </div>
              ))}
            </section>
          </Box>
        </ExpandableSection>
      </SpaceBetween>
    </Modal>
  );
}
