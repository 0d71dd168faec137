const at = (id) => document.getElementById(id);
const state = `${location.pathname}/state`;

/** Asks or tells the gateway; a refusal becomes an error with its reason. */
async function call(body) {
  const response = await fetch(state, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? answer.error);
  return answer;
}

function show({ last4 }) {
  at('form').hidden = last4 !== null;
  at('done').hidden = last4 === null;
  at('last4').textContent = last4 ?? '';
  (last4 === null ? at('number') : at('done')).focus();
}

/** Groups digits by four, as on a card. */
function grouped(text) {
  return text.replace(/\D/g, '').slice(0, 19).replace(/(\d{4})(?=\d)/g, '$1 ');
}

function draw() {
  at('number').value = grouped(at('number').value);
  const digits = at('number').value.replace(/\D/g, '').padEnd(16, '•');
  at('digits').textContent = digits.replace(/(.{4})(?=.)/g, '$1 ');
  at('problem').hidden = true;
}

at('number').addEventListener('input', draw);
for (const sample of document.querySelectorAll('[data-number]')) {
  sample.addEventListener('click', () => {
    at('number').value = sample.dataset.number;
    draw();
    at('save').focus();
  });
}
at('form').addEventListener('submit', (event) => {
  event.preventDefault();
  at('save').disabled = true;
  call({ number: at('number').value })
    .then(show, (error) => {
      at('problem').textContent = error.message;
      at('problem').hidden = false;
    })
    .finally(() => (at('save').disabled = false));
});
call().then(show, () => (at('missing').hidden = false));
