export { waymarkPlugin as default } from './plugin';
