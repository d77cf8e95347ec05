import { CreateApplicationCommand, KinesisAnalyticsClient } from '@aws-sdk/client-kinesis-analytics';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { applicationHref, applicationsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { TagFields } from '../../shared/tag-fields.js';
import { tagProblems, tagsOf, type DraftTag } from '../../shared/tags.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { isApplicationName } from './application.js';
import { texts } from './texts.js';
import { useCrumbs } from './use-application.js';

export function CreatePage() {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const navigate = useNavigate();
  const analytics = useClient(KinesisAnalyticsClient);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [tags, setTags] = useState<readonly DraftTag[]>([]);
  const [isChecked, setChecked] = useState(false);
  const nameError = isApplicationName(name)
    ? undefined
    : name === ''
      ? t('create.name.missing')
      : t('create.name.wrong');
  const isLong = description.length > 1024;
  const create = useAction(
    async () => {
      await analytics.send(
        new CreateApplicationCommand({
          ApplicationName: name,
          ...(description === '' ? {} : { ApplicationDescription: description }),
          ...(tags.length === 0 ? {} : { Tags: tagsOf(tags) }),
        }),
      );
      return true;
    },
    { changes: [['kinesisanalytics', 'applications']], done: () => t('create.done', { name }) },
  );
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (nameError !== undefined || isLong || tagProblems(tags).size > 0) return;
    if ((await create.run()) === true) await navigate(applicationHref(name).slice(1));
  };
  return (
    <Page title={t('create.title')} crumbs={useCrumbs()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" href={applicationsHref}>
                {shared('action.cancel')}
              </Button>
              <Button variant="primary" loading={create.isRunning}>
                {t('create')}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Problem error={create.error} />
            <Container header={<Header variant="h2">{t('create.details')}</Header>}>
              <SpaceBetween size="m">
                <FormField
                  label={t('create.name')}
                  constraintText={t('create.name.hint')}
                  {...(isChecked && nameError !== undefined ? { errorText: nameError } : {})}
                >
                  <Input value={name} autoFocus spellcheck={false} onChange={({ detail }) => setName(detail.value)} />
                </FormField>
                <FormField
                  label={
                    <>
                      {t('create.description')} – <i>{t('optional')}</i>
                    </>
                  }
                  {...(isLong ? { errorText: t('create.description.long') } : {})}
                >
                  <Textarea value={description} rows={2} onChange={({ detail }) => setDescription(detail.value)} />
                </FormField>
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">{t('tags')}</Header>}>
              <TagFields tags={tags} onChange={setTags} isChecked={isChecked} />
            </Container>
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
