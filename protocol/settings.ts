import { z } from 'zod';
import { discussionModes, type MeetingSettings, requestRoutes } from '../core/settings.ts';
import { type SpeechKind, speechKinds } from '../core/speech.ts';

const limitMs = z.int().min(10_000).max(28_800_000);

/** Who comes in without being admitted. */
export const admissionSchema: z.ZodType<MeetingSettings['admission']> = z.enum([
  'invited',
  'sites',
  'nobody',
]);

const limitMsByKind: z.ZodType<Record<SpeechKind, number>> = z.record(z.enum(speechKinds), limitMs);

const fields = {
  admission: admissionSchema,
  maxSpeakers: z.int().min(1).max(16),
  limitMsByKind,
  warnBeforeMs: z.int().min(0).max(600_000),
  whenTimeIsUp: z.enum(['nothing', 'close']),
  chairGraceMs: z.int().min(1_000).max(600_000),
  discussion: z.enum(discussionModes),
  requestRoute: z.enum(requestRoutes),
  climbAfterMs: z.int().min(5_000).max(600_000),
} satisfies { [K in keyof MeetingSettings]: z.ZodType<MeetingSettings[K]> };

export const settingsSchema: z.ZodType<MeetingSettings> = z.strictObject(fields);
/** Any of the settings, but at least one. */
export const settingsPatch: z.ZodType<Partial<MeetingSettings>> = z
  .strictObject(fields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0)
  .transform((patch) => patch as Partial<MeetingSettings>);
