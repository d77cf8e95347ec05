import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { useAction } from '../../shared/use-aws.js';
import { controlsTexts } from './texts.js';
import { useBeginAgain } from './use-begin-again.js';

/** Empties the server, once somebody has typed that it is wanted. */
export function ResetPanel() {
  const t = useTexts(controlsTexts);
  const session = useSession();
  const beginAgain = useBeginAgain();
  const [isAsked, setAsked] = useState(false);
  const reset = useAction(() => session.control('/_paddock/reset', { method: 'POST' }), {
    done: () => t('reset.done'),
  });
  return (
    <>
      <Container
        header={
          <Header variant="h2" actions={<Button onClick={() => setAsked(true)}>{t('reset.button')}</Button>}>
            {t('reset')}
          </Header>
        }
      >
        {t('reset.what')}
      </Container>
      {isAsked && (
        <ConfirmDelete
          name="reset"
          title={t('reset.title')}
          action={t('reset')}
          isRunning={reset.isRunning}
          error={reset.error}
          onDismiss={() => {
            reset.reset();
            setAsked(false);
          }}
          onConfirm={() => {
            void reset.run().then(async (done) => {
              if (done === undefined) return;
              setAsked(false);
              await beginAgain();
            });
          }}
        >
          <Box>{t('reset.what')}</Box>
        </ConfirmDelete>
      )}
    </>
  );
}
