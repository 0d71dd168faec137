import type { Hypothesis } from '../hypothesis';

/** What a version is called: its hypothesis and its hash. */
export interface VersionName {
  /** The hypothesis's id, such as `quick-jumper`. */
  id: string;
  hash: string;
}

/** A version as it is stored. */
export interface StoredVersion extends VersionName {
  hypothesis: Hypothesis;
  /** The file as it was added. */
  source: string;
  /** Who added it, by id; null for the system. */
  author: string | null;
  createdAt: Date;
}

/** A version as people read it. */
export interface HypothesisVersion extends VersionName {
  owner: string;
  claim: string;
  vacancies: string[];
  createdAt: Date;
  /** Who added it, by name. */
  author: string | null;
  hypothesis: Hypothesis;
  source: string;
}
