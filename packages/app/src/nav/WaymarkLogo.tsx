import { Link, sidebarConfig, useSidebarOpenState } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { palette } from '../theme/palette';

const useStyles = makeStyles({
  root: { height: 2.5 * sidebarConfig.logoHeight, display: 'flex', alignItems: 'center' },
  link: { marginLeft: 20, display: 'flex', alignItems: 'center', gap: 12, color: '#ffffff' },
  word: { fontSize: 20, fontWeight: 700, letterSpacing: 0.4 },
});

export const WaymarkLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Waymark, start page">
        <svg width="32" height="32" viewBox="0 0 32 32" fill="none" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
          <path d="M5 9l5.5 15L16 13l5.5 11L27 9" stroke={palette.amber} strokeWidth="3.4" />
          <path d="M16 4.5v3.5" stroke="#ffffff" strokeWidth="2.8" />
        </svg>
        {isOpen && <span className={classes.word}>Waymark</span>}
      </Link>
    </div>
  );
};
