import { PageBlueprint, createFrontendPlugin, createRouteRef } from '@backstage/frontend-plugin-api';
import HomeIcon from '@material-ui/icons/Home';

const startRouteRef = createRouteRef();

const startPage = PageBlueprint.make({
  name: 'start',
  params: {
    path: '/',
    title: 'Start',
    icon: <HomeIcon fontSize="inherit" />,
    routeRef: startRouteRef,
    noHeader: true,
    loader: async () => {
      const { StartPage } = await import('./StartPage');
      return <StartPage />;
    },
  },
});

/** The first page of the demo: what there is to do, and where. */
export const startPlugin = createFrontendPlugin({
  pluginId: 'start',
  title: 'Start',
  routes: { root: startRouteRef },
  extensions: [startPage],
});
