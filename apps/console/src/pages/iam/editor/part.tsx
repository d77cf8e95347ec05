import Button from '@cloudscape-design/components/button';
import { colorBorderDividerDefault } from '@cloudscape-design/design-tokens';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { editorTexts } from './texts.js';

interface PartProps {
  readonly title: string;
  /** What stands beside the title: what is chosen so far. */
  readonly summary: ReactNode;
  readonly isOpen: boolean;
  readonly isDisabled?: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One row of a block. Its title opens it, whether it is open or not: one who follows a guide clicks it in any case. */
export function Part({ title, summary, isOpen, isDisabled = false, onOpen, onClose, children }: PartProps) {
  const t = useTexts(editorTexts);
  return (
    <section
      className="iam-part"
      aria-label={title}
      style={{ borderBlockStart: `1px solid ${colorBorderDividerDefault}` }}
    >
      <div className="iam-part-head">
        <div className="iam-part-title">
          <Button
            variant="inline-link"
            iconName={isOpen ? 'caret-down-filled' : 'caret-right-filled'}
            disabled={isDisabled}
            ariaExpanded={isOpen}
            onClick={onOpen}
          >
            {title}
          </Button>
        </div>
        <div className="iam-part-summary">{summary}</div>
        {isOpen && (
          <Button variant="inline-link" ariaLabel={`${t('close')}: ${title}`} onClick={onClose}>
            {t('close')}
          </Button>
        )}
      </div>
      {isOpen && <div className="iam-part-body">{children}</div>}
    </section>
  );
}
