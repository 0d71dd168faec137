/** The look of a report: light or dark as the reader's screen is, black on white in print. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2024; --muted: #5b646d; --grid: #e4e8ec; --panel: #f5f7f9; --alarm: #b3261e;
  --neutral: #b9c1c9; --on-colour: #10151a;
  --c1: #4a90d9; --c2: #e69f00; --c3: #009e73; --c4: #cc6a9b; --c5: #7a5cc0; --c6: #8a6d3b; --c7: #6b7780;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14181c; --ink: #e8ecef; --muted: #a2acb5; --grid: #2b3238; --panel: #1d2329; --alarm: #ff8a80;
    --neutral: #76828d; --on-colour: #0c1013;
    --c1: #6cb0f5; --c2: #f0b429; --c3: #3cc79a; --c4: #e08fb8; --c5: #a78bea; --c6: #c3a36a; --c7: #9aa6b0;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 768px; margin: 0 auto; padding: 40px 24px 64px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 18px; line-height: 1.3; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 0; overflow-wrap: anywhere; }
.subtitle, .caption { color: var(--muted); }
.subtitle { margin-top: 4px; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); margin: 28px 0 0; background: var(--panel); border: 1px solid var(--grid); border-radius: 8px; overflow: hidden; }
dl div { margin: 0 -1px -1px 0; padding: 10px 14px; border: solid var(--grid); border-width: 0 1px 1px 0; }
dt { color: var(--muted); font-size: 13px; }
dd { margin: 0; font-size: 17px; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.notes { list-style: none; margin: 20px 0 0; padding: 0; }
.notes li { margin-top: 8px; padding: 8px 14px; border-left: 3px solid var(--alarm); background: var(--panel); overflow-wrap: anywhere; }
figure { margin: 44px 0 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; margin-top: 8px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 10px 0 0; padding: 0; font-size: 14px; }
.legend li { display: flex; align-items: center; gap: 7px; overflow-wrap: anywhere; }
.legend svg { flex: none; width: 22px; height: 12px; margin: 0; }
.figures { margin-top: 10px; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--grid); text-align: right; vertical-align: top; }
th { color: var(--muted); font-weight: 500; }
tr > :first-child { min-width: 6em; padding-left: 0; text-align: left; overflow-wrap: anywhere; }
tr > :last-child { padding-right: 0; }
tbody th { color: inherit; font-weight: 400; }
@media screen and (max-width: 480px) {
  main { padding: 24px 16px 48px; }
  table { font-size: 13px; }
  th, td { padding: 5px; }
}
@media print {
  main { max-width: none; padding: 0; }
  body { font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}`;
