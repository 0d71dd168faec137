import type { Service } from '../domain/orders';
import * as json from './json';
import type { Listing } from './list-command';
import { toneOf } from './style';

/** Services as a list. */
export const serviceList: Listing<Service, ReturnType<typeof json.service>> = {
  columns: [
    { head: 'NAME', of: (row) => row.nameEn },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'MINUTES', of: (row) => String(row.minutes), right: true },
    { head: 'RUSSIAN', of: (row) => row.nameRu, cuttable: true },
    { head: 'DESCRIPTION', of: (row) => row.descriptionEn ?? '', cuttable: true, optional: true },
  ],
  json: json.service,
  csv: ['id', 'name', 'name_ru', 'description', 'description_ru', 'minutes', 'status'],
  empty: 'No services yet. Add one: mcf services add',
};

/** The title and the fields of a service's card. */
export function serviceCard({ service, kit }: { service: Service; kit: readonly string[] }): [string, Record<string, string | null>] {
  return [
    `${service.nameEn} · ${service.status} · ${service.minutes} min`,
    { description: service.descriptionEn, russian: service.nameRu, 'russian text': service.descriptionRu, kit: kit.join(', ') },
  ];
}

/** What the flags say of a service's texts. */
export function textsOf(flags: { name?: string | undefined; 'name-ru'?: string | undefined; description?: string | undefined; 'description-ru'?: string | undefined; minutes?: number | undefined }) {
  return {
    ...(flags.name !== undefined && { nameEn: flags.name }),
    ...(flags['name-ru'] !== undefined && { nameRu: flags['name-ru'] }),
    ...(flags.description !== undefined && { descriptionEn: flags.description }),
    ...(flags['description-ru'] !== undefined && { descriptionRu: flags['description-ru'] }),
    ...(flags.minutes !== undefined && { minutes: flags.minutes }),
  };
}
