import type { Locale } from '../format.ts';
import { getLocale, overwriteGetLocale } from '../paraglide/runtime.js';
import { recall, remember } from './storage.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'normal' | 'compact';

/** Choices of one person on one machine. Reading `locale` in a template makes it follow a change of language without a reload. */
class Preferences {
  locale = $state<Locale>(getLocale());
  theme = $state<Theme>((recall('theme') as Theme | null) ?? 'system');
  density = $state<Density>((recall('density') as Density | null) ?? 'normal');

  chooseLocale(locale: Locale): void {
    this.locale = locale;
    remember('locale', locale);
    document.documentElement.lang = locale;
  }

  chooseTheme(theme: Theme): void {
    this.theme = theme;
    remember('theme', theme === 'system' ? null : theme);
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  chooseDensity(density: Density): void {
    this.density = density;
    remember('density', density === 'normal' ? null : density);
    document.documentElement.dataset.density = density;
  }
}

export const preferences = new Preferences();
overwriteGetLocale(() => preferences.locale);
