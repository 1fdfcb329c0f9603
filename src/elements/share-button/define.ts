import { defineElement } from '../define-element.js';
import { ShareButtonElement } from './share-button.js';

defineElement('share-button', ShareButtonElement);
