import { css } from 'lit'

/** The frame of every element, and the states that all of them have. */
export const frameStyles = css`
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  .card {
    position: relative;
    /* A page may say these of everything it holds, and they would be inherited. */
    font-style: normal;
    line-height: 1.4;
    letter-spacing: 0;
    word-spacing: 0;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    text-wrap: balance;
    text-shadow: none;
    white-space: normal;
    color: var(--_text);
    font-variant-numeric: tabular-nums lining-nums;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .message {
    color: var(--_danger);
  }
  .stale {
    position: absolute;
    inset-block-start: -0.75em;
    inset-inline-end: 1em;
    padding-inline: 0.6em;
    font-size: 0.75em;
    line-height: 1.5;
    color: var(--_muted);
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: 99em;
  }
  .signedOut > .message {
    color: var(--_muted);
  }
  ::slotted(*) {
    color: var(--_text);
  }
  .retry {
    flex: none;
    min-block-size: max(44px, 2.75em);
    padding: 0 calc(4 * var(--_space));
    font: inherit;
    font-weight: 600;
    color: var(--_accent);
    background: none;
    border: 1px solid;
    border-radius: calc(0.66 * var(--_radius));
    cursor: pointer;
  }
  .retry:hover {
    color: var(--_accent-contrast);
    background: var(--_accent);
  }
  .medal {
    flex: none;
    fill: #fff;
  }
  .disc {
    fill: var(--laurel-medal, var(--_metal, #a37c27));
  }
  .bronze {
    --_metal: #9a6240;
  }
  .silver {
    --_metal: #77818b;
  }
  .none {
    fill: var(--_muted);
  }
  .none .disc {
    fill: var(--_track);
  }
  /* What is not there must not move, either: it has no box. */
  .idle,
  .skeleton {
    display: contents;
  }
  i {
    display: block;
    block-size: 0.9em;
    margin-block: 0.25em;
    background: var(--_track);
    border-radius: 0.4em;
    animation: breathe 1.6s infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`

/** The frame of the elements that are cards: a column, with its states in the middle. */
export const cardStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    /* Its width where the page asks for that of what is inside: in a row, a dialog, beside a float. */
    contain-intrinsic-size: 20em;
    min-inline-size: 0;
  }
  .card {
    display: flex;
    flex-direction: column;
    justify-content: center;
    block-size: 100%;
    padding: calc(5 * var(--_space)) calc(6 * var(--_space));
  }
  .failed,
  .signedOut {
    align-items: center;
    gap: calc(3 * var(--_space));
    text-align: center;
  }
`
