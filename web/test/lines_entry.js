// What the tests of the five lines take from the page, in one bundle: they share its language.
export {phrase, plain} from '../src/phrases.js';
export {speak} from '../src/i18n.js';
