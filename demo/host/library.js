// The app listens to what its people do with the share buttons: every event bubbles up to the document.
const list = document.getElementById('log-list');
const empty = document.getElementById('log-empty');

const titleOf = (target) => target.closest('.card')?.querySelector('h3')?.textContent ?? 'Something';
const changes = {
  policy: 'changed its limits',
  pause: 'was paused',
  resume: 'works again',
  primary: 'is the primary link now',
  rotate: 'has a new address',
};

function note(event, text) {
  empty.hidden = true;
  const item = document.createElement('li');
  const strong = document.createElement('b');
  strong.textContent = titleOf(event.target);
  const time = document.createElement('time');
  time.textContent = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  item.append(strong, ` ${text} `, time);
  list.prepend(item);
  while (list.children.length > 8) list.lastElementChild.remove();
}

document.addEventListener('share-create', (event) => note(event, 'got a new link.'));
document.addEventListener('share-copy', (event) =>
  note(event, event.what === 'link' ? 'had its link copied.' : 'had its embed code copied.'),
);
document.addEventListener('share-change', (event) =>
  note(event, `: a link ${changes[event.change] ?? 'was changed'}.`),
);
document.addEventListener('share-revoke', (event) => note(event, 'lost a link: it was revoked.'));
document.addEventListener('share-error', (event) => note(event, `could not be shared: ${event.message}`));
