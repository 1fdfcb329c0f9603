// `import 'guestpass/define'` registers every element.

import './elements/share-button/define.js';
import './elements/share-dialog/define.js';
import './elements/share-viewer/define.js';
