import { html, type CSSResultGroup, type TemplateResult } from 'lit'
import type { MemberSummary } from '../../api/me.ts'
import type { Language } from '../../i18n/language.ts'
import type { Texts } from '../../i18n/texts.ts'
import { MemberElement } from '../../session/member-element.ts'
import { frameStyles } from '../../styles/frame.styles.ts'
import { medal } from '../../styles/medal.ts'
import { themeStyles } from '../../styles/theme.styles.ts'
import { memberBadgeStyles } from './member-badge.styles.ts'

/**
 * Who is signed in, in one line: masked name, tier, points. For a page's header.
 *
 * @element laurel-member-badge
 *
 * @csspart medal - The tier's mark.
 * @csspart name - The masked name.
 * @csspart tier - The tier's name.
 * @csspart points - The points.
 *
 * @cssprop [--laurel-badge-size=18em] - The badge's width, the same in every state.
 */
export class MemberBadge extends MemberElement {
  static override readonly styles: CSSResultGroup = [themeStyles, frameStyles, memberBadgeStyles]

  protected override label(texts: Texts): string {
    return texts.badgeLabel
  }

  protected override invitation(texts: Texts): string {
    return texts.signIn
  }

  protected override failureText(texts: Texts): string {
    return texts.failedShort
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<i class="round"></i><i></i><i></i>`
  }

  protected override renderReady({ member, tier, balances }: MemberSummary, language: Language): TemplateResult {
    const { texts } = language
    return html`${medal(tier?.rank)}
      <span class="who">
        <span class="name" part="name">${member.name}</span>
        <span class="tier" part="tier">${tier ? language.name(tier.name) : texts.noTier}</span>
      </span>
      <span class="points" part="points">${language.points(balances.points.available)}</span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'laurel-member-badge': MemberBadge
  }
}
