import { createInstance, type i18n } from 'i18next';

import type { Language } from '../domain/shared/work';
import botEn from './en/bot.json';
import errorsEn from './en/errors.json';
import lintEn from './en/lint.json';
import messagesEn from './en/messages.json';
import papersEn from './en/papers.json';
import stepsEn from './en/steps.json';
import botRu from './ru/bot.json';
import errorsRu from './ru/errors.json';
import lintRu from './ru/lint.json';
import messagesRu from './ru/messages.json';
import papersRu from './ru/papers.json';
import stepsRu from './ru/steps.json';

let loaded: i18n | undefined;

/** The text of `errors:…`, `bot:…`, `lint:…`, `messages:…`, `papers:…` or `steps:…` in a language; parameters are put in as they are, so escaping is the caller's. Throws where the key is unknown. */
export function text(language: Language, key: string, params: Record<string, unknown> = {}): string {
  const texts = (loaded ??= load());
  if (!texts.exists(key, { ...params, lng: language })) throw new Error(`no text for ${key} in ${language}`);
  return texts.t(key, { ...params, lng: language });
}

/** Whether a key has a text. */
export function hasText(language: Language, key: string): boolean {
  return (loaded ??= load()).exists(key, { lng: language });
}

function load(): i18n {
  const texts = createInstance();
  void texts.init({
    initAsync: false,
    lng: 'en',
    fallbackLng: false,
    resources: {
      en: { errors: errorsEn, bot: botEn, lint: lintEn, messages: messagesEn, papers: papersEn, steps: stepsEn },
      ru: { errors: errorsRu, bot: botRu, lint: lintRu, messages: messagesRu, papers: papersRu, steps: stepsRu },
    },
    ns: ['errors', 'bot', 'lint', 'messages', 'papers', 'steps'],
    keySeparator: false,
    interpolation: { escapeValue: false },
  });
  return texts;
}
