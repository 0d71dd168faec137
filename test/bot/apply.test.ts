import type { App } from '../../src/app';
import { addTest, assignBattery, closeVacancy, listCandidates, openVacancy, overrideDecision, recordResult } from '../../src/domain/staffing';
import type { Cat } from '../../src/simulator';
import { describeOnBoth, languagesOn, type Databases } from '../support/databases';
import { openWorld } from '../support/world';
import { closeWorlds, openBotWorld, type BotWorld } from './support';

afterEach(closeWorlds);

const WORDS = {
  en: { work: 'I want to work', ask: ['Your name?', 'Age?', 'Breed?', 'Coat?', 'Which one is a cat?', 'Your photo: face and whiskers.', 'How can we reach you?'], share: 'Share contact', sure: /All correct\? If not taken, deleted in 90 days\./, send: 'Send', stand: /✓ form ▸ talk · tests · decision after the tests/ },
  ru: { work: 'Хочу работать', ask: ['Имя?', 'Возраст?', 'Порода?', 'Окрас?', 'Где здесь кот?', 'Ваше фото: морда и усы.', 'Как с вами связаться?'], share: 'Отправить контакт', sure: /Всё верно\? Если не возьмём, удалим через 90 дней\./, send: 'Отправить', stand: /✓ анкета ▸ разговор · тесты · решение после тестов/ },
} as const;

const PAUSE = { en: /Three times wrong\. An answer counts again in \d+ seconds?\./, ru: /Трижды мимо\. Ответ снова засчитается через \d+ секунд[уы]?\./ };

/** A stranger at the first question of the form. */
async function applying(databases: Databases, language: 'en' | 'ru' = 'en') {
  const t = await openBotWorld(databases);
  const murka = await t.sim.cats.add({ name: 'Murka', language });
  await murka.says('/start');
  await murka.presses(WORDS[language].work);
  await murka.sees(WORDS[language].ask[0]);
  return { t, murka, words: WORDS[language] };
}

/** Fills in the form up to the question for cats, and that too. */
async function toPhoto(murka: Cat, language: 'en' | 'ru' = 'en') {
  const [, age, breed, coat, check, photo] = WORDS[language].ask;
  await murka.says('Murka');
  await murka.sees(age);
  await murka.says('3');
  await murka.sees(breed);
  await murka.says('Siamese');
  await murka.sees(coat);
  await murka.says('Grey');
  await murka.sees(check);
  await murka.presses('🐱');
  await murka.sees(photo);
}

async function toConfirm(murka: Cat, language: 'en' | 'ru' = 'en') {
  await toPhoto(murka, language);
  await murka.sendsPhoto({ sample: 'face' });
  await murka.sees(WORDS[language].ask[6]);
  await murka.says('@murka_cat');
  return murka.sees(WORDS[language].sure);
}

const candidates = (t: BotWorld) => t.app.query(t.boss, (w) => listCandidates(w));

