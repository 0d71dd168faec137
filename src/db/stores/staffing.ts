import type { StaffingStore } from '../../domain/staffing/store';
import type { Tables } from '../tables';
import { absenceStore } from './staffing/absences';
import { applicationStore } from './staffing/applications';
import { batteryStore } from './staffing/batteries';
import { catalogueStore } from './staffing/catalogue';
import { decisionStore } from './staffing/decisions';
import { historyStore } from './staffing/history';
import { importStore } from './staffing/imports';
import { lifecycleStore } from './staffing/lifecycle';
import { matchingStore } from './staffing/matching';
import { poolStore } from './staffing/pool';

/** Applications, screening, hypotheses and the pool on SQL. */
export function staffingStore(t: Tables): StaffingStore {
  return { ...poolStore(t), ...matchingStore(t), ...absenceStore(t), ...catalogueStore(t), ...applicationStore(t), ...batteryStore(t), ...importStore(t), ...lifecycleStore(t), ...decisionStore(t), ...historyStore(t) };
}
