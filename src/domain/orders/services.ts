import { setKit } from '../consumables';
import { allow, requiredText } from '../users';
import { badMinutes, serviceExists, serviceNotFound } from './errors';
import type { Service } from './order';
import type { OrdersWork } from './work';

/** Adds a service type with its kit template (O1, C1); the Russian name defaults to the English one. */
export async function addService(
  w: OrdersWork,
  input: { nameEn: string; nameRu?: string; minutes: number; kit: readonly string[] },
): Promise<Service> {
  allow(w, 'add-service');
  if (!Number.isInteger(input.minutes) || input.minutes < 15 || input.minutes > 480) throw badMinutes();
  const nameEn = requiredText('name', input.nameEn, 60);
  const service: Service = {
    id: w.newId(),
    nameEn,
    nameRu: input.nameRu === undefined ? nameEn : requiredText('name', input.nameRu, 60),
    minutes: input.minutes,
    status: 'active',
  };
  if (!(await w.orders.addService(service))) throw serviceExists(nameEn);
  await setKit(w, { service: service.id, items: input.kit });
  return service;
}

/** Stops offering a service; orders that were placed stay. */
export async function retireService(w: OrdersWork, reference: string): Promise<Service> {
  allow(w, 'retire-service');
  const service = await findService(w, reference);
  await w.orders.retireService(service.id);
  return { ...service, status: 'retired' };
}

/** All services, those on offer first. */
export async function listServices(w: OrdersWork): Promise<Service[]> {
  allow(w, 'list-services');
  return w.orders.services();
}

/** A service by id or by its name in either language; throws `orders.service_not_found`. */
export async function findService(w: OrdersWork, reference: string): Promise<Service> {
  const service = await w.orders.service(reference.trim());
  if (!service) throw serviceNotFound(reference);
  return service;
}
