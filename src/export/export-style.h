// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The style of exported pages: on a phone, a desktop, in the dark and on paper.  Every
 * state is shown by a word or a sign, not only by a colour. */
#ifndef EXPORT_EXPORT_STYLE_H
#define EXPORT_EXPORT_STYLE_H

static const char export_style[] =
	":root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#f1f1ee;--line:#767672;"
	"--link:#0b57a4;--mark:#7a4b00}\n"
	"@media (prefers-color-scheme:dark){:root{--ink:#e4e4e0;--paper:#161616;--soft:#242424;"
	"--line:#8c8c86;--link:#8ab8f0;--mark:#e8bb6a}}\n"
	"*{box-sizing:border-box}\n"
	"html{background:var(--paper);color:var(--ink);font:100%/1.55 system-ui,sans-serif}\n"
	"body{max-width:44rem;margin:0 auto;padding:1rem;overflow-wrap:break-word}\n"
	"a{color:var(--link)}\n"
	"h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .5em}\nh1{margin-top:.6em}\n"
	"header,footer,.facts,.stage{font-size:.9rem}\n"
	"header,.turn{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;justify-content:space-between}\n"
	"header p{margin:0}\n"
	".turn,footer{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1rem}\n"
	"footer{margin-top:1rem}\n"
	".number{color:var(--mark)}\n"
	"pre,.table{overflow-x:auto}\n"
	"pre,.action,.callout{background:var(--soft);padding:.6rem .8rem;border-radius:.3rem}\n"
	"code{font-family:ui-monospace,monospace;font-size:.92em}\n"
	"pre{line-height:1.3}\n"
	".action{margin:1rem 0;border-left:.3rem solid var(--mark)}\n"
	".action p{margin:0}\n.action pre{margin:.3rem 0 0;padding:0;white-space:pre-wrap}\n"
	".key{border:1px solid var(--line);border-radius:.3rem;padding:0 .45em}\n"
	".checks{list-style:none;padding:0}\n.checks li{padding-left:1.8em;text-indent:-1.8em}\n"
	".box{display:inline-block;width:1.8em;text-indent:0}\n"
	".callout,blockquote{margin:1rem 0}\n"
	"blockquote{padding-left:1rem;border-left:.2rem solid var(--line)}\n"
	".callout>*{margin:.3rem 0}\n.word{font-weight:bold}\n"
	".plain{list-style:none}\n"
	".presenter{margin:1rem 0;padding:.2rem .8rem;border:.15rem dashed var(--line);"
	"font-size:.92rem}\n.presenter>*{margin:.4rem 0}\n"
	"details{margin:.7rem 0}\nsummary{cursor:pointer}\n"
	"table{border-collapse:collapse}\n"
	"th,td{border:1px solid var(--line);padding:.25rem .6rem;text-align:left;vertical-align:top}\n"
	".center{text-align:center}\n.right{text-align:right}\n"
	"img{max-width:100%;height:auto}\n"
	"nav li{margin:.25rem 0}\n"
	"@media print{\n"
	":root{color-scheme:light;--ink:#000;--paper:#fff;--soft:#fff;--link:#000;--mark:#000}\n"
	"@page{margin:2cm}\n"
	"html{font-size:11pt}\nbody{max-width:none;padding:0}\n"
	"header,.turn,.screen{display:none}\n"
	".lesson{break-before:page}\n"
	"h1,h2,h3,h4{break-after:avoid}\n"
	".action,.checks li,pre,tr,img,.presenter{break-inside:avoid}\n"
	".action,.callout,pre{border:1px solid #999}\n.action pre{border:0}\n"
	"pre{white-space:pre-wrap}\n"
	".table{overflow:visible}\nth,td{overflow-wrap:anywhere}\n"
	"main a[href^='http']::after,main a[href^='mailto']::after{content:' (' attr(href) ')'}\n"
	"details::details-content{content-visibility:visible;block-size:auto}\n"
	"}\n";

/* What card.html adds: two columns, and on paper one sheet. */
static const char export_card_style[] =
	".card{columns:2 20rem;column-gap:1.5rem}\n"
	".card section{margin-bottom:1rem}\n"
	".card h2{font-size:1rem;margin:0 0 .2rem;border-bottom:1px solid var(--line);"
	"break-after:avoid}\n"
	".card ul{list-style:none;margin:0;padding:0}\n"
	".card li{margin:0 0 .4rem;break-inside:avoid}\n"
	".card code{font-weight:bold;white-space:pre-wrap;overflow-wrap:anywhere}\n"
	"@media print{\n"
	"@page{size:A4;margin:10mm}\n"
	"html{font-size:8.5pt;line-height:1.25}\n"
	"h1{font-size:14pt;margin:0}\nmain>p{margin:1mm 0 3mm}\n"
	".card{columns:2;column-gap:6mm;column-fill:balance}\n"
	".card section{margin-bottom:2mm}\n"
	".card li{margin-bottom:.8mm}\n"
	".card a{text-decoration:none}\n"
	"}\n";

#endif
