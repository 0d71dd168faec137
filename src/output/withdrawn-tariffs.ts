import type { AppWork } from '../app';
import { listWithdrawnTariffs, type WithdrawnTariff } from '../domain/billing';
import { peopleById } from '../domain/users';
import { iso } from './json-values';
import * as json from './money-json';
import { quoted } from './style';
import { fromTold } from './tariff';
import { date, type Clock } from './time';

/** The versions of the tariff that were withdrawn before they began, a line each: who did so, when and why. */
export async function withdrawnTold(w: AppWork, clock: Clock): Promise<string[]> {
  const withdrawn = await listWithdrawnTariffs(w);
  const people = await peopleById(w, withdrawn.map(({ withdrawn: { by } }) => by));
  return withdrawn.map(({ withdrawn: { by, at, reason }, ...tariff }) => {
    const why = reason === null ? '' : `: “${quoted(reason)}”`;
    return `Tariff ${tariff.id} · from ${fromTold(tariff, clock)} · withdrawn ${date(at, clock)} by ${people.get(by)?.name ?? '-'}${why}`;
  });
}

/** A version and its withdrawal in JSON. */
export const withdrawnTariff = ({ withdrawn: { by, at, reason }, ...tariff }: WithdrawnTariff) => ({
  ...json.tariff(tariff),
  withdrawn: { by, at: iso(at), reason },
});
