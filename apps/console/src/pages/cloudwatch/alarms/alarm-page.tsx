import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { alarmHref, alarmsHref, cloudwatchHref, createAlarmHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useSession } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { MetricGraph } from '../../../shared/metrics/metric-graph.js';
import { RangePicker } from '../../../shared/metrics/range-picker.js';
import { absoluteRange, type Range } from '../../../shared/metrics/range.js';
import { unitOf } from '../../../shared/metrics/units.js';
import { useMetrics } from '../../../shared/metrics/use-metrics.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import '../cloudwatch.css';
import { AlarmHistory } from './history.js';
import { linesOf, missingTreatmentOf, rangeFor, type Alarm } from './model.js';
import { SetState } from './set-state.js';
import { Condition, State } from './state.js';
import { AlarmTags } from './tags.js';
import { alarmTexts } from './texts.js';
import { useAlarmActions, useAlarms } from './use-alarms.js';

/** One alarm: its metric with the threshold, its state and why, what happened to it. */
export function AlarmPage() {
  const t = useTexts(alarmTexts);
  const s = useTexts(sharedTexts);
  const { name = '' } = useParams();
  const navigate = useNavigate();
  const { data, error, refetch } = useAlarms({ name });
  const { remove, enable, disable } = useAlarmActions();
  const [asked, setAsked] = useState<'delete' | 'state'>();
  const alarm = data?.[0];
  const act = (id: string): void => {
    if (id === 'enable') void enable.run(name);
    else if (id === 'disable') void disable.run(name);
    else if (id === 'delete' || id === 'state') setAsked(id);
    else void navigate(createAlarmHref({ copy: name }).slice(1));
  };
  return (
    <Page
      title={name}
      crumbs={[
        { text: 'CloudWatch', href: cloudwatchHref },
        { text: t('title'), href: alarmsHref },
      ]}
      actions={
        alarm && (
          <SpaceBetween direction="horizontal" size="xs">
            <ButtonDropdown
              onItemClick={({ detail }) => act(detail.id)}
              items={[
                { id: 'copy', text: t('copy') },
                { id: 'enable', text: t('enable'), disabled: alarm.alarm.ActionsEnabled === true },
                { id: 'disable', text: t('disable'), disabled: alarm.alarm.ActionsEnabled !== true },
                { id: 'state', text: t('setState') },
                { id: 'delete', text: t('delete') },
              ]}
            >
              {s('action.actions')}
            </ButtonDropdown>
            <Button href={createAlarmHref({ edit: name })}>{t('edit')}</Button>
          </SpaceBetween>
        )
      }
    >
      <Problem error={error} onRetry={() => void refetch()} />
      {data !== undefined && alarm === undefined && t('page.notThere', { name })}
      {alarm?.kind === 'metric' && <AlarmGraph alarm={alarm} />}
      {alarm && <Details alarm={alarm} />}
      {alarm && <AlarmHistory name={name} />}
      {alarm && <AlarmTags arn={alarm.alarm.AlarmArn ?? ''} />}
      {asked === 'delete' && (
        <ConfirmDelete
          name={name}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={() => setAsked(undefined)}
          onConfirm={() => void remove.run(name).then((done) => done && navigate(alarmsHref.slice(1)))}
        />
      )}
      {asked === 'state' && alarm && <SetState alarm={alarm} onDismiss={() => setAsked(undefined)} />}
    </Page>
  );
}

function AlarmGraph({ alarm: { alarm } }: { readonly alarm: Extract<Alarm, { kind: 'metric' }> }) {
  const t = useTexts(alarmTexts);
  const { clock } = useSession();
  const text = JSON.stringify(linesOf(alarm));
  const lines = useMemo(() => JSON.parse(text) as ReturnType<typeof linesOf>, [text]);
  const watched = lines.find(({ isHidden }) => isHidden !== true);
  const [range, setRange] = useState<Range>(() =>
    rangeFor(watched?.period ?? 60, alarm.EvaluationPeriods ?? 1, clock.now()),
  );
  const { data, error } = useMetrics(lines, {
    range,
    ...(watched?.period === undefined ? {} : { period: watched.period }),
  });
  return (
    <MetricGraph
      title={t('page.graph')}
      data={data}
      error={error}
      queries={lines}
      range={range}
      height={240}
      unit={watched?.metric === undefined ? 'none' : unitOf(watched.metric)}
      thresholds={alarm.Threshold === undefined ? [] : [{ value: alarm.Threshold, label: t('page.threshold') }]}
      actions={<RangePicker value={range} onChange={setRange} relativeOnly />}
      onZoom={(start, end) => setRange(absoluteRange(start, end))}
    />
  );
}

function Details({ alarm }: { readonly alarm: Alarm }) {
  const t = useTexts(alarmTexts);
  const format = useFormat();
  const { AlarmArn = '', AlarmDescription, StateReason, StateUpdatedTimestamp, ActionsEnabled } = alarm.alarm;
  const actions = (['AlarmActions', 'OKActions', 'InsufficientDataActions'] as const).flatMap((key) =>
    (alarm.alarm[key] ?? []).map((arn) => ({ key, arn })),
  );
  const states = { AlarmActions: 'ALARM', OKActions: 'OK', InsufficientDataActions: 'INSUFFICIENT_DATA' } as const;
  const suppressor = alarm.kind === 'composite' ? alarm.alarm.ActionsSuppressor : undefined;
  return (
    <Container header={<Header variant="h2">{t('page.details')}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: t('column.state'), value: <State state={alarm.state} /> },
          { label: t('page.reason'), value: StateReason ?? '–' },
          { label: t('column.updated'), value: format.time(StateUpdatedTimestamp) },
          { label: t('page.type'), value: t(`type.${alarm.kind}`) },
          { label: t(alarm.kind === 'metric' ? 'page.threshold' : 'page.rule'), value: <Condition alarm={alarm} /> },
          ...(alarm.kind === 'metric'
            ? [{ label: t('page.missing'), value: t(`missing.${missingTreatmentOf(alarm.alarm)}`) }]
            : []),
          ...(suppressor === undefined
            ? []
            : [
                {
                  label: t('page.suppressor'),
                  value: <Link href={alarmHref(suppressor.split(':alarm:').at(-1) ?? '')}>{suppressor}</Link>,
                },
              ]),
          { label: t('page.description'), value: AlarmDescription || '–' },
          {
            label: t('column.actions'),
            value: (
              <>
                {actions.length === 0 ? t('actions.none') : t(ActionsEnabled === true ? 'actions.on' : 'actions.off')}
                {actions.map(({ key, arn }) => (
                  <div key={key + arn}>
                    {t(`state.${states[key]}`)}: {arn}
                  </div>
                ))}
              </>
            ),
          },
          { label: t('page.arn'), value: <Copyable text={AlarmArn} /> },
        ]}
      />
    </Container>
  );
}
