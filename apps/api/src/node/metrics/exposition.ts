/** One figure of a metric; a histogram's have suffixes. */
export interface Sample {
  readonly suffix?: '_bucket' | '_sum' | '_count'
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

/** A metric with all its figures. */
export interface Metric {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly samples: readonly Sample[]
}

/** What {@link exposition} gives. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

const labelled = (labels: Readonly<Record<string, string>> = {}): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

/**
 * Prometheus's text format, version 0.0.4. By hand, since the libraries that write it count on the way too, and that
 * costs a purchase ten times what it costs here (distribution.ts).
 */
export const exposition = (metrics: readonly Metric[]): string =>
  metrics
    .map(
      ({ name, type, help, samples }) =>
        `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n` +
        samples.map(({ suffix = '', labels, value }) => `${name}${suffix}${labelled(labels)} ${value}\n`).join(''),
    )
    .join('')
