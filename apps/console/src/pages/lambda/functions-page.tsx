import { LambdaClient, paginateListFunctions, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { createFunctionHref, functionHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { collect, useAws } from '../../shared/use-aws.js';
import { DeleteFunction } from './delete-function.js';
import { FunctionState, isChanging } from './function-state.js';
import { timeOf } from './function-time.js';
import { functionsKey } from './keys.js';
import { runtimeLabel } from './runtimes.js';
import { lambdaTexts } from './texts.js';

export function FunctionsPage() {
  const t = useTexts(lambdaTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const client = useClient(LambdaClient);
  const [selected, setSelected] = useState<readonly FunctionConfiguration[]>([]);
  const [isDeleting, setIsDeleting] = useState(false);
  const functions = useAws(
    functionsKey,
    ({ signal }) => collect(paginateListFunctions({ client }, {}, { abortSignal: signal }), (page) => page.Functions),
    { every: (data) => (data?.some(isChanging) === true ? 2000 : 15_000) },
  );
  const chosen = selected[0]?.FunctionName;
  const createButton = (
    <Button href={createFunctionHref} variant="primary">
      {t('create.button')}
    </Button>
  );
  return (
    <Page title={t('functions')} crumbs={[{ text: t('lambda'), href: '#/lambda/functions' }]}>
      <ResourceTable
        title={t('functions')}
        things={t('functions.things')}
        items={functions.data}
        isLoading={functions.isLoading}
        error={functions.error}
        onRefresh={() => void functions.refetch()}
        id={({ FunctionName = '' }) => FunctionName}
        selection={{ type: 'single', selected, onSelect: setSelected }}
        empty={
          <>
            <p>{t('functions.empty')}</p>
            <Button href={createFunctionHref}>{t('create.button')}</Button>
          </>
        }
        actions={
          <>
            <Button disabled={chosen === undefined} onClick={() => setIsDeleting(true)}>
              {shared('action.delete')}
            </Button>{' '}
            {createButton}
          </>
        }
        columns={[
          {
            id: 'name',
            header: t('name'),
            isRowHeader: true,
            by: ({ FunctionName }) => FunctionName,
            cell: ({ FunctionName = '' }) => <Link href={functionHref(FunctionName)}>{FunctionName}</Link>,
          },
          {
            id: 'description',
            header: t('description'),
            by: ({ Description }) => Description,
            cell: ({ Description }) => Description || '–',
          },
          {
            id: 'runtime',
            header: t('runtime'),
            by: ({ Runtime }) => runtimeLabel(Runtime),
            cell: ({ Runtime }) => runtimeLabel(Runtime),
          },
          {
            id: 'size',
            header: t('size'),
            by: ({ CodeSize }) => CodeSize,
            cell: ({ CodeSize }) => format.bytes(CodeSize),
          },
          {
            id: 'modified',
            header: t('modified'),
            by: ({ LastModified }) => LastModified,
            cell: ({ LastModified }) => format.time(timeOf(LastModified)),
          },
          {
            id: 'state',
            header: t('state'),
            by: ({ State }) => State,
            cell: (one) => <FunctionState of={one} />,
          },
        ]}
      />
      {isDeleting && chosen !== undefined && (
        <DeleteFunction
          name={chosen}
          onDone={() => {
            setIsDeleting(false);
            setSelected([]);
          }}
          onDismiss={() => setIsDeleting(false)}
        />
      )}
    </Page>
  );
}
