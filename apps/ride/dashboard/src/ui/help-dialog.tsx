import type { JSX } from 'preact';
import { useDesk } from './context.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';

/** The keys, and what the signs mean. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t } = useDesk();
  const keys: readonly (readonly [readonly string[], string])[] = [
    [['/'], t('help.search')],
    [['↑', '↓'], t('help.move')],
    [['Enter'], t('help.open')],
    [['Esc'], t('help.close')],
    [['f'], t('help.follow')],
    [['a'], t('help.fit')],
    [['d'], t('help.debug')],
    [['?'], t('help.help')],
  ];
  return (
    <Dialog name="help" title={t('help.title')} onClose={onClose}>
      <div class="help">
        <section>
          <h3>{t('help.keys')}</h3>
          <dl class="keys">
            {keys.map(([names, does]) => (
              <div key={does}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name}>{name}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>{t('help.signs')}</h3>
          <ul class="signs">
            <li>
              <span class="sign sign-low">
                <Icon name="low" />
              </span>
              {t('help.low')}
            </li>
            <li>
              <span class="sign sign-fading">
                <Icon name="silent" />
              </span>
              {t('help.fading')}
            </li>
            <li>
              <span class="sign sign-heading">
                <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                  <path d="M8 1.500L12.500 14L8 11.200L3.500 14z" />
                </svg>
              </span>
              {t('help.heading')}
            </li>
            <li>
              <span class="sign sign-start">
                <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                  <circle cx="8" cy="8" r="5.500" />
                </svg>
              </span>
              {t('help.start')}
            </li>
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
