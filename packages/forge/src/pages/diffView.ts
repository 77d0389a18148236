import { createTwoFilesPatch } from 'diff';
import { html as renderDiff, parse } from 'diff2html';
import { ColorSchemeType, type DiffFile } from 'diff2html/lib/types';
import { compareTrees, type FileChange } from '../git/compareTrees';
import { type GitStore } from '../git/GitStore';
import { type TreeEntry } from '../git/objectFormat';
import { countOf, isBinary } from './formatting';
import { Html, html } from './html';

const mostFiles = 300;
const mostBytes = 3 * 1024 * 1024;
const longestFile = 256 * 1024;
const patienceMs = 500;

interface Trees {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

async function contentOf(store: GitStore, entry: TreeEntry | undefined): Promise<Buffer> {
  if (!entry) return Buffer.alloc(0);
  return entry.type === 'commit'
    ? Buffer.from(`Subproject commit ${entry.id}\n`)
    : store.readBlob(entry.id);
}

function modeNote({ before, after }: FileChange): string {
  return before && after && before.mode !== after.mode
    ? `Mode changed from ${before.mode} to ${after.mode}`
    : 'No line was changed';
}

/** A file's diff that has a sentence in place of hunks: what is binary, too large, or changed in mode alone. */
function withoutHunks({ path, before, after }: FileChange, note: string): DiffFile {
  return {
    oldName: path,
    newName: path,
    addedLines: 0,
    deletedLines: 0,
    isCombined: false,
    isGitDiff: true,
    language: '',
    blocks: [{ oldStartLine: 0, newStartLine: 0, header: note, lines: [] }],
    isNew: !before,
    isDeleted: !after,
    ...(before && { oldMode: before.mode }),
    ...(after && { newMode: after.mode }),
  };
}

interface FileDiff {
  readonly file: DiffFile;
  /** How much was compared. */
  readonly bytes: number;
}

async function diffFile(store: GitStore, change: FileChange): Promise<FileDiff> {
  const before = await contentOf(store, change.before);
  const after = await contentOf(store, change.after);
  const bytes = before.length + after.length;
  if (isBinary(before) || isBinary(after)) {
    return { file: withoutHunks(change, 'Binary file'), bytes: 0 };
  }
  if (bytes > longestFile) {
    return { file: withoutHunks(change, 'The change is too large to be shown'), bytes: 0 };
  }
  // a name never passes through the patch's text, where it could pretend to be a part of it
  const options = { context: 3, timeout: patienceMs };
  const texts = [before.toString('utf8'), after.toString('utf8'), '', ''] as const;
  const patch = createTwoFilesPatch('file', 'file', ...texts, options);
  if (patch === undefined) {
    return { file: withoutHunks(change, 'The change is too large to be shown'), bytes };
  }
  const [parsed] = parse(patch);
  const whole = withoutHunks(change, modeNote(change));
  const hasLines = parsed !== undefined && parsed.blocks.length > 0;
  return { file: hasLines ? { ...parsed, ...whole, ...linesOf(parsed) } : whole, bytes };
}

function linesOf({ blocks, addedLines, deletedLines }: DiffFile) {
  return { blocks, addedLines, deletedLines };
}

/** The difference of two trees as HTML, escaped by diff2html; cut off where it would be too long to read. */
export async function diffView(store: GitStore, trees: Trees): Promise<Html> {
  const files: DiffFile[] = [];
  let bytes = 0;
  let left = 0;
  for await (const change of compareTrees(store, trees)) {
    if (files.length >= mostFiles || bytes > mostBytes) {
      left += 1;
      continue;
    }
    const diff = await diffFile(store, change);
    files.push(diff.file);
    bytes += diff.bytes;
  }
  const added = files.reduce((sum, file) => sum + file.addedLines, 0);
  const deleted = files.reduce((sum, file) => sum + file.deletedLines, 0);
  const view = renderDiff(files, {
    drawFileList: files.length > 1,
    matching: 'lines',
    colorScheme: ColorSchemeType.AUTO,
  });
  return html`<p class="muted">
      ${countOf(files.length + left, 'changed file')}, ${countOf(added, 'line')} added,
      ${countOf(deleted, 'line')} removed
    </p>
    ${new Html(view)}
    ${left > 0 ? html`<p class="empty">${countOf(left, 'more file')} not shown.</p>` : ''}`;
}
