import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav/navModule';
import { signInModule } from './signIn/signInModule';
import { startPlugin } from './start/startPlugin';
import { themeModule } from './theme/themeModule';

/** The demo portal; plugins among the dependencies are discovered (`app.packages: all`). */
export const app = createApp({ features: [navModule, signInModule, startPlugin, themeModule] });
