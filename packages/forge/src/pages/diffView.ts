import { createTwoFilesPatch } from 'diff';
import { html as renderDiff, parse } from 'diff2html';
import { type DiffFile } from 'diff2html/lib/types';
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

/** A file's diff without any hunk: for what is binary or too large, or when its mode alone changed. */
function withoutHunks({ path, before, after }: FileChange, isBinaryFile: boolean): DiffFile {
  return {
    oldName: path,
    newName: path,
    addedLines: 0,
    deletedLines: 0,
    isCombined: false,
    isGitDiff: true,
    language: '',
    blocks: [],
    isNew: !before,
    isDeleted: !after,
    isBinary: isBinaryFile,
    ...(before && { oldMode: before.mode }),
    ...(after && { newMode: after.mode }),
  };
}

async function diffFile(
  store: GitStore,
  change: FileChange,
): Promise<{ file: DiffFile; bytes: number }> {
  const [before, after] = [
    await contentOf(store, change.before),
    await contentOf(store, change.after),
  ];
  const bytes = before.length + after.length;
  if (isBinary(before) || isBinary(after)) return { file: withoutHunks(change, true), bytes: 0 };
  if (bytes > longestFile)
    return { file: { ...withoutHunks(change, false), isTooBig: true }, bytes: 0 };
  // a name never passes through the patch's text, where it could pretend to be a part of it
  const patch = createTwoFilesPatch(
    'file',
    'file',
    before.toString('utf8'),
    after.toString('utf8'),
    '',
    '',
    {
      context: 3,
      timeout: patienceMs,
    },
  );
  const [parsed] = patch === undefined ? [] : parse(patch);
  if (!parsed)
    return { file: { ...withoutHunks(change, false), isTooBig: patch === undefined }, bytes };
  return { file: { ...parsed, ...withoutHunks(change, false), ...linesOf(parsed) }, bytes };
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
    colorScheme: 'auto' as never,
  });
  return html`<p class="muted">
      ${countOf(files.length + left, 'changed file')}, ${countOf(added, 'line')} added,
      ${countOf(deleted, 'line')} removed
    </p>
    ${new Html(view)}
    ${left > 0 ? html`<p class="empty">${countOf(left, 'more file')} not shown.</p>` : ''}`;
}
