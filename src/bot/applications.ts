import { showMyApplication, type MyApplication } from '../domain/staffing';
import type { Talk } from './talk';

/** How the writer's own application stands; null for strangers and whoever never applied. */
export async function myApplication(talk: Talk): Promise<MyApplication | null> {
  return talk.actor.kind === 'person' ? talk.query(showMyApplication) : null;
}
