/** The elements of the widgets that may stand in a frame, as `laurel-…` names them. */
export const framedElements = ['history', 'member-badge', 'member-card', 'points', 'rewards', 'tier-progress'] as const

/** A document that loads our script and nothing else; whose it is to show comes from the page around it. */
export const framePage = (origins: readonly string[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="laurel-origins" content="${origins.join(' ').replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">
<title>Membership</title>
<link rel="stylesheet" href="/assets/frame/frame.css">
<script type="module" src="/assets/frame/frame.js"></script>
</head>
<body></body>
</html>
`

/**
 * What such a document may do, and where it may stand: in pages of these origins alone. It asks us, and those pages' own
 * back ends for tokens; a reward's picture may be anywhere on the web.
 */
export const framePolicy = (origins: readonly string[]): string => {
  const sources = origins.includes('*') ? ['*'] : origins
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' https:`,
    `connect-src ${["'self'", ...sources].join(' ')}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${sources.length > 0 ? sources.join(' ') : `'none'`}`,
  ].join('; ')
}
