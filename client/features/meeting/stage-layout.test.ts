import { describe, expect, it } from 'vitest';
import type { Meeting } from '../../../core/meeting.ts';
import { holderOf } from '../../../core/stage.ts';
import { absent, dropped, grantTo, ids, meetingOf, units } from './fixture.ts';
import { figuresOf, stageLayout as layoutOf } from './stage-layout.ts';

const stageLayout = (meeting: Meeting) => layoutOf(meeting, units.province);

const names = (figures: readonly { readonly holder: { readonly participant: string } }[]) =>
  figures.map((figure) => figure.holder.participant);

describe('stageLayout', () => {
  it('shows the chair alone while nobody speaks', () => {
    expect(stageLayout(meetingOf())).toMatchObject({
      kind: 'chair',
      chair: { holder: { participant: ids.chair } },
    });
  });

  it('is empty while the chair has not come', () => {
    expect(stageLayout(meetingOf({ [ids.chair]: absent }))).toEqual({ kind: 'empty' });
  });

  it('keeps the place of a chair whose line dropped', () => {
    const layout = stageLayout(meetingOf({ [ids.chair]: dropped }));
    expect(layout).toMatchObject({ kind: 'chair', chair: { holder: { connected: false } } });
  });

  it('shows one speaker large and the chair small', () => {
    const meeting = meetingOf();
    const layout = stageLayout({ ...meeting, grants: [grantTo(meeting, ids.namTin)] });
    expect(layout).toMatchObject({
      kind: 'speaker',
      speaker: { holder: { participant: ids.namTin }, chair: false },
      chair: { holder: { participant: ids.chair }, chair: true, part: 'chair' },
    });
  });

  it('shows a speaking chair once', () => {
    const meeting = meetingOf();
    const layout = stageLayout({ ...meeting, grants: [grantTo(meeting, ids.chair)] });
    expect(layout).toMatchObject({ kind: 'speaker', speaker: { chair: true }, chair: null });
  });

  it('sets two speakers side by side', () => {
    const meeting = meetingOf();
    const layout = stageLayout({
      ...meeting,
      grants: [grantTo(meeting, ids.namTin), grantTo(meeting, ids.namPo)],
    });
    expect(layout.kind).toBe('speakers');
    expect(layout.kind === 'speakers' && names(layout.speakers)).toEqual([ids.namTin, ids.namPo]);
    expect(layout).toMatchObject({ chair: { holder: { participant: ids.chair } } });
  });

  it('shows a presentation large, with the speaker before the chair beside it', () => {
    const meeting = meetingOf();
    const grants = [grantTo(meeting, ids.delegate, 'content'), grantTo(meeting, ids.namTin)];
    const layout = stageLayout({ ...meeting, grants });
    expect(layout).toMatchObject({ kind: 'content', content: { holder: { participant: ids.delegate } } });
    expect(layout.kind === 'content' && names(layout.beside)).toEqual([ids.namTin, ids.chair]);
  });

  it('leaves a presentation at most three small pictures', () => {
    const meeting = meetingOf();
    const speakers = [ids.namTin, ids.namPo, ids.muongCha, ids.province].map((id) => grantTo(meeting, id));
    const layout = stageLayout({
      ...meeting,
      grants: [grantTo(meeting, ids.delegate, 'content'), ...speakers],
    });
    expect(layout.kind === 'content' && names(layout.beside)).toEqual([ids.namTin, ids.namPo, ids.muongCha]);
  });

  it('shows a deputy who acts for the chair in the chair’s place', () => {
    const meeting = meetingOf({ [ids.chair]: dropped });
    const layout = stageLayout({
      ...meeting,
      actingByUnit: { [units.province]: { participant: ids.deputy, why: 'absence', since: 0 } },
    });
    expect(layout).toMatchObject({
      kind: 'chair',
      chair: { holder: { participant: ids.deputy, connected: true } },
    });
  });
});

describe('a picture put before everyone', () => {
  const lit = (participant: typeof ids.namTin) => {
    const meeting = meetingOf();
    const holder = holderOf(meeting.participantById[participant]!);
    return { ...meeting, spotlights: [{ hall: units.province, holder }] };
  };

  it('is large while nobody speaks, the chair small', () => {
    expect(stageLayout(lit(ids.namTin))).toMatchObject({
      kind: 'speaker',
      speaker: { holder: { participant: ids.namTin }, part: 'spotlight' },
      chair: { holder: { participant: ids.chair } },
    });
  });

  it('stands beside who speaks, and only once if that is the same', () => {
    const meeting = lit(ids.namTin);
    const beside = stageLayout({ ...meeting, grants: [grantTo(meeting, ids.namPo)] });
    expect(beside.kind === 'speakers' && names(beside.speakers)).toEqual([ids.namPo, ids.namTin]);
    expect(stageLayout({ ...meeting, grants: [grantTo(meeting, ids.namTin)] }).kind).toBe('speaker');
  });
});

describe('figuresOf', () => {
  it('names everybody in the picture, the speakers before the chair', () => {
    const meeting = meetingOf();
    const speech = [grantTo(meeting, ids.namTin), grantTo(meeting, ids.namPo)];
    const figures = (grants: typeof speech) => names(figuresOf(stageLayout({ ...meeting, grants })));
    expect(figures([])).toEqual([ids.chair]);
    expect(figures(speech.slice(0, 1))).toEqual([ids.namTin, ids.chair]);
    expect(figures(speech)).toEqual([ids.namTin, ids.namPo, ids.chair]);
    expect(figures([...speech, grantTo(meeting, ids.delegate, 'content')])).toEqual([
      ids.namTin,
      ids.namPo,
      ids.chair,
    ]);
    expect(figuresOf(stageLayout(meetingOf({ [ids.chair]: absent })))).toEqual([]);
  });
});
