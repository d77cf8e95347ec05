import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { ResourceTable, type Column } from '../../shared/resource-table.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { FaultForm } from './fault-form.js';
import type { Fault } from './fault.js';
import { controlsTexts } from './texts.js';

/** What fails on purpose, and how often it has. */
export function FaultsPanel() {
  const t = useTexts(controlsTexts);
  const format = useFormat();
  const session = useSession();
  const [isAdding, setAdding] = useState(false);
  const faults = useAws(
    ['controls', 'faults'],
    () => session.control<{ readonly faults: readonly Fault[] }>('/_paddock/faults'),
    { every: 2000 },
  );
  const lift = useAction(
    async (id: string | undefined) => {
      const query = id === undefined ? '' : `?id=${encodeURIComponent(id)}`;
      return session.control(`/_paddock/faults${query}`, { method: 'DELETE' });
    },
    {
      changes: [['controls', 'faults']],
      done: (_, id) => (id === undefined ? t('faults.liftedAll') : t('faults.lifted')),
    },
  );
  const effect = ({ kind, code, message, status, ms, fraction, when }: Fault): string => {
    if (kind === 'latency') return t('effect.latency', { time: format.duration(ms) });
    if (kind === 'crash') return when === 'after' ? t('fault.when.after') : t('fault.when.before');
    const error = [status, code, message].filter((part) => part !== undefined).join(' ');
    if (kind !== 'partial') return error || t('kind.throttle.hint');
    return `${t('effect.partial', { percent: `${format.number((fraction ?? 0) * 100)} %` })} ${error}`.trim();
  };
  const target = ({ service, operation, resource }: Fault): string =>
    [service, operation, resource].filter((part) => part !== undefined).join(' · ') || t('fault.everything');
  const columns: readonly Column<Fault>[] = [
    { id: 'id', header: t('fault.id'), cell: ({ id }) => id, by: ({ id }) => Number(id) },
    { id: 'kind', header: t('fault.kind'), cell: ({ kind }) => t(`kind.${kind}`), by: ({ kind }) => kind },
    { id: 'target', header: t('fault.target'), cell: target, by: target },
    { id: 'effect', header: t('fault.effect'), cell: effect, by: effect },
    {
      id: 'probability',
      header: t('fault.probability'),
      cell: ({ probability }) => format.number(probability ?? 1),
      by: ({ probability }) => probability ?? 1,
    },
    {
      id: 'struck',
      header: t('fault.struck'),
      cell: ({ struck, times }) =>
        times === undefined ? format.number(struck) : t('fault.struckOf', { struck, times }),
      by: ({ struck }) => struck,
    },
    {
      id: 'lift',
      header: t('faults.lift'),
      cell: ({ id }) => (
        <Button
          variant="inline-link"
          ariaLabel={t('faults.lift.one', { id })}
          disabled={lift.isRunning}
          onClick={() => void lift.run(id)}
        >
          {t('faults.lift')}
        </Button>
      ),
    },
  ];
  const list = faults.data?.faults;
  return (
    <SpaceBetween size="s">
      <Problem error={lift.error} />
      <ResourceTable<Fault>
        title={t('faults')}
        things={t('faults.things')}
        description={t('faults.description')}
        items={list}
        columns={columns}
        id={({ id }) => id}
        isLoading={faults.isLoading}
        error={faults.error}
        onRefresh={() => void faults.refetch()}
        empty={t('faults.empty')}
        hasNoFilter={(list?.length ?? 0) < 10}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={(list?.length ?? 0) === 0 || lift.isRunning} onClick={() => void lift.run(undefined)}>
              {t('faults.liftAll')}
            </Button>
            <Button onClick={() => setAdding(true)}>{t('faults.add')}</Button>
          </SpaceBetween>
        }
      />
      {isAdding && <FaultForm onDismiss={() => setAdding(false)} />}
    </SpaceBetween>
  );
}
