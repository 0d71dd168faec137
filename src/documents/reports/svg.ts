import type { EChartsOption } from 'echarts';

/** The width that charts are drawn for; pages scale them. */
const WIDTH = 720;

/** Draws a chart as SVG text without script or style, the same for the same option and `id`, which must be unique on the page. */
export async function renderSvg(option: EChartsOption, height: number, id: string): Promise<string> {
  const { init } = await import('echarts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...option });
    return plain(chart.renderToSVGString(), id);
  } finally {
    chart.dispose();
  }
}

/**
 * Takes out what serves the pointer only, and the numbers that count on from chart to chart. Only attributes are touched: in texts,
 * which may be anybody's, quotes are escaped.
 */
function plain(svg: string, id: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (class|pointer-events|ecmeta_\w+|xmlns:xlink|baseProfile|version)="[^"]*"/g, '')
    .replace(/ (id="|clip-path="url\(#)zr\d+-/g, ` $1${id}-`)
    .replace(/\n+/g, '\n')
    .trim();
}
