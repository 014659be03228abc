import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { isolated } from './isolated.ts';
import { vi } from './vi/index.ts';

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof vi };
  }
}

const storageKey = 'diemcau.language';

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

/** Words are in the bundle, so the first paint already has them: nothing is loaded, nothing suspends. */
await i18next.use(initReactI18next).init({
  lng: rememberedLanguage(),
  fallbackLng: 'vi',
  resources: { vi: { translation: vi }, en: { translation: en } },
  // React escapes markup by itself; what a name must not do is turn the sentence round it.
  interpolation: { escape: isolated },
  initAsync: false,
});
document.documentElement.lang = i18next.language;

/** Which of the two languages is shown now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'vi';
}

/** Changes the words of every screen at once and remembers it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A device that keeps nothing still shows the language until it is closed.
  }
}

export { i18next };
