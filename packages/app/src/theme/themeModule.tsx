import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider, createUnifiedTheme, genPageTheme, pageTheme as pageThemes, palettes, shapes } from '@backstage/theme';
import DarkIcon from '@material-ui/icons/Brightness2';
import LightIcon from '@material-ui/icons/WbSunny';
import { palette } from './palette';

const navigation = {
  background: palette.pine,
  indicator: palette.amber,
  color: palette.mist,
  selectedColor: '#ffffff',
  navItem: { hoverBackground: palette.pineLight },
};

// The heads of cards, such as a golden path's in the gallery.
const pageTheme = Object.fromEntries(
  Object.keys(pageThemes).map(name => [name, genPageTheme({ colors: [palette.pine, '#1f6b57'], shape: shapes.wave ?? 'none' })]),
);

// Material UI ticks boxes in the secondary colour, whose default is a pink that reads as an error.
const light = createUnifiedTheme({
  pageTheme,
  palette: { ...palettes.light, primary: { main: '#1f6b57' }, secondary: { main: '#1f6b57' }, link: '#1f6b57', linkHover: palette.pine, tabbar: { indicator: '#1f6b57' }, navigation },
});

const dark = createUnifiedTheme({
  pageTheme,
  palette: { ...palettes.dark, primary: { main: '#7cc4ab', dark: '#7cc4ab' }, secondary: { main: '#7cc4ab' }, tabbar: { indicator: '#7cc4ab' }, navigation },
});

const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <LightIcon />,
      Provider: ({ children }) => <UnifiedThemeProvider theme={light}>{children}</UnifiedThemeProvider>,
    },
  },
});

const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <DarkIcon />,
      Provider: ({ children }) => <UnifiedThemeProvider theme={dark}>{children}</UnifiedThemeProvider>,
    },
  },
});

export const themeModule = createFrontendModule({ pluginId: 'app', extensions: [lightTheme, darkTheme] });
