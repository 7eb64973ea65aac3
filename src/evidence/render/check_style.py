"""How the annotated article looks: beside each other on a screen and on paper, below each other on a phone."""

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 17px/1.55 Georgia, 'Times New Roman', serif; color: #1a1a1a; background: #fff; max-width: 70rem;
  margin: 0 auto; padding: 1.2rem; overflow-wrap: anywhere; }
h1, h2, aside, .page { font-family: Helvetica, Arial, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 1rem 0 .4rem; } h2 { font-size: 1.2rem; margin: 1.2rem 0 .3rem; }
article { margin: 1rem 0; }
.row { display: grid; grid-template-columns: minmax(0, 38rem) minmax(16rem, 24rem); column-gap: 2rem; align-items: start; }
.row > :first-child { margin-top: .5rem; }
p { margin: .5rem 0; } .list-item { padding-left: 1.4rem; } .list-item::before { content: '\\2022'; margin-left: -1rem;
  display: inline-block; width: 1rem; } .table-cell { border-left: 2px solid #bbb; padding-left: .7rem; margin: .1rem 0; }
.caption, .reference { font-size: .85rem; color: #444; } blockquote { border-left: 3px solid #999; margin: .5rem 0;
  padding-left: 1rem; }
mark { background: #fff3c4; color: inherit; text-decoration: underline; text-decoration-thickness: 2px;
  text-underline-offset: 3px; text-decoration-color: #9a6a00; }
mark.error { background: #fde3e1; text-decoration-color: #b3261e; } mark.note { background: #e8eef6;
  text-decoration-color: #46658c; text-decoration-style: dotted; }
.held { text-decoration: underline dotted #8a8a8a 1px; text-underline-offset: 3px; }
.marks { font: bold .68rem Helvetica, Arial, sans-serif; padding-left: .15rem; } a { color: #1f4e8c; }
section.note { font-size: .82rem; line-height: 1.4; border-left: 4px solid #9a6a00; padding: .1rem 0 .2rem .8rem; margin: .5rem 0 1rem; }
section.note.error { border-color: #b3261e; } section.note.note:not(.error):not(.warning) { border-color: #46658c; }
section.note.note.quiet:not(.error):not(.warning) { border-color: #8a8a8a; color: #4d4d4d; } a:focus-visible { outline: 2px solid #1f4e8c; outline-offset: 2px; }
.note p { margin: .25rem 0; } .code { font-weight: bold; } .why, .detail { color: #4d4d4d; }
.instead { background: #eef6ee; padding: .3rem .5rem; } .side { font-weight: bold; } .note ul { margin: .1rem 0 .4rem;
  padding-left: 1.1rem; } .note:target, mark:target { outline: 2px solid #1f4e8c; outline-offset: 2px; }
.page { font-size: .85rem; color: #4d4d4d; border-bottom: 1px solid #bbb; } footer.page { border: 0; border-top: 1px solid #bbb; }
@media screen and (max-width: 52rem) { .row { display: block; } aside { margin: .2rem 0 1rem .6rem; } body { padding: .9rem; } }
@page { margin: 14mm 12mm; }
@media print { body { font-size: 10pt; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; }
  .row { grid-template-columns: 62% 35%; column-gap: 3%; } section.note { break-inside: avoid; font-size: 7.6pt; }
  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } h1, h2 { break-after: avoid; } }
"""
