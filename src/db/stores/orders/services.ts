import type { Service } from '../../../domain/orders';
import type { ServicesStore } from '../../../domain/orders/store';
import type { Row, Tables } from '../../tables';

interface ServiceRow {
  id: string;
  name_ru: string;
  name_en: string;
  description_ru: string | null;
  description_en: string | null;
  minutes: number;
  status: Service['status'];
}

/** Services on SQL. */
export function servicesStore(t: Tables): ServicesStore {
  return {
    addService: (service) => t.insertNew('services', { ...columnsOf(service), id: service.id, created_at: t.now.toISOString() }),
    service: async (reference) => {
      const row = await t.one<ServiceRow>(
        `SELECT * FROM services WHERE id = $reference OR name_en = $reference OR name_ru = $reference
         ORDER BY CASE WHEN id = $reference THEN 0 WHEN status = 'active' THEN 1 ELSE 2 END, created_at DESC LIMIT 1`,
        { reference },
      );
      return row && toService(row);
    },
    services: async () => (await t.all<ServiceRow>('SELECT * FROM services ORDER BY status, created_at, name_en')).map(toService),
    changeService: async (id, changes) => void (await t.update('services', { id }, columnsOf(changes))),
  };
}

const toService = (row: ServiceRow): Service => ({
  id: row.id,
  nameRu: row.name_ru,
  nameEn: row.name_en,
  descriptionRu: row.description_ru,
  descriptionEn: row.description_en,
  minutes: row.minutes,
  status: row.status,
});

const COLUMNS = { nameRu: 'name_ru', nameEn: 'name_en', descriptionRu: 'description_ru', descriptionEn: 'description_en', minutes: 'minutes', status: 'status' } as const;

function columnsOf(changes: Partial<Omit<Service, 'id'>>): Row {
  const named = Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][];
  return Object.fromEntries(named.flatMap(([field, column]) => (changes[field] === undefined ? [] : [[column, changes[field]]])));
}
