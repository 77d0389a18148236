import { spread } from './spread.mjs';

const inSeconds = values => {
  const { min, median, max } = spread(values);
  return [min, median, max].map(value => shortNumber(value)).join(' / ');
};

function shortNumber(value) {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3);
}

function verdict({ target, isMet }) {
  if (!target) return ['', ''];
  return [target, isMet ? 'met' : '**missed**'];
}

/** One Markdown table of all rows. */
export function tableOf(rows) {
  const head = ['work', 'against', 'theirs (min / median / max)', 'ours (min / median / max)', 'ratio (min / median / max)', 'target', '', 'others', 'what is fair'];
  const lines = rows.filter(row => row.against).map(row => [
    row.work,
    row.against,
    `${inSeconds(row.theirs)} ${row.unit ?? 's'}`,
    `${inSeconds(row.ours)} ${row.unit ?? 's'}`,
    row.ratios ? inSeconds(row.ratios) : '',
    ...verdict(row),
    row.others.toFixed(1),
    row.beside,
  ]);
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** What a file costs by the number of files: the cost is linear where the column stays. */
export function slopesOf(rows) {
  const sized = rows.filter(row => row.size);
  if (sized.length === 0) return '';
  const head = ['files', 'of', 'ours, ms a file', 'stock, ms a file', 'longest stall of the portal, ms'];
  const perFile = (values, count) => (values ? ((spread(values).median / count) * 1000).toFixed(3) : '');
  const lines = sized.map(({ size, ours, theirs }) => [size.count, size.of, perFile(ours, size.count), perFile(theirs, size.count), size.stallMs?.toFixed(0) ?? '']);
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
