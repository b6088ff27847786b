import { css } from 'lit'

/** Rows of what and when at one side, how much at the other. */
export const historyStyles = css`
  .card {
    block-size: var(--laurel-history-size, 30em);
  }
  .views {
    display: flex;
    padding: 3px;
    background: var(--_track);
    border-radius: calc(0.66 * var(--_radius));
  }
  .views button {
    min-block-size: max(44px, 2.75em);
    padding: 0 calc(3 * var(--_space));
    font: inherit;
    font-size: 0.9375em;
    white-space: nowrap;
    color: inherit;
    background: none;
    border: 0;
    border-radius: inherit;
    cursor: pointer;
  }
  .views [aria-pressed='true'] {
    font-weight: 600;
    background: var(--_surface);
  }
  .entry,
  summary {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(4 * var(--_space));
    text-align: end;
  }
  .entry {
    padding-block: calc(3 * var(--_space));
    border-block-end: 1px solid var(--_border);
  }
  .entry:last-child {
    border: 0;
  }
  .what {
    display: grid;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .what > :first-child {
    font-weight: 600;
  }
  .what .muted {
    overflow-wrap: break-word;
  }
  /* A date or a number stays whole. */
  .muted span {
    display: inline-block;
  }
  .muted span:not(:last-child)::after {
    content: ' ·';
  }
  .amounts {
    display: grid;
    white-space: nowrap;
  }
  .gain {
    font-weight: 600;
    color: var(--_accent);
    white-space: nowrap;
  }
  details {
    flex: 1;
  }
  summary {
    min-block-size: max(44px, 2.75em);
    cursor: pointer;
  }
  details ul {
    margin-block-start: calc(2 * var(--_space));
    padding-inline-start: calc(4 * var(--_space));
    border-inline-start: 2px solid var(--_track);
    font-size: 0.9375em;
  }
  details .what > :first-child {
    font-weight: 500;
  }
  summary .what > :first-child {
    font-weight: 600;
  }
  @container (max-width: 22em) {
    .views {
      inline-size: 100%;
    }
    .views button {
      flex: auto;
      padding: 0;
      font-size: 0.875em;
    }
  }
`
