import { LAST_DAY, type MemberFactName, type MemberSetName } from '@laurel/core'
import { unitCode } from '../ledger/ledger-codes.ts'

const birthdayOf = (of: string): string =>
  `CASE WHEN ${of}.lunar_month IS NOT NULL THEN 10000 + 10000 * coalesce(${of}.lunar_leap, 0) + ${of}.lunar_month * 100 + ${of}.lunar_day
    ELSE ${of}.birth_month * 100 + ${of}.birth_day END`

const bornOnOf = (of: string): string => `${of}.birth_year * 10000 + ${of}.birth_month * 100 + ${of}.birth_day`

/** Each fact as an expression over {@link MEMBERS}. */
export const FACTS: Readonly<Record<MemberFactName, string>> = {
  tier: 's.tier',
  tierSince: 's.tier_since',
  tierThrough: 's.tier_through',
  points: 's.points',
  memberCash: 's.member_cash',
  prepaid: 's.prepaid',
  registeredOn: 'm.registered_on',
  gender: 'p.gender',
  region: 'p.region',
  birthday: birthdayOf('p'),
  bornOn: bornOnOf('p'),
  referredBy: 'p.referred_by',
  occupation: 'd.occupation',
  education: 'd.education',
  preferredChannel: 'd.preferred_channel',
  language: 'd.language',
  habits: 'd.habits',
  quietFrom: 'd.quiet_from',
  quietUntil: 'd.quiet_until',
  quietTurns: 'd.quiet_from >= d.quiet_until',
  dossierChangedAt: 'd.changed_at',
  firstOn: 'f.first_on',
  lastOn: 'f.last_on',
  activeSince: 'f.active_since',
  purchaseDays: 'f.purchase_days',
  receipts: 'f.receipts',
  units: 'f.units',
  salesMinor: 'f.sales_minor',
  regularMinor: 'f.sales_minor - f.promotional_minor',
  promotionalMinor: 'f.promotional_minor',
  returnedMinor: 'f.returned_minor',
  spendMinor: 'f.spend_minor',
  earnedPoints: 'f.points',
  earnedMemberCash: 'f.member_cash_minor',
  priceLowMinor: 'f.price_low_minor',
  priceMedianMinor: 'f.price_median_minor',
  priceHighMinor: 'f.price_high_minor',
  promotionShare: 'f.promotion_share',
  returnedShare: 'f.returned_minor * 10000.0 / (f.sales_minor + f.returned_minor)',
  cycleDaysX2: 'f.cycle_days_x2',
  pyramid: 'f.pyramid',
  probabilityActive: 'f.probability_active',
  expectedPurchases: 'f.expected_purchases',
  expectedValueMinor: 'f.expected_value_minor',
}

