import { element } from '../surface.js';

/** A line that says what the captions of a sound recording say: it has no picture that could carry them. */
export function cueLine(media: HTMLMediaElement, tracks: readonly TextTrack[]): HTMLElement {
  const line = element('p', { class: 'cue', hidden: true });
  const show = (): void => {
    const showing = tracks.filter(({ mode }) => mode === 'showing');
    const active = showing.flatMap(({ activeCues }) => [...(activeCues ?? [])]);
    line.hidden = showing.length === 0;
    line.replaceChildren(...active.map((cue) => (cue instanceof VTTCue ? cue.getCueAsHTML() : '')));
  };
  for (const track of tracks) track.addEventListener('cuechange', show);
  media.textTracks.addEventListener('change', show);
  return line;
}
