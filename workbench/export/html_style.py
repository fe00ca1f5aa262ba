"""The one style sheet of all pages, made from the palette; light on screen and on paper."""

from __future__ import annotations

from workbench.export import palette


def _levels() -> str:
    rules = []
    for level, style in palette.LEVEL_STYLES.items():
        edge = style.edge or style.fill
        rules.append(f".level-{level}{{background:{style.fill};color:{style.text};border-color:{edge}}}")
    return "\n".join(rules)


STYLE = f"""\
:root{{color-scheme:light}}
*{{box-sizing:border-box}}
body{{margin:0 auto;max-width:60rem;padding:1.5rem;background:{palette.SURFACE};color:{palette.TEXT};
font:1rem/1.55 Inter,system-ui,"Segoe UI",Arial,sans-serif;overflow-wrap:break-word}}
header{{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 2rem;font-size:.85rem;
color:{palette.TEXT_2};border-bottom:1px solid {palette.TEXT};padding-bottom:.5rem}}
footer{{margin-top:3rem;border-top:1px solid {palette.EDGE};padding-top:.5rem;
font-size:.85rem;color:{palette.TEXT_2}}}
nav{{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-top:.75rem}}
nav.contents{{display:block;margin:1rem 0}}
h1{{font-size:1.9rem;line-height:1.2;font-weight:600;margin:1.5rem 0 .5rem}}
h2{{font-size:1.35rem;font-weight:600;margin:2.2rem 0 .6rem}}
h3{{font-size:1.1rem;font-weight:600;margin:1.6rem 0 .4rem}}
h4,h5{{font-size:1rem;font-weight:600;margin:1.2rem 0 .3rem}}
a{{color:{palette.ACCENT}}}
a:focus-visible,[tabindex]:focus-visible{{outline:2px solid {palette.ACCENT};outline-offset:2px}}
.skip{{position:absolute;left:-100vw}}
.skip:focus{{position:static}}
.unseen{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
.lead{{color:{palette.TEXT_2};font-size:1.05rem}}
.note,figcaption{{color:{palette.TEXT_2};font-size:.85rem;margin-top:.4rem}}
.table{{overflow-x:auto}}
table{{border-collapse:collapse;width:100%;font-size:.92rem;border-top:1px solid {palette.TEXT};
border-bottom:1px solid {palette.EDGE}}}
th{{font-weight:500;color:{palette.TEXT_2};border-bottom:1px solid {palette.EDGE}}}
th,td{{text-align:left;padding:.45rem .9rem .45rem 0;vertical-align:middle}}
td{{border-bottom:1px solid {palette.LINE}}}
th.right,td.right{{text-align:right;font-variant-numeric:tabular-nums}}
th.center,td.center{{text-align:center}}
tr.boundary td{{border-top:3px solid {palette.TEXT}}}
tr.total td{{border-top:1px solid {palette.TEXT}}}
tr.total td,tr.strong td{{font-weight:600}}
dl{{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.35rem 1.5rem}}
dt{{color:{palette.TEXT_2};font-weight:500}}
dd{{margin:0}}
ul.boxes{{list-style:"\\2610\\00a0";padding-left:1.5rem}}
.clause{{display:grid;grid-template-columns:2.2rem 1fr;margin:.6rem 0}}
.clause p{{margin:0}}
.mark{{display:inline-block;justify-self:start;align-self:start;min-width:1.5rem;padding:0 .4rem;
border-radius:3px;background:{palette.TEXT};color:{palette.SURFACE};font-weight:700;font-size:.9rem;text-align:center;
border:1.5px solid {palette.TEXT}}}
.mark.framed{{background:none;color:{palette.TEXT}}}
.chip{{display:inline-block;white-space:nowrap;border:1px solid;padding:0 .6rem;font-size:.8rem;
line-height:1.35rem;font-weight:500;print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.chip b{{font-weight:700;margin-right:.15rem}}
.round{{border-radius:1rem}}
.square{{border-radius:3px}}
.suggested{{border-style:dashed;border-color:{palette.TEXT_2}}}
{_levels()}
figure{{margin:1.2rem 0}}
img{{max-width:100%;height:auto}}
.beside,.signatures{{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem}}
.line{{border-top:1px solid {palette.EDGE};margin-top:2.5rem;color:{palette.TEXT_2};font-size:.85rem}}
@media (max-width:40rem){{.beside,.signatures,dl{{grid-template-columns:1fr}}dd{{margin-bottom:.5rem}}}}
@media print{{
@page{{size:A4;margin:20mm}}
body{{max-width:none;padding:0;font-size:9.5pt}}
nav,.skip{{display:none}}
h2,h3,h4{{break-after:avoid}}
tr,figure,.clause{{break-inside:avoid}}
thead{{display:table-header-group}}
.table{{overflow:visible}}
.mark{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
}}"""
