import type { StaffingStore } from '../../domain/staffing/store';
import type { Tables } from '../tables';
import { applicationStore } from './staffing/applications';
import { lifecycleStore } from './staffing/lifecycle';
import { poolStore } from './staffing/pool';

/** Applications, screening, hypotheses and the pool on SQL. */
export function staffingStore(t: Tables): StaffingStore {
  return { ...poolStore(t), ...applicationStore(t), ...lifecycleStore(t) };
}
