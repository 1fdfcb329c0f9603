// Vue passes properties and listens to events of the elements as they are. A build of templates needs one line more:
// compilerOptions.isCustomElement = (tag) => tag.startsWith('share-').
import 'guestpass/define';
import { createApp, h, ref } from 'vue';

const root = document.getElementById('app');
const { server, token } = root.dataset;

const App = {
  setup() {
    const last = ref('Nothing is shared yet.');
    return () => [
      h('div', { class: 'row' }, [
        h('div', [h('b', 'An evening walk-through'), h('p', { 'aria-live': 'polite' }, last.value)]),
        h('share-button', {
          server,
          resource: 'render:evening-walk',
          'grant-url': '/api/grant',
          // A property, not an attribute: Vue sets it as one because the element has it.
          defaults: { expiresIn: 86_400 },
          onShareCreate: () => {
            last.value = 'There is a new link.';
          },
          onShareCopy: ({ share }) => {
            const until = share.expiresAt ? `until ${new Date(share.expiresAt).toLocaleString()}` : 'for ever';
            last.value = `Its link is on the clipboard, and works ${until}.`;
          },
          onShareRevoke: () => {
            last.value = 'A link was revoked.';
          },
        }),
      ]),
      h('h2', 'A link, shown in the page'),
      h('share-viewer', { class: 'frame film', server, token, title: 'An evening walk-through' }),
    ];
  },
};

createApp(App).mount(root);
