import { fileName, folderOf, foldersUp, joinPath } from './filePath';

/**
 * Says whether a path is a template of a Helm chart of the same tree. Such a file is Go template text: some of it happens
 * to parse as YAML (`name: {{ .Values.x }}`) and would be broken by whoever takes it for that.
 */
export function helmTemplates(paths: Iterable<string>): (path: string) => boolean {
  const folders = [...paths]
    .filter(path => fileName(path) === 'Chart.yaml')
    .map(path => joinPath(folderOf(path), 'templates'));
  const templates = new Set(folders);
  if (templates.size === 0) return () => false;
  return path => foldersUp(folderOf(path)).some(folder => templates.has(folder));
}
