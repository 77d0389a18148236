export { scaffolderModuleWaymark as default } from './module';
