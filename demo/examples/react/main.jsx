// The wrappers of guestpass/react: properties in, typed events out. They register the elements by themselves.
import { ShareButton, ShareViewer } from 'guestpass/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Sharing({ server, token }) {
  const [last, setLast] = useState('Nothing is shared yet.');
  return (
    <>
      <div className="row">
        <div>
          <b>The quay at dusk</b>
          <p aria-live="polite">{last}</p>
        </div>
        <ShareButton
          server={server}
          resource="render:quay-at-dusk"
          grantUrl="/api/grant"
          defaults={{ expiresIn: 86_400 }}
          onShareCreate={() => setLast('There is a new link.')}
          onShareCopy={({ share }) => {
            const until = share.expiresAt ? `until ${new Date(share.expiresAt).toLocaleString()}` : 'for ever';
            setLast(`Its link is on the clipboard, and works ${until}.`);
          }}
          onShareRevoke={() => setLast('A link was revoked.')}
        />
      </div>
      <h2>A link, shown in the page</h2>
      <ShareViewer className="frame film" server={server} token={token} title="An evening walk-through" />
    </>
  );
}

const root = document.getElementById('app');
createRoot(root).render(
  <StrictMode>
    <Sharing {...root.dataset} />
  </StrictMode>,
);
