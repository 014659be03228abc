import type { Chapter } from '../../protocol/archive.ts';
import type { Plate, ShownStage } from '../../protocol/recorder.ts';
import type { MeetingOnTape } from '../timeline/record.ts';
import { type Absence, without } from './absence.ts';
import { absenceTitle } from './card.ts';
import { plainLine } from './font.ts';

/** Shorter chapters are part of the one before: nobody would look for them. */
const shortestMs = 1_000;

/** Name and unit, or for a site that is named like its unit only the name. */
function nameOf({ name, unitName }: Plate): string {
  const [person, unit] = [plainLine(name), plainLine(unitName)];
  return unit === '' || unit === person ? person : `${person} (${unit})`;
}

type Subject = Pick<Chapter, 'title' | 'kind'>;

/** What a stretch of the meeting is about: the agenda item and who speaks; in between, who conducts. */
function subjectOf(stage: ShownStage, meetingTitle: string): Subject {
  const { speakers, agenda, chair } = stage;
  const isPerson = speakers.length > 0 || (agenda === null && chair !== null);
  return { title: titleOf(stage, meetingTitle), kind: isPerson ? 'speaker' : 'agenda' };
}

function titleOf(stage: ShownStage, meetingTitle: string): string {
  const speakers = stage.speakers.map(nameOf).join(', ');
  const agenda = stage.agenda === null ? '' : plainLine(stage.agenda);
  if (agenda !== '' && speakers !== '') return `${agenda}: ${speakers}`;
  if (agenda !== '' || speakers !== '') return agenda || speakers;
  return stage.chair ? nameOf(stage.chair) : plainLine(meetingTitle);
}

type Part<T> = { readonly startMs: number; readonly endMs: number; readonly value: T };

/** The recording cut wherever the value changes. */
function partsOf<T>(
  { stages, durationMs }: MeetingOnTape,
  read: (stage: ShownStage) => T,
): readonly Part<T>[] {
  const parts: Part<T>[] = [];
  stages.forEach(({ atMs, stage }, index) => {
    const startMs = index === 0 ? 0 : Math.min(Math.max(0, atMs), durationMs);
    const endMs = Math.min(Math.max(0, stages[index + 1]?.atMs ?? durationMs), durationMs);
    if (endMs <= startMs) return;
    const value = read(stage);
    const last = parts.at(-1);
    if (last && JSON.stringify(last.value) === JSON.stringify(value))
      parts[parts.length - 1] = { ...last, endMs };
    else parts.push({ startMs, endMs, value });
  });
  return parts;
}

/** The absences laid over the parts, which they cut. */
function cutOut(parts: readonly Part<Subject>[], absences: readonly Absence[]): readonly Part<Subject>[] {
  const spans = absences.map(({ fromMs, toMs }) => ({ fromMs, toMs }));
  return [
    ...absences.map(({ kind, fromMs, toMs }) => ({
      startMs: fromMs,
      endMs: toMs,
      value: { title: absenceTitle[kind], kind },
    })),
    ...parts.flatMap(({ startMs, endMs, value }) =>
      without({ fromMs: startMs, toMs: endMs }, spans).map(({ fromMs, toMs }) => ({
        startMs: fromMs,
        endMs: toMs,
        value,
      })),
    ),
  ].toSorted((a, b) => a.startMs - b.startMs);
}

/** Chapters by agenda item and speaker, closed and lost parts among them, without a hole. */
export function chaptersOf(tape: MeetingOnTape, absences: readonly Absence[]): readonly Chapter[] {
  const { title: meetingTitle } = tape.meeting;
  const chapters: Chapter[] = [];
  const parts = partsOf(tape, (stage) => subjectOf(stage, meetingTitle));
  for (const { startMs, endMs, value } of cutOut(parts, absences)) {
    const last = chapters.at(-1);
    if (last && (endMs - startMs < shortestMs || last.title === value.title))
      chapters[chapters.length - 1] = { ...last, endMs };
    else chapters.push({ startMs, endMs, ...value });
  }
  const whole: Chapter = {
    startMs: 0,
    endMs: tape.durationMs,
    title: plainLine(meetingTitle),
    kind: 'agenda',
  };
  const rounded = chapters.length === 0 ? [whole] : chapters;
  return rounded.map(({ startMs, endMs, ...subject }) => ({
    startMs: Math.round(startMs),
    endMs: Math.round(endMs),
    ...subject,
  }));
}

/** Keys and values of ffmpeg's metadata files mind these, and line ends. */
function escapeMetadata(text: string): string {
  return plainLine(text).replaceAll(/[=;#\\]/g, (character) => `\\${character}`);
}

/** Title and chapters as ffmpeg reads them. */
export function chapterMetadata(title: string, chapters: readonly Chapter[]): string {
  const blocks = chapters.map(
    (chapter) =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${chapter.startMs}\nEND=${chapter.endMs}\ntitle=${escapeMetadata(chapter.title)}\n`,
  );
  return `;FFMETADATA1\ntitle=${escapeMetadata(title)}\n${blocks.join('')}`;
}

function timeOf(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rest = Math.round(ms);
  return `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}.${String(rest % 1000).padStart(3, '0')}`;
}

function escapeCue(text: string): string {
  return plainLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Who may be heard: the holders of the floor, and the chair while its microphone is open. */
function voices({ speakers, chair }: ShownStage): readonly Plate[] {
  const speaksToo =
    chair?.microphone === 'on' && !speakers.some(({ participant }) => participant === chair.participant);
  return speaksToo ? [...speakers, chair] : speakers;
}

/** Who speaks, as captions (WebVTT): a cue for each turn of each of them. */
export function speakersVtt(tape: MeetingOnTape): string {
  const cues = partsOf(tape, (stage) =>
    voices(stage).map(({ name, position, unitName }) => ({ name, position, unitName })),
  ).flatMap(({ startMs, endMs, value }) =>
    value.map(({ name, position, unitName }) => {
      const office = [position, unitName]
        .map(plainLine)
        .filter((part) => part !== '' && part !== plainLine(name));
      const words = [name, ...office].map(escapeCue).join(' · ');
      return `${timeOf(startMs)} --> ${timeOf(endMs)}\n<v ${escapeCue(name)}>${words}\n`;
    }),
  );
  return `WEBVTT\n\n${cues.map((cue, index) => `${index + 1}\n${cue}`).join('\n')}`;
}
