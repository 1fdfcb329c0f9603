import { html, type TemplateResult } from 'lit';

/** What the captions of a sound recording say now: it has no picture that could carry them. */
export function cues(media: HTMLMediaElement): TemplateResult | '' {
  const showing = [...media.textTracks].filter(({ mode }) => mode === 'showing');
  const active = showing.flatMap(({ activeCues }) => [...(activeCues ?? [])]);
  if (showing.length === 0) return '';
  return html`<p class="cue">${active.map((cue) => (cue instanceof VTTCue ? cue.getCueAsHTML() : ''))}</p>`;
}
