import { css } from 'lit'

/** The balance large, the wallets beside it, what expires below a line. */
export const pointsStyles = css`
  .card {
    min-block-size: 11em;
  }
  .top {
    display: flex;
    justify-content: space-between;
    gap: calc(4 * var(--_space));
  }
  .label {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .value {
    font-family: var(--_font-display);
    font-size: 2.75em;
    font-weight: 500;
    line-height: 1.3;
  }
  .more,
  .less {
    display: inline-block;
    padding-inline: 0.6em;
    margin-inline-start: 0.3em;
    font-weight: 600;
    color: var(--_text);
    background: var(--_track);
    border-radius: 99em;
    animation: arrive 0.5s;
  }
  .more {
    color: var(--_accent-contrast);
    background: var(--_accent);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(0.8em);
    }
  }
  dl {
    display: grid;
    align-content: start;
    gap: var(--_space);
    text-align: end;
    white-space: nowrap;
  }
  dd {
    font-weight: 600;
  }
  .expiry {
    margin-block-start: auto;
    padding-block-start: calc(3 * var(--_space));
    border-block-start: 1px solid var(--_border);
    font-size: 0.9375em;
    color: var(--_muted);
  }
  i.label {
    inline-size: 5em;
  }
  i.number {
    inline-size: 9em;
    block-size: 2.2em;
    margin-block: 0.6em;
  }
  i.line {
    inline-size: 60%;
    margin-block-start: auto;
  }
  /* Too narrow for two columns: the wallets get a row of their own, kept free in every state. */
  @container (max-width: 21em) {
    .card {
      min-block-size: 15em;
    }
    .top {
      flex-direction: column;
      gap: var(--_space);
    }
    dl {
      grid-auto-flow: column;
      justify-content: start;
      gap: calc(6 * var(--_space));
      text-align: start;
    }
  }
`
