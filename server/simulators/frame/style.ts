/** One small sheet for all pages of the simulators; plainer than the product on purpose, so that nobody mixes them up. */
export const styleSheet = `
:root { color-scheme: light; --ink: #1f2328; --soft: #4b5563; --line: #c9ced6; --ground: #f4f5f7; --surface: #fff; --accent: #5b2a86; --stop: #8f1d14; --good: #1c5a35; --wait: #724200 }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 "Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif }
.skip { position: absolute; left: -999px } .skip:focus { left: 1rem; top: .5rem; background: #fff; padding: .5rem }
header { background: var(--surface); border-bottom: 3px solid var(--accent) }
.banner { margin: 0; padding: .4rem 1.25rem; background: #efe6f7; color: #41185f; font-size: .9rem }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .6rem 1.25rem }
main { max-width: 72rem; margin: 0 auto; padding: 1.25rem }
h1 { font-size: 1.6rem; line-height: 1.3; margin: .5rem 0 1rem } h2, caption { font-size: 1.15rem; font-weight: 600; text-align: left; margin: 1.5rem 0 .5rem }
a { color: var(--accent) } a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 3px solid #a84e00; outline-offset: 2px }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; background: var(--surface) }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid var(--line) } th { background: #e9ebef }
dl { background: var(--surface); border: 1px solid var(--line); padding: .5rem 1rem; margin: 0 0 1rem }
dl div { display: grid; grid-template-columns: minmax(9rem, 16rem) 1fr; gap: 1rem; padding: .3rem 0 } dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
@media (max-width: 36rem) { dl div { grid-template-columns: 1fr; gap: 0 } }
form { background: var(--surface); border: 1px solid var(--line); padding: 1rem 1.25rem; margin: 0 0 1.25rem; max-width: 48rem }
fieldset { border: 1px solid var(--line); margin: 0 0 1rem; padding: .5rem 1rem } legend { font-weight: 600; padding: 0 .35rem }
label { display: block; font-weight: 600; margin: .75rem 0 .25rem } label.choice { font-weight: 400; display: flex; gap: .6rem; align-items: flex-start; padding: .45rem 0; margin: 0 }
.choice input { width: 1.25rem; height: 1.25rem; margin-top: .15rem }
input[type=text], input[type=password], input[type=file], select, textarea { font: inherit; width: 100%; padding: .55rem .65rem; border: 1px solid #6b7280; border-radius: 4px; background: #fff; color: inherit }
textarea { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9rem; min-height: 18rem }
button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem 1.25rem; margin: 1rem .6rem 0 0; border: 1px solid var(--accent); border-radius: 4px; background: #fff; color: var(--accent); cursor: pointer }
button.main { background: var(--accent); color: #fff }
form h2:first-child { margin-top: .25rem } .scroll + form { margin-top: 1.25rem }
form.plain { background: none; border: 0; padding: 0 }
.empty, .hint { color: var(--soft) } .amount { font-size: 1.9rem; font-weight: 700 }
.stop { color: var(--stop) } .good { color: var(--good) } .wait { color: var(--wait) }
[role=alert] { border-left: 4px solid var(--stop); background: #fbe5e0; color: var(--stop); padding: .6rem 1rem; margin: 0 0 1rem }
pre { background: var(--surface); border: 1px solid var(--line); padding: .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem }
`
