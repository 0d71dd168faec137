import type { Service } from '../domain/orders';
import { prompts } from './ask';
import * as json from './json';
import type { Listing } from './list-command';
import { toneOf } from './style';

/** What is to be changed of a service. */
type ServiceChanges = ReturnType<typeof textsOf> & { kit?: string[] };

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

/** Asks for everything that a service is made of, as it is now where nothing else is typed; answers what differs. */
export async function askServiceChange({ service, kit }: { service: Service; kit: readonly string[] }): Promise<{ changes: ServiceChanges; isChanged: boolean }> {
  const to = await prompts();
  const asked = async (message: string, preset: string, check: (typed: string) => true | string = () => true) => (await to.text(message, { preset, check })).trim();
  const askedOrNone = async (message: string, preset: string) => (await asked(message, preset)).replace(/^none$/i, '');
  const isMinutes = (typed: string) => /^\d{1,4}$/.test(typed.trim()) || 'A whole number of minutes';
  const isNamed = (typed: string) => typed.trim() !== '' || 'Something is needed here';
  const given = {
    name: await asked('Name', service.nameEn, isNamed),
    'name-ru': await asked('Russian name', service.nameRu, isNamed),
    description: await askedOrNone('Description, or none', service.descriptionEn ?? ''),
    'description-ru': await askedOrNone('Russian description, or none', service.descriptionRu ?? ''),
    minutes: Number(await asked('Minutes', String(service.minutes), isMinutes)),
  };
  const items = (await asked('Kit, items with commas between', kit.join(', '))).split(',').map((item) => item.trim()).filter(Boolean);
  const before = textsOf({ name: service.nameEn, 'name-ru': service.nameRu, description: service.descriptionEn ?? '', 'description-ru': service.descriptionRu ?? '', minutes: service.minutes });
  const texts = Object.fromEntries(Object.entries(textsOf(given)).filter(([key, value]) => before[key as keyof typeof before] !== value));
  const changes: ServiceChanges = { ...texts, ...(items.join() !== kit.join() && { kit: items }) };
  return { changes, isChanged: Object.keys(changes).length > 0 };
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
