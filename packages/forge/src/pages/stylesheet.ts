/** The look of all pages; light and dark by the reader's own setting. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8f8; --text: #1b2626; --muted: #556363;
  --line: #d5dddd; --link: #0b635c; --accent: #0f766e; --code: #f1f4f4; --target: #fff4c2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10181a; --raised: #172224; --text: #e3ecec; --muted: #9fb0b0;
    --line: #2c3b3d; --link: #5ad1c4; --accent: #2dd4bf; --code: #1b2729; --target: #4a4011;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--link); text-underline-offset: 2px; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre, table.code, .ref { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.86em; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { font-size: 1.5rem; margin: 0 0 8px; } h2 { font-size: 1.2rem; margin: 20px 0 8px; }
.bar { display: flex; gap: 14px; align-items: center; padding: 12px 20px; background: var(--raised); border-bottom: 1px solid var(--line); }
.brand { display: flex; gap: 8px; align-items: center; font-weight: 650; text-decoration: none; color: var(--text); }
.muted { color: var(--muted); font-size: 0.92em; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; background: var(--ground); padding: 8px; z-index: 1; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.repo-header { border-bottom: 1px solid var(--line); margin-bottom: 18px; }
.repo-header h1 { font-weight: 400; overflow-wrap: anywhere; } .repo-header h1 a { text-decoration: none; }
.description { margin: 0 0 6px; overflow-wrap: anywhere; }
.badge, .topic { font-size: 0.75rem; border: 1px solid var(--line); border-radius: 999px; padding: 1px 9px; color: var(--muted); vertical-align: middle; }
.topic { color: var(--link); }
.tabs { display: flex; gap: 4px; } .tabs a { padding: 8px 14px; text-decoration: none; color: var(--text); border-bottom: 3px solid transparent; }
.tabs a[aria-current] { border-color: var(--accent); font-weight: 600; }
.repos, .commits { list-style: none; margin: 0; padding: 0; }
.repos li { border: 1px solid var(--line); border-radius: 10px; padding: 14px 18px; margin: 12px 0; overflow-wrap: anywhere; }
.repos h2 { margin: 0; font-size: 1.1rem; font-weight: 400; } .repos p { margin: 4px 0 0; }
.commits { border: 1px solid var(--line); border-radius: 10px; } .commits li { padding: 10px 16px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.commits li:first-child { border-top: 0; } .commits li > a { display: block; font-weight: 550; }
.pager { display: flex; gap: 16px; justify-content: center; margin-top: 16px; }
.crumbs { overflow-wrap: anywhere; } .ref { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: 2px 8px; margin-right: 6px; }
.last-commit { border: 1px solid var(--line); border-bottom: 0; border-radius: 10px 10px 0 0; background: var(--raised); padding: 10px 16px; margin: 12px 0 0; overflow-wrap: anywhere; }
.last-commit .muted { display: block; }
table.files { width: 100%; border-collapse: separate; border-spacing: 0; border: 1px solid var(--line); border-radius: 0 0 10px 10px; overflow: hidden; }
.files td { padding: 6px 12px; border-top: 1px solid var(--line); overflow-wrap: anywhere; } .files tbody tr:first-child td { border-top: 0; }
.files tbody tr:hover { background: var(--raised); } .files td a { text-decoration: none; } .files td a:hover { text-decoration: underline; }
.files .kind { width: 34px; padding-right: 0; }
.kind::before { content: ""; display: block; width: 14px; height: 15px; border: 1.5px solid var(--muted); border-radius: 2px; }
.kind.folder::before { height: 12px; border-color: var(--accent); background: var(--accent); border-top-right-radius: 5px; }
.kind.link::before { border-style: dashed; }
.clone code { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: 6px 10px; display: inline-block; overflow-wrap: anywhere; }
.readme { border: 1px solid var(--line); border-radius: 10px; padding: 8px 26px 20px; margin-top: 18px; overflow-wrap: anywhere; }
.readme h1, .readme h2 { border-bottom: 1px solid var(--line); padding-bottom: 4px; } .readme img { max-width: 100%; }
.readme pre, pre.message { background: var(--code); border-radius: 8px; padding: 12px 14px; overflow-x: auto; }
.readme code { background: var(--code); border-radius: 4px; padding: 1px 5px; } .readme pre code { padding: 0; font-size: inherit; }
.readme table { border-collapse: collapse; display: block; overflow-x: auto; } .readme th, .readme td { border: 1px solid var(--line); padding: 5px 10px; text-align: left; }
.readme blockquote { margin: 0; padding-left: 14px; border-left: 4px solid var(--line); color: var(--muted); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; }
table.code { border-collapse: collapse; width: 100%; } .code td { padding: 0 12px; vertical-align: top; line-height: 1.5; }
.code .number { width: 1%; min-width: 52px; text-align: right; user-select: none; position: sticky; left: 0; background: var(--raised); border-right: 1px solid var(--line); }
.code .number a { color: var(--muted); text-decoration: none; } .code .line { white-space: pre; tab-size: 4; } .code tr:target td { background: var(--target); }
.picture img { max-width: 100%; border: 1px solid var(--line); }
.empty { border: 1px dashed var(--line); border-radius: 10px; padding: 20px; text-align: center; }
.empty h1, .empty h2 { margin-top: 0; }
.d2h-wrapper { overflow-wrap: anywhere; } .d2h-file-wrapper { border-radius: 8px; overflow: clip; } .d2h-file-collapse { display: none; }
.d2h-file-list-title { font-weight: 600; } .d2h-file-switch { display: none; }
.d2h-file-list a, .d2h-file-name { color: var(--link); }
.d2h-wrapper, .d2h-file-list-wrapper.d2h-auto-color-scheme { background: transparent; }
.d2h-wrapper .d2h-info, .d2h-wrapper .d2h-code-linenumber, .d2h-wrapper .d2h-tag { color: var(--muted); }
@media (max-width: 600px) { main { padding: 16px 12px 48px; } .bar .muted { display: none; } .readme { padding: 4px 14px 14px; } }
`;
