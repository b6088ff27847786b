import type { Channel, Fetch } from './channel.ts'

/** Where the carriers are, and what an installation itself brings to reach people. */
export interface Carriers {
  readonly fetch: Fetch
  readonly aliyunSmsUrl: string
  readonly wechatUrl: string
  /** The installation's mail server, by the sender a program shows; null where there is none, as on Workers. */
  readonly mail: ((from: string) => Channel) | null
}

/** The carriers as they are in the world. */
export const worldCarriers: Carriers = {
  fetch: (url, init) => fetch(url, init),
  aliyunSmsUrl: 'https://dysmsapi.aliyuncs.com',
  wechatUrl: 'https://api.weixin.qq.com',
  mail: null,
}
