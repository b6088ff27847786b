import { sql } from 'drizzle-orm'
import { select } from '../statement.ts'

/** Whether what a column names is no member who is there: of who was erased nothing of the person is left. */
const noMember = "member_id NOT IN (SELECT id FROM members WHERE status = 'active')"

/**
 * What should lead to a member, a store or a brand, and does not: each kind with how many there are. What a lookup's
 * hash stands for only who has the key can tell.
 */
export const countLost = select<Record<string, never>>()(
  { kind: sql<string>`kind`, count: sql<number>`count` },
  () => ({
    toSQL: () => ({
      sql: `SELECT 'members without a card' AS kind, count(*) AS count FROM members WHERE status = 'active' AND id NOT IN (SELECT member_id FROM cards)
      UNION ALL SELECT 'cards without a member', count(*) FROM cards WHERE ${noMember}
      UNION ALL SELECT 'members without a profile', count(*) FROM members WHERE status = 'active' AND id NOT IN (SELECT member_id FROM profiles)
      UNION ALL SELECT 'profiles without a member', count(*) FROM profiles WHERE ${noMember}
      UNION ALL SELECT 'lookups without a member', count(*) FROM lookups WHERE ${noMember}
      UNION ALL SELECT 'consents without a member', count(*) FROM consents WHERE ${noMember}
      UNION ALL SELECT 'counter cards without a member', count(*) FROM brand_cards WHERE ${noMember}
      UNION ALL SELECT 'dossiers without a member', count(*) FROM dossiers WHERE ${noMember}
      UNION ALL SELECT 'interests without a member', count(*) FROM member_interests WHERE ${noMember}
      UNION ALL SELECT 'sizes without a member', count(*) FROM member_sizes WHERE ${noMember}
      UNION ALL SELECT 'tags without a member', count(*) FROM member_tags WHERE ${noMember}
      UNION ALL SELECT 'family without a member', count(*) FROM family_members WHERE ${noMember}
      UNION ALL SELECT 'family sizes of nobody', count(*) FROM family_sizes z WHERE NOT EXISTS (SELECT 1 FROM family_members f WHERE f.id = z.person_id AND f.member_id = z.member_id)
      UNION ALL SELECT 'notes without a member', count(*) FROM member_notes WHERE ${noMember}
      UNION ALL SELECT 'custom values without a member', count(*) FROM member_fields WHERE ${noMember}
      UNION ALL SELECT 'custom values without a field', count(*) FROM member_fields WHERE field NOT IN (SELECT code FROM custom_fields)
      UNION ALL SELECT 'reasons without a member', count(*) FROM reasons WHERE ${noMember}
      UNION ALL SELECT 'occasions of who is no member', count(*) FROM campaign_occasions WHERE ${noMember}
      UNION ALL SELECT 'segments of who is no member', count(*) FROM segment_members WHERE ${noMember}
      UNION ALL SELECT 'accounts of the staff of who is no member', count(*) FROM staff WHERE member_id IS NOT NULL AND ${noMember}
      UNION ALL SELECT 'stores of receipts that are not there', count(*) FROM (SELECT DISTINCT store FROM purchases) WHERE store NOT IN (SELECT code FROM stores)
      UNION ALL SELECT 'brands of receipts that are not there', count(*) FROM (SELECT DISTINCT brand FROM purchase_lines WHERE brand IS NOT NULL)
        WHERE brand NOT IN (SELECT code FROM brands)
      UNION ALL SELECT 'brands set that are not there', count(*) FROM brand_settings WHERE brand NOT IN (SELECT code FROM brands)`,
      params: [],
    }),
  }),
)
