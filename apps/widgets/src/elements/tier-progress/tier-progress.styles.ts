import { css } from 'lit'

/** Tier above, the best goal in the middle, the other ways folded below. */
export const tierProgressStyles = css`
  .card {
    min-block-size: 12.75em;
  }
  .head {
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_space));
    padding-block-end: calc(4 * var(--_space));
  }
  .medal,
  i.round {
    inline-size: 2.875em;
    block-size: 2.875em;
    border-radius: 50%;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
  }
  .tier {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-family: var(--_font-display);
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.3;
  }
  .validity,
  .caption {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .goal {
    font-weight: 600;
  }
  .bar {
    inline-size: 100%;
    block-size: 0.5em;
    margin-block: calc(2 * var(--_space));
    overflow: hidden;
    background: var(--_track);
    border-radius: 99em;
    /* Seen also where the system replaces all colours. */
    outline: 1px solid transparent;
  }
  .fill {
    block-size: 100%;
    background: var(--_accent);
    border-radius: inherit;
    transition: inline-size 0.9s;
    forced-color-adjust: none;
  }
  .caption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    column-gap: calc(4 * var(--_space));
  }
  details {
    margin-block-end: calc(-3 * var(--_space));
  }
  summary {
    min-block-size: max(44px, 2.75em);
    align-content: center;
    font-size: 0.9375em;
    color: var(--_accent);
    cursor: pointer;
  }
  li {
    margin-block: var(--_space) calc(4 * var(--_space));
    list-style: none;
  }
  i {
    inline-size: 75%;
  }
  i.half {
    inline-size: 45%;
  }
  /* Sentences wrap here: their second lines are kept free in every state. */
  @container (max-width: 27em) {
    .card {
      min-block-size: 15.25em;
    }
  }
  @container (max-width: 20em) {
    .card {
      min-block-size: 18em;
    }
  }
`
