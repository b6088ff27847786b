import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../../test/chromium.ts'
import { fakeVideo } from '../../test/fake-video.ts'
import { CARD, asked, enter, pass, useKiosk, type Standing } from '../../test/use-kiosk.ts'
import type { Visit } from '../../test/use-store.ts'

const LOCALES = ['en-GB', 'zh-CN', 'zh-TW']

interface Cameras extends Window {
  streams: MediaStream[]
}

/** Remembers every stream that the page was given. */
const watchStreams = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const here = window as unknown as Cameras
    here.streams = []
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async wish => {
      const stream = await open(wish)
      here.streams.push(stream)
      return stream
    }
  })

/** How the camera is: how often it was on, and whether it is. */
const cameraOf = (page: Page): Promise<{ times: number; isOn: boolean }> =>
  page.evaluate(() => {
    const { streams } = window as unknown as Cameras
    const tracks = streams.flatMap(stream => stream.getTracks())
    return { times: streams.length, isOn: tracks.some(track => track.readyState === 'live') }
  })

const open = (page: Page): Promise<void> => page.locator('.ways button').first().click()
const line = (page: Page) => page.locator('.refusal')

describe('with a camera', () => {
  const video = fakeVideo('https://example.com/poster', CARD)
  afterAll(() => video.remove())
  const { store, stand } = useKiosk(() =>
    launchChromium('--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video.path}`),
  )

  async function standWithCamera(
    options: Visit = {},
    isAllowed = true,
  ): Promise<Standing & { readonly urls: string[] }> {
    const urls: string[] = []
    const standing = await stand(options, async context => {
      context.on('request', request => urls.push(request.url()))
      await watchStreams(context)
      if (isAllowed) await context.grantPermissions(['camera'], { origin: store.url })
    })
    return { ...standing, urls }
  }

  /** The camera is on, and what reads it never comes. */
  async function standLooking(): Promise<Standing> {
    const standing = await standWithCamera()
    const { page } = standing
    await page.route('**/kiosk/code-reader.js', () => {})
    await open(page)
    await page.locator('video').waitFor()
    await expect.poll(() => cameraOf(page)).toEqual({ times: 1, isOn: true })
    return standing
  }

  test('a card that is held to it lets its member in, by a reader that comes from us and only now; a poster does not', async () => {
    const { page, mall, urls } = await standWithCamera()
    const reader = () => urls.filter(url => /code-reader|wasm/.test(url))
    expect(reader()).toEqual([])
    await open(page)
    await page.locator('.who').waitFor()
    expect(asked(mall, 'POST /v1/kiosk/sessions').map(({ body }) => body)).toEqual([{ cardCode: CARD }])
    expect(await cameraOf(page)).toEqual({ times: 1, isOn: false })
    expect(await page.locator('video').count()).toBe(0)
    expect(reader()).toHaveLength(2)
    expect(urls.filter(url => !url.startsWith(store.url))).toEqual([])
  })

  test('the browser’s own reader is taken where it knows QR', async () => {
    const { page, mall, urls } = await standWithCamera()
    await page.evaluate(code => {
      const own = class {
        static getSupportedFormats = async () => ['qr_code']
        detect = async () => [{ rawValue: code }]
      }
      Object.assign(window, { BarcodeDetector: own })
    }, CARD)
    await open(page)
    await page.locator('.who').waitFor()
    expect(asked(mall, 'POST /v1/kiosk/sessions')).toHaveLength(1)
    expect(urls.filter(url => /code-reader|wasm/.test(url))).toEqual([])
  })

  test('a card that has run out is told, the camera is off, and on again for another try', async () => {
    const { page, mall } = await standWithCamera()
    mall.refuses.set('POST /v1/kiosk/sessions', [422, 'card_code_expired'])
    await open(page)
    await line(page).filter({ hasText: 'run out' }).waitFor()
    expect(await cameraOf(page)).toEqual({ times: 1, isOn: false })
    mall.refuses.clear()
    await page.locator('.step .primary').click()
    await page.locator('.who').waitFor()
    expect(await cameraOf(page)).toEqual({ times: 2, isOn: false })
  })

  test('it is off with Back, after a while in which nobody is there, and when the page is left', async () => {
    const leaves: ((page: Page) => Promise<unknown>)[] = [
      page => page.locator('.back').click(),
      page => pass(page, 61_000),
      page => page.evaluate(() => document.querySelector('laurel-kiosk')?.remove()),
      page => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide'))),
    ]
    for (const leave of leaves) {
      const { page } = await standLooking()
      await leave(page)
      await expect.poll(() => cameraOf(page)).toEqual({ times: 1, isOn: false })
    }
  })

  test('one that is pulled out is told of, and the other ways stay', async () => {
    const standing = await standLooking()
    const { page } = standing
    await page.evaluate(() => {
      const [track] = (window as unknown as Cameras).streams[0]!.getTracks()
      track!.dispatchEvent(new Event('ended'))
    })
    await line(page).filter({ hasText: 'stopped' }).waitFor()
    expect(await cameraOf(page)).toEqual({ times: 1, isOn: false })
    await page.locator('.step button.wide', { hasText: 'phone' }).click()
    await page.locator('.keypad').waitFor()
  })

  test('a reader that does not come is told of', async () => {
    const { page } = await standWithCamera()
    await page.route('**/kiosk/code-reader.js', route => route.abort())
    await open(page)
    await line(page).filter({ hasText: 'stopped' }).waitFor()
    expect(await cameraOf(page)).toEqual({ times: 1, isOn: false })
  })

  test.each(LOCALES)('in %s one that may not be used is told of, and a scanner still lets in', async locale => {
    const standing = await standWithCamera({ locale }, false)
    const { page, violations } = standing
    await open(page)
    await line(page)
      .filter({ hasText: /may not|未获准|未獲准/ })
      .waitFor()
    expect(await violations()).toEqual([])
    await page.locator('.back').click()
    await enter(standing)
  })
})

describe('without a camera', () => {
  const { stand } = useKiosk()

  test('none is offered', async () => {
    const { page } = await stand()
    expect(await page.locator('.ways button').count()).toBe(1)
  })

  test.each(LOCALES)('in %s one that has gone since is told of', async locale => {
    const { page } = await stand({ locale }, context =>
      context.addInitScript(() => {
        const camera = { kind: 'videoinput', deviceId: '', groupId: '', label: '' } as MediaDeviceInfo
        navigator.mediaDevices.enumerateDevices = async () => [camera]
      }),
    )
    await open(page)
    await line(page)
      .filter({ hasText: /No camera|没有找到摄像头|沒有找到鏡頭/ })
      .waitFor()
  })
})