describeOnBoth('applying for work', (databases) => {
  test.each(languagesOn(databases))('from the greeting to where one stands, by buttons and in few words (%s)', async (language) => {
    const { t, murka, words } = await applying(databases, language);
    await toPhoto(murka, language);
    await murka.sendsPhoto({ sample: 'face' });
    await murka.sees(words.ask[6]);
    expect(murka.letters()).toEqual([[words.share], language === 'en' ? ['Back', 'Cancel'] : ['Назад', 'Отмена']]);
    await murka.presses(words.share);
    const form = await murka.sees(words.sure);
    expect(murka.letters()).toEqual([]);
    expect(form.text).toContain('Siamese');
    expect(form.text).toContain(`+7${murka.id}0`);
    await murka.presses(words.send);
    await murka.sees(words.stand);
    await t.bot.idle();
    const [candidate] = await candidates(t);
    expect(candidate).toMatchObject({ name: 'Murka', vacancy: 'helper', breed: 'Siamese', colour: 'Grey', age: 3, status: 'received', contact: `+7${murka.id}0` });
    expect(candidate?.photoFileId).toEqual(expect.stringMatching(/.+/));
    expect(murka.menu().map(({ command }) => command)).toEqual(['apply', 'status', 'menu', 'cancel', 'settings', 'help']);
  });

  test('a second press, and the same press from an old message, make no second application', async () => {
    const { t, murka } = await applying(databases);
    const form = await toConfirm(murka);
    await murka.presses('Send', { on: form });
    await murka.presses('Send', { on: form });
    await murka.hears('Already done.');
    await t.bot.idle();
    expect(await candidates(t)).toHaveLength(1);
  });

  test('a form that was kept although it seemed not to be is no second one when it is tried again', async () => {
    let lost = 0;
    const losing = (app: App): App => ({
      ...app,
      run: async (actor, work) => {
        const result = await app.run(actor, work);
        const isApplication = typeof result === 'object' && result !== null && 'appliedAt' in result;
        if (isApplication && lost++ === 0) throw new Error('connection lost');
        return result;
      },
    });
    const t = await openBotWorld(databases, { app: losing });
    const murka = await t.sim.cats.add({ name: 'Murka', language: 'en' });
    await murka.says('/apply');
    await murka.sees('Your name?');
    await toConfirm(murka);
    await murka.presses('Send');
    await murka.sees(/✓ form ▸ talk/);
    expect([lost, (await candidates(t)).length]).toEqual([1, 1]);
  });

  test('several vacancies are offered, and any answer can be changed before the form is sent', async () => {
    const t = await openBotWorld(databases);
    await t.app.run(t.boss, (w) => openVacancy(w, { key: 'Ночной сторож очень большого и тёмного подвала на Арбате', name: { ru: 'Сторож', en: 'Guard' } }));
    const murka = await t.sim.cats.add({ name: 'Murka', language: 'en' });
    await murka.says('/apply');
    const asked = await murka.sees('Which job?');
    expect(asked.buttons.slice(0, 2).flat().toSorted()).toEqual(['Guard', 'Helper']);
    await murka.presses('Guard');
    await murka.sees('Your name?');
    await murka.presses('Back');
    await murka.sees('Which job?');
    await murka.says('guard');
    await murka.sees('Your name?');
    await toConfirm(murka);
    for (const [field, prompt, answer] of [['Name', 'Your name?', 'Murka the Second'], ['Age', 'Age?', '8 months'], ['Breed', 'Breed?', 'Mixed'], ['Coat', 'Coat?', 'Black']] as const) {
      await murka.presses('Edit');
      await murka.presses(field);
      await murka.sees(prompt);
      await murka.says(answer);
      await murka.sees(/All correct/);
    }
    await murka.presses('Edit');
    await murka.presses('Contact');
    await murka.sees('How can we reach you?');
    await murka.says('murka@example.org');
    await murka.sees(/Form: Guard\nName: Murka the Second\nAge: under a year\nBreed: Mixed\nCoat: Black\nPhoto: ✓\nContact: murka@example\.org/);
    await murka.presses('Edit');
    await murka.presses('Job');
    await murka.presses('Helper');
    await murka.sees(/Form: Helper/);
    await murka.says('send');
    await murka.sees(/✓ form/);
    expect(await candidates(t)).toMatchObject([{ name: 'Murka the Second', vacancy: 'helper', age: 0, contact: 'murka@example.org' }]);
  });

  test('a vacancy without a name of its own is read in the other language, or in the words of its key', async () => {
    const t = await openBotWorld(databases);
    await t.app.run(t.boss, (w) => openVacancy(w, { key: 'night_guard' }));
    await t.app.run(t.boss, (w) => openVacancy(w, { key: 'door_keeper', name: { en: 'Doorcat' } }));
    const murka = await t.sim.cats.add({ name: 'Murka', language: 'ru' });
    await murka.says('/apply');
    expect((await murka.sees('Кем хотите работать?')).buttons.slice(0, 3).flat().toSorted()).toEqual(['Doorcat', 'Night guard', 'Помощник']);
    await murka.presses('Night guard');
    await murka.sees('Имя?');
    await toConfirm(murka, 'ru');
    expect(murka.messages().at(-1)?.text).toContain('Анкета: Night guard');
    await murka.presses('Отправить');
    await murka.sees(/Night guard: как ваш отбор/);
    expect(murka.transcript()).not.toMatch(/night_guard|door_keeper/);
  });

  test('no vacancy, nothing to fill in', async () => {
    const t = await openBotWorld(databases);
    await t.app.run(t.boss, (w) => closeVacancy(w, 'helper'));
    const murka = await t.sim.cats.add({ name: 'Murka', language: 'en' });
    await murka.says('/apply');
    await murka.sees('We take nobody on at the moment.');
  });

  test('cancel keeps the form, /apply and Resume go on with it, also after a restart', async () => {
    const { t, murka } = await applying(databases);
    await murka.says('Murka');
    await murka.sees('Age?');
    await murka.presses('Cancel');
    await murka.sees('the draft is kept');
    await t.restart();
    await murka.says('/menu');
    const menu = await murka.sees('And you?');
    expect(menu.buttons).toEqual([['Resume'], ['I want to work'], ['I have an invitation']]);
    await murka.presses('Resume', { on: menu });
    await murka.sees('Age?');
    await murka.says('/cancel');
    await murka.sees('the draft is kept');
    await murka.says('i want to work');
    await murka.sees('Age?');
    await murka.says('/apply');
    await murka.sees('Age?');
  });

  test.each([
    ['en', 'You were filling in the form; [Resume] goes on with it.', 'Resume', 'Where I stand', /You have not applied yet/],
    ['ru', 'Вы заполняли анкету; [Продолжить] вернёт к ней.', 'Продолжить', 'Как мой отбор', /Анкеты от вас ещё нет/],
  ] as const)('/start and /menu leave the question, and the letters come back: a label is one again, and the form is kept (%s)', async (language, kept, resume, label, stand) => {
    const { murka, words } = await applying(databases, language);
    await toPhoto(murka, language);
    await murka.sendsPhoto({ sample: 'face' });
    for (const command of ['/start', '/menu']) {
      await murka.sees(words.ask[6]);
      await murka.says(command);
      const menu = await murka.sees(kept);
      expect([menu.buttons[0], murka.letters()]).toEqual([[resume], []]);
      await murka.says(label);
      await murka.sees(stand);
      await murka.says(resume);
    }
    await murka.sees(words.ask[6]);
    await murka.says('@murka_cat');
    await murka.sees(words.sure);
  });

  test('leaving at the contact gives the phone its letters back', async () => {
    const { murka } = await applying(databases);
    await toPhoto(murka);
    await murka.sendsDocument({ sample: 'face' });
    await murka.sees('How can we reach you?');
    await murka.presses('Back');
    await murka.sees('All right.');
    await murka.sees('Your photo');
    await murka.sendsPhoto();
    await murka.sees('How can we reach you?');
    await murka.says('Cancel');
    await murka.sees('All right.');
    await murka.sees('the draft is kept');
    expect(murka.letters()).toEqual([]);
  });
});

