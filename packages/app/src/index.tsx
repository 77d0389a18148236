import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import '@backstage/ui/css/styles.css';
import './theme/tokens.css';
import { app } from './app';

const root = document.getElementById('root');
if (!root) {
  throw new Error('The page has no element with the id "root": mend public/index.html');
}
ReactDOM.createRoot(root).render(app.createRoot());
