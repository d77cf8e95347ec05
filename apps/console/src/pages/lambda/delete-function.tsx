import {
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import { useRef, useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { isCode } from '../../shared/aws-problem.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { collect, useAction, useAws } from '../../shared/use-aws.js';
import { functionsKey, keysOf } from './keys.js';
import { lambdaTexts } from './texts.js';

interface DeleteFunctionProps {
  readonly name: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** A function's mappings outlive it, on AWS as here: they can go with it. */
export function DeleteFunction({ name, onDone, onDismiss }: DeleteFunctionProps) {
  const t = useTexts(lambdaTexts);
  const client = useClient(LambdaClient);
  const [withTriggers, setWithTriggers] = useState(true);
  const mappings = useAws(keysOf(name).mappings, ({ signal }) =>
    collect(
      paginateListEventSourceMappings({ client }, { FunctionName: name }, { abortSignal: signal }),
      (page) => page.EventSourceMappings,
    ),
  );
  const isGone = useRef(false);
  const count = mappings.data?.length ?? 0;
  const remove = useAction(
    async () => {
      // A function that may not be deleted keeps its triggers. One that is gone already is no failure when the rest is tried again.
      await client.send(new DeleteFunctionCommand({ FunctionName: name })).catch((error: unknown) => {
        if (!isGone.current || !isCode(error, 'ResourceNotFoundException')) throw error;
      });
      isGone.current = true;
      if (withTriggers)
        for (const { UUID } of mappings.data ?? [])
          await client.send(new DeleteEventSourceMappingCommand({ UUID })).catch((error: unknown) => {
            if (!isCode(error, 'ResourceNotFoundException', 'ResourceInUseException')) throw error;
          });
      return true;
    },
    { changes: [functionsKey], done: () => t('delete.done', { name }) },
  );
  return (
    <ConfirmDelete
      name={name}
      isRunning={remove.isRunning || (withTriggers && mappings.isLoading)}
      error={remove.error}
      onDismiss={onDismiss}
      onConfirm={() => void remove.run().then((done) => done !== undefined && onDone())}
    >
      <Box>{t('delete.warning')}</Box>
      {count > 0 && (
        <Checkbox
          checked={withTriggers}
          description={t('delete.triggers', { count })}
          onChange={({ detail }) => setWithTriggers(detail.checked)}
        >
          {t('delete.triggersToo')}
        </Checkbox>
      )}
    </ConfirmDelete>
  );
}
