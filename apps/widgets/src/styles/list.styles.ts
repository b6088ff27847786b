import { css } from 'lit'

/** A heading over a list that scrolls inside a card of a fixed height. */
export const listStyles = css`
  .card {
    padding-block-end: 0;
    overflow: hidden;
  }
  .card:has(> .stale) {
    overflow: visible;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(2 * var(--_space)) calc(4 * var(--_space));
    margin-block-end: calc(4 * var(--_space));
  }
  h2 {
    font-family: var(--_font-display);
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.3;
  }
  .muted {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .list {
    flex: 1;
    min-block-size: 0;
    margin-inline: calc(-6 * var(--_space));
    padding: 3px calc(6 * var(--_space)) calc(5 * var(--_space));
    overflow: auto;
    overscroll-behavior: contain;
    outline-offset: -2px;
    /* What goes on below fades out, rather than being cut. */
    mask: linear-gradient(#000 calc(100% - 1.25em), transparent);
  }
  .list:focus-visible {
    mask: none;
    outline: 2px solid var(--_focus);
  }
  .list > .retry {
    display: block;
    margin: calc(5 * var(--_space)) auto 0;
  }
  .empty {
    padding-block: 4em;
    text-align: center;
    color: var(--_muted);
  }
  li {
    list-style: none;
  }
  i.half {
    inline-size: 45%;
    margin-block-end: 1em;
  }
`
