import { css } from 'lit'

/** A card as one holds it: who on top, the codes black on white below, whatever the theme, for scanners. */
export const memberCardStyles = css`
  .card {
    block-size: var(--laurel-card-size, 30em);
    max-inline-size: 26em;
    margin-inline: auto;
    padding: 0;
  }
  :is(.failed, .signedOut) {
    padding: calc(6 * var(--_space));
  }
  .skeleton,
  .card:is(.loading) {
    padding: calc(6 * var(--_space));
  }
  .who {
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_space));
    padding: calc(4 * var(--_space)) calc(5 * var(--_space));
    color: var(--_accent-contrast);
    background: var(--_accent);
    /* The card itself clips nothing: what is only the last known says so across its edge. */
    border-radius: max(0px, var(--_radius) - 1px) max(0px, var(--_radius) - 1px) 0 0;
  }
  .medal {
    inline-size: 2.5em;
    block-size: 2.5em;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-family: var(--_font-display);
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.3;
  }
  .number {
    font-size: 0.875em;
    letter-spacing: 0.08em;
  }
  .number span {
    white-space: nowrap;
  }
  .codes {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: calc(2 * var(--_space));
    min-block-size: 0;
    padding: calc(3 * var(--_space)) calc(5 * var(--_space));
    color: #000;
    background: #fff;
  }
  svg.qr {
    flex: 1 1 0;
    min-block-size: 0;
    max-inline-size: 100%;
    aspect-ratio: 1;
  }
  svg.bars {
    inline-size: 100%;
    block-size: 3.5em;
  }
  .digits {
    font-family: ui-monospace, Menlo, Consolas, monospace;
    /* In one line, however narrow the card: a cashier types it. */
    font-size: min(0.875em, (100cqi - 10 * var(--_space)) / 19);
    letter-spacing: 0.04em;
    white-space: nowrap;
  }
  .clock {
    inline-size: 100%;
    font-size: 0.8125em;
    text-align: center;
    color: #555;
  }
  .clock progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 4px;
    margin-block-end: 0.4em;
    background: #e5e5e5;
    border: 0;
    border-radius: 99em;
    overflow: hidden;
  }
  ::-webkit-progress-bar {
    background: none;
  }
  ::-webkit-progress-value {
    background: #333;
    transition: inline-size 1s linear;
  }
  ::-moz-progress-bar {
    background: #333;
  }
  .show {
    margin: calc(3 * var(--_space)) calc(5 * var(--_space));
    color: var(--_accent-contrast);
    background: var(--_accent);
    border-color: var(--_accent);
  }
  dialog {
    inline-size: 100%;
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    padding: max(1em, env(safe-area-inset-top)) 1em max(1em, env(safe-area-inset-bottom));
    color: #000;
    background: #fff;
    border: 0;
  }
  dialog[open] {
    display: grid;
    grid-template: auto 1fr auto / minmax(0, 36em);
    justify-content: center;
    gap: 1em;
    text-align: center;
  }
  dialog h2 {
    font-size: 1.25em;
    font-weight: 600;
  }
  dialog .codes {
    padding: 0;
  }
  dialog .digits {
    font-size: min(1.5em, 4vw);
  }
  dialog .retry {
    inline-size: 100%;
    min-block-size: 56px;
  }
  dialog .bars {
    block-size: 6em;
  }
  dialog .retry {
    color: #fff;
    background: #000;
    border-color: #000;
  }
  dialog .retry:focus-visible {
    outline-color: #000;
  }
  i.square {
    inline-size: 11em;
    block-size: 11em;
    margin: auto;
  }
`
