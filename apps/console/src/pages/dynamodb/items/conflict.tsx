import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../../i18n/language.js';
import type { Item } from '../values/attribute.js';
import { dynamoJsonText } from '../values/dynamo-json.js';
import { differences } from './changes.js';
import { itemTexts } from './texts.js';

interface ConflictProps {
  readonly isNew: boolean;
  /** What is in the table now; undefined when the item is gone. */
  readonly theirs: Item | undefined;
  readonly mine: Item | undefined;
  readonly before: Item | undefined;
  readonly onTake: (theirs: Item) => void;
  readonly onOverwrite: (theirs: Item | undefined) => void;
}

/** Somebody was there first: what they wrote, and what may be done. */
export function Conflict({ isNew, theirs, mine, before, onTake, onOverwrite }: ConflictProps) {
  const t = useTexts(itemTexts);
  const names = theirs ? differences(theirs, (isNew ? mine : before) ?? {}) : [];
  return (
    <Alert
      type="warning"
      header={isNew ? t('conflict.exists') : theirs === undefined ? t('conflict.gone') : t('conflict.changed')}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          {theirs !== undefined && (
            <Button formAction="none" onClick={() => onTake(theirs)}>
              {isNew ? t('conflict.open') : t('conflict.take')}
            </Button>
          )}
          {!isNew && (
            <Button formAction="none" onClick={() => onOverwrite(theirs)}>
              {theirs === undefined ? t('conflict.again') : t('conflict.overwrite')}
            </Button>
          )}
        </SpaceBetween>
      }
    >
      {names.length > 0 && <p>{t('conflict.names', { names: names.join(', ') })}</p>}
      {theirs !== undefined && <pre className="mono">{dynamoJsonText(theirs)}</pre>}
    </Alert>
  );
}
