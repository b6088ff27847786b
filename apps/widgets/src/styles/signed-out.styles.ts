import { css } from 'lit'

/** What stands in the large box of an element that is nobody's. */
export const signedOutStyles = css`
  /* Whoever is not signed in reads at least what would be here. */
  .signedOut::before {
    content: attr(aria-label) / '';
    font-size: 1.375em;
    font-weight: 600;
  }
  .signedOut svg {
    display: block;
    inline-size: 4em;
    margin: 0 auto calc(3 * var(--_space));
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
  }
`
