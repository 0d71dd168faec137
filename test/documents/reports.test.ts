import { renderReport, type Chart, type Report } from '../../src/documents/reports';

const EVIL = `<script>alert("x")</script> & 'y' {a|b} url(#zr0-c0)`;
const ESCAPED = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39; {a|b} url(#zr0-c0)';
const hill = [0.7, 0.8, 0.9].map((rate, at) => [rate, at === 1 ? 9 : 1] as const);

const charts = {
  distribution: { kind: 'distribution', title: 'Scores', caption: 'All.', accepted: [70, 66.2, 91], rejected: [-Infinity, 12, 40, 65.9], cut: 66.146 },
  gained_lost: {
    kind: 'gained_lost',
    title: 'Who changes',
    caption: 'Cats.',
    rows: [
      { name: 'all', gained: 202, both: 410, lost: 495 },
      { name: 'a breed of more than eighteen letters', gained: 1, both: 2, lost: 3_000 },
    ],
  },
  acceptance: {
    kind: 'acceptance',
    title: 'By breed',
    caption: 'Weeks.',
    periods: ['W1', 'W2'],
    limit: 0.025,
    breeds: [
      { name: 'Siamese', screened: [1_000, 0], accepted: [31, 0] },
      { name: 'mixed', screened: [3_000, 500], accepted: [20, 7] },
    ],
  },
  posterior: {
    kind: 'posterior',
    title: 'Rates',
    caption: 'Not the stopping rule.',
    arms: [
      { name: 'A steady-paws', ok: 170, n: 200, interval: { lower: 0.7938, upper: 0.8927 }, curve: hill },
      { name: 'B quick-jumper', ok: 184, n: 200, interval: { lower: 0.8742, upper: 0.9503 }, curve: hill },
    ],
  },
  evalue: {
    kind: 'evalue',
    title: 'Evidence',
    caption: 'E.',
    threshold: 20,
    points: [1, 0.03, 21.7, 2.13].map((e, at) => ({ at: `${at + 1} Nov`, e })),
  },
  forecast: {
    kind: 'forecast',
    title: 'Days',
    caption: 'Days to a verdict.',
    limit: 120,
    shares: [{ name: '10 %', median: 175, fourInFive: 314 }, { name: '50 %', median: 64, fourInFive: null }],
  },
} satisfies Record<string, Chart>;

const all = Object.values(charts);

function page(changed: Partial<Report> = {}): Promise<string> {
  return renderReport({ title: 'Backtest of quick-jumper', subtitle: 'until 20 Nov', facts: [['Support', '67.0 %']], notes: ['No estimate.'], charts: [], ...changed });
}

/** The rows of a page's tables, as text. */
function rows(html: string): string[] {
  const text = (cells: string) => cells.replace(/<\/t[hd]>/g, '|').replace(/<[^>]*>/g, '').replaceAll('\u00a0', ' ');
  return [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, cells = '']) => text(cells));
}

