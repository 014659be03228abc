import type { TFunction } from 'i18next';
import type { LogAuthor, LogCode, LogLine, LogValues } from '../../../core/log-line.ts';
import type { Language } from '../../i18n/index.ts';
import { formatMoment } from '../../ui/format.ts';
import { reasonWords } from '../archive/reason-words.ts';

/** `7 phút`, `45 giây`, `1 phút 30 giây`. */
export function durationWords(t: TFunction, ms: number): string {
  const total = Math.round(ms / 1000);
  const minutes = Math.floor(total / 60);
  const seconds = total % 60;
  if (minutes === 0) return t('log.seconds', { count: seconds });
  return seconds === 0 ? t('log.minutes', { count: minutes }) : t('log.minutesSeconds', { minutes, seconds });
}

/** Who did it, with what they were in the meeting: *Chủ trì Hoàng Minh Khôi*. A site's name says what it is. */
export function authorWords(t: TFunction, by: LogAuthor): string {
  switch (by.kind) {
    case 'system':
      return t('log.author.system');
    case 'administrator': {
      const role = t('log.author.administrator');
      return by.name === null ? role : t('log.author.named', { role, name: by.name });
    }
    case 'person':
      if (by.role === null || by.role === 'site') return by.name;
      return t('log.author.named', { role: t(`log.role.${by.role}`), name: by.name });
  }
}

function valueWords(t: TFunction, values: LogValues, language: Language): Record<string, string | number> {
  const { kind, durationMs, moment, count, role, revoked, closed, check, attendance } = values;
  const { expected, present, device, percent, tally, settings, fault } = values;
  const heads = (number: number | null) => number ?? t('log.heads.unknown');
  return {
    ...(kind && { kind: t(`meeting.kind.${kind}`).toLocaleLowerCase(language) }),
    ...(durationMs !== undefined && { duration: durationWords(t, durationMs) }),
    ...(moment !== undefined && { moment: formatMoment(moment, language) }),
    ...(count !== undefined && { count }),
    ...(role && { role: t(`log.role.${role}`).toLocaleLowerCase(language) }),
    ...(revoked && { revoked: t(`log.revoked.${revoked}`) }),
    ...(closed && { closed: t(`log.closed.${closed}`) }),
    ...(check && { check: t(`log.check.${check}`) }),
    ...(attendance && { attendance: t(`log.attendance.${attendance}`) }),
    ...(expected !== undefined && { expected: heads(expected) }),
    ...(present !== undefined && { present: heads(present) }),
    ...(device && { device: t(`log.device.${device}`) }),
    ...(percent !== undefined && { percent }),
    ...tally,
    ...(settings && { settings: settings.map((key) => t(`log.setting.${key}`)).join(', ') }),
    ...(fault !== undefined && { fault: reasonWords(t, fault) }),
  };
}

/**
 * Words the lines of a log as sentences: *Chủ trì Hoàng Minh Khôi mời Xã Pa Tần phát biểu (thảo luận, 7 phút)*. The
 * catalogue is opened once for all lines.
 */
export function createLineWords(t: TFunction, language: Language): (line: LogLine) => string {
  const sentences: Readonly<Record<LogCode, string>> = t('log.line', {
    returnObjects: true,
    skipInterpolation: true,
  });
  return ({ code, by, names, values }) => {
    const words: Readonly<Record<string, string | number | undefined>> = {
      by: authorWords(t, by),
      ...names,
      ...valueWords(t, values, language),
    };
    // Filled in here, in one pass: a name that looks like a placeholder stays a name.
    return sentences[code].replace(/\{\{(\w+)\}\}/g, (whole, word: string) => String(words[word] ?? whole));
  };
}
