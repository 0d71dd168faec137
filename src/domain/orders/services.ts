import { kitTemplate, nameKey, setKit } from '../consumables';
import { nearest } from '../shared/nearest';
import { allow, requiredText } from '../users';
import { badMinutes, serviceExists, serviceNotFound } from './errors';
import type { Service } from './order';
import type { OrdersWork } from './work';

/** What people write of a service; a description may be taken back with an empty text. */
interface ServiceTexts {
  nameEn?: string;
  nameRu?: string;
  descriptionEn?: string;
  descriptionRu?: string;
  minutes?: number;
}

const MAX_NAME = 60;
const MAX_DESCRIPTION = 500;

/** Adds a service type with its kit template (O1, C1); the Russian name defaults to the English one. */
export async function addService(
  w: OrdersWork,
  input: ServiceTexts & { nameEn: string; minutes: number; kit: readonly string[] },
): Promise<Service> {
  allow(w, 'add-service');
  const nameEn = requiredText('name', input.nameEn, MAX_NAME);
  const bare: Service = { id: w.newId(), nameEn, nameRu: nameEn, descriptionEn: null, descriptionRu: null, minutes: input.minutes, status: 'active' };
  const service = { ...bare, ...checked(input) };
  await refuseTaken(w, service.id, service);
  if (!(await w.orders.addService(service))) throw serviceExists(nameEn);
  await setKit(w, { service: service.id, items: input.kit });
  return service;
}

/** Changes what a service is called, how it is described, how long it takes or what its kit lists; orders that were placed keep their time and kit. */
export async function editService(w: OrdersWork, reference: string, input: ServiceTexts & { kit?: readonly string[] }): Promise<Service> {
  allow(w, 'edit-service');
  const service = await findService(w, reference);
  const changes = checked(input);
  if (service.status === 'active') await refuseTaken(w, service.id, changes);
  if (Object.keys(changes).length > 0) await w.orders.changeService(service.id, changes);
  if (input.kit) await setKit(w, { service: service.id, items: input.kit });
  return { ...service, ...changes };
}

/** Stops offering a service; orders that were placed stay. */
export async function retireService(w: OrdersWork, reference: string): Promise<Service> {
  allow(w, 'retire-service');
  return changeStatus(w, await findService(w, reference), 'retired');
}

/** Offers a retired service once more. */
export async function restoreService(w: OrdersWork, reference: string): Promise<Service> {
  allow(w, 'restore-service');
  const service = await findService(w, reference);
  await refuseTaken(w, service.id, service);
  return changeStatus(w, service, 'active');
}

/** All services, those on offer first. */
export async function listServices(w: OrdersWork): Promise<Service[]> {
  allow(w, 'list-services');
  return w.orders.services();
}

/** One service with what its kit lists. */
export async function showService(w: OrdersWork, reference: string): Promise<{ service: Service; kit: string[] }> {
  allow(w, 'list-services');
  const service = await findService(w, reference);
  return { service, kit: await kitTemplate(w, service.id) };
}

/** A service by id or by its name in either language, whatever its letter case; throws `orders.service_not_found`, with the nearest name. */
export async function findService(w: OrdersWork, reference: string): Promise<Service> {
  const service = await w.orders.service(reference.trim());
  if (service) return service;
  const services = await w.orders.services();
  const key = nameKey(reference);
  const alike = services.find(({ nameEn, nameRu }) => nameKey(nameEn) === key || nameKey(nameRu) === key);
  if (!alike) throw serviceNotFound(reference, nearest(reference.trim(), services.flatMap(({ nameEn, nameRu }) => [nameEn, nameRu])));
  return alike;
}

async function changeStatus(w: OrdersWork, service: Service, status: Service['status']): Promise<Service> {
  if (service.status !== status) await w.orders.changeService(service.id, { status });
  return { ...service, status };
}

/** Two services on offer never have one name, in either language and whatever its letter case: a name finds one of them. */
async function refuseTaken(w: OrdersWork, id: string, { nameEn, nameRu }: Pick<ServiceTexts, 'nameEn' | 'nameRu'>): Promise<void> {
  const others = (await w.orders.services()).filter((other) => other.status === 'active' && other.id !== id);
  const keys = new Set(others.flatMap((other) => [nameKey(other.nameEn), nameKey(other.nameRu)]));
  const taken = [nameEn, nameRu].find((name) => name !== undefined && keys.has(nameKey(name)));
  if (taken !== undefined) throw serviceExists(taken);
}

function checked({ nameEn, nameRu, descriptionEn, descriptionRu, minutes }: ServiceTexts): Partial<Omit<Service, 'id' | 'status'>> {
  if (minutes !== undefined && (!Number.isInteger(minutes) || minutes < 15 || minutes > 480)) throw badMinutes();
  const description = (text: string) => (text.trim() === '' ? null : requiredText('description', text, MAX_DESCRIPTION));
  return {
    ...(nameEn !== undefined && { nameEn: requiredText('name', nameEn, MAX_NAME) }),
    ...(nameRu !== undefined && { nameRu: requiredText('name', nameRu, MAX_NAME) }),
    ...(descriptionEn !== undefined && { descriptionEn: description(descriptionEn) }),
    ...(descriptionRu !== undefined && { descriptionRu: description(descriptionRu) }),
    ...(minutes !== undefined && { minutes }),
  };
}