describe('a report', () => {
  test('is one page with title, facts and notes', async () => {
    const html = await page();
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<title>Backtest of quick-jumper</title>');
    expect(html).toContain('<dt>Support</dt><dd>67.0 %</dd>');
    expect(html).toContain('<li>No estimate.</li>');
  });

  test('leaves out what it has none of', async () => {
    const html = await page({ facts: [], notes: [] });
    expect(html).not.toMatch(/<dl>|<ul|<figure/);
  });

  test('needs neither network nor script', async () => {
    const html = await page({ charts: all });
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|@import|xlink/i);
    expect([...html.matchAll(/\w+:\/\/[^\s"]+/g)].map(([address]) => address)).toEqual(all.map(() => 'http://www.w3.org/2000/svg'));
    expect([...html.matchAll(/url\(([^)]*)\)/g)].every(([, target]) => target?.startsWith('#chart-'))).toBe(true);
    expect(html).toContain('Content-Security-Policy');
  });

  test('is the same for the same content', async () => {
    const html = await page({ charts: all });
    expect(await page({ charts: all })).toBe(html);
    expect(html).not.toMatch(/zr\d/);
  });

  test('leaves nothing running that would keep a command from ending', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      await page({ charts: all });
      jest.runOnlyPendingTimers();
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  test('names each picture for those who cannot see it, and no id twice', async () => {
    const html = await page({ charts: [...all, ...all] });
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, name] of html.matchAll(/(?:aria-labelledby|aria-describedby)="([^"]*)"/g)) expect(ids).toContain(name);
    expect(html.match(/<svg [^>]*role="img"/g)).toHaveLength(2 * all.length);
    expect(html.match(/<table>/g)).toHaveLength(2 * all.length);
  });

  test('escapes whatever somebody wrote, in texts, tables and pictures', async () => {
    const [facts, notes]: [Report['facts'], Report['notes']] = [[[EVIL, EVIL]], [EVIL]];
    const texts = { title: EVIL, caption: EVIL };
    const hostile: Chart[] = [
      { ...charts.distribution, ...texts },
      { ...charts.gained_lost, ...texts, rows: [{ name: EVIL, gained: 1, both: 1, lost: 1 }] },
      { ...charts.acceptance, ...texts, periods: [EVIL, EVIL], breeds: [{ name: EVIL, screened: [100, 100], accepted: [1, 2] }] },
      { ...charts.posterior, ...texts, arms: charts.posterior.arms.map((arm) => ({ ...arm, name: EVIL })) },
      { ...charts.evalue, ...texts, points: [{ at: EVIL, e: 30 }] },
    ];
    const html = await page({ title: EVIL, subtitle: EVIL, facts, notes, charts: hostile });
    expect(html).not.toMatch(/<script|"x"/);
    expect(html.split(ESCAPED).length - 1).toBeGreaterThan(20);
    // In pictures the library escapes, by rules of its own; texts stay as they are otherwise.
    expect(html).toMatch(/<text[^>]*>&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt; &amp; .{0,10}y.{0,10} \{a\|b\} url\(#zr0-c0\)<\/text>/);
  });
});

describe('its charts', () => {
  test('scores: counts, failed requirements, ranges, and the cut', async () => {
    const html = await page({ charts: [charts.distribution] });
    expect(rows(html)).toEqual([
      '|Candidates|Failed a requirement|Lowest score|Median|Highest|',
      'accepted|3|0|66.2|70|91|',
      'rejected|4|1|12|40|65.9|',
    ]);
    expect(html).toContain('>cut 66.1</text>');
    expect(await page({ charts: [{ ...charts.distribution, cut: null }] })).not.toContain('>cut');
  });

  test('scores: bars are as high as they are many, the accepted on top', async () => {
    const html = await page({ charts: [{ ...charts.distribution, cut: 10, accepted: [10], rejected: [9.99, ...Array<number>(3).fill(10)] }] });
    const bars = [...html.matchAll(/<path d="M([\d.]+) ([\d.]+)l[\d.]+ 0l0 ([\d.]+)[^"]*" fill="var\(--(neutral|c1)\)"/g)];
    const [one, three, top] = bars.map(([, x, y, height, colour]) => ({ x: Number(x), y: Number(y), height: Number(height), colour }));
    expect(bars.map(([, , , , colour]) => colour)).toEqual(['neutral', 'neutral', 'c1']);
    expect((three?.height ?? NaN) / (one?.height ?? NaN)).toBeCloseTo(3, 1);
    expect(top?.x).toBe(three?.x);
    expect((top?.y ?? NaN) + (top?.height ?? NaN)).toBeCloseTo(three?.y ?? NaN, 1);
  });

  test('scores: the bar of whoever had just the cut begins at the cut', async () => {
    // (3 − 2.6) / 0.2 is a hair less than 2 in floating point.
    const html = await page({ charts: [{ ...charts.distribution, cut: 3, accepted: [3, 8], rejected: [2.8] }] });
    const [, bar] = /<path d="M([\d.]+) [^"]*" fill="var\(--c1\)"/.exec(html) ?? [];
    const [, cut] = /<path d="M([\d.]+) [^"]*"[^>]* stroke="var\(--alarm\)"/.exec(html) ?? [];
    expect(Math.abs(Number(bar) - Number(cut))).toBeLessThan(1);
  });

  test('who changes: numbers in the bars where there is room, all of them in the table', async () => {
    const html = await page({ charts: [charts.gained_lost] });
    expect(rows(html).slice(1)).toEqual(['all|202|410|495|37 %|', 'a breed of more than eighteen letters|1|2|3,000|0 %|']);
    expect(html).toContain('>3,000</text>');
    expect(html).toContain('>a breed of more t…</text>');
    expect(html).not.toContain('>1</text>');
  });

  test('acceptance: the biggest breed first, gaps where nobody was screened, the limit by its name', async () => {
    const html = await page({ charts: [charts.acceptance] });
    expect(rows(html).slice(1)).toEqual(['mixed|3,500|27|0.77 %|', 'Siamese|1,000|31|3.10 %|']);
    expect(html).toContain('>limit 2.5\u00a0%</text>');
    expect(html).not.toContain('NaN');
  });

  test('acceptance: at most seven lines, the smaller breeds as one, all of them in the table', async () => {
    const breeds = Array.from({ length: 9 }, (_, at) => ({ name: `breed ${at}`, screened: [100 + at], accepted: [1] }));
    const html = await page({ charts: [{ ...charts.acceptance, periods: ['W1'], breeds }] });
    const keys = [...html.matchAll(/<\/svg>([^<]+)<\/li>/g)].map(([, name]) => name);
    expect(keys).toEqual(['breed 8', 'breed 7', 'breed 6', 'breed 5', 'breed 4', 'breed 3', '3 others']);
    expect(rows(html)).toHaveLength(10);
  });

  test('rates: counts first, then what is believed', async () => {
    const html = await page({ charts: [charts.posterior] });
    expect(rows(html)).toEqual([
      'Arm|Orders|OK|Rate|95 % interval|',
      'A steady-paws|200|170|85.0 %|79.4 % to 89.3 %|',
      'B quick-jumper|200|184|92.0 %|87.4 % to 95.0 %|',
    ]);
    // Told apart by more than colour.
    expect(html.match(/stroke-dasharray="8,4"/g)).toHaveLength(1);
  });

  test('tells a forecast by share, with words where no day is counted', async () => {
    expect(rows(await page({ charts: [charts.forecast] }))).toEqual(['Share|Half by day|Four in five by day|Limit|', '10 %|175|314|120|', '50 %|64|over 1,000|120|']);
  });

  test('evidence: where it stands, and when it first was enough, though it fell again', async () => {
    const html = await page({ charts: [charts.evalue] });
    expect(rows(html)[1]).toBe('4|2.13|21.7|20|3 Nov|');
    expect(html).toContain('>E = 20</text>');
    const undecided = await page({ charts: [{ ...charts.evalue, threshold: 60 }] });
    expect(rows(undecided)[1]).toBe('4|2.13|21.7|60|not yet|');
  });

  test.each<Chart>([
    { ...charts.distribution, accepted: [], rejected: [], cut: null },
    { ...charts.distribution, accepted: [5, 5], rejected: [-Infinity] },
    { ...charts.distribution, accepted: [], rejected: [5, 5], cut: null },
    { ...charts.gained_lost, rows: [] },
    { ...charts.gained_lost, rows: [{ name: 'all', gained: 0, both: 0, lost: 0 }] },
    { ...charts.acceptance, periods: [], breeds: [] },
    { ...charts.acceptance, breeds: [{ name: 'Siamese', screened: [0, 0], accepted: [0, 0] }] },
    { ...charts.posterior, arms: [] },
    { ...charts.posterior, arms: charts.posterior.arms.map((arm) => ({ ...arm, ok: 0, n: 0 })) },
    { ...charts.evalue, points: [] },
  ])('are drawn of nothing, too: $kind', async (chart) => {
    expect(await page({ charts: [chart] })).not.toMatch(/NaN|Infinity|undefined/);
  });
});
