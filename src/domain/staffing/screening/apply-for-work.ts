import { dayOf } from '../../shared/time';
import type { Language } from '../../shared/work';
import { allow, changeRolesOf, findPerson, holdPerson, registerInChat, renamePerson, requiredText, whoWrites, type Person } from '../../users';
import type { Candidate } from '../candidate';
import { findVacancy } from '../catalogue/find-vacancy';
import { alreadyWorker, applicationOpen, applyLater, candidateNotActive } from '../errors';
import type { StaffingWork } from '../work';
import { checkedContact } from './contact';
import { checkedDeclared, optionalText } from './declared';
import { applicationNow } from './find-candidate';
import { reapplyAt } from './my-application';

/** The form of the chat, filled in. */
export interface Form {
  chatId: number;
  vacancy: string;
  name: string;
  age: number | null;
  breed: string | null;
  colour: string | null;
  contact: string | null;
  /** Telegram's name of the photo. */
  photoFileId: string | null;
  language: Language;
}

/** Takes a cat's application (S1): a stranger becomes a person with this chat, anybody else stays who it is. */
export async function applyForWork(w: StaffingWork, form: Form): Promise<Candidate> {
  allow(w, 'apply-for-work', w.actor.personId);
  const { key: vacancy } = await findVacancy(w, form.vacancy, 'open');
  const details = {
    ...checkedDeclared(form),
    contact: checkedContact(form.contact),
    photoFileId: optionalText('photo', form.photoFileId, 300),
  };
  const person = w.actor.personId === null ? await welcome(w, form) : await returning(w, w.actor.personId, form);
  const id = w.newId();
  if (!(await w.staffing.addApplication({ id, person: person.id, vacancy, ...details, day: dayOf(w.now, w.zone) }))) throw applicationOpen();
  await w.emit({ type: 'application_received', candidate: person.id, application: id });
  return applicationNow(w, id);
}

async function welcome(w: StaffingWork, { chatId, name, language }: Form): Promise<Person> {
  const known = await whoWrites(w, chatId);
  // Only the deactivated are strangers in a chat of their own.
  if (known) throw candidateNotActive(known.id);
  return registerInChat(w, { name, language, chatId, roles: ['candidate'] });
}

/** Whoever has an account keeps it (U1); only a mere candidate is called by what it says now. */
async function returning(w: StaffingWork, id: string, form: Form): Promise<Person> {
  const person = await holdPerson(w, id);
  const name = requiredText('name', form.name, 100);
  if (await w.staffing.worker(person.id)) throw alreadyWorker(person.id);
  const before = await w.staffing.candidate(person.id);
  if (before) await mayApplyAgain(w, before);
  await changeRolesOf(w, person.id, { add: ['candidate'], remove: [] });
  if (person.roles.every((role) => role === 'candidate')) await renamePerson(w, person.id, name);
  return findPerson(w, person.id);
}

async function mayApplyAgain(w: StaffingWork, before: Candidate): Promise<void> {
  const from = reapplyAt(before, await w.staffing.screeningPolicy());
  if (from && from > w.now) throw applyLater(dayOf(from, w.zone));
}
