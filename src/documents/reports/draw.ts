import { drawAcceptance } from './charts/acceptance';
import { drawDistribution } from './charts/distribution';
import { drawEValue } from './charts/e-value';
import { drawForecast } from './charts/forecast';
import { drawGainedLost } from './charts/gained-lost';
import { drawPosterior } from './charts/posterior';
import type { Drawing } from './drawing';
import type { Chart } from './report';

/** What a chart looks like. */
export function draw(chart: Chart): Drawing {
  switch (chart.kind) {
    case 'acceptance':
      return drawAcceptance(chart);
    case 'distribution':
      return drawDistribution(chart);
    case 'evalue':
      return drawEValue(chart);
    case 'forecast':
      return drawForecast(chart);
    case 'gained_lost':
      return drawGainedLost(chart);
    case 'posterior':
      return drawPosterior(chart);
  }
}
