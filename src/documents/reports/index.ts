export { renderReport } from './render-report';
export type { Acceptance, Chart, Distribution, EValue, GainedLost, Posterior, Report } from './report';
