/**
 * The style sheet of the report. It names no font, image or address, so that the page loads nothing; the colours
 * follow the reader's light or dark setting; nothing is wider than the screen but blocks that scroll by themselves.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b1f24; --quiet: #5b6470; --line: #dde1e7; --code: #f3f4f6;
  --actual: #b42318; --actual-soft: #fdecea; --actual-mark: #f9c6c0;
  --expected: #17693a; --expected-soft: #e8f6ed; --expected-mark: #b6e4c6;
  --accent: #2f5bd7; --warn: #8a5300; --warn-soft: #fff4df;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1216; --card: #171b21; --ink: #e6e9ee; --quiet: #9aa4b2; --line: #2a313b; --code: #11151a;
    --actual: #ff8f85; --actual-soft: #2e1715; --actual-mark: #6d2620;
    --expected: #6fd597; --expected-soft: #12281b; --expected-mark: #1f5c36;
    --accent: #8fabff; --warn: #f2bd63; --warn-soft: #2b2112;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 var(--sans); }
main { max-width: 1120px; margin: 0 auto; padding: 20px 16px 48px; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; }
h2 { margin: 32px 0 12px; font-size: 1.05rem; }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
p { margin: 6px 0 0; }
code, pre { font-family: var(--mono); font-size: 0.86em; }
a { color: var(--accent); }
.quiet { color: var(--quiet); }
.verdict { display: flex; gap: 14px; align-items: flex-start; padding: 20px; border-radius: 14px; background: var(--card);
  border: 1px solid var(--line); border-left: 6px solid var(--actual); }
.verdict.equal { border-left-color: var(--expected); }
.sign { flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; font-size: 1.3rem;
  font-weight: 700; color: var(--actual); background: var(--actual-soft); }
.equal .sign { color: var(--expected); background: var(--expected-soft); }
.verdict > div { min-width: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(128px, 1fr)); gap: 10px; margin: 12px 0 0; padding: 0;
  list-style: none; }
.facts li { padding: 10px 14px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.facts b { display: block; font-size: 1.25rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.facts span { color: var(--quiet); font-size: 0.85rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); gap: 4px 20px; margin: 8px 0 0; }
.sides div { min-width: 0; overflow-wrap: anywhere; }
.tag { display: inline-block; padding: 0 8px; border-radius: 999px; font-size: 0.75rem; font-weight: 600; line-height: 1.6;
  white-space: nowrap; }
.tag.actual { color: var(--actual); background: var(--actual-soft); }
.tag.expected { color: var(--expected); background: var(--expected-soft); }
.tag.plain { color: var(--quiet); background: var(--code); border: 1px solid var(--line); }
.tag.warn { color: var(--warn); background: var(--warn-soft); }
.card { margin: 0 0 14px; border: 1px solid var(--line); border-radius: 14px; background: var(--card); overflow: hidden; }
.card > header { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; padding: 12px 16px;
  border-bottom: 1px solid var(--line); }
.card > header .kind { color: var(--quiet); font-weight: 500; }
.change { padding: 12px 16px; }
.change + .change { border-top: 1px solid var(--line); }
.path { display: block; font-weight: 600; overflow-wrap: anywhere; }
.why { color: var(--quiet); font-size: 0.88rem; }
.values { display: grid; grid-template-columns: 1fr; gap: 8px; margin-top: 8px; }
.value { min-width: 0; border-radius: 8px; border-left: 3px solid var(--actual); background: var(--actual-soft); padding: 6px 10px; }
.value.expected { border-left-color: var(--expected); background: var(--expected-soft); }
.value small { display: block; color: var(--actual); font-size: 0.72rem; font-weight: 600; }
.value.expected small { color: var(--expected); }
.value pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow-y: auto; }
.value.none { background: transparent; border-left-style: dashed; }
.value.none pre { color: var(--quiet); font-style: italic; font-family: var(--sans); }
mark { color: inherit; background: var(--actual-mark); border-radius: 3px; }
.expected mark { background: var(--expected-mark); }
details { border-top: 1px solid var(--line); }
.fold { margin: 0 0 10px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); overflow: hidden; }
summary { cursor: pointer; padding: 10px 16px; font-weight: 500; overflow-wrap: anywhere; }
summary:hover { background: var(--code); }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.body { padding: 0 16px 14px; }
.list { margin: 0; padding: 0; list-style: none; }
.list li { padding: 8px 0; overflow-wrap: anywhere; }
.list li + li { border-top: 1px solid var(--line); }
.lines { display: grid; grid-template-columns: 1fr; gap: 10px; }
.lines > div { min-width: 0; }
.lines pre { margin: 4px 0 0; padding: 8px 0; border-radius: 8px; background: var(--code); overflow-x: auto; line-height: 1.5; }
.lines pre > span { display: block; padding: 0 10px; min-height: 1.5em; white-space: pre; width: max-content; min-width: 100%; }
.lines .changed { background: var(--actual-soft); box-shadow: inset 3px 0 0 var(--actual); }
.lines .expected .changed { background: var(--expected-soft); box-shadow: inset 3px 0 0 var(--expected); }
.lines .gap { background: repeating-linear-gradient(-45deg, transparent 0 5px, var(--line) 5px 6px); opacity: 0.55; }
details > .body > .alone .actual > pre { box-shadow: inset 3px 0 0 var(--actual); background: var(--actual-soft); }
details > .body > .alone .expected > pre { box-shadow: inset 3px 0 0 var(--expected); background: var(--expected-soft); }
.lines .skip { color: var(--quiet); text-align: center; }
footer { margin-top: 36px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.85rem; }
@media (min-width: 720px) {
  main { padding: 36px 28px 64px; }
  h1 { font-size: 1.75rem; }
  .values, .lines:not(.alone) { grid-template-columns: 1fr 1fr; }
}
@media print { details > * { display: block; } .card, .fold { break-inside: avoid; } }
`;
