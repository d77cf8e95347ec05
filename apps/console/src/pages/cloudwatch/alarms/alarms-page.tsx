import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Link from '@cloudscape-design/components/link';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { alarmHref, cloudwatchHref, createAlarmHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import '../cloudwatch.css';
import { alarmStates, type Alarm } from './model.js';
import { SetState } from './set-state.js';
import { Sparkline } from './sparkline.js';
import { Condition, State } from './state.js';
import { alarmTexts } from './texts.js';
import { useAlarmActions, useAlarms } from './use-alarms.js';

/** All alarms with their states. */
export function AlarmsPage() {
  const t = useTexts(alarmTexts);
  const s = useTexts(sharedTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const { data, error, refetch, isPending } = useAlarms();
  const { remove, enable, disable } = useAlarmActions();
  const [selected, setSelected] = useState<string>();
  const [asked, setAsked] = useState<'delete' | 'state'>();
  const wanted = alarmStates.find((state) => state === parameters.get('state'));
  const alarm = data?.find(({ name }) => name === selected);
  const count = (state: string): string => `(${String(data?.filter((one) => one.state === state).length ?? 0)})`;
  const act = (id: string): void => {
    if (alarm === undefined) return;
    if (id === 'enable') void enable.run(alarm.name);
    else if (id === 'disable') void disable.run(alarm.name);
    else if (id === 'delete' || id === 'state') setAsked(id);
    else void navigate(createAlarmHref(id === 'edit' ? { edit: alarm.name } : { copy: alarm.name }).slice(1));
  };
  return (
    <Page title={t('title')} crumbs={[{ text: 'CloudWatch', href: cloudwatchHref }]} description={t('description')}>
      <SegmentedControl
        label={t('filter.label')}
        selectedId={wanted ?? 'all'}
        options={[
          { id: 'all', text: `${t('filter.all')} (${String(data?.length ?? 0)})` },
          ...alarmStates.map((id) => ({ id, text: `${t(`state.${id}`)} ${count(id)}` })),
        ]}
        onChange={({ detail }) =>
          setParameters(detail.selectedId === 'all' ? {} : { state: detail.selectedId }, { replace: true })
        }
      />
      <ResourceTable<Alarm>
        title={t('title')}
        things={t('things')}
        items={wanted === undefined ? data : data?.filter(({ state }) => state === wanted)}
        id={({ name }) => name}
        isLoading={isPending}
        error={error}
        onRefresh={() => void refetch()}
        selection={{
          type: 'single',
          selected: alarm === undefined ? [] : [alarm],
          onSelect: ([one]) => setSelected(one?.name),
        }}
        empty={<Button href={createAlarmHref()}>{t('create')}</Button>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ButtonDropdown
              disabled={alarm === undefined}
              onItemClick={({ detail }) => act(detail.id)}
              items={[
                { id: 'edit', text: t('edit') },
                { id: 'copy', text: t('copy') },
                { id: 'enable', text: t('enable'), disabled: alarm?.alarm.ActionsEnabled === true },
                { id: 'disable', text: t('disable'), disabled: alarm?.alarm.ActionsEnabled !== true },
                { id: 'state', text: t('setState') },
                { id: 'delete', text: t('delete') },
              ]}
            >
              {s('action.actions')}
            </ButtonDropdown>
            <Button href={createAlarmHref({ kind: 'composite' })}>{t('createComposite')}</Button>
            <Button variant="primary" href={createAlarmHref()}>
              {t('create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('column.name'),
            cell: ({ name }) => <Link href={alarmHref(name)}>{name}</Link>,
            by: ({ name }) => name,
          },
          {
            id: 'state',
            header: t('column.state'),
            cell: ({ state }) => <State state={state} />,
            by: ({ state }) => state,
          },
          { id: 'graph', header: t('column.graph'), minWidth: 160, cell: (one) => <Sparkline alarm={one} /> },
          {
            id: 'updated',
            header: t('column.updated'),
            cell: ({ alarm: { StateUpdatedTimestamp } }) => format.time(StateUpdatedTimestamp),
            by: ({ alarm: { StateUpdatedTimestamp } }) => StateUpdatedTimestamp?.getTime(),
          },
          { id: 'conditions', header: t('column.conditions'), cell: (one) => <Condition alarm={one} /> },
          {
            id: 'actions',
            header: t('column.actions'),
            cell: ({ alarm: { ActionsEnabled, AlarmActions = [], OKActions = [], InsufficientDataActions = [] } }) =>
              AlarmActions.length + OKActions.length + InsufficientDataActions.length === 0
                ? t('actions.none')
                : t(ActionsEnabled === true ? 'actions.on' : 'actions.off'),
          },
        ]}
      />
      {asked === 'delete' && alarm && (
        <ConfirmDelete
          name={alarm.name}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={() => setAsked(undefined)}
          onConfirm={() => void remove.run(alarm.name).then((done) => done && setAsked(undefined))}
        />
      )}
      {asked === 'state' && alarm && <SetState alarm={alarm} onDismiss={() => setAsked(undefined)} />}
    </Page>
  );
}
