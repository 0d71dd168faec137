/** What every event of a kit tells. */
export type KitFacts = { order: string; number: number; client: string; worker: string; due: string };

/** What happens to kits. */
export type ConsumablesEvent =
  | ({ type: 'supplies_requested' } & KitFacts)
  | ({ type: 'supplies_reassigned' } & KitFacts)
  | ({ type: 'supplies_issued'; overridden: boolean } & KitFacts)
  | ({ type: 'supplies_withdrawn'; was_issued: boolean } & KitFacts);
