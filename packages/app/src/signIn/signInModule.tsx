import { ProxiedSignInPage } from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint, type SignInPageProps } from '@backstage/plugin-app-react';

// The backend refuses guests outside development: this page is for the demo only.
const GuestSignIn = (props: SignInPageProps) => <ProxiedSignInPage {...props} provider="guest" />;

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [SignInPageBlueprint.make({ params: { loader: async () => GuestSignIn } })],
});
