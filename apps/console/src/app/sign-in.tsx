import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/language.js';
import { beforeRole, defaultKeys, type SignIn as Credential } from '../session/credentials.js';
import { openDefaultSession } from '../session/open-session.js';
import { place, regions } from '../session/settings.js';
import type { SessionControls } from '../session/use-session.js';
import { Problem } from '../shared/problem.js';
import { LanguageAndTheme } from './language-and-theme.js';
import { check, read, type SignInForm, type Wrong } from './sign-in-form.js';
import { signInTexts } from './sign-in-texts.js';

interface SignInProps {
  readonly onSignIn: SessionControls['signIn'];
  /** Why `failed`, who was signed in before, is not any more. */
  readonly error: unknown;
  readonly failed: Credential | undefined;
}

/** Who comes with a key, or as a guest. */
export default function SignIn({ onSignIn, error, failed }: SignInProps) {
  const t = useTexts(signInTexts);
  const [form, setForm] = useState<SignInForm>(() => startOf(failed));
  const [hasTried, setHasTried] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [isRunning, setIsRunning] = useState(false);
  const takesDefault = useTakesDefault();
  const wrong: Wrong = hasTried ? check(form, location.protocol === 'https:') : {};
  useEffect(() => {
    document.title = `${t('title')} · Paddock`;
  }, [t]);

  const change = (part: Partial<SignInForm>): void => setForm((before) => ({ ...before, ...part }));
  const enter = (...by: Parameters<SessionControls['signIn']>): void => {
    setIsRunning(true);
    setFailure(undefined);
    onSignIn(...by).catch((reason: unknown) => {
      setIsRunning(false);
      setFailure(reason);
    });
  };
  const submit = (): void => {
    setHasTried(true);
    if (Object.keys(check(form, location.protocol === 'https:')).length > 0 || isRunning) return;
    const { signIn, place: at } = read(form);
    enter(signIn, at);
  };
  const text = (id: keyof Wrong): string | undefined => {
    const key = wrong[id];
    return key && t(key);
  };

  return (
    <>
      <div className="first-paint-bar">
        <img src="./icon.svg" width="24" height="24" alt="" />
        <span>Paddock</span>
      </div>
      <main className="sign-in">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <SpaceBetween size="l">
            {error !== undefined && failure === undefined && (
              <SpaceBetween size="s">
                <Alert type="info">
                  {failed?.kind === 'role' ? t('failed.role', { name: failed.roleArn }) : t('failed.keys')}
                </Alert>
                <Problem error={error} />
                {failed?.kind === 'role' && (
                  <Button formAction="none" onClick={() => enter(beforeRole(failed))}>
                    {t('back')}
                  </Button>
                )}
              </SpaceBetween>
            )}
            <Container header={<Header variant="h1">{t('title')}</Header>}>
              <SpaceBetween size="l">
                <Problem error={failure} />
                <SegmentedControl
                  label={t('as')}
                  selectedId={form.kind}
                  options={[
                    { id: 'keys', text: t('keys') },
                    { id: 'guest', text: t('guest') },
                  ]}
                  onChange={({ detail }) => change({ kind: detail.selectedId === 'guest' ? 'guest' : 'keys' })}
                />
                {form.kind === 'keys' ? (
                  <SpaceBetween size="l">
                    <FormField label={t('accessKeyId')} errorText={text('accessKeyId')}>
                      <Input
                        value={form.accessKeyId}
                        autoFocus
                        spellcheck={false}
                        autoComplete="username"
                        onChange={({ detail }) => change({ accessKeyId: detail.value })}
                      />
                    </FormField>
                    <FormField label={t('secretAccessKey')} errorText={text('secretAccessKey')}>
                      <Input
                        value={form.secretAccessKey}
                        type="password"
                        autoComplete="current-password"
                        onChange={({ detail }) => change({ secretAccessKey: detail.value })}
                      />
                    </FormField>
                    <FormField
                      label={
                        <>
                          {t('sessionToken')} – <i>{t('optional')}</i>
                        </>
                      }
                      description={t('sessionToken.hint')}
                    >
                      <Input
                        value={form.sessionToken}
                        type="password"
                        autoComplete={false}
                        onChange={({ detail }) => change({ sessionToken: detail.value })}
                      />
                    </FormField>
                    <FormField label={t('region')}>
                      <Select
                        selectedOption={{ value: form.region }}
                        options={regions.map((value) => ({ value }))}
                        filteringType="auto"
                        onChange={({ detail }) => change({ region: detail.selectedOption.value ?? form.region })}
                      />
                    </FormField>
                  </SpaceBetween>
                ) : (
                  <FormField label={t('pool')} description={t('pool.hint')} errorText={text('identityPoolId')}>
                    <Input
                      value={form.identityPoolId}
                      spellcheck={false}
                      placeholder="us-east-1:"
                      onChange={({ detail }) => change({ identityPoolId: detail.value })}
                    />
                  </FormField>
                )}
                <FormField label={t('endpoint')}>
                  <RadioGroup
                    value={form.endpoint}
                    items={[
                      { value: 'here', label: t('endpoint.here'), description: location.origin },
                      { value: 'aws', label: t('endpoint.aws'), description: t('endpoint.aws.hint') },
                      { value: 'other', label: t('endpoint.other') },
                    ]}
                    onChange={({ detail }) => change({ endpoint: detail.value as SignInForm['endpoint'] })}
                  />
                </FormField>
                {form.endpoint === 'other' && (
                  <FormField label={t('endpoint.url')} errorText={text('url')}>
                    <Input
                      value={form.url}
                      type="url"
                      inputMode="url"
                      placeholder="https://"
                      onChange={({ detail }) => change({ url: detail.value })}
                    />
                  </FormField>
                )}
                <SpaceBetween direction="horizontal" size="s">
                  <Button variant="primary" loading={isRunning}>
                    {t('submit')}
                  </Button>
                  {takesDefault && (
                    <Button
                      formAction="none"
                      disabled={isRunning}
                      onClick={() =>
                        enter({ kind: 'keys', keys: defaultKeys }, { endpoint: 'here', region: form.region })
                      }
                    >
                      {t('root')}
                    </Button>
                  )}
                </SpaceBetween>
              </SpaceBetween>
            </Container>
            <Box color="text-body-secondary" fontSize="body-s">
              {t('kept.note')}
            </Box>
            <LanguageAndTheme />
          </SpaceBetween>
        </form>
      </main>
    </>
  );
}

/** What was asked for last; never a secret. */
function startOf(failed: Credential | undefined): SignInForm {
  const { endpoint, region } = place.get();
  const isOther = endpoint !== 'here' && endpoint !== 'aws';
  return {
    kind: failed?.kind === 'guest' ? 'guest' : 'keys',
    accessKeyId: failed?.kind === 'keys' ? failed.keys.accessKeyId : '',
    secretAccessKey: '',
    sessionToken: '',
    identityPoolId: failed?.kind === 'guest' ? failed.identityPoolId : '',
    region,
    endpoint: isOther ? 'other' : endpoint,
    url: isOther ? endpoint : '',
  };
}

/** Whether the server here lets the default key in. */
function useTakesDefault(): boolean {
  const [takes, setTakes] = useState(false);
  useEffect(() => {
    let isHere = true;
    void openDefaultSession({ endpoint: 'here', region: 'us-east-1' }).then(
      (session) => isHere && setTakes(session?.isRoot === true),
    );
    return () => {
      isHere = false;
    };
  }, []);
  return takes;
}
