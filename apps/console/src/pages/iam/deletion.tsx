import Box from '@cloudscape-design/components/box';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { Problem } from '../../shared/problem.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { iamTexts } from './texts.js';

/** One of the calls that must come before the last. */
export interface Step {
  readonly text: string;
  run(): Promise<unknown>;
}

interface DeletionProps {
  readonly name: string;
  /** A key for what is loaded: the kind and the name. */
  readonly what: readonly string[];
  /** Finds what must go first. */
  readonly load: () => Promise<readonly Step[]>;
  readonly last: () => Promise<unknown>;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** Deletes something with all that hangs on it, which IAM wants gone before; shows what that is, asks for the name, and tells how far it is. */
export function Deletion({ name, what, load, last, onDone, onDismiss }: DeletionProps) {
  const t = useTexts(iamTexts);
  const [done, setDone] = useState(0);
  const { data: steps, error, isLoading } = useAws(['iam', 'deletion', ...what], load);
  const action = useAction(
    async () => {
      setDone(0);
      // Loaded anew when it has failed half-way: what is gone already is not asked for again.
      for (const step of action.error === undefined ? (steps ?? []) : await load()) {
        await step.run();
        setDone((before) => before + 1);
      }
      await last();
      return true;
    },
    { changes: [['iam']], done: () => t('delete.done', { name }) },
  );
  const total = (steps?.length ?? 0) + 1;
  return (
    <ConfirmDelete
      name={name}
      isRunning={action.isRunning || isLoading}
      error={action.error}
      onConfirm={() => void action.run().then((isDone) => isDone && onDone())}
      onDismiss={onDismiss}
    >
      <Problem error={error} />
      {isLoading && <Spinner />}
      {steps !== undefined && steps.length === 0 && <Box>{t('delete.nothing')}</Box>}
      {steps !== undefined && steps.length > 0 && (
        <SpaceBetween size="xs">
          <Box>{t('delete.goes')}</Box>
          <ul>
            {steps.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </SpaceBetween>
      )}
      {action.isRunning && <ProgressBar value={(done / total) * 100} description={t('delete.at', { done, total })} />}
    </ConfirmDelete>
  );
}
