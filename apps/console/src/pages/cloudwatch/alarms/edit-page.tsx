import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { alarmsHref, cloudwatchHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { readSource } from '../../../shared/metrics/graph-source.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import '../cloudwatch.css';
import { AlarmForm } from './alarm-form.js';
import { draftOf, emptyDraft, type AlarmDraft } from './model.js';
import { alarmTexts } from './texts.js';
import { useAlarms } from './use-alarms.js';

/** Makes an alarm: a new one, one like another, or one from a line of the metrics explorer; or changes one. */
export function EditAlarmPage() {
  const t = useTexts(alarmTexts);
  const [parameters] = useSearchParams();
  const edited = parameters.get('edit') ?? undefined;
  const copied = parameters.get('copy') ?? undefined;
  const from = edited ?? copied;
  const { data, error } = useAlarms({ ...(from === undefined ? {} : { name: from }), enabled: from !== undefined });
  const [empty] = useState(() => initial(parameters));
  const found = data?.[0];
  const draft = from === undefined ? empty : found && draftOf(found);
  const title =
    edited !== undefined
      ? t('form.edit', { name: edited })
      : t(draft?.kind === 'composite' ? 'createComposite' : 'create');
  return (
    <Page
      title={title}
      crumbs={[
        { text: 'CloudWatch', href: cloudwatchHref },
        { text: t('title'), href: alarmsHref },
      ]}
    >
      <Problem error={error} />
      {from !== undefined && data !== undefined && found === undefined && t('page.notThere', { name: from })}
      {draft && (
        <AlarmForm
          key={`${from ?? ''} ${draft.kind}`}
          initial={edited === undefined && from !== undefined ? { ...draft, name: `${draft.name}-copy` } : draft}
          isNew={edited === undefined}
        />
      )}
    </Page>
  );
}

function initial(parameters: URLSearchParams): AlarmDraft {
  const kind = parameters.get('kind') === 'composite' ? 'composite' : 'metric';
  try {
    const { lines } = readSource(JSON.parse(parameters.get('graph') ?? '{}'));
    const watched = lines.find(({ isHidden }) => isHidden !== true)?.id ?? '';
    return {
      ...emptyDraft,
      kind,
      lines: lines.map((line) => ({ period: 60, ...line, isHidden: false })),
      watched,
    };
  } catch {
    return { ...emptyDraft, kind };
  }
}
