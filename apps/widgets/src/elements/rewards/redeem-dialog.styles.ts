import { css } from 'lit'

/** The question before redeeming, over everything. */
export const redeemDialogStyles = css`
  .redeem {
    color: var(--_accent-contrast);
    background: var(--_accent);
    border-color: var(--_accent);
  }
  dialog {
    inline-size: min(26em, 100vw - 2em);
    margin: auto;
    padding: calc(6 * var(--_space));
    color: inherit;
    text-align: center;
    background: var(--_surface);
    border: 0;
    border-radius: max(var(--_radius), 0.75em);
    box-shadow: 0 1em 4em rgb(0 0 0 / 30%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog .picture {
    inline-size: 50%;
    margin-inline: auto;
    margin-block-end: calc(4 * var(--_space));
  }
  dialog p {
    margin-block-start: calc(2 * var(--_space));
  }
  dialog .code {
    display: block;
    margin-block: calc(3 * var(--_space));
    padding-block: calc(3 * var(--_space));
    font-size: 1.75em;
    background: var(--_track);
    border-radius: calc(0.66 * var(--_radius));
  }
  form {
    display: flex;
    flex-wrap: wrap-reverse;
    gap: calc(3 * var(--_space));
    margin-block-start: calc(6 * var(--_space));
  }
  form .retry {
    flex: 1 1 auto;
  }
`
