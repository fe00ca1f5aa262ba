"""What the FAQ site's style adds to that of all pages: search, answers that open, and a dark look."""

from __future__ import annotations

from workbench.export import palette
from workbench.export.html_style import STYLE

SITE_STYLE = f"""{STYLE}
:root{{color-scheme:light dark}}
[hidden]{{display:none!important}}
body{{padding:1rem clamp(1rem,4vw,1.5rem);overflow-wrap:anywhere}}
h1,h2,h3{{-webkit-hyphens:auto;hyphens:auto}}
nav ul{{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:0}}
nav a{{display:inline-block;padding:.2rem 0;min-height:1.5rem}}
ul.questions a{{padding:.2rem 0}}
nav a[aria-current]{{color:inherit;font-weight:600;text-decoration:none}}
main ul.questions{{padding-left:1.2rem}}
ul.questions li{{margin:.45rem 0}}
section h2{{margin-top:1.4rem}}
li .also{{display:block;color:{palette.TEXT_2};font-size:.85rem}}
form{{margin:1.2rem 0 .3rem}}
label{{display:block;font-weight:500;margin-bottom:.3rem}}
.field{{display:flex;flex-wrap:wrap;gap:.6rem}}
input,button{{font:inherit;padding:.5rem .8rem;min-height:2.75rem;border:1px solid {palette.EDGE};border-radius:4px;
background:{palette.SURFACE};color:{palette.TEXT}}}
input{{flex:1 1 12rem;min-width:0;max-width:30rem}}
button{{cursor:pointer}}
input:focus-visible,button:focus-visible,summary:focus-visible{{outline:3px solid {palette.ACCENT};outline-offset:2px}}
#found{{min-height:1.55rem;margin:.3rem 0}}
details{{border-bottom:1px solid {palette.LINE}}}
summary{{padding:.7rem 0 .7rem 1.1rem;text-indent:-1.1rem;cursor:pointer}}
summary h2{{display:inline;font-size:1.1rem;margin:0}}
.answer{{padding:0 0 .8rem 1.1rem}}
.answer>:first-child,.answer>[lang]>:first-child{{margin-top:0}}
.answer .table{{margin:1rem 0}}
.state{{display:inline-block;border:1px solid {palette.EDGE};border-radius:3px;padding:0 .4rem;font-size:.8rem;
font-weight:500;color:{palette.TEXT_2};margin-left:.5rem;text-indent:0}}
@media (max-width:30rem){{h1{{font-size:1.5rem}}h2{{font-size:1.2rem}}}}
@media screen and (prefers-color-scheme:dark){{
body{{background:{palette.DARK_SURFACE};color:{palette.DARK_TEXT}}}
header,footer,.lead,.note,.state,li .also,th{{color:{palette.DARK_TEXT_2}}}
header,footer,.state{{border-color:{palette.DARK_EDGE}}}
a{{color:{palette.DARK_ACCENT}}}
table{{border-color:{palette.DARK_EDGE}}}
th,td,details{{border-color:{palette.DARK_LINE}}}
input,button{{background:{palette.DARK_SURFACE};color:{palette.DARK_TEXT};border-color:{palette.DARK_EDGE}}}
a:focus-visible,[tabindex]:focus-visible,input:focus-visible,button:focus-visible,summary:focus-visible{{
outline-color:{palette.DARK_ACCENT}}}
}}
@media print{{
:root{{font-size:9.5pt}}
form,#found{{display:none}}
details{{break-inside:avoid}}
details::details-content{{content-visibility:visible;display:block}}
summary{{list-style:none}}
}}"""
