import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit'
import type { MemberSummary, TierGoal } from '../../api/me.ts'
import type { Language } from '../../i18n/language.ts'
import type { Texts } from '../../i18n/texts.ts'
import { MemberElement } from '../../session/member-element.ts'
import { cardStyles, frameStyles } from '../../styles/frame.styles.ts'
import { medal } from '../../styles/medal.ts'
import { themeStyles } from '../../styles/theme.styles.ts'
import { bestGoal, share } from './best-goal.ts'
import { goalProgress, goalSentence } from './goal-words.ts'
import { tierProgressStyles } from './tier-progress.styles.ts'

/**
 * The tier a member holds, and what is missing for the next one or for keeping it.
 *
 * @element laurel-tier-progress
 *
 * @csspart medal - The tier's mark.
 * @csspart tier - The tier's name.
 * @csspart validity - Until when the tier is held.
 * @csspart goal - What is to be done, as a sentence.
 * @csspart bar - A progress bar.
 * @csspart fill - The done part of a progress bar.
 * @csspart caption - What is done, and when the goal takes effect.
 * @csspart ways - The folded list of other goals.
 */
export class TierProgress extends MemberElement {
  static override readonly styles: CSSResultGroup = [themeStyles, frameStyles, cardStyles, tierProgressStyles]

  protected override label(texts: Texts): string {
    return texts.tierLabel
  }

  protected override invitation(texts: Texts): string {
    return texts.signInForTier
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<div class="head">
        <i class="round"></i>
        <div class="words"><i class="half"></i><i></i></div>
      </div>
      <i></i><i class="bar"></i><i class="half"></i>`
  }

  protected override renderReady({ tier, progress, program }: MemberSummary, language: Language): TemplateResult {
    const { texts } = language
    const { best, others } = bestGoal(progress)
    return html`<div class="head">
        ${medal(tier?.rank)}
        <div class="words">
          <div class="tier" part="tier">${tier ? language.name(tier.name) : texts.noTier}</div>
          ${
            tier?.validThrough
              ? html`<div class="validity" part="validity">${texts.validThrough(language.day(tier.validThrough))}</div>`
              : nothing
          }
        </div>
      </div>
      ${best ? this.#renderGoal(best, program.currency, language) : tier ? html`<div class="goal" part="goal">${texts.highestTier}</div>` : nothing}
      ${others.length > 0 ? this.#renderOthers(others, program.currency, language) : nothing}`
  }

  #renderGoal(goal: TierGoal, currency: string, language: Language): TemplateResult {
    const { texts } = language
    const sentence = goalSentence(goal, currency, language)
    const done = goalProgress(goal, currency, language)
    return html`<div class="goal" part="goal">${sentence}</div>
      <div
        class="bar"
        part="bar"
        role="progressbar"
        aria-label=${sentence}
        aria-valuemin="0"
        aria-valuemax=${goal.required}
        aria-valuenow=${Math.min(goal.current, goal.required)}
        aria-valuetext=${done}
      >
        <div class="fill" part="fill" .style=${`inline-size: ${share(goal) * 100}%`}></div>
      </div>
      <div class="caption" part="caption">
        <span>${done}</span>
        <span>${goal.goal === 'renew' ? nothing : goal.effective === 'atReview' ? texts.atReview : texts.atOnce}</span>
      </div>`
  }

  #renderOthers(goals: readonly TierGoal[], currency: string, language: Language): TemplateResult {
    return html`<details part="ways">
      <summary>${language.texts.otherWays(goals.length)}</summary>
      <ul>
        ${goals.map(goal => html`<li>${this.#renderGoal(goal, currency, language)}</li>`)}
      </ul>
    </details>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'laurel-tier-progress': TierProgress
  }
}
