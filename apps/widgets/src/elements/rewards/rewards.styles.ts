import { css } from 'lit'

/** A shelf that scrolls inside a box of a fixed height, and the question before redeeming. */
export const rewardsStyles = css`
  .card {
    block-size: var(--laurel-rewards-size, 34em);
  }
  .head {
    font-weight: 600;
    color: var(--_accent);
  }
  h2 {
    color: var(--_text);
  }
  h3 {
    margin-block-end: calc(2 * var(--_space));
    font: inherit;
  }
  h3,
  .reason {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .rewards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 7.5em), 1fr));
    gap: calc(6 * var(--_space)) calc(4 * var(--_space));
  }
  .reward,
  .ticket {
    display: flex;
    flex-direction: column;
  }
  .picture {
    position: relative;
    display: grid;
    grid-template: 100% / 100%;
    place-items: center;
    inline-size: 100%;
    block-size: auto;
    aspect-ratio: 1;
    margin-block-end: calc(2 * var(--_space));
    overflow: hidden;
    background: var(--_track);
    border-radius: calc(0.66 * var(--_radius));
  }
  .picture > * {
    grid-area: 1 / 1;
  }
  svg {
    inline-size: 34%;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.5;
    stroke-linejoin: round;
    opacity: 0.7;
  }
  img {
    inline-size: 100%;
    block-size: 100%;
    /* All of a reward is seen, whatever the shape of its picture. */
    object-fit: contain;
  }
  img[hidden],
  img:not([hidden]) + svg {
    display: none;
  }
  .tag {
    place-self: start;
    margin: 0.5em;
    padding-inline: 0.5em;
    font-size: 0.8125em;
    background: var(--_surface);
    border-radius: 99em;
  }
  .name {
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .price {
    margin-block: 0.125em calc(2 * var(--_space));
    font-size: 0.9375em;
    word-break: keep-all;
    color: var(--_accent);
  }
  .reason {
    display: grid;
    align-content: center;
    gap: 0.4em;
    margin-block-start: auto;
    min-block-size: max(44px, 3em);
  }
  progress {
    appearance: none;
    inline-size: 100%;
    block-size: 0.3em;
    background: var(--_track);
    border: 0;
    border-radius: 99em;
    overflow: hidden;
  }
  ::-webkit-progress-bar {
    background: none;
  }
  ::-webkit-progress-value {
    background: var(--_accent);
  }
  ::-moz-progress-bar {
    background: var(--_accent);
  }
  .reward .retry {
    margin-block-start: auto;
  }
  .ticket {
    margin-block-end: calc(3 * var(--_space));
    padding: calc(3 * var(--_space)) calc(4 * var(--_space));
    border: 1px dashed var(--_accent);
    border-radius: calc(0.66 * var(--_radius));
  }
  .ticket .code {
    font-size: 1.125em;
  }
  .code {
    font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace;
    letter-spacing: 0.12em;
    user-select: all;
  }
`
