import { estimatePrice, type Price } from '../billing';
import { plusMinutes } from '../shared/time';
import { allow, findPerson, requiredText, type Person } from '../users';
import { notAClient, serviceRetired, tooFar, tooSoon } from './errors';
import type { Service } from './order';
import { findService } from './services';
import { checkedDirections } from './set-directions';
import type { OrdersWork } from './work';

/** What a client asks for (O1). */
export interface OrderRequest {
  /** Id or number of the client. */
  client: string;
  /** Id or name of the service. */
  service: string;
  place: string;
  at: Date;
  description?: string;
  /** How to find the place. */
  directions?: string;
}

/** A request that was checked, with its estimate. */
export interface Estimate {
  client: Person;
  service: Service;
  place: string;
  description: string | null;
  directions: string | null;
  at: Date;
  endsAt: Date;
  price: Price;
}

/** Longest place, in characters. */
export const MAX_PLACE = 200;
/** Longest description, in characters. */
export const MAX_DESCRIPTION = 1000;

/** Checks a request and prices it with no worker yet (O1, B2); throws what the client should mend. */
export async function estimateOrder(w: OrdersWork, request: OrderRequest): Promise<Estimate> {
  const client = await findPerson(w, request.client);
  allow(w, 'estimate-order', client.id);
  if (client.status !== 'active' || !client.roles.includes('client')) throw notAClient(request.client);
  const service = await findService(w, request.service);
  if (service.status === 'retired') throw serviceRetired(service.id);
  await checkTime(w, request.at);
  return {
    client,
    service,
    place: requiredText('place', request.place, MAX_PLACE),
    description: request.description?.trim() ? requiredText('description', request.description, MAX_DESCRIPTION) : null,
    directions: checkedDirections(request.directions),
    at: request.at,
    endsAt: plusMinutes(request.at, service.minutes),
    price: await estimatePrice(w, { client: client.id, service: service.id }),
  };
}

/** An order comes between one hour and 60 days ahead (O1); throws `orders.too_soon` or `orders.too_far`. */
export async function checkTime(w: OrdersWork, at: Date): Promise<void> {
  const policy = await w.orders.policy();
  if (at < plusMinutes(w.now, policy.lead_minutes)) throw tooSoon(policy.lead_minutes);
  if (at > plusMinutes(w.now, policy.horizon_days * 24 * 60)) throw tooFar(policy.horizon_days);
}
