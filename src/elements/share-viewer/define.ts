import { defineElement } from '../define-element.js';
import { ShareViewerElement } from './share-viewer.js';

defineElement('share-viewer', ShareViewerElement);
