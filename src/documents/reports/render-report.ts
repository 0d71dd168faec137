import { draw } from './draw';
import { PAPER, type Drawing, type Key, type Mark } from './drawing';
import { html, type Html } from './html';
import { PAGE_STYLE } from './page-style';
import type { Chart, Report } from './report';
import { renderSvg } from './svg';

/** No script, no request: not even if somebody's text should ever get past the escaping. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Renders a report as one HTML file that needs neither network nor script. The same report gives the same bytes. */
export async function renderReport(report: Report): Promise<string> {
  const figures: Html[] = [];
  for (const [at, chart] of report.charts.entries()) figures.push(await figure(chart, `chart-${at + 1}`));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${report.title}</title>
<style>${{ html: PAGE_STYLE }}
</style>
</head>
<body>
<main>
<h1>${report.title}</h1>
<p class="subtitle">${report.subtitle}</p>
${facts(report.facts)}
${notes(report.notes)}
${figures}
</main>
</body>
</html>
`.html;
}

function facts(pairs: Report['facts']): Html {
  return pairs.length === 0 ? html`` : html`<dl>${pairs.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function notes(texts: Report['notes']): Html {
  return texts.length === 0 ? html`` : html`<ul class="notes">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}

async function figure(chart: Chart, id: string): Promise<Html> {
  const drawing = draw(chart);
  const svg = await renderSvg(drawing.option, drawing.height, id);
  // A screen reader gets title and caption, and then the table, in place of a thousand paths.
  const image = { html: svg.replace('>', ` role="img" aria-labelledby="${id}-title" aria-describedby="${id}-caption">`) };
  return html`<figure aria-labelledby="${id}-title">
<h2 id="${id}-title">${chart.title}</h2>
<figcaption><p class="caption" id="${id}-caption">${chart.caption}</p></figcaption>
${legend(drawing.legend)}
${image}
${table(drawing.table)}
</figure>
`;
}

function legend(entries: Drawing['legend']): Html {
  return entries.length === 0 ? html`` : html`<ul class="legend">${entries.map((entry) => html`<li>${swatch(entry)}${entry.name}</li>`)}</ul>`;
}

function swatch({ colour, mark, shape }: Key): Html {
  if (shape === 'area') return html`<svg viewBox="0 0 22 12" aria-hidden="true"><rect width="22" height="12" rx="2" fill="${colour}"/></svg>`;
  const line = html`<path d="M0 6h22" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${shape === 'dashes' ? '6 4' : 'none'}"/>`;
  const sign = mark ? html`<path d="${SIGNS[mark.symbol]}" fill="${mark.hollow ? PAPER : colour}" stroke="${colour}" stroke-width="1.5"/>` : html``;
  return html`<svg viewBox="0 0 22 12" aria-hidden="true">${line}${sign}</svg>`;
}

/** The signs of lines, in the middle of their key. */
const SIGNS: Record<Mark['symbol'], string> = {
  circle: 'M11 2.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7z',
  rect: 'M7.5 2.5h7v7h-7z',
  triangle: 'M11 2l4 7.5h-8z',
  diamond: 'M11 1.5l4 4.5-4 4.5-4-4.5z',
};

function table({ heads, rows }: Drawing['table']): Html {
  return html`<div class="figures"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(([name = '', ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`;
}
