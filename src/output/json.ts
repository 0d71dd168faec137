import type { Kit } from '../domain/consumables';
import type { AlertView, StaffTask } from '../domain/notifications';
import type { KeptPhoto, OrderView, Service, TimelineEntry } from '../domain/orders';
import type { Review } from '../domain/quality';
import type { Candidate, MarkedAbsence, Worker } from '../domain/staffing';
import type { Person } from '../domain/users';
import type { JobStatus } from '../jobs';
import { amount, amountOrNull, cat, iso, isoOrNull } from './json-values';

/** A person. */
export const person = (of: Person) => ({
  ...cat(of),
  roles: of.roles,
  language: of.language,
  status: of.status,
  chat: of.chatId === null ? ('none' as const) : of.unreachableSince === null ? ('linked' as const) : ('unreachable' as const),
});

/** A service type. */
export const service = ({ id, nameEn, nameRu, descriptionEn, descriptionRu, minutes, status }: Service) => ({
  id,
  name: nameEn,
  name_ru: nameRu,
  description: descriptionEn,
  description_ru: descriptionRu,
  minutes,
  status,
});

/** ORDER of the contract. */
export const order = (of: OrderView) => ({
  id: of.id,
  number: of.number,
  status: of.status,
  end_reason: of.endReason,
  end_note: of.endNote,
  estimate: amount(of.estimate),
  client: cat(of.client),
  worker: of.worker && cat(of.worker),
  service: { id: of.service.id, name: of.service.nameEn },
  place: of.place,
  description: of.description,
  directions: of.directions,
  at: iso(of.at),
  ends_at: iso(of.endsAt),
  copy_of: of.copyOf?.id ?? null,
  copied_as: of.copiedAs && { id: of.copiedAs.id, number: of.copiedAs.number },
  list_price: amountOrNull(of.price?.listPrice),
  discount: of.price && { percent: of.price.percent, amount: amount(of.price.listPrice - of.price.price) },
  price: amountOrNull(of.price?.price),
  supplies: of.supplies,
  cannot_come: of.cannotCome,
  movable_until: isoOrNull(of.movableUntil),
  placed_at: iso(of.placedAt),
  started_at: isoOrNull(of.startedAt),
  ended_at: isoOrNull(of.endedAt),
});

/** One entry of an order's timeline. */
export const timelineEntry = ({ at, actor, actorId, actorKind, channel, event, note }: TimelineEntry) => ({
  at: iso(at),
  event: event.type,
  actor: actorId === null ? null : { id: actorId, name: actor },
  actor_kind: actorKind,
  channel,
  note,
  facts: event,
});

/** A photo that is kept with an order, without its bytes. */
export const keptPhoto = (of: KeptPhoto) => ({
  kind: of.kind,
  taken_at: isoOrNull(of.takenAt),
  kept_at: iso(of.keptAt),
  sha256: of.sha256,
  mime: of.mime,
  size: of.size,
  seen_before: of.seenBefore && { order: of.seenBefore.id, number: of.seenBefore.number, kind: of.seenBefore.kind },
});

/** A time in which a worker is away, with the ids of the orders it is booked for then. */
export const absence = (of: MarkedAbsence) => ({ id: of.id, worker: of.worker, from: iso(of.from), to: iso(of.to), booked: of.booked });

/** A kit; `overridden` where the order may start without it. */
export const kit = (of: Kit) => ({
  order: of.order.id,
  number: of.order.number,
  status: kitStatus(of),
  items: of.items,
  handed_out: of.status === 'requested' ? null : of.handedOut,
  client: of.client,
  worker: of.worker,
  due_at: iso(of.dueAt),
  issued_at: isoOrNull(of.issuedAt),
  issued_by: of.issuedBy,
  returned_at: isoOrNull(of.returnedAt),
  came_back: of.cameBack,
  left_with: of.left.filter(({ backAt }) => backAt === null).map(({ worker }) => worker),
  template_version: of.templateVersion,
  cookie: of.cookie && { status: of.cookie.status, at: isoOrNull(of.cookie.at) },
});

/** A kit's state in one word. */
export const kitStatus = ({ status, overridden }: Kit) => (overridden && status === 'requested' ? ('overridden' as const) : status);

/** A candidate. */
export const candidate = (of: Candidate) => ({
  ...cat(of),
  status: of.status,
  vacancy: of.vacancy,
  breed: of.breed,
  age: of.age,
  colour: of.colour,
  contact: of.contact,
  applied_at: iso(of.appliedAt),
  contacted_at: isoOrNull(of.contactedAt),
  assigned_at: isoOrNull(of.assignedAt),
  expires_at: isoOrNull(of.expiresAt),
  decided_at: isoOrNull(of.decidedAt),
  hypothesis: of.hypothesis,
});

/** A worker. */
export const worker = (of: Worker) => ({
  ...cat(of),
  strengths: of.strengths,
  weaknesses: of.weaknesses,
  status: of.status,
  joined_at: iso(of.joinedAt),
});

/** A review. */
export const review = (of: Review) => ({
  id: of.id,
  order: of.order.id,
  number: of.order.number,
  reason: of.reason,
  status: of.status,
  opened_at: iso(of.openedAt),
  verdict: of.verdict,
  note: of.note,
  closed_at: isoOrNull(of.closedAt),
});

/** A task for staff. */
export const task = (of: StaffTask) => ({
  id: of.id,
  kind: of.kind,
  subject: of.subject,
  data: of.data,
  status: of.status,
  created_at: iso(of.createdAt),
  done_at: isoOrNull(of.doneAt),
});

/** An alert among tasks: it has no end of its own there. */
export const alertAsTask = (of: AlertView) => ({
  id: of.id,
  kind: `alert_${of.kind}`,
  subject: of.order?.id ?? of.id,
  data: of.kind === 'absence' ? { worker: of.worker, orders: of.booked.map(({ number }) => number).join(', ') } : { order: of.order.number },
  status: 'open' as const,
  created_at: iso(of.openedAt),
  done_at: null,
});

/** A job. */
export const job = ({ name, last, next, error }: JobStatus) => ({ name, last: isoOrNull(last), next: isoOrNull(next), error });
