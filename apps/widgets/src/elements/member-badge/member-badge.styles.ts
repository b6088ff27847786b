import { css } from 'lit'

/** One line of a fixed width, so that a header never moves. */
export const memberBadgeStyles = css`
  :host {
    display: inline-block;
    inline-size: var(--laurel-badge-size, 18em);
    max-inline-size: 100%;
    vertical-align: middle;
  }
  .card {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_space));
    block-size: max(46px, 2.875em);
    padding-inline: calc(2 * var(--_space)) calc(4 * var(--_space));
    border-radius: var(--laurel-radius, 99em);
    white-space: nowrap;
  }
  .medal,
  i.round {
    inline-size: 1.75em;
    block-size: 1.75em;
    border-radius: 50%;
  }
  .who,
  .message {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .message {
    padding-inline-start: calc(2 * var(--_space));
  }
  .name,
  .points {
    font-weight: 600;
  }
  .tier {
    margin-inline-start: var(--_space);
    color: var(--_muted);
  }
  .points {
    font-size: 0.9375em;
    color: var(--_accent);
  }
  i {
    inline-size: 4em;
  }
  i:last-child {
    margin-inline-start: auto;
  }
  .failed {
    padding-inline-end: 0;
  }
  .retry {
    border: 0;
    border-radius: inherit;
  }
`
