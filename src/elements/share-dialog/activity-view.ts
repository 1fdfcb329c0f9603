import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Activity, VisitorClass } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { linksStrings } from '../../theme/strings/owner-links.js';
import type { DialogContext } from './dialog-context.js';

const classes = ['human', 'automated', 'owner'] as const satisfies readonly VisitorClass[];
const days = 30;
const dayLength = 86_400_000;

type Day = Activity['days'][number];

/** Who opened one link: a small chart of 30 days, the sites that embed it, and the latest visits. */
export function activityView(activity: Activity, context: DialogContext): TemplateResult {
  const { formats } = context;
  const text = context.texts(linksStrings);
  const visits = classes.reduce((sum, one) => sum + activity.total[one], 0);
  if (visits === 0) return html`<p class="muted">${text.noVisits}</p>`;
  return html`<dl class="totals">
      ${classes.map(
        (one) => html`<div>
          <dt><span class="swatch ${one}"></span>${text[one]}</dt>
          <dd>${formats.number(activity.total[one])}</dd>
        </div>`,
      )}
    </dl>
    ${chart(activity.days, context)} ${activity.sites.length > 0 ? sites(activity, context) : nothing}
    ${recent(activity, context)}`;
}

function chart(known: readonly Day[], context: DialogContext): TemplateResult {
  const { formats } = context;
  const text = context.texts(linksStrings);
  const byDay = new Map(known.map((day) => [day.day, day]));
  const today = Math.floor(Date.now() / dayLength) * dayLength;
  const columns = Array.from({ length: days }, (_, index) => {
    const day = new Date(today - (days - 1 - index) * dayLength).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, human: 0, automated: 0, owner: 0 };
  });
  const highest = Math.max(1, ...columns.map((day) => day.human + day.automated + day.owner));
  const height = 56;
  return html`<figure>
    <svg class="chart" viewBox="0 0 ${days * 10} ${height + 2}" preserveAspectRatio="none" aria-hidden="true">
      ${columns.map((day, index) => {
        let top = height;
        return classes.map((one) => {
          const length = (day[one] / highest) * height;
          top -= length;
          return length > 0
            ? svg`<rect class=${one} x=${index * 10 + 1.5} y=${top} width="7" height=${length} rx="1.5" />`
            : nothing;
        });
      })}
      <path class="ground" d="M0 ${height + 1}H${days * 10}" />
    </svg>
    <figcaption class="muted small">
      <span>${formats.day(columns[0]?.day ?? today)}</span> <span>${text.visits30}</span>
      <span>${formats.day(today)}</span>
    </figcaption>
    <ul class="aside">
      ${columns.filter((day) => byDay.has(day.day)).map((day) => html`<li>${dayText(day, text, formats)}</li>`)}
    </ul>
  </figure>`;
}

function dayText(day: Day, text: typeof linksStrings, formats: DialogContext['formats']): string {
  return fill(text.dayVisits, {
    day: formats.day(day.day),
    human: formats.number(day.human),
    automated: formats.number(day.automated),
    owner: formats.number(day.owner),
  });
}

function sites(activity: Activity, context: DialogContext): TemplateResult {
  const { formats } = context;
  const text = context.texts(linksStrings);
  return html`<h3>${text.sitesTitle}</h3>
    <ul class="plain">
      ${activity.sites.map(
        (site) => html`<li>
          <span class="mono">${site.origin}</span>
          <span class="muted">
            ${formats.plural(text.openedTimes, site.visits)}${fill(text.clause, {
              text: fill(text.lastOpened, { relative: formats.relative(site.lastAt) }),
            })}
          </span>
        </li>`,
      )}
    </ul>`;
}

function recent(activity: Activity, context: DialogContext): TemplateResult {
  const { formats } = context;
  const text = context.texts(linksStrings);
  return html`<h3>${text.recentTitle}</h3>
    <ul class="plain">
      ${activity.recent.map(
        (visit) => html`<li>
          <span><span class="swatch ${visit.visitor}"></span>${text[visit.visitor]}</span>
          <time datetime=${visit.at} title=${formats.moment(visit.at)}>${formats.relative(visit.at)}</time>
          <span class="muted">
            ${[
              visit.origin ?? text.directly,
              ...(visit.previousLink ? [text.previousAddress] : []),
              ...visit.events.map((event) => eventName(event, text)),
            ].join(' · ')}
          </span>
        </li>`,
      )}
    </ul>`;
}

/** A server that is newer than this page may tell of an event that has no words here. */
function eventName(event: string, text: typeof linksStrings): string {
  const named: unknown = Reflect.get(text, `event_${event}`);
  return typeof named === 'string' ? named : event;
}
