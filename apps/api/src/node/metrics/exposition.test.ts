import { expect, test } from 'vitest'
import { makeDistribution } from './distribution.ts'
import { exposition } from './exposition.ts'

test('is Prometheus’s text format, whatever a label or a help says', () => {
  const text = exposition([
    { name: 'plain', type: 'gauge', help: 'A figure\nof \\ two lines.', samples: [{ value: 1.5 }] },
    {
      name: 'labelled_total',
      type: 'counter',
      help: 'Labels.',
      samples: [{ labels: { a: '"x"\n\\', b: '会' }, value: 2 }],
    },
    { name: 'nothing', type: 'gauge', help: 'No figure.', samples: [] },
  ])
  expect(text.split('\n')).toEqual([
    '# HELP plain A figure\\nof \\\\ two lines.',
    '# TYPE plain gauge',
    'plain 1.5',
    '# HELP labelled_total Labels.',
    '# TYPE labelled_total counter',
    String.raw`labelled_total{a="\"x\"\n\\",b="会"} 2`,
    '# HELP nothing No figure.',
    '# TYPE nothing gauge',
    '',
  ])
})

test('a bucket holds what is at its bound and all below, the last one everything', () => {
  const sizes = makeDistribution([1, 2])
  for (const size of [0, 1, 1.5, 2, 2.5, 100]) sizes.add(size)
  expect(exposition([{ name: 'sizes', type: 'histogram', help: 'Sizes.', samples: sizes.samples({ of: 'x' }) }])).toBe(
    [
      '# HELP sizes Sizes.',
      '# TYPE sizes histogram',
      'sizes_bucket{of="x",le="1"} 2',
      'sizes_bucket{of="x",le="2"} 4',
      'sizes_bucket{of="x",le="+Inf"} 6',
      'sizes_sum{of="x"} 107',
      'sizes_count{of="x"} 6',
      '',
    ].join('\n'),
  )
})