describeOnBoth('the form and what does not fit it', (databases) => {
  test('ages are read as they are typed', async () => {
    const { murka } = await applying(databases);
    await murka.says('Murka');
    await murka.sees('Age?');
    for (const typed of ['old', '41', '-3', '3 4', '1e1']) {
      await murka.says(typed);
      await murka.sees('Whole years from 0 to 40');
    }
    await murka.says('4 года');
    await murka.sees('Breed?');
  });

  test('a machine that guesses has to pause after three wrong answers, and a right one then counts for nothing', async () => {
    const { t, murka } = await applying(databases);
    await murka.says('Murka');
    await murka.says('3');
    await murka.says('Siamese');
    await murka.says('Grey');
    const first = await murka.sees('Which one is a cat?');
    expect(first.buttons[0]?.toSorted()).toEqual(['🐟', '🐭', '🐱'].toSorted());
    await murka.presses('🐟');
    await murka.hears('That is not a cat.');
    await murka.sees('That is not a cat.');
    await murka.says('🐭');
    await murka.sees('That is not a cat.');
    await murka.says('cat');
    await murka.sees('Please press a button.');
    await murka.presses('🐟');
    await murka.hears(PAUSE.en);
    await murka.sees(PAUSE.en);
    await murka.presses('🐱');
    await murka.hears(PAUSE.en);
    await t.bot.idle();
    expect(murka.messages().at(-1)?.text).toMatch(/Which one is a cat\?$/);
  });

  test.each(languagesOn(databases))('the pause, and what counts towards it, outlasts texts, leaving and coming back (%s)', async (language) => {
    const { murka, words } = await applying(databases, language);
    const { cancel, left, resume, wrongly } = {
      en: { cancel: 'Cancel', left: 'the draft is kept', resume: 'Resume', wrongly: 'That is not a cat.' },
      ru: { cancel: 'Отмена', left: 'черновик сохранён', resume: 'Продолжить', wrongly: 'Это не кот.' },
    }[language];
    for (const answer of ['Murka', '3', 'Siamese', 'Grey']) await murka.says(answer);
    await murka.sees(words.ask[4]);
    for (const wrong of ['🐟', '🐭']) {
      await murka.presses(wrong);
      await murka.hears(wrongly);
    }
    await murka.presses(cancel);
    await murka.sees(left);
    await murka.presses(resume);
    await murka.sees(new RegExp(`^${words.ask[4].replace('?', '\\?')}$`));
    await murka.presses('🐟');
    await murka.hears(PAUSE[language]);
    await murka.sees(PAUSE[language]);
    await murka.says('мяу');
    await murka.sees(PAUSE[language]);
    await murka.says(cancel);
    await murka.presses(resume);
    await murka.sees(PAUSE[language]);
    await murka.says('🐱');
    await murka.sees(PAUSE[language]);
  });

  test.each([
    ['en', 'Please press a button. Photo kept.', 'Please press a button.', 'A photo, please.', 'One is here already', 'Take it'],
    ['ru', 'Нажмите кнопку, пожалуйста. Фото сохранено.', 'Нажмите кнопку, пожалуйста.', 'Нужно фото.', 'Одно уже есть', 'Взять его'],
  ] as const)('photos before they are asked for are kept, and voice is told what is wanted (%s)', async (language, kept, press, wanted, here, take) => {
    const { t, murka, words } = await applying(databases, language);
    const [, age, breed, coat, check, , contact] = words.ask;
    for (const [answer, next] of [['Murka', age], ['3', breed], ['Siamese', coat], ['Grey', check]] as const) {
      await murka.says(answer);
      await murka.sees(next);
    }
    const [first] = await murka.sendsAlbum({ count: 2 });
    await murka.sees(`${kept}\n${check}`);
    await murka.sendsPhoto();
    await murka.sees(new RegExp(`^${press}\n${check.replace('?', '\\?')}`));
    await murka.sendsVoice();
    await murka.sees(`${press}\n${check}`);
    await murka.presses('🐱');
    await murka.sees(here);
    await murka.sendsVoice();
    await murka.sees(`${wanted}\n`);
    await murka.presses(take);
    await murka.sees(contact);
    await murka.says('@murka_cat');
    await murka.sees(words.sure);
    await murka.presses(words.send);
    await murka.sees(words.stand);
    expect(await candidates(t)).toMatchObject([{ photoFileId: first?.photo?.file_id }]);
  });

  test.each([
    ['en', 'That is no phone number (7 digits or more), no @name and no e-mail address.'],
    ['ru', 'Это не похоже ни на телефон (от 7 цифр), ни на @имя, ни на электронную почту.'],
  ] as const)('a contact is something a cat can be reached by, and kittens are under a year old (%s)', async (language, refusal) => {
    const { murka, words } = await applying(databases, language);
    await murka.says('Murka');
    await murka.sees(words.ask[1]);
    await murka.says(language === 'en' ? '8 months' : '8 месяцев');
    for (const [answer, next] of [['Siamese', words.ask[3]], ['Grey', words.ask[4]]] as const) {
      await murka.says(answer);
      await murka.sees(next);
    }
    await murka.presses('🐱');
    await murka.sees(words.ask[5]);
    await murka.sendsPhoto();
    await murka.sees(words.ask[6]);
    for (const typed of ['+7', 'Arbat 7', '@me', 'me@home']) {
      await murka.says(typed);
      await murka.sees(refusal);
    }
    await murka.says('8 900 123-45-67, by day');
    expect((await murka.sees(words.sure)).text).toContain(language === 'en' ? 'Age: under a year' : 'Возраст: меньше года');
  });

  test('text, voice, sticker, forward and an album instead of the photo', async () => {
    const { murka } = await applying(databases);
    await toPhoto(murka);
    await murka.says('I am beautiful');
    await murka.sees('A photo, please. Text kept.\nYour photo');
    await murka.sendsVoice();
    await murka.sees('A photo, please.\nYour photo');
    await murka.sendsContact();
    await murka.sees('A photo, please.\nYour photo');
    await murka.sendsSticker();
    await murka.sees('Nice. Now:\nYour photo');
    await murka.forwards('look at this cat');
    await murka.sees('No forwards: send your own.\nYour photo');
    await murka.sendsAlbum({ count: 3 });
    await murka.sees('How can we reach you?');
    await murka.sees('Took the first of 3.');
    await murka.sendsContact({ phone: '+70000000000', name: 'Somebody' });
    await murka.sees('No forwards: send your own.\nHow can we reach you?');
    await murka.sendsPhoto();
    await murka.sees('Please type it.\nHow can we reach you?');
  });

  test('hostile words and 10,000 characters are escaped, cut, and never refused by Telegram', async () => {
    const { t, murka } = await applying(databases);
    await murka.says('x'.repeat(10_000));
    await murka.sees(/4096 characters, limit 100: x{99}…\nYour name\?/);
    await murka.sees(/1808 characters, limit 100/);
    await murka.says(`<b>'; DROP TABLE people; --\u202e</i>&`);
    await murka.sees('Age?');
    await murka.says('3');
    await murka.sees('Breed?');
    await murka.says('{{vacancy}} <script>');
    await murka.sees('Coat?');
    await murka.says('\u200f🐾'.repeat(30));
    await murka.sees('Which one is a cat?');
    await murka.presses('🐱');
    await murka.sees('Your photo');
    await murka.sendsPhoto();
    await murka.sees('How can we reach you?');
    await murka.says('@murka_<i>');
    await murka.sees(/Name: <b>'; DROP TABLE people; --<\/i>&\nAge: 3 years\nBreed: \{\{vacancy\}\} <script>\nCoat: (🐾){30}\nPhoto: ✓\nContact: @murka_<i>/u);
    await murka.presses('Send');
    await murka.sees(/✓ form/);
    expect(t.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('a vacancy that closes meanwhile leads back to the choice', async () => {
    const { t, murka } = await applying(databases);
    await toConfirm(murka);
    await t.app.run(t.boss, (w) => openVacancy(w, { key: 'guard', name: { en: 'Guard', ru: 'Сторож' } }));
    await t.app.run(t.boss, (w) => closeVacancy(w, 'helper'));
    await murka.presses('Send');
    expect((await murka.sees(/Which job\?/)).buttons[0]).toEqual(['Guard']);
    expect(await candidates(t)).toEqual([]);
  });
});

describeOnBoth('the way of an applicant through the whole company', (databases) => {
  test('form, talk, tests in the chat and by staff, and the first job list', async () => {
    const t = await openWorld(await databases.url());
    const murka = await t.sim.cats.add({ name: 'Мурка', language: 'ru' });
    await murka.says('/apply');
    await murka.sees('Имя?');
    await toConfirm(murka, 'ru');
    await murka.presses('Отправить');
    await murka.sees(/✓ анкета/);
    await t.settle();
    await murka.sees('Анкета у нас. Менеджер напишет.');
    const [candidate] = await t.app.query(t.boss, (w) => listCandidates(w));
    const id = candidate?.id ?? '';
    const words = (text: string) => ({ en: text, ru: text });
    const questions = [{ text: words('Ваза?'), options: ['Мимо', 'Уронить'].map(words), right: 1 }];
    await t.app.run(t.boss, (w) => addTest(w, { key: 'vase', type: 'choice', questions, seconds: 20, vacancies: ['helper'] }));
    await t.app.run(t.boss, (w) => addTest(w, { key: 'jump', type: 'number', unit: 'cm', min: 0, max: 300, vacancies: ['helper'] }));
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
    await t.settle();
    await murka.presses('Начать');
    await murka.sees(/1 из 1, 20 с: Ваза\?/);
    await murka.presses('Б');
    await murka.sees(/✓ анкета ▸ тесты 1 из 2/);
    await t.app.run(t.boss, (w) => recordResult(w, { candidate: id, test: 'jump', value: 180 }));
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: true, reason: 'jumps well' }));
    await t.settle();
    await murka.sees('Вы приняты, добро пожаловать!');
    await murka.presses('Мои дела');
    await murka.sees('Здесь дел нет.');
    await t.close();
  });
});

describeOnBoth('who may apply', (databases) => {
  test('a client may, under the name it has; a worker hears that it is one', async () => {
    const t = await openBotWorld(databases);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik!');
    await barsik.says('/menu');
    expect((await barsik.sees('What shall we do?')).buttons).toContainEqual(['I want to work']);
    await barsik.presses('I want to work');
    await barsik.sees('Age?');
    await barsik.says('3');
    await barsik.says('Siamese');
    await barsik.says('Grey');
    await barsik.sees('Which one is a cat?');
    await barsik.presses('🐱');
    await barsik.sees('Your photo');
    await barsik.sendsPhoto();
    await barsik.sees('How can we reach you?');
    await barsik.presses('Share contact');
    await barsik.sees(/Name: Barsik\nAge: 3 years/);
    await barsik.presses('Send');
    await barsik.sees(/✓ form ▸ talk/);
    await t.bot.idle();
    expect(barsik.menu().map(({ command }) => command)).toEqual(['order', 'orders', 'money', 'apply', 'status', 'menu', 'cancel', 'settings', 'help']);
    const tom = await t.hire('Tom');
    await tom.start();
    await tom.sees('Tom');
    await tom.says('/apply');
    await tom.sees('You work with us already.');
  });

  test('an open application is shown instead of a second form; after a no it takes 90 days', async () => {
    const { t, murka } = await applying(databases);
    await toConfirm(murka);
    await murka.presses('Send');
    await murka.sees(/✓ form/);
    await murka.says('/apply');
    await murka.sees(/Helper: where you stand\n✓ form ▸ talk/);
    const [candidate] = await candidates(t);
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: candidate?.id ?? '', accept: false, reason: 'bites' }));
    await murka.says('/apply');
    await murka.sees('You may apply again from Sun 31 May.');
    t.clock.set('2026-06-01T09:00:00Z');
    await murka.says('/apply');
    await murka.presses('Murka');
    await murka.sees('Age?');
  });
});