/** Each set with the columns that core names, and whose it is. What no fact is asked of is not joined by the engine. */
export const SETS: Readonly<Record<MemberSetName, string>> = {
  consents: `SELECT c.member_id AS owner, c.channel, c.purpose, c.granted, c.at AS saidAt FROM consents c WHERE NOT EXISTS (
    SELECT 1 FROM consents n WHERE n.member_id = c.member_id AND n.id > c.id AND n.channel = c.channel AND n.purpose = c.purpose)`,
  coupons: `SELECT c.member_id AS owner, c.coupon, coalesce(c.valid_through, ${LAST_DAY}) AS validThrough
    FROM member_coupons c JOIN coupon_terms t ON t.coupon = c.coupon AND t.revision = c.revision
    WHERE NOT EXISTS (SELECT 1 FROM coupon_withdrawals w WHERE w.coupon_id = c.id)
      AND (SELECT count(*) FROM coupon_uses u WHERE u.coupon_id = c.id) -
        (SELECT count(*) FROM coupon_give_backs g WHERE g.coupon_id = c.id) < t.uses`,
  couponUses: `SELECT c.member_id AS owner, c.coupon, u.purchase_id AS purchase, p.occurred_on AS usedOn
    FROM member_coupons c JOIN coupon_uses u ON u.coupon_id = c.id JOIN purchases p ON p.id = u.purchase_id
    WHERE NOT EXISTS (SELECT 1 FROM coupon_give_backs g WHERE g.coupon_id = u.coupon_id AND g.number = u.number)`,
  benefitUses: `SELECT b.member_id AS owner, b.id AS use, b.benefit, b.used_on AS usedOn
    FROM benefit_uses b WHERE NOT EXISTS (SELECT 1 FROM benefit_undos n WHERE n.use_id = b.id)`,
  redemptions: `SELECT r.member_id AS owner, r.id AS redemption, r.reward, t.occurred_at AS redeemedAt,
    r.collect_by AS collectBy, coalesce(e."end", 'reserved') AS state
    FROM redemptions r JOIN transactions t ON t.id = r.id LEFT JOIN redemption_ends e ON e.redemption_id = r.id
    WHERE e."end" IS NULL OR e."end" = 'collected'`,
  topUps: `SELECT u.member_id AS owner, u.id AS topUp, u.plan, t.occurred_at AS toppedUpAt, u.paid_minor AS paid
    FROM top_ups u JOIN transactions t ON t.id = u.id
    WHERE NOT EXISTS (SELECT 1 FROM top_up_reversals r WHERE r.top_up_id = u.id)`,
  messages: `SELECT w.member_id AS owner, w.id AS message, c.channel, w.send_at AS sentAt
    FROM messages w JOIN campaigns c ON c.id = w.campaign_id WHERE w.status IN ('sent', 'done')`,
  notes: 'SELECT member_id AS owner, written_at AS writtenAt FROM member_notes',
  contacts: 'SELECT member_id AS owner, kind AS contact FROM lookups',
  brandCards: 'SELECT member_id AS owner, brand FROM brand_cards',
  tags: 'SELECT member_id AS owner, tag FROM member_tags',
  interests: 'SELECT member_id AS owner, interest FROM member_interests',
  sizes: 'SELECT member_id AS owner, garment, size FROM member_sizes',
  fields: 'SELECT member_id AS owner, field, code, number FROM member_fields',
  family: `SELECT f.member_id AS owner, f.id AS person, f.relation, ${birthdayOf('f')} AS birthday, ${bornOnOf('f')} AS bornOn,
    z.garment, z.size FROM family_members f LEFT JOIN family_sizes z ON z.person_id = f.id`,
  lines: `SELECT p.member_id AS owner, p.id AS purchase, p.occurred_on AS day, p.store, l.sku, l.brand, l.category, l.size, l.color, l.style
    FROM purchases p JOIN purchase_lines l ON l.purchase_id = p.id WHERE l.quantity > coalesce((
      SELECT sum(r.quantity) FROM returns t JOIN return_lines r ON r.return_id = t.id
      WHERE t.purchase_id = l.purchase_id AND r.position = l.position), 0)`,
  baskets: 'SELECT member_id AS owner, a, b, receipts FROM member_baskets',
  preferences: 'SELECT member_id AS owner, kind, value, share FROM member_preferences',
  lots: `SELECT member_id AS owner, CASE unit WHEN ${unitCode('points')} THEN 'points' ELSE 'memberCash' END AS unit,
    expires_on AS expiresOn, remaining FROM lots WHERE remaining > 0`,
  days: 'SELECT member_id AS owner, day, qualifying_points AS qualifyingPoints, spend_minor AS spend FROM member_days',
  brought: `SELECT r.referred_by AS owner, b.id AS member, b.registered_on AS registeredOn
    FROM profiles r JOIN members b ON b.id = r.member_id WHERE r.referred_by IS NOT NULL`,
}

/** The members that may be asked, with what holds their facts. */
export const MEMBERS = `FROM members m LEFT JOIN standings s ON s.member_id = m.id LEFT JOIN profiles p ON p.member_id = m.id
  LEFT JOIN dossiers d ON d.member_id = m.id LEFT JOIN member_facts f ON f.member_id = m.id
  LEFT JOIN member_goods g ON g.member_id = m.id WHERE m.status = 'active'`
