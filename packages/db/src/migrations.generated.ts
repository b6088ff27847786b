// Written by scripts/bundle-migrations.ts from packages/db/migrations: edit those instead.
import type { Migration } from './migrate.ts'

export const controlMigrations: readonly Migration[] = [
  {
    name: '0000_house',
    statements: [
      `CREATE TABLE \`operator_requests\` (
	\`key_hash\` blob PRIMARY KEY NOT NULL,
	\`request_hash\` blob NOT NULL,
	\`program_id\` text NOT NULL
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`programs\` (
	\`id\` text PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`mode\` text NOT NULL,
	\`preset\` text,
	\`created_at\` integer NOT NULL
) STRICT`,
    ],
  },
  {
    name: '0001_scheduled_work',
    statements: [
      `ALTER TABLE \`programs\` ADD \`next_due_at\` integer`,
      `ALTER TABLE \`programs\` ADD \`claimed_until\` integer`,
    ],
  },
  {
    name: '0002_webhooks',
    statements: [
      `ALTER TABLE \`programs\` ADD \`webhooks_due_at\` integer`,
      `ALTER TABLE \`programs\` ADD \`webhooks_claimed_until\` integer`,
      `ALTER TABLE \`programs\` ADD \`webhooks_behind_since\` integer`,
      `ALTER TABLE \`programs\` ADD \`webhooks_dead\` integer DEFAULT 0 NOT NULL`,
    ],
  },
  { name: '0003_messages_behind', statements: [`ALTER TABLE \`programs\` ADD \`messages_behind_since\` integer`] },
]

export const programMigrations: readonly Migration[] = [
  {
    name: '0000_house',
    statements: [
      `CREATE TABLE \`api_keys\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`hash\` blob NOT NULL,
	\`hint\` text NOT NULL,
	\`name\` text,
	\`store\` text,
	\`allowed_origins\` text,
	\`created_at\` integer NOT NULL,
	\`revoked_at\` integer
) STRICT`,
      `CREATE UNIQUE INDEX \`api_keys_hash_unique\` ON \`api_keys\` (\`hash\`)`,
      `CREATE INDEX \`api_keys_by_kind\` ON \`api_keys\` (\`kind\`)`,
      `CREATE TABLE \`brand_cards\` (
	\`member_id\` integer NOT NULL,
	\`brand\` text NOT NULL,
	PRIMARY KEY(\`member_id\`, \`brand\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`brand_settings\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`brand\` text NOT NULL,
	\`store\` text NOT NULL,
	\`effective_at\` integer NOT NULL,
	\`multiplier\` integer NOT NULL,
	\`contract_rate\` integer,
	\`takes_member_discount\` integer NOT NULL,
	\`discount_tiers\` text,
	\`discount_rate\` integer
) STRICT`,
      `CREATE INDEX \`brand_settings_at\` ON \`brand_settings\` (\`brand\`,\`store\`,\`effective_at\`)`,
      `CREATE TABLE \`brands\` (
	\`code\` text PRIMARY KEY NOT NULL,
	\`name\` text
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`cards\` (
	\`number\` text PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`cards_of_member\` ON \`cards\` (\`member_id\`)`,
      `CREATE TABLE \`consents\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`channel\` text NOT NULL,
	\`purpose\` text NOT NULL,
	\`granted\` integer NOT NULL,
	\`at\` integer NOT NULL
) STRICT`,
      `CREATE INDEX \`consents_of_member\` ON \`consents\` (\`member_id\`)`,
      `CREATE TABLE \`lookups\` (
	\`kind\` text NOT NULL,
	\`hash\` blob NOT NULL,
	\`member_id\` integer NOT NULL,
	PRIMARY KEY(\`kind\`, \`hash\`, \`member_id\`)
) STRICT, WITHOUT ROWID`,
      `CREATE UNIQUE INDEX \`lookups_one_member\` ON \`lookups\` (\`kind\`,\`hash\`) WHERE kind IN ('phone', 'email', 'externalId')`,
      `CREATE INDEX \`lookups_of_member\` ON \`lookups\` (\`member_id\`)`,
      `CREATE TABLE \`lot_moves\` (
	\`transaction_id\` integer NOT NULL,
	\`lot_id\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`delta\` integer NOT NULL,
	PRIMARY KEY(\`transaction_id\`, \`lot_id\`, \`unit\`),
	CONSTRAINT \`move_moves\` CHECK (\`delta\` <> 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`lots\` (
	\`transaction_id\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`earned_at\` integer NOT NULL,
	\`expires_on\` integer,
	\`amount\` integer NOT NULL,
	\`opened\` integer NOT NULL,
	\`remaining\` integer NOT NULL,
	PRIMARY KEY(\`transaction_id\`, \`unit\`),
	CONSTRAINT \`lot_holds\` CHECK (\`remaining\` >= 0 AND \`remaining\` <= \`amount\` AND \`opened\` >= 0 AND \`opened\` <= \`amount\`)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`lots_of_member\` ON \`lots\` (\`member_id\`,\`unit\`)`,
      `CREATE TABLE \`member_days\` (
	\`member_id\` integer NOT NULL,
	\`day\` integer NOT NULL,
	\`rules_version\` integer NOT NULL,
	\`qualifying_points\` integer NOT NULL,
	\`spend_minor\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`day\`, \`rules_version\`),
	CONSTRAINT \`day_is_not_negative\` CHECK (\`qualifying_points\` >= 0 AND \`spend_minor\` >= 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`members\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`status\` text NOT NULL,
	\`registered_at\` integer NOT NULL,
	\`registered_on\` integer NOT NULL
) STRICT`,
      `CREATE TABLE \`profiles\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`identity\` blob NOT NULL,
	\`birth_year\` integer,
	\`birth_month\` integer,
	\`birth_day\` integer,
	\`lunar_month\` integer,
	\`lunar_day\` integer,
	\`lunar_leap\` integer,
	\`gender\` text,
	\`region\` text,
	\`referred_by\` integer,
	\`revision\` integer NOT NULL
) STRICT`,
      `CREATE TABLE \`program\` (
	\`one\` integer PRIMARY KEY NOT NULL,
	\`id\` text NOT NULL,
	\`name\` text NOT NULL,
	\`mode\` text NOT NULL,
	\`preset\` text,
	\`created_at\` integer NOT NULL,
	\`clock_at\` integer,
	CONSTRAINT \`one_program\` CHECK (\`one\` = 1),
	CONSTRAINT \`only_tests_have_a_clock\` CHECK (\`clock_at\` IS NULL OR \`mode\` = 'test')
) STRICT`,
      `CREATE TABLE \`purchase_lines\` (
	\`purchase_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`sku\` text NOT NULL,
	\`brand\` text,
	\`category\` text,
	\`size\` text,
	\`color\` text,
	\`quantity\` integer NOT NULL,
	\`unit_price_minor\` integer NOT NULL,
	\`list_price_minor\` integer NOT NULL,
	\`total_minor\` integer NOT NULL,
	\`promotional\` integer NOT NULL,
	\`brand_multiplier\` integer NOT NULL,
	\`points\` integer NOT NULL,
	PRIMARY KEY(\`purchase_id\`, \`position\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`purchase_tenders\` (
	\`purchase_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`amount_minor\` integer NOT NULL,
	PRIMARY KEY(\`purchase_id\`, \`position\`),
	CONSTRAINT \`tender_is_not_negative\` CHECK (\`amount_minor\` >= 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`purchases\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`external_id\` text,
	\`body_hash\` blob NOT NULL,
	\`store\` text NOT NULL,
	\`occurred_at\` integer NOT NULL,
	\`occurred_on\` integer NOT NULL,
	\`total_minor\` integer NOT NULL,
	\`cash_minor\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`member_cash\` integer NOT NULL,
	\`tier\` text,
	\`birthday\` integer NOT NULL,
	\`cap_limit\` text,
	\`cap_room\` integer,
	\`tier_before\` text,
	\`tier_after\` text,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`total_is_not_negative\` CHECK (\`total_minor\` >= 0 AND \`cash_minor\` >= 0 AND \`points\` >= 0 AND \`member_cash\` >= 0)
) STRICT`,
      `CREATE UNIQUE INDEX \`purchases_external_id\` ON \`purchases\` (\`external_id\`) WHERE external_id IS NOT NULL`,
      `CREATE INDEX \`purchases_of_member\` ON \`purchases\` (\`member_id\`,\`occurred_at\`)`,
      `CREATE TABLE \`requests\` (
	\`key_hash\` blob PRIMARY KEY NOT NULL,
	\`request_hash\` blob NOT NULL,
	\`resource\` text NOT NULL
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`rules_versions\` (
	\`version\` integer PRIMARY KEY NOT NULL,
	\`document\` text NOT NULL,
	\`effective_at\` integer NOT NULL,
	\`published_at\` integer NOT NULL
) STRICT`,
      `CREATE TABLE \`standings\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`seq\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`member_cash\` integer NOT NULL,
	\`prepaid\` integer NOT NULL,
	\`tier\` text,
	\`tier_since\` integer NOT NULL,
	\`tier_through\` integer,
	\`tier_as_of\` integer NOT NULL,
	\`tier_next_on\` integer,
	CONSTRAINT \`prepaid_is_no_debt\` CHECK (\`prepaid\` >= 0),
	CONSTRAINT \`seq_counts\` CHECK (\`seq\` >= 0)
) STRICT`,
      `CREATE TABLE \`stores\` (
	\`code\` text PRIMARY KEY NOT NULL,
	\`name\` text,
	\`region\` text
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`transactions\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`seq\` integer NOT NULL,
	\`kind\` integer NOT NULL,
	\`occurred_at\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	\`rules_version\` integer NOT NULL,
	\`cause_id\` integer,
	\`key_id\` integer NOT NULL,
	CONSTRAINT \`seq_counts\` CHECK (\`seq\` > 0)
) STRICT`,
      `CREATE UNIQUE INDEX \`transactions_in_order\` ON \`transactions\` (\`member_id\`,\`seq\`)`,
      `CREATE TABLE \`transfers\` (
	\`transaction_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`debit\` integer NOT NULL,
	\`credit\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`amount\` integer NOT NULL,
	PRIMARY KEY(\`transaction_id\`, \`position\`),
	CONSTRAINT \`transfer_is_positive\` CHECK (\`amount\` > 0),
	CONSTRAINT \`transfer_moves\` CHECK (\`debit\` <> \`credit\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TRIGGER \`transactions_no_update\` BEFORE UPDATE ON \`transactions\` BEGIN
	SELECT RAISE(ABORT, 'transactions are never changed');
END`,
      `CREATE TRIGGER \`transactions_no_delete\` BEFORE DELETE ON \`transactions\` BEGIN
	SELECT RAISE(ABORT, 'transactions are never changed');
END`,
      `CREATE TRIGGER \`transactions_no_replace\` BEFORE INSERT ON \`transactions\`
WHEN EXISTS (SELECT 1 FROM \`transactions\` WHERE \`id\` = NEW.\`id\` OR (\`member_id\` = NEW.\`member_id\` AND \`seq\` = NEW.\`seq\`)) BEGIN
	SELECT RAISE(ABORT, 'transactions are never replaced');
END`,
      `CREATE TRIGGER \`transfers_no_update\` BEFORE UPDATE ON \`transfers\` BEGIN
	SELECT RAISE(ABORT, 'transfers are never changed');
END`,
      `CREATE TRIGGER \`transfers_no_delete\` BEFORE DELETE ON \`transfers\` BEGIN
	SELECT RAISE(ABORT, 'transfers are never changed');
END`,
      `CREATE TRIGGER \`transfers_no_replace\` BEFORE INSERT ON \`transfers\`
WHEN EXISTS (SELECT 1 FROM \`transfers\` WHERE \`transaction_id\` = NEW.\`transaction_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'transfers are never replaced');
END`,
      `CREATE TRIGGER \`lot_moves_no_update\` BEFORE UPDATE ON \`lot_moves\` BEGIN
	SELECT RAISE(ABORT, 'lot_moves are never changed');
END`,
      `CREATE TRIGGER \`lot_moves_no_delete\` BEFORE DELETE ON \`lot_moves\` BEGIN
	SELECT RAISE(ABORT, 'lot_moves are never changed');
END`,
      `CREATE TRIGGER \`lot_moves_no_replace\` BEFORE INSERT ON \`lot_moves\`
WHEN EXISTS (SELECT 1 FROM \`lot_moves\` WHERE \`transaction_id\` = NEW.\`transaction_id\` AND \`lot_id\` = NEW.\`lot_id\` AND \`unit\` = NEW.\`unit\`) BEGIN
	SELECT RAISE(ABORT, 'lot_moves are never replaced');
END`,
      `CREATE TRIGGER \`purchases_no_update\` BEFORE UPDATE ON \`purchases\` BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END`,
      `CREATE TRIGGER \`purchases_no_delete\` BEFORE DELETE ON \`purchases\` BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END`,
      `CREATE TRIGGER \`purchases_no_replace\` BEFORE INSERT ON \`purchases\`
WHEN EXISTS (SELECT 1 FROM \`purchases\` WHERE \`id\` = NEW.\`id\` OR (\`external_id\` IS NOT NULL AND \`external_id\` = NEW.\`external_id\`)) BEGIN
	SELECT RAISE(ABORT, 'purchases are never replaced');
END`,
      `CREATE TRIGGER \`purchase_lines_no_update\` BEFORE UPDATE ON \`purchase_lines\` BEGIN
	SELECT RAISE(ABORT, 'purchase_lines are never changed');
END`,
      `CREATE TRIGGER \`purchase_lines_no_delete\` BEFORE DELETE ON \`purchase_lines\` BEGIN
	SELECT RAISE(ABORT, 'purchase_lines are never changed');
END`,
      `CREATE TRIGGER \`purchase_lines_no_replace\` BEFORE INSERT ON \`purchase_lines\`
WHEN EXISTS (SELECT 1 FROM \`purchase_lines\` WHERE \`purchase_id\` = NEW.\`purchase_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'purchase_lines are never replaced');
END`,
      `CREATE TRIGGER \`purchase_tenders_no_update\` BEFORE UPDATE ON \`purchase_tenders\` BEGIN
	SELECT RAISE(ABORT, 'purchase_tenders are never changed');
END`,
      `CREATE TRIGGER \`purchase_tenders_no_delete\` BEFORE DELETE ON \`purchase_tenders\` BEGIN
	SELECT RAISE(ABORT, 'purchase_tenders are never changed');
END`,
      `CREATE TRIGGER \`purchase_tenders_no_replace\` BEFORE INSERT ON \`purchase_tenders\`
WHEN EXISTS (SELECT 1 FROM \`purchase_tenders\` WHERE \`purchase_id\` = NEW.\`purchase_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'purchase_tenders are never replaced');
END`,
      `CREATE TRIGGER \`rules_versions_no_update\` BEFORE UPDATE ON \`rules_versions\` BEGIN
	SELECT RAISE(ABORT, 'rules_versions are never changed');
END`,
      `CREATE TRIGGER \`rules_versions_no_delete\` BEFORE DELETE ON \`rules_versions\` BEGIN
	SELECT RAISE(ABORT, 'rules_versions are never changed');
END`,
      `CREATE TRIGGER \`rules_versions_no_replace\` BEFORE INSERT ON \`rules_versions\`
WHEN EXISTS (SELECT 1 FROM \`rules_versions\` WHERE \`version\` = NEW.\`version\`) BEGIN
	SELECT RAISE(ABORT, 'rules_versions are never replaced');
END`,
      `CREATE TRIGGER \`requests_no_update\` BEFORE UPDATE ON \`requests\` BEGIN
	SELECT RAISE(ABORT, 'requests are never changed');
END`,
      `CREATE TRIGGER \`requests_no_delete\` BEFORE DELETE ON \`requests\` BEGIN
	SELECT RAISE(ABORT, 'requests are never changed');
END`,
      `CREATE TRIGGER \`requests_no_replace\` BEFORE INSERT ON \`requests\`
WHEN EXISTS (SELECT 1 FROM \`requests\` WHERE \`key_hash\` = NEW.\`key_hash\`) BEGIN
	SELECT RAISE(ABORT, 'requests are never replaced');
END`,
      `CREATE TRIGGER \`brand_settings_no_update\` BEFORE UPDATE ON \`brand_settings\` BEGIN
	SELECT RAISE(ABORT, 'brand_settings are never changed');
END`,
      `CREATE TRIGGER \`brand_settings_no_delete\` BEFORE DELETE ON \`brand_settings\` BEGIN
	SELECT RAISE(ABORT, 'brand_settings are never changed');
END`,
      `CREATE TRIGGER \`brand_settings_no_replace\` BEFORE INSERT ON \`brand_settings\`
WHEN EXISTS (SELECT 1 FROM \`brand_settings\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'brand_settings are never replaced');
END`,
      `CREATE TRIGGER \`consents_no_update\` BEFORE UPDATE ON \`consents\` BEGIN
	SELECT RAISE(ABORT, 'consents are never changed');
END`,
      `CREATE TRIGGER \`consents_no_replace\` BEFORE INSERT ON \`consents\`
WHEN EXISTS (SELECT 1 FROM \`consents\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'consents are never replaced');
END`,
      `CREATE TRIGGER \`profiles_in_order\` BEFORE UPDATE ON \`profiles\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the profile was changed meanwhile');
END`,
      `CREATE TRIGGER \`clock_never_backwards\` BEFORE UPDATE ON \`program\`
WHEN NEW.\`clock_at\` < OLD.\`clock_at\` AND EXISTS (SELECT 1 FROM \`transactions\`) BEGIN
	SELECT RAISE(ABORT, 'the clock never runs backwards');
END`,
    ],
  },
  {
    name: '0001_topups',
    statements: [
      `CREATE TABLE \`adjustments\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`unit\` text NOT NULL,
	\`amount\` integer NOT NULL,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`adjustment_moves\` CHECK (\`amount\` <> 0),
	CONSTRAINT \`adjustment_unit\` CHECK (\`unit\` IN ('points', 'memberCash', 'prepaid')),
	CONSTRAINT \`adjusted_prepaid_is_no_debt\` CHECK (\`prepaid_after\` >= 0)
) STRICT`,
      `CREATE TABLE \`prepaid_refunds\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`tender\` text NOT NULL,
	\`amount_minor\` integer NOT NULL,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`refund_is_positive\` CHECK (\`amount_minor\` > 0),
	CONSTRAINT \`refund_leaves_no_debt\` CHECK (\`prepaid_after\` >= 0)
) STRICT`,
      `CREATE TABLE \`reasons\` (
	\`transaction_id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`sealed\` blob NOT NULL
) STRICT`,
      `CREATE INDEX \`reasons_of_member\` ON \`reasons\` (\`member_id\`)`,
      `CREATE TABLE \`tier_acts\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`day\` integer NOT NULL,
	\`tier\` text,
	\`through\` integer,
	\`plan\` text,
	\`tier_before\` text,
	\`since_after\` integer NOT NULL,
	\`through_after\` integer,
	CONSTRAINT \`act_says_what\` CHECK ((\`kind\` = 'set' AND \`plan\` IS NULL AND (\`tier\` IS NOT NULL OR \`through\` IS NULL)) OR (\`kind\` = 'topUp' AND \`plan\` IS NOT NULL AND \`tier\` IS NULL AND \`through\` IS NULL))
) STRICT`,
      `CREATE INDEX \`tier_acts_of_member\` ON \`tier_acts\` (\`member_id\`)`,
      `CREATE TABLE \`top_up_reversals\` (
	\`top_up_id\` integer PRIMARY KEY NOT NULL,
	\`id\` integer NOT NULL,
	\`tier_before\` text,
	\`tier_after\` text,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`reversal_leaves_no_debt\` CHECK (\`prepaid_after\` >= 0)
) STRICT`,
      `CREATE UNIQUE INDEX \`top_up_reversals_by_id\` ON \`top_up_reversals\` (\`id\`)`,
      `CREATE TABLE \`top_ups\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`external_id\` text,
	\`body_hash\` blob NOT NULL,
	\`plan\` text NOT NULL,
	\`tender\` text NOT NULL,
	\`paid_minor\` integer NOT NULL,
	\`prepaid_minor\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`tier_before\` text,
	\`tier_after\` text,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`top_up_is_positive\` CHECK (\`paid_minor\` > 0 AND \`prepaid_minor\` > 0 AND \`points\` >= 0)
) STRICT`,
      `CREATE UNIQUE INDEX \`top_ups_external_id\` ON \`top_ups\` (\`external_id\`) WHERE external_id IS NOT NULL`,
      `CREATE INDEX \`top_ups_of_member\` ON \`top_ups\` (\`member_id\`,\`id\`)`,
      `CREATE TRIGGER \`adjustments_no_update\` BEFORE UPDATE ON \`adjustments\` BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END`,
      `CREATE TRIGGER \`adjustments_no_delete\` BEFORE DELETE ON \`adjustments\` BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END`,
      `CREATE TRIGGER \`adjustments_no_replace\` BEFORE INSERT ON \`adjustments\`
WHEN EXISTS (SELECT 1 FROM \`adjustments\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'adjustments are never replaced');
END`,
      `CREATE TRIGGER \`prepaid_refunds_no_update\` BEFORE UPDATE ON \`prepaid_refunds\` BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END`,
      `CREATE TRIGGER \`prepaid_refunds_no_delete\` BEFORE DELETE ON \`prepaid_refunds\` BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END`,
      `CREATE TRIGGER \`prepaid_refunds_no_replace\` BEFORE INSERT ON \`prepaid_refunds\`
WHEN EXISTS (SELECT 1 FROM \`prepaid_refunds\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never replaced');
END`,
      `CREATE TRIGGER \`tier_acts_no_update\` BEFORE UPDATE ON \`tier_acts\` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END`,
      `CREATE TRIGGER \`tier_acts_no_delete\` BEFORE DELETE ON \`tier_acts\` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END`,
      `CREATE TRIGGER \`tier_acts_no_replace\` BEFORE INSERT ON \`tier_acts\`
WHEN EXISTS (SELECT 1 FROM \`tier_acts\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never replaced');
END`,
      `CREATE TRIGGER \`top_ups_no_update\` BEFORE UPDATE ON \`top_ups\` BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END`,
      `CREATE TRIGGER \`top_ups_no_delete\` BEFORE DELETE ON \`top_ups\` BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END`,
      `CREATE TRIGGER \`top_ups_no_replace\` BEFORE INSERT ON \`top_ups\`
WHEN EXISTS (SELECT 1 FROM \`top_ups\` WHERE \`id\` = NEW.\`id\` OR (\`external_id\` IS NOT NULL AND \`external_id\` = NEW.\`external_id\`)) BEGIN
	SELECT RAISE(ABORT, 'top_ups are never replaced');
END`,
      `CREATE TRIGGER \`top_up_reversals_no_update\` BEFORE UPDATE ON \`top_up_reversals\` BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never changed');
END`,
      `CREATE TRIGGER \`top_up_reversals_no_delete\` BEFORE DELETE ON \`top_up_reversals\` BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never changed');
END`,
      `CREATE TRIGGER \`top_up_reversals_no_replace\` BEFORE INSERT ON \`top_up_reversals\`
WHEN EXISTS (SELECT 1 FROM \`top_up_reversals\` WHERE \`top_up_id\` = NEW.\`top_up_id\` OR \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never replaced');
END`,
      `CREATE TRIGGER \`reasons_no_update\` BEFORE UPDATE ON \`reasons\` BEGIN
	SELECT RAISE(ABORT, 'reasons are never changed');
END`,
      `CREATE TRIGGER \`reasons_no_replace\` BEFORE INSERT ON \`reasons\`
WHEN EXISTS (SELECT 1 FROM \`reasons\` WHERE \`transaction_id\` = NEW.\`transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'reasons are never replaced');
END`,
    ],
  },
  {
    name: '0002_jobs',
    statements: [
      `CREATE TABLE \`job_entries\` (
	\`occurrence_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`transaction_id\` integer NOT NULL,
	\`tier\` text,
	PRIMARY KEY(\`occurrence_id\`, \`member_id\`)
) STRICT, WITHOUT ROWID`,
      `CREATE UNIQUE INDEX \`job_entries_transaction\` ON \`job_entries\` (\`transaction_id\`)`,
      `CREATE TABLE \`job_occurrences\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text,
	\`day\` integer NOT NULL,
	\`at\` integer NOT NULL,
	\`cursor\` integer NOT NULL,
	\`members\` integer NOT NULL,
	\`done_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`job_kind\` CHECK (\`kind\` IN ('expiry', 'inactivity', 'tiers', 'rebate')),
	CONSTRAINT \`job_counts\` CHECK (\`members\` >= 0 AND \`revision\` >= 0)
) STRICT`,
      `CREATE UNIQUE INDEX \`job_occurrences_name\` ON \`job_occurrences\` (\`name\`)`,
      `CREATE INDEX \`job_occurrences_by_day\` ON \`job_occurrences\` (\`day\`)`,
      `CREATE TABLE \`jobs\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`from_at\` integer NOT NULL,
	\`to_at\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`done_at\` integer
) STRICT`,
      `CREATE INDEX \`jobs_open\` ON \`jobs\` (\`to_at\`) WHERE done_at IS NULL`,
      `CREATE INDEX \`lots_expiring\` ON \`lots\` (\`expires_on\`,\`member_id\`) WHERE remaining > 0 AND expires_on IS NOT NULL`,
      `CREATE INDEX \`standings_tier_next\` ON \`standings\` (\`tier_next_on\`)`,
      `CREATE TRIGGER \`job_occurrences_in_order\` BEFORE UPDATE ON \`job_occurrences\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 OR OLD.\`done_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the occurrence went on meanwhile');
END`,
      `CREATE TRIGGER \`job_occurrences_no_delete\` BEFORE DELETE ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_entries\` WHERE \`occurrence_id\` = OLD.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'an occurrence that has posted stays');
END`,
      `CREATE TRIGGER \`job_occurrences_no_replace\` BEFORE INSERT ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_occurrences\` WHERE \`id\` = NEW.\`id\` OR \`name\` = NEW.\`name\`) BEGIN
	SELECT RAISE(ABORT, 'job_occurrences are never replaced');
END`,
      `CREATE TRIGGER \`job_entries_no_update\` BEFORE UPDATE ON \`job_entries\` BEGIN
	SELECT RAISE(ABORT, 'job_entries are never changed');
END`,
      `CREATE TRIGGER \`job_entries_no_delete\` BEFORE DELETE ON \`job_entries\` BEGIN
	SELECT RAISE(ABORT, 'job_entries are never changed');
END`,
      `CREATE TRIGGER \`job_entries_no_replace\` BEFORE INSERT ON \`job_entries\`
WHEN EXISTS (SELECT 1 FROM \`job_entries\` WHERE (\`occurrence_id\` = NEW.\`occurrence_id\` AND \`member_id\` = NEW.\`member_id\`) OR \`transaction_id\` = NEW.\`transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'job_entries are never replaced');
END`,
    ],
  },
  {
    name: '0003_returns',
    statements: [
      `CREATE TABLE \`return_lines\` (
	\`return_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`quantity\` integer NOT NULL,
	PRIMARY KEY(\`return_id\`, \`position\`),
	CONSTRAINT \`something_came_back\` CHECK (\`quantity\` > 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`return_refunds\` (
	\`return_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`amount_minor\` integer NOT NULL,
	PRIMARY KEY(\`return_id\`, \`position\`),
	CONSTRAINT \`refund_is_positive\` CHECK (\`amount_minor\` > 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`returns\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`purchase_id\` integer NOT NULL,
	\`external_id\` text,
	\`body_hash\` blob NOT NULL,
	\`cash_minor\` integer NOT NULL,
	\`points_reversed\` integer NOT NULL,
	\`points_lapsed\` integer NOT NULL,
	\`points_spent\` integer NOT NULL,
	\`member_cash_reversed\` integer NOT NULL,
	\`member_cash_lapsed\` integer NOT NULL,
	\`member_cash_spent\` integer NOT NULL,
	\`tier_before\` text,
	\`tier_after\` text,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`cash_is_not_negative\` CHECK (\`cash_minor\` >= 0)
) STRICT`,
      `CREATE UNIQUE INDEX \`returns_external_id\` ON \`returns\` (\`external_id\`) WHERE external_id IS NOT NULL`,
      `CREATE INDEX \`returns_of_purchase\` ON \`returns\` (\`purchase_id\`)`,
      `CREATE INDEX \`moves_of_lot\` ON \`lot_moves\` (\`lot_id\`)`,
      `CREATE TRIGGER \`returns_no_update\` BEFORE UPDATE ON \`returns\` BEGIN
	SELECT RAISE(ABORT, 'returns are never changed');
END`,
      `CREATE TRIGGER \`returns_no_delete\` BEFORE DELETE ON \`returns\` BEGIN
	SELECT RAISE(ABORT, 'returns are never changed');
END`,
      `CREATE TRIGGER \`returns_no_replace\` BEFORE INSERT ON \`returns\`
WHEN EXISTS (SELECT 1 FROM \`returns\` WHERE \`id\` = NEW.\`id\` OR (\`external_id\` IS NOT NULL AND \`external_id\` = NEW.\`external_id\`)) BEGIN
	SELECT RAISE(ABORT, 'returns are never replaced');
END`,
      `CREATE TRIGGER \`return_lines_no_update\` BEFORE UPDATE ON \`return_lines\` BEGIN
	SELECT RAISE(ABORT, 'return_lines are never changed');
END`,
      `CREATE TRIGGER \`return_lines_no_delete\` BEFORE DELETE ON \`return_lines\` BEGIN
	SELECT RAISE(ABORT, 'return_lines are never changed');
END`,
      `CREATE TRIGGER \`return_lines_no_replace\` BEFORE INSERT ON \`return_lines\`
WHEN EXISTS (SELECT 1 FROM \`return_lines\` WHERE \`return_id\` = NEW.\`return_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'return_lines are never replaced');
END`,
      `CREATE TRIGGER \`return_refunds_no_update\` BEFORE UPDATE ON \`return_refunds\` BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never changed');
END`,
      `CREATE TRIGGER \`return_refunds_no_delete\` BEFORE DELETE ON \`return_refunds\` BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never changed');
END`,
      `CREATE TRIGGER \`return_refunds_no_replace\` BEFORE INSERT ON \`return_refunds\`
WHEN EXISTS (SELECT 1 FROM \`return_refunds\` WHERE \`return_id\` = NEW.\`return_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never replaced');
END`,
    ],
  },
  {
    name: '0004_rewards',
    statements: [
      `CREATE TABLE \`benefit_claims\` (
	\`holder\` integer NOT NULL,
	\`scope\` text NOT NULL,
	\`benefit\` text NOT NULL,
	\`period\` integer NOT NULL,
	\`place\` integer NOT NULL,
	\`use_id\` integer NOT NULL,
	PRIMARY KEY(\`holder\`, \`scope\`, \`benefit\`, \`period\`, \`place\`),
	CONSTRAINT \`place_counts\` CHECK (\`place\` > 0),
	CONSTRAINT \`receipt_serves_once\` CHECK (\`scope\` <> 'receipt' OR (\`period\` = 0 AND \`place\` = 1))
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`benefit_claims_of_use\` ON \`benefit_claims\` (\`use_id\`)`,
      `CREATE TABLE \`benefit_undos\` (
	\`use_id\` integer PRIMARY KEY NOT NULL,
	\`reason\` blob,
	\`occurred_at\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	\`key_id\` integer NOT NULL
) STRICT`,
      `CREATE TABLE \`benefit_uses\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`benefit\` text NOT NULL,
	\`tier\` text NOT NULL,
	\`grant\` text NOT NULL,
	\`purchase_id\` integer,
	\`guests\` integer NOT NULL,
	\`used_at\` integer NOT NULL,
	\`used_on\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	\`rules_version\` integer NOT NULL,
	\`key_id\` integer NOT NULL,
	CONSTRAINT \`guests_count\` CHECK (\`guests\` >= 0)
) STRICT`,
      `CREATE INDEX \`benefit_uses_of_member\` ON \`benefit_uses\` (\`member_id\`,\`benefit\`,\`used_on\`)`,
      `CREATE TABLE \`redemption_ends\` (
	\`redemption_id\` integer PRIMARY KEY NOT NULL,
	\`end\` text NOT NULL,
	\`occurred_at\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	\`key_id\` integer NOT NULL,
	\`transaction_id\` integer,
	\`points_after\` integer,
	\`member_cash_after\` integer,
	\`prepaid_after\` integer,
	CONSTRAINT \`end_is_known\` CHECK (\`end\` IN ('collected', 'cancelled', 'lapsed')),
	CONSTRAINT \`points_come_back\` CHECK ((\`end\` = 'collected') = (\`transaction_id\` IS NULL) AND (\`transaction_id\` IS NULL) = (\`points_after\` IS NULL))
) STRICT`,
      `CREATE UNIQUE INDEX \`redemption_ends_transaction\` ON \`redemption_ends\` (\`transaction_id\`) WHERE transaction_id IS NOT NULL`,
      `CREATE TABLE \`redemptions\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`reward\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`code\` text NOT NULL,
	\`tier\` text,
	\`quantity\` integer NOT NULL,
	\`points_each\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`money_minor\` integer NOT NULL,
	\`collect_by\` integer NOT NULL,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`redemption_adds_up\` CHECK (\`quantity\` > 0 AND \`points_each\` >= 0 AND \`points\` = \`points_each\` * \`quantity\` AND \`money_minor\` >= 0)
) STRICT`,
      `CREATE UNIQUE INDEX \`redemptions_code_unique\` ON \`redemptions\` (\`code\`)`,
      `CREATE INDEX \`redemptions_of_member\` ON \`redemptions\` (\`member_id\`)`,
      `CREATE TABLE \`reservations\` (
	\`collect_by\` integer NOT NULL,
	\`redemption_id\` integer NOT NULL,
	PRIMARY KEY(\`collect_by\`, \`redemption_id\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`reward_counts\` (
	\`member_id\` integer NOT NULL,
	\`reward\` text NOT NULL,
	\`taken\` integer NOT NULL,
	\`most\` integer,
	PRIMARY KEY(\`member_id\`, \`reward\`),
	CONSTRAINT \`per_member_limit\` CHECK (\`taken\` <= \`most\`),
	CONSTRAINT \`taken_counts\` CHECK (\`taken\` >= 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`rewards\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`active\` integer NOT NULL,
	\`name\` text NOT NULL,
	\`picture\` text,
	\`points\` integer NOT NULL,
	\`money_minor\` integer,
	\`stock\` integer,
	\`taken\` integer NOT NULL,
	\`per_member\` integer,
	\`tiers\` text,
	\`from_at\` integer,
	\`until_at\` integer,
	\`hold_days\` integer NOT NULL,
	CONSTRAINT \`stock_is_there\` CHECK (\`stock\` >= 0),
	CONSTRAINT \`taken_counts\` CHECK (\`taken\` >= 0),
	CONSTRAINT \`reward_has_a_price\` CHECK (\`points\` >= 0 AND \`money_minor\` > 0 AND \`per_member\` > 0 AND \`hold_days\` > 0 AND \`until_at\` > \`from_at\`)
) STRICT`,
      `CREATE UNIQUE INDEX \`rewards_code_unique\` ON \`rewards\` (\`code\`)`,
      `CREATE TABLE \`used_tokens\` (
	\`token_hash\` blob PRIMARY KEY NOT NULL,
	\`expires_at\` integer NOT NULL
) STRICT, WITHOUT ROWID`,
      `CREATE TRIGGER \`benefit_uses_no_update\` BEFORE UPDATE ON \`benefit_uses\` BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END`,
      `CREATE TRIGGER \`benefit_uses_no_delete\` BEFORE DELETE ON \`benefit_uses\` BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END`,
      `CREATE TRIGGER \`benefit_uses_no_replace\` BEFORE INSERT ON \`benefit_uses\`
WHEN EXISTS (SELECT 1 FROM \`benefit_uses\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never replaced');
END`,
      `CREATE TRIGGER \`benefit_undos_no_update\` BEFORE UPDATE ON \`benefit_undos\` BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never changed');
END`,
      `CREATE TRIGGER \`benefit_undos_no_delete\` BEFORE DELETE ON \`benefit_undos\` BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never changed');
END`,
      `CREATE TRIGGER \`benefit_undos_no_replace\` BEFORE INSERT ON \`benefit_undos\`
WHEN EXISTS (SELECT 1 FROM \`benefit_undos\` WHERE \`use_id\` = NEW.\`use_id\`) BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never replaced');
END`,
      `CREATE TRIGGER \`redemptions_no_update\` BEFORE UPDATE ON \`redemptions\` BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END`,
      `CREATE TRIGGER \`redemptions_no_delete\` BEFORE DELETE ON \`redemptions\` BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END`,
      `CREATE TRIGGER \`redemptions_no_replace\` BEFORE INSERT ON \`redemptions\`
WHEN EXISTS (SELECT 1 FROM \`redemptions\` WHERE \`id\` = NEW.\`id\` OR \`code\` = NEW.\`code\`) BEGIN
	SELECT RAISE(ABORT, 'redemptions are never replaced');
END`,
      `CREATE TRIGGER \`redemption_ends_no_update\` BEFORE UPDATE ON \`redemption_ends\` BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never changed');
END`,
      `CREATE TRIGGER \`redemption_ends_no_delete\` BEFORE DELETE ON \`redemption_ends\` BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never changed');
END`,
      `CREATE TRIGGER \`redemption_ends_no_replace\` BEFORE INSERT ON \`redemption_ends\`
WHEN EXISTS (SELECT 1 FROM \`redemption_ends\` WHERE \`redemption_id\` = NEW.\`redemption_id\` OR \`transaction_id\` = NEW.\`transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never replaced');
END`,
      `CREATE TRIGGER \`rewards_in_order\` BEFORE UPDATE OF \`revision\` ON \`rewards\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the reward was changed meanwhile');
END`,
      `CREATE TRIGGER \`redemptions_at_present_terms\` BEFORE INSERT ON \`redemptions\`
WHEN NOT EXISTS (SELECT 1 FROM \`rewards\` WHERE \`code\` = NEW.\`reward\` AND \`revision\` = NEW.\`revision\`) BEGIN
	SELECT RAISE(ABORT, 'the reward was changed meanwhile');
END`,
      `CREATE TRIGGER \`benefit_undos_of_uses\` BEFORE INSERT ON \`benefit_undos\`
WHEN NOT EXISTS (SELECT 1 FROM \`benefit_uses\` WHERE \`id\` = NEW.\`use_id\`) BEGIN
	SELECT RAISE(ABORT, 'there is no such use');
END`,
    ],
  },
  {
    name: '0005_actors',
    statements: [
      `ALTER TABLE \`benefit_undos\` RENAME COLUMN \`key_id\` TO \`actor_id\``,
      `ALTER TABLE \`benefit_uses\` RENAME COLUMN \`key_id\` TO \`actor_id\``,
      `ALTER TABLE \`redemption_ends\` RENAME COLUMN \`key_id\` TO \`actor_id\``,
      `ALTER TABLE \`transactions\` RENAME COLUMN \`key_id\` TO \`actor_id\``,
      `DROP TRIGGER \`transactions_no_update\``,
      `UPDATE \`transactions\` SET \`actor_id\` = \`member_id\` WHERE \`actor_id\` = 0 AND \`kind\` = 3`,
      `CREATE TRIGGER \`transactions_no_update\` BEFORE UPDATE ON \`transactions\` BEGIN
	SELECT RAISE(ABORT, 'transactions are never changed');
END`,
    ],
  },
  {
    name: '0006_lapses',
    statements: [
      `CREATE TABLE \`job_occurrences_wider\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text,
	\`day\` integer NOT NULL,
	\`at\` integer NOT NULL,
	\`cursor\` integer NOT NULL,
	\`members\` integer NOT NULL,
	\`done_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`job_kind\` CHECK (\`kind\` IN ('seal', 'lapse', 'expiry', 'inactivity', 'tiers', 'rebate')),
	CONSTRAINT \`job_counts\` CHECK (\`members\` >= 0 AND \`revision\` >= 0)
) STRICT`,
      `INSERT INTO \`job_occurrences_wider\` SELECT \`id\`, \`name\`, \`kind\`, \`code\`, \`day\`, \`at\`, \`cursor\`, \`members\`, \`done_at\`, \`revision\` FROM \`job_occurrences\``,
      `DROP TABLE \`job_occurrences\``,
      `ALTER TABLE \`job_occurrences_wider\` RENAME TO \`job_occurrences\``,
      `CREATE UNIQUE INDEX \`job_occurrences_name\` ON \`job_occurrences\` (\`name\`)`,
      `CREATE INDEX \`job_occurrences_by_day\` ON \`job_occurrences\` (\`day\`)`,
      `CREATE TRIGGER \`job_occurrences_in_order\` BEFORE UPDATE ON \`job_occurrences\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 OR OLD.\`done_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the occurrence went on meanwhile');
END`,
      `CREATE TRIGGER \`job_occurrences_no_delete\` BEFORE DELETE ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_entries\` WHERE \`occurrence_id\` = OLD.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'an occurrence that has posted stays');
END`,
      `CREATE TRIGGER \`job_occurrences_no_replace\` BEFORE INSERT ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_occurrences\` WHERE \`id\` = NEW.\`id\` OR \`name\` = NEW.\`name\`) BEGIN
	SELECT RAISE(ABORT, 'job_occurrences are never replaced');
END`,
    ],
  },
  {
    name: '0007_coupons',
    statements: [
      `CREATE TABLE \`coupon_counts\` (
	\`member_id\` integer NOT NULL,
	\`coupon\` text NOT NULL,
	\`issued\` integer NOT NULL,
	\`most\` integer,
	PRIMARY KEY(\`member_id\`, \`coupon\`),
	CONSTRAINT \`per_member_limit\` CHECK (\`issued\` <= \`most\`),
	CONSTRAINT \`issued_counts\` CHECK (\`issued\` >= 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`coupon_give_backs\` (
	\`coupon_id\` integer NOT NULL,
	\`number\` integer NOT NULL,
	\`return_id\` integer NOT NULL,
	PRIMARY KEY(\`coupon_id\`, \`number\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`coupon_terms\` (
	\`coupon\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`use\` text NOT NULL,
	\`amount_minor\` integer,
	\`rate\` integer,
	\`most_minor\` integer,
	\`minimum_minor\` integer,
	\`brands\` text,
	\`categories\` text,
	\`stores\` text,
	\`tiers\` text,
	\`regular_price_only\` integer NOT NULL,
	\`from_at\` integer,
	\`until_at\` integer,
	\`valid_days\` integer,
	\`uses\` integer NOT NULL,
	\`per_member\` integer,
	PRIMARY KEY(\`coupon\`, \`revision\`),
	CONSTRAINT \`use_is_known\` CHECK (\`use\` IN ('discount', 'voucher')),
	CONSTRAINT \`takes_something_off\` CHECK ((\`amount_minor\` IS NULL) <> (\`rate\` IS NULL) AND coalesce(\`amount_minor\`, 1) > 0 AND coalesce(\`rate\`, 1) BETWEEN 1 AND 10000 AND coalesce(\`most_minor\`, 1) > 0 AND (\`most_minor\` IS NULL OR \`amount_minor\` IS NULL)),
	CONSTRAINT \`terms_make_sense\` CHECK (\`minimum_minor\` > 0 AND \`uses\` > 0 AND \`valid_days\` > 0 AND \`per_member\` > 0 AND \`until_at\` > \`from_at\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`coupon_uses\` (
	\`coupon_id\` integer NOT NULL,
	\`number\` integer NOT NULL,
	\`purchase_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`amount_minor\` integer NOT NULL,
	PRIMARY KEY(\`coupon_id\`, \`number\`),
	CONSTRAINT \`use_counts\` CHECK (\`number\` > 0 AND \`position\` >= 0 AND \`amount_minor\` > 0)
) STRICT, WITHOUT ROWID`,
      `CREATE UNIQUE INDEX \`coupon_uses_of_purchase\` ON \`coupon_uses\` (\`purchase_id\`,\`position\`)`,
      `CREATE TABLE \`coupon_withdrawals\` (
	\`coupon_id\` integer PRIMARY KEY NOT NULL,
	\`uses\` integer NOT NULL,
	\`return_id\` integer,
	\`reason\` blob,
	\`occurred_at\` integer NOT NULL,
	\`actor_id\` integer NOT NULL
) STRICT`,
      `CREATE TABLE \`coupons\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`active\` integer NOT NULL,
	\`name\` text NOT NULL,
	\`distribution\` text NOT NULL,
	\`stock\` integer,
	\`issued\` integer NOT NULL,
	CONSTRAINT \`stock_is_there\` CHECK (\`issued\` <= \`stock\`),
	CONSTRAINT \`issued_counts\` CHECK (\`issued\` >= 0),
	CONSTRAINT \`distribution_is_known\` CHECK (\`distribution\` IN ('given', 'byCode'))
) STRICT`,
      `CREATE UNIQUE INDEX \`coupons_code_unique\` ON \`coupons\` (\`code\`)`,
      `CREATE TABLE \`lines_before_coupons\` (
	\`purchase_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`total_minor\` integer NOT NULL,
	PRIMARY KEY(\`purchase_id\`, \`position\`),
	CONSTRAINT \`total_counts\` CHECK (\`total_minor\` >= 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`member_coupons\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`coupon\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`code\` text NOT NULL,
	\`issued_at\` integer NOT NULL,
	\`valid_through\` integer,
	\`because\` text NOT NULL,
	\`purchase_id\` integer,
	\`recorded_at\` integer NOT NULL,
	\`actor_id\` integer NOT NULL,
	CONSTRAINT \`brought_by_a_purchase\` CHECK (\`because\` IN ('given', 'byCode', 'promotion') AND (\`because\` = 'given') = (\`purchase_id\` IS NULL))
) STRICT`,
      `CREATE UNIQUE INDEX \`member_coupons_code_unique\` ON \`member_coupons\` (\`code\`)`,
      `CREATE INDEX \`member_coupons_of_member\` ON \`member_coupons\` (\`member_id\`,\`coupon\`)`,
      `CREATE INDEX \`member_coupons_of_purchase\` ON \`member_coupons\` (\`purchase_id\`) WHERE purchase_id IS NOT NULL`,
      `CREATE TRIGGER \`coupon_terms_no_update\` BEFORE UPDATE ON \`coupon_terms\` BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never changed');
END`,
      `CREATE TRIGGER \`coupon_terms_no_delete\` BEFORE DELETE ON \`coupon_terms\` BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never changed');
END`,
      `CREATE TRIGGER \`coupon_terms_no_replace\` BEFORE INSERT ON \`coupon_terms\`
WHEN EXISTS (SELECT 1 FROM \`coupon_terms\` WHERE \`coupon\` = NEW.\`coupon\` AND \`revision\` = NEW.\`revision\`) BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never replaced');
END`,
      `CREATE TRIGGER \`member_coupons_no_update\` BEFORE UPDATE ON \`member_coupons\` BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END`,
      `CREATE TRIGGER \`member_coupons_no_delete\` BEFORE DELETE ON \`member_coupons\` BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END`,
      `CREATE TRIGGER \`member_coupons_no_replace\` BEFORE INSERT ON \`member_coupons\`
WHEN EXISTS (SELECT 1 FROM \`member_coupons\` WHERE \`id\` = NEW.\`id\` OR \`code\` = NEW.\`code\`) BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never replaced');
END`,
      `CREATE TRIGGER \`coupon_withdrawals_no_update\` BEFORE UPDATE ON \`coupon_withdrawals\` BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never changed');
END`,
      `CREATE TRIGGER \`coupon_withdrawals_no_delete\` BEFORE DELETE ON \`coupon_withdrawals\` BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never changed');
END`,
      `CREATE TRIGGER \`coupon_withdrawals_no_replace\` BEFORE INSERT ON \`coupon_withdrawals\`
WHEN EXISTS (SELECT 1 FROM \`coupon_withdrawals\` WHERE \`coupon_id\` = NEW.\`coupon_id\`) BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never replaced');
END`,
      `CREATE TRIGGER \`coupon_uses_no_update\` BEFORE UPDATE ON \`coupon_uses\` BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never changed');
END`,
      `CREATE TRIGGER \`coupon_uses_no_delete\` BEFORE DELETE ON \`coupon_uses\` BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never changed');
END`,
      `CREATE TRIGGER \`coupon_uses_no_replace\` BEFORE INSERT ON \`coupon_uses\`
WHEN EXISTS (SELECT 1 FROM \`coupon_uses\` WHERE (\`coupon_id\` = NEW.\`coupon_id\` AND \`number\` = NEW.\`number\`) OR (\`purchase_id\` = NEW.\`purchase_id\` AND \`position\` = NEW.\`position\`)) BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never replaced');
END`,
      `CREATE TRIGGER \`coupon_give_backs_no_update\` BEFORE UPDATE ON \`coupon_give_backs\` BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never changed');
END`,
      `CREATE TRIGGER \`coupon_give_backs_no_delete\` BEFORE DELETE ON \`coupon_give_backs\` BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never changed');
END`,
      `CREATE TRIGGER \`coupon_give_backs_no_replace\` BEFORE INSERT ON \`coupon_give_backs\`
WHEN EXISTS (SELECT 1 FROM \`coupon_give_backs\` WHERE \`coupon_id\` = NEW.\`coupon_id\` AND \`number\` = NEW.\`number\`) BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never replaced');
END`,
      `CREATE TRIGGER \`lines_before_coupons_no_update\` BEFORE UPDATE ON \`lines_before_coupons\` BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never changed');
END`,
      `CREATE TRIGGER \`lines_before_coupons_no_delete\` BEFORE DELETE ON \`lines_before_coupons\` BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never changed');
END`,
      `CREATE TRIGGER \`lines_before_coupons_no_replace\` BEFORE INSERT ON \`lines_before_coupons\`
WHEN EXISTS (SELECT 1 FROM \`lines_before_coupons\` WHERE \`purchase_id\` = NEW.\`purchase_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never replaced');
END`,
      `CREATE TRIGGER \`coupons_in_order\` BEFORE UPDATE OF \`revision\` ON \`coupons\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the coupon was changed meanwhile');
END`,
      `CREATE TRIGGER \`member_coupons_at_present_terms\` BEFORE INSERT ON \`member_coupons\`
WHEN NOT EXISTS (SELECT 1 FROM \`coupons\` WHERE \`code\` = NEW.\`coupon\` AND \`revision\` = NEW.\`revision\` AND \`active\` = 1) BEGIN
	SELECT RAISE(ABORT, 'the coupon was changed meanwhile');
END`,
      `CREATE TRIGGER \`coupon_uses_in_order\` BEFORE INSERT ON \`coupon_uses\`
WHEN NEW.\`number\` <> 1 + (SELECT count(*) FROM \`coupon_uses\` WHERE \`coupon_id\` = NEW.\`coupon_id\`) BEGIN
	SELECT RAISE(ABORT, 'the coupon was used meanwhile');
END`,
      `CREATE TRIGGER \`coupon_uses_while_they_last\` BEFORE INSERT ON \`coupon_uses\`
WHEN EXISTS (SELECT 1 FROM \`coupon_withdrawals\` WHERE \`coupon_id\` = NEW.\`coupon_id\`)
	OR (SELECT count(*) FROM \`coupon_uses\` WHERE \`coupon_id\` = NEW.\`coupon_id\`) - (SELECT count(*) FROM \`coupon_give_backs\` WHERE \`coupon_id\` = NEW.\`coupon_id\`)
	>= coalesce((SELECT t.\`uses\` FROM \`member_coupons\` c JOIN \`coupon_terms\` t ON t.\`coupon\` = c.\`coupon\` AND t.\`revision\` = c.\`revision\` WHERE c.\`id\` = NEW.\`coupon_id\`), 0) BEGIN
	SELECT RAISE(ABORT, 'the coupon cannot be used any more');
END`,
      `CREATE TRIGGER \`coupon_withdrawals_of_known_uses\` BEFORE INSERT ON \`coupon_withdrawals\`
WHEN NEW.\`uses\` <> (SELECT count(*) FROM \`coupon_uses\` WHERE \`coupon_id\` = NEW.\`coupon_id\`)
	OR NOT EXISTS (SELECT 1 FROM \`member_coupons\` WHERE \`id\` = NEW.\`coupon_id\`) BEGIN
	SELECT RAISE(ABORT, 'the coupon was used meanwhile');
END`,
      `CREATE TRIGGER \`coupon_give_backs_of_uses\` BEFORE INSERT ON \`coupon_give_backs\`
WHEN NOT EXISTS (SELECT 1 FROM \`coupon_uses\` WHERE \`coupon_id\` = NEW.\`coupon_id\` AND \`number\` = NEW.\`number\`) BEGIN
	SELECT RAISE(ABORT, 'there is no such use');
END`,
    ],
  },
  {
    name: '0008_promotions',
    statements: [
      `CREATE TABLE \`promotion_revisions\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`effective_at\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`ended\` integer NOT NULL,
	\`name\` text NOT NULL,
	\`from_at\` integer NOT NULL,
	\`until_at\` integer NOT NULL,
	\`early_tiers\` text,
	\`early_from_at\` integer,
	\`conditions\` text NOT NULL,
	\`effects\` text NOT NULL,
	CONSTRAINT \`time_runs_on\` CHECK (\`until_at\` > \`from_at\`),
	CONSTRAINT \`early_is_earlier\` CHECK ((\`early_tiers\` IS NULL) = (\`early_from_at\` IS NULL) AND coalesce(\`early_from_at\`, \`from_at\` - 1) < \`from_at\`)
) STRICT`,
      `CREATE UNIQUE INDEX \`promotion_revisions_of_code\` ON \`promotion_revisions\` (\`code\`,\`revision\`)`,
      `CREATE TABLE \`purchase_promotions\` (
	\`purchase_id\` integer NOT NULL,
	\`revision_id\` integer NOT NULL,
	PRIMARY KEY(\`purchase_id\`, \`revision_id\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TRIGGER \`promotion_revisions_in_order\` BEFORE INSERT ON \`promotion_revisions\`
WHEN NEW.\`id\` <> 1 + (SELECT coalesce(max(\`id\`), 0) FROM \`promotion_revisions\`)
	OR NEW.\`revision\` <> 1 + (SELECT coalesce(max(\`revision\`), 0) FROM \`promotion_revisions\` WHERE \`code\` = NEW.\`code\`) BEGIN
	SELECT RAISE(ABORT, 'another promotion was published meanwhile');
END`,
      `CREATE TRIGGER \`promotion_revisions_no_update\` BEFORE UPDATE ON \`promotion_revisions\` BEGIN
	SELECT RAISE(ABORT, 'promotion_revisions are never changed');
END`,
      `CREATE TRIGGER \`promotion_revisions_no_delete\` BEFORE DELETE ON \`promotion_revisions\` BEGIN
	SELECT RAISE(ABORT, 'promotion_revisions are never changed');
END`,
      `CREATE TRIGGER \`purchase_promotions_no_update\` BEFORE UPDATE ON \`purchase_promotions\` BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never changed');
END`,
      `CREATE TRIGGER \`purchase_promotions_no_delete\` BEFORE DELETE ON \`purchase_promotions\` BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never changed');
END`,
      `CREATE TRIGGER \`purchase_promotions_no_replace\` BEFORE INSERT ON \`purchase_promotions\`
WHEN EXISTS (SELECT 1 FROM \`purchase_promotions\` WHERE \`purchase_id\` = NEW.\`purchase_id\` AND \`revision_id\` = NEW.\`revision_id\`)
	OR NOT EXISTS (SELECT 1 FROM \`promotion_revisions\` WHERE \`id\` = NEW.\`revision_id\`) BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never replaced');
END`,
    ],
  },
  {
    name: '0009_seals',
    statements: [
      `CREATE TABLE \`seals\` (
	\`through\` integer PRIMARY KEY NOT NULL,
	\`after\` integer NOT NULL,
	\`transactions\` integer NOT NULL,
	\`sealed_at\` integer NOT NULL,
	\`previous\` blob NOT NULL,
	\`hash\` blob NOT NULL,
	\`marks\` blob NOT NULL,
	CONSTRAINT \`seal_covers\` CHECK (\`transactions\` > 0 AND \`after\` < \`through\`),
	CONSTRAINT \`seal_bytes\` CHECK (length(\`previous\`) = 32 AND length(\`hash\`) = 32 AND length(\`marks\`) = 16 * \`transactions\`)
) STRICT`,
      `CREATE TRIGGER \`seals_follow\` BEFORE INSERT ON \`seals\`
WHEN NEW.\`after\` <> coalesce((SELECT max(\`through\`) FROM \`seals\`), 0)
	OR NEW.\`previous\` <> coalesce((SELECT \`hash\` FROM \`seals\` WHERE \`through\` = NEW.\`after\`), zeroblob(32)) BEGIN
	SELECT RAISE(ABORT, 'the journal was sealed meanwhile');
END`,
      `CREATE TRIGGER \`seals_cover_all\` BEFORE INSERT ON \`seals\`
WHEN NEW.\`transactions\` <> (SELECT count(*) FROM \`transactions\` WHERE \`id\` > NEW.\`after\` AND \`id\` <= NEW.\`through\`)
	OR NOT EXISTS (SELECT 1 FROM \`transactions\` WHERE \`id\` = NEW.\`through\`) BEGIN
	SELECT RAISE(ABORT, 'the journal went on meanwhile');
END`,
      `CREATE TRIGGER \`seals_no_update\` BEFORE UPDATE ON \`seals\` BEGIN
	SELECT RAISE(ABORT, 'seals are never changed');
END`,
      `CREATE TRIGGER \`seals_no_delete\` BEFORE DELETE ON \`seals\` BEGIN
	SELECT RAISE(ABORT, 'seals are never changed');
END`,
      `CREATE TRIGGER \`transactions_not_sealed\` BEFORE INSERT ON \`transactions\`
WHEN NEW.\`id\` <= (SELECT max(\`through\`) FROM \`seals\`) BEGIN
	SELECT RAISE(ABORT, 'the journal is sealed beyond this id');
END`,
    ],
  },
  {
    name: '0010_staff',
    statements: [
      `CREATE TABLE \`approval_decisions\` (
	\`approval_id\` integer PRIMARY KEY NOT NULL,
	\`decision\` text NOT NULL,
	\`decided_by\` integer NOT NULL,
	\`decided_at\` integer NOT NULL,
	\`transaction_id\` integer,
	\`sealed\` blob,
	CONSTRAINT \`approved_is_posted\` CHECK ((\`decision\` = 'approved') = (\`transaction_id\` IS NOT NULL))
) STRICT`,
      `CREATE UNIQUE INDEX \`approval_decisions_transaction\` ON \`approval_decisions\` (\`transaction_id\`)`,
      `CREATE TABLE \`approvals\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`unit\` text NOT NULL,
	\`amount\` integer NOT NULL,
	\`sealed\` blob NOT NULL,
	\`asked_by\` integer NOT NULL,
	\`asked_at\` integer NOT NULL,
	CONSTRAINT \`approval_moves\` CHECK (\`amount\` <> 0)
) STRICT`,
      `CREATE INDEX \`approvals_of_asker\` ON \`approvals\` (\`asked_by\`)`,
      `CREATE TABLE \`audit_entries\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`at\` integer NOT NULL,
	\`actor_id\` integer,
	\`act\` text NOT NULL,
	\`subject\` text NOT NULL,
	\`member_id\` integer,
	\`sealed\` blob
) STRICT`,
      `CREATE INDEX \`audit_entries_of_member\` ON \`audit_entries\` (\`member_id\`) WHERE member_id IS NOT NULL`,
      `CREATE INDEX \`audit_entries_of_actor\` ON \`audit_entries\` (\`actor_id\`)`,
      `CREATE TABLE \`identity_providers\` (
	\`one\` integer PRIMARY KEY NOT NULL,
	\`issuer\` text NOT NULL,
	\`client_id\` text NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`sealed\` blob NOT NULL,
	\`email_domain\` text,
	CONSTRAINT \`at_most_one\` CHECK (\`one\` = 1)
) STRICT`,
      `CREATE TABLE \`sign_in_attempts\` (
	\`email_hash\` blob PRIMARY KEY NOT NULL,
	\`failures\` integer NOT NULL,
	\`last_at\` integer NOT NULL,
	\`locked_until\` integer NOT NULL,
	CONSTRAINT \`failures_count\` CHECK (\`failures\` > 0)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`attempts_by_time\` ON \`sign_in_attempts\` (\`last_at\`)`,
      `CREATE TABLE \`staff\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`email_hash\` blob NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`sealed\` blob NOT NULL,
	\`role\` text NOT NULL,
	\`store\` text,
	\`member_id\` integer,
	\`active\` integer NOT NULL,
	\`password\` text,
	\`invitation_hash\` blob,
	\`invitation_expires_at\` integer,
	\`created_at\` integer NOT NULL,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`an_invitation_ends\` CHECK ((\`invitation_hash\` IS NULL) = (\`invitation_expires_at\` IS NULL)),
	CONSTRAINT \`role_is_known\` CHECK (\`role\` IN ('associate', 'manager', 'admin'))
) STRICT`,
      `CREATE UNIQUE INDEX \`staff_email_hash_unique\` ON \`staff\` (\`email_hash\`)`,
      `CREATE UNIQUE INDEX \`staff_invitation_hash_unique\` ON \`staff\` (\`invitation_hash\`)`,
      `CREATE TABLE \`staff_grants\` (
	\`staff_id\` integer NOT NULL,
	\`unit\` text NOT NULL,
	\`day\` integer NOT NULL,
	\`total\` integer NOT NULL,
	\`most\` integer,
	PRIMARY KEY(\`staff_id\`, \`unit\`, \`day\`),
	CONSTRAINT \`within_daily_limit\` CHECK (\`total\` <= \`most\`),
	CONSTRAINT \`total_counts\` CHECK (\`total\` > 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`staff_limits\` (
	\`unit\` text PRIMARY KEY NOT NULL,
	\`per_act\` integer NOT NULL,
	\`per_day\` integer NOT NULL,
	CONSTRAINT \`limit_counts\` CHECK (\`per_act\` >= 0 AND \`per_day\` >= 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`staff_sessions\` (
	\`token_hash\` blob PRIMARY KEY NOT NULL,
	\`staff_id\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`expires_at\` integer NOT NULL,
	\`seen_at\` integer NOT NULL
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`sessions_of_staff\` ON \`staff_sessions\` (\`staff_id\`)`,
      `CREATE INDEX \`transactions_by_hand\` ON \`transactions\` (\`id\`) WHERE kind IN (7, 8, 10, 11)`,
      `CREATE TRIGGER \`audit_entries_no_update\` BEFORE UPDATE ON \`audit_entries\` BEGIN
	SELECT RAISE(ABORT, 'audit_entries are never changed');
END`,
      `CREATE TRIGGER \`audit_entries_no_delete\` BEFORE DELETE ON \`audit_entries\` BEGIN
	SELECT RAISE(ABORT, 'audit_entries are never changed');
END`,
      `CREATE TRIGGER \`audit_entries_no_replace\` BEFORE INSERT ON \`audit_entries\`
WHEN EXISTS (SELECT 1 FROM \`audit_entries\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(IGNORE);
END`,
      `CREATE TRIGGER \`approvals_no_update\` BEFORE UPDATE ON \`approvals\` BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END`,
      `CREATE TRIGGER \`approvals_no_delete\` BEFORE DELETE ON \`approvals\` BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END`,
      `CREATE TRIGGER \`approvals_no_replace\` BEFORE INSERT ON \`approvals\`
WHEN EXISTS (SELECT 1 FROM \`approvals\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'approvals are never replaced');
END`,
      `CREATE TRIGGER \`approval_decisions_no_update\` BEFORE UPDATE ON \`approval_decisions\` BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never changed');
END`,
      `CREATE TRIGGER \`approval_decisions_no_delete\` BEFORE DELETE ON \`approval_decisions\` BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never changed');
END`,
      `CREATE TRIGGER \`approval_decisions_no_replace\` BEFORE INSERT ON \`approval_decisions\`
WHEN EXISTS (SELECT 1 FROM \`approval_decisions\` WHERE \`approval_id\` = NEW.\`approval_id\` OR \`transaction_id\` = NEW.\`transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never replaced');
END`,
      `CREATE TRIGGER \`approval_decisions_of_others\` BEFORE INSERT ON \`approval_decisions\`
WHEN NOT EXISTS (SELECT 1 FROM \`approvals\` WHERE \`id\` = NEW.\`approval_id\` AND \`asked_by\` <> NEW.\`decided_by\`) BEGIN
	SELECT RAISE(ABORT, 'nobody decides what they asked for themselves');
END`,
      `CREATE TRIGGER \`staff_no_delete\` BEFORE DELETE ON \`staff\` BEGIN
	SELECT RAISE(ABORT, 'staff are never deleted');
END`,
      `CREATE TRIGGER \`staff_in_order\` BEFORE UPDATE OF \`revision\` ON \`staff\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the account was changed meanwhile');
END`,
      `CREATE TRIGGER \`api_keys_last_secret\` BEFORE UPDATE OF \`revoked_at\` ON \`api_keys\`
WHEN NEW.\`revoked_at\` IS NOT NULL AND OLD.\`revoked_at\` IS NULL AND OLD.\`kind\` = 'secret' AND OLD.\`store\` IS NULL AND NOT EXISTS (SELECT 1 FROM \`api_keys\` WHERE \`kind\` = 'secret' AND \`store\` IS NULL AND \`revoked_at\` IS NULL AND \`id\` <> OLD.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'the last secret key stays');
END`,
      `CREATE TRIGGER \`api_keys_are_no_others\` BEFORE INSERT ON \`api_keys\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`id\`) OR EXISTS (SELECT 1 FROM \`staff\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END`,
      `CREATE TRIGGER \`members_are_no_others\` BEFORE INSERT ON \`members\`
WHEN EXISTS (SELECT 1 FROM \`api_keys\` WHERE \`id\` = NEW.\`id\`) OR EXISTS (SELECT 1 FROM \`staff\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END`,
      `CREATE TRIGGER \`staff_are_no_others\` BEFORE INSERT ON \`staff\`
WHEN EXISTS (SELECT 1 FROM \`api_keys\` WHERE \`id\` = NEW.\`id\`) OR EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END`,
    ],
  },
  {
    name: '0011_replays',
    statements: [
      `CREATE TABLE \`replays\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`plan\` text NOT NULL,
	\`cursor\` integer NOT NULL,
	\`members\` integer NOT NULL,
	\`totals\` text NOT NULL,
	\`done_at\` integer,
	\`failure\` text,
	CONSTRAINT \`failed_once_it_is_done\` CHECK (\`failure\` IS NULL OR \`done_at\` IS NOT NULL)
) STRICT`,
      `CREATE INDEX \`replays_open\` ON \`replays\` (\`id\`) WHERE done_at IS NULL`,
    ],
  },
  { name: '0012_password_only', statements: [`DROP TABLE \`identity_providers\``] },
  {
    name: '0013_promotion_gifts',
    statements: [
      `CREATE TABLE \`promotion_gifts\` (
	\`purchase_id\` integer NOT NULL,
	\`revision_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text NOT NULL,
	\`given_id\` integer,
	\`why_not\` text,
	PRIMARY KEY(\`purchase_id\`, \`revision_id\`, \`kind\`, \`code\`),
	CONSTRAINT \`gift_kind_is_known\` CHECK (\`kind\` IN ('gift', 'coupon')),
	CONSTRAINT \`given_or_why_not\` CHECK ((\`given_id\` IS NULL) = (\`why_not\` IS NOT NULL))
) STRICT, WITHOUT ROWID`,
      `CREATE UNIQUE INDEX \`promotion_gifts_given\` ON \`promotion_gifts\` (\`given_id\`) WHERE given_id IS NOT NULL`,
      `CREATE TABLE \`return_gifts\` (
	\`return_id\` integer NOT NULL,
	\`revision_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text NOT NULL,
	\`taken_back\` integer NOT NULL,
	PRIMARY KEY(\`return_id\`, \`revision_id\`, \`kind\`, \`code\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TRIGGER \`promotion_gifts_no_update\` BEFORE UPDATE ON \`promotion_gifts\` BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never changed');
END`,
      `CREATE TRIGGER \`promotion_gifts_no_delete\` BEFORE DELETE ON \`promotion_gifts\` BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never changed');
END`,
      `CREATE TRIGGER \`promotion_gifts_no_replace\` BEFORE INSERT ON \`promotion_gifts\`
WHEN EXISTS (SELECT 1 FROM \`promotion_gifts\` WHERE (\`purchase_id\` = NEW.\`purchase_id\` AND \`revision_id\` = NEW.\`revision_id\` AND \`kind\` = NEW.\`kind\` AND \`code\` = NEW.\`code\`) OR \`given_id\` = NEW.\`given_id\`) BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never replaced');
END`,
      `CREATE TRIGGER \`return_gifts_no_update\` BEFORE UPDATE ON \`return_gifts\` BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never changed');
END`,
      `CREATE TRIGGER \`return_gifts_no_delete\` BEFORE DELETE ON \`return_gifts\` BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never changed');
END`,
      `CREATE TRIGGER \`return_gifts_no_replace\` BEFORE INSERT ON \`return_gifts\`
WHEN EXISTS (SELECT 1 FROM \`return_gifts\` WHERE \`return_id\` = NEW.\`return_id\` AND \`revision_id\` = NEW.\`revision_id\` AND \`kind\` = NEW.\`kind\` AND \`code\` = NEW.\`code\`) BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never replaced');
END`,
    ],
  },
  {
    name: '0014_lots_by_member',
    statements: [
      `CREATE TABLE \`lots_by_member\` (
	\`transaction_id\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`earned_at\` integer NOT NULL,
	\`expires_on\` integer,
	\`amount\` integer NOT NULL,
	\`opened\` integer NOT NULL,
	\`remaining\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`transaction_id\`, \`unit\`),
	CONSTRAINT \`lot_holds\` CHECK (\`remaining\` >= 0 AND \`remaining\` <= \`amount\` AND \`opened\` >= 0 AND \`opened\` <= \`amount\`)
) STRICT, WITHOUT ROWID`,
      `INSERT INTO \`lots_by_member\` (\`transaction_id\`, \`unit\`, \`member_id\`, \`earned_at\`, \`expires_on\`, \`amount\`, \`opened\`, \`remaining\`)
SELECT \`transaction_id\`, \`unit\`, \`member_id\`, \`earned_at\`, \`expires_on\`, \`amount\`, \`opened\`, \`remaining\`
FROM \`lots\` ORDER BY \`member_id\`, \`transaction_id\`, \`unit\``,
      `DROP TABLE \`lots\``,
      `ALTER TABLE \`lots_by_member\` RENAME TO \`lots\``,
      `ALTER TABLE \`standings\` ADD \`expires_on\` integer`,
      `UPDATE \`standings\` SET \`expires_on\` = (
	SELECT min(\`lots\`.\`expires_on\`) FROM \`lots\` WHERE \`lots\`.\`member_id\` = \`standings\`.\`member_id\` AND \`lots\`.\`remaining\` > 0
)`,
      `CREATE INDEX \`standings_expiring\` ON \`standings\` (\`expires_on\`) WHERE expires_on IS NOT NULL`,
      `DROP INDEX \`moves_of_lot\``,
      `CREATE INDEX \`transactions_expiring\` ON \`transactions\` (\`member_id\`) WHERE kind = 6`,
      `CREATE TRIGGER \`lots_opened\` AFTER INSERT ON \`lots\`
WHEN NEW.\`remaining\` > 0 AND NEW.\`expires_on\` IS NOT NULL BEGIN
	UPDATE \`standings\` SET \`expires_on\` = NEW.\`expires_on\`
	WHERE \`member_id\` = NEW.\`member_id\` AND (\`expires_on\` IS NULL OR \`expires_on\` > NEW.\`expires_on\`);
END`,
    ],
  },
  {
    name: '0015_dossier',
    statements: [
      `CREATE TABLE \`custom_fields\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`type\` text NOT NULL,
	\`name\` text NOT NULL,
	\`options\` text NOT NULL,
	\`weight\` integer NOT NULL,
	\`active\` integer NOT NULL,
	\`revision\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	CONSTRAINT \`weight_is_a_percentage\` CHECK (\`weight\` BETWEEN 0 AND 100),
	CONSTRAINT \`active_or_not\` CHECK (\`active\` IN (0, 1))
) STRICT`,
      `CREATE UNIQUE INDEX \`custom_fields_code_unique\` ON \`custom_fields\` (\`code\`)`,
      `CREATE TABLE \`dossiers\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`occupation\` text,
	\`education\` text,
	\`preferred_channel\` text,
	\`quiet_from\` integer,
	\`quiet_until\` integer,
	\`sealed\` blob NOT NULL,
	\`revision\` integer NOT NULL,
	\`changed_at\` integer NOT NULL,
	CONSTRAINT \`quiet_hours_are_of_a_day\` CHECK ((\`quiet_from\` IS NULL) = (\`quiet_until\` IS NULL) AND (\`quiet_from\` IS NULL OR (\`quiet_from\` BETWEEN 0 AND 1439 AND \`quiet_until\` BETWEEN 0 AND 1439 AND \`quiet_from\` <> \`quiet_until\`)))
) STRICT`,
      `CREATE TABLE \`family_members\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`relation\` text NOT NULL,
	\`birth_year\` integer,
	\`birth_month\` integer,
	\`birth_day\` integer,
	\`lunar_month\` integer,
	\`lunar_day\` integer,
	\`lunar_leap\` integer,
	\`sealed\` blob NOT NULL,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`leap_or_not\` CHECK (\`lunar_leap\` IN (0, 1))
) STRICT`,
      `CREATE INDEX \`family_of_member\` ON \`family_members\` (\`member_id\`)`,
      `CREATE TABLE \`member_fields\` (
	\`member_id\` integer NOT NULL,
	\`field\` text NOT NULL,
	\`code\` text NOT NULL,
	\`number\` integer,
	PRIMARY KEY(\`member_id\`, \`field\`, \`code\`)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`member_fields_of\` ON \`member_fields\` (\`field\`,\`code\`,\`number\`)`,
      `CREATE TABLE \`member_interests\` (
	\`member_id\` integer NOT NULL,
	\`interest\` text NOT NULL,
	PRIMARY KEY(\`member_id\`, \`interest\`)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`member_interests_of\` ON \`member_interests\` (\`interest\`)`,
      `CREATE TABLE \`member_notes\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`sealed\` blob NOT NULL,
	\`written_at\` integer NOT NULL,
	\`author_id\` integer NOT NULL
) STRICT`,
      `CREATE INDEX \`notes_of_member\` ON \`member_notes\` (\`member_id\`)`,
      `CREATE TABLE \`member_sizes\` (
	\`member_id\` integer NOT NULL,
	\`garment\` text NOT NULL,
	\`size\` text NOT NULL,
	PRIMARY KEY(\`member_id\`, \`garment\`)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`member_sizes_of\` ON \`member_sizes\` (\`garment\`,\`size\`)`,
      `CREATE TABLE \`member_tags\` (
	\`member_id\` integer NOT NULL,
	\`tag\` text NOT NULL,
	PRIMARY KEY(\`member_id\`, \`tag\`)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`member_tags_of\` ON \`member_tags\` (\`tag\`)`,
      `ALTER TABLE \`consents\` ADD \`actor_id\` integer`,
      `CREATE TRIGGER \`dossiers_in_order\` BEFORE UPDATE ON \`dossiers\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the dossier was changed meanwhile');
END`,
      `CREATE TRIGGER \`family_members_in_order\` BEFORE UPDATE ON \`family_members\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the person was changed meanwhile');
END`,
      `CREATE TRIGGER \`custom_fields_in_order\` BEFORE UPDATE ON \`custom_fields\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the field was changed meanwhile');
END`,
      `CREATE TRIGGER \`custom_fields_keep_their_type\` BEFORE UPDATE ON \`custom_fields\`
WHEN NEW.\`type\` <> OLD.\`type\` OR NEW.\`code\` <> OLD.\`code\` BEGIN
	SELECT RAISE(ABORT, 'a field keeps its code and type');
END`,
      `CREATE TRIGGER \`custom_fields_are_bounded\` BEFORE INSERT ON \`custom_fields\`
WHEN (SELECT count(*) FROM \`custom_fields\`) >= 100 BEGIN
	SELECT RAISE(ABORT, 'there are too many fields');
END`,
      `CREATE TRIGGER \`member_tags_are_bounded\` BEFORE INSERT ON \`member_tags\`
WHEN (SELECT count(*) FROM \`member_tags\` WHERE \`member_id\` = NEW.\`member_id\`) >= 100 BEGIN
	SELECT RAISE(ABORT, 'there are too many tags');
END`,
      `CREATE TRIGGER \`family_members_are_bounded\` BEFORE INSERT ON \`family_members\`
WHEN (SELECT count(*) FROM \`family_members\` WHERE \`member_id\` = NEW.\`member_id\`) >= 50 BEGIN
	SELECT RAISE(ABORT, 'there are too many of a family');
END`,
      `CREATE TRIGGER \`member_notes_are_bounded\` BEFORE INSERT ON \`member_notes\`
WHEN (SELECT count(*) FROM \`member_notes\` WHERE \`member_id\` = NEW.\`member_id\`) >= 1000 BEGIN
	SELECT RAISE(ABORT, 'there are too many notes');
END`,
    ],
  },
  {
    name: '0016_erasures',
    statements: [
      `CREATE TABLE \`erasures\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL
) STRICT`,
      `CREATE UNIQUE INDEX \`erasures_member_id_unique\` ON \`erasures\` (\`member_id\`)`,
      `CREATE TRIGGER \`erasures_no_update\` BEFORE UPDATE ON \`erasures\` BEGIN
	SELECT RAISE(ABORT, 'erasures are never changed');
END`,
      `CREATE TRIGGER \`erasures_no_delete\` BEFORE DELETE ON \`erasures\` BEGIN
	SELECT RAISE(ABORT, 'erasures are never changed');
END`,
      `CREATE TRIGGER \`erasures_no_replace\` BEFORE INSERT ON \`erasures\`
WHEN EXISTS (SELECT 1 FROM \`erasures\` WHERE \`id\` = NEW.\`id\` OR \`member_id\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'erasures are never replaced');
END`,
      `CREATE TRIGGER \`members_stay_gone\` BEFORE UPDATE OF \`status\` ON \`members\`
WHEN OLD.\`status\` <> 'active' BEGIN
	SELECT RAISE(ABORT, 'who is gone stays gone');
END`,
      `CREATE TRIGGER \`profiles_of_who_is_there\` BEFORE INSERT ON \`profiles\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`lookups_of_who_is_there\` BEFORE INSERT ON \`lookups\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`cards_of_who_is_there\` BEFORE INSERT ON \`cards\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`consents_of_who_is_there\` BEFORE INSERT ON \`consents\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`brand_cards_of_who_is_there\` BEFORE INSERT ON \`brand_cards\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`standings_of_who_is_there\` BEFORE INSERT ON \`standings\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`member_coupons_of_who_is_there\` BEFORE INSERT ON \`member_coupons\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`benefit_uses_of_who_is_there\` BEFORE INSERT ON \`benefit_uses\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`dossiers_of_who_is_there\` BEFORE INSERT ON \`dossiers\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`member_interests_of_who_is_there\` BEFORE INSERT ON \`member_interests\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`member_sizes_of_who_is_there\` BEFORE INSERT ON \`member_sizes\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`member_tags_of_who_is_there\` BEFORE INSERT ON \`member_tags\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`family_members_of_who_is_there\` BEFORE INSERT ON \`family_members\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`member_notes_of_who_is_there\` BEFORE INSERT ON \`member_notes\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`member_fields_of_who_is_there\` BEFORE INSERT ON \`member_fields\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
    ],
  },
  {
    name: '0017_messages',
    statements: [
      `ALTER TABLE \`dossiers\` ADD \`language\` text CHECK (\`language\` IN ('en', 'zh-CN', 'zh-TW'))`,
      `CREATE TABLE \`campaigns\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`template\` text NOT NULL,
	\`channel\` text NOT NULL,
	\`purpose\` text NOT NULL,
	\`audience\` text NOT NULL,
	\`data\` text NOT NULL,
	\`starts_at\` integer NOT NULL,
	\`control_share\` integer NOT NULL,
	\`response_days\` integer NOT NULL,
	\`status\` text NOT NULL,
	\`cursor\` integer NOT NULL,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`purpose_is_known\` CHECK (\`purpose\` IN ('marketing', 'service')),
	CONSTRAINT \`campaign_status_is_known\` CHECK (\`status\` IN ('scheduled', 'done', 'cancelled'))
) STRICT`,
      `CREATE INDEX \`campaigns_waiting\` ON \`campaigns\` (\`starts_at\`) WHERE status = 'scheduled'`,
      `CREATE TABLE \`channel_accounts\` (
	\`channel\` text PRIMARY KEY NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`sealed\` blob NOT NULL,
	\`revision\` integer NOT NULL
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`message_templates\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`channel\` text NOT NULL,
	\`document\` text NOT NULL,
	\`active\` integer NOT NULL,
	\`revision\` integer NOT NULL
) STRICT`,
      `CREATE UNIQUE INDEX \`message_templates_code_unique\` ON \`message_templates\` (\`code\`)`,
      `CREATE TABLE \`messages\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`campaign_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`occasion\` text NOT NULL,
	\`status\` text NOT NULL,
	\`decided_at\` integer NOT NULL,
	\`send_at\` integer NOT NULL,
	\`attempts\` integer NOT NULL,
	\`next_at\` integer,
	\`carrier_id\` text,
	\`code\` text,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`message_status_is_known\` CHECK (\`status\` IN ('waiting', 'sent', 'failed', 'task', 'done', 'held_out', 'unreachable', 'no_consent', 'frequency_cap', 'always_quiet')),
	CONSTRAINT \`waiting_is_tried_again\` CHECK ((\`status\` = 'waiting') = (\`next_at\` IS NOT NULL))
) STRICT`,
      `CREATE UNIQUE INDEX \`messages_once\` ON \`messages\` (\`campaign_id\`,\`member_id\`,\`occasion\`)`,
      `CREATE INDEX \`messages_of_member\` ON \`messages\` (\`member_id\`,\`send_at\`)`,
      `CREATE INDEX \`messages_due\` ON \`messages\` (\`next_at\`) WHERE next_at IS NOT NULL`,
      `CREATE TRIGGER \`message_templates_in_order\` BEFORE UPDATE ON \`message_templates\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the template was changed meanwhile');
END`,
      `CREATE TRIGGER \`channel_accounts_in_order\` BEFORE UPDATE ON \`channel_accounts\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the account was changed meanwhile');
END`,
      `CREATE TRIGGER \`campaigns_in_order\` BEFORE UPDATE ON \`campaigns\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the campaign was changed meanwhile');
END`,
      `CREATE TRIGGER \`messages_in_order\` BEFORE UPDATE ON \`messages\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the message was changed meanwhile');
END`,
      `CREATE TRIGGER \`messages_of_who_is_there\` BEFORE INSERT ON \`messages\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
    ],
  },
  {
    name: '0018_imports',
    statements: [
      `CREATE TABLE \`import_made\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`made_id\` integer NOT NULL,
	\`change\` text NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`),
	CONSTRAINT \`change_known\` CHECK (\`change\` IN ('created', 'updated'))
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`import_made_of\` ON \`import_made\` (\`made_id\`)`,
      `CREATE TABLE \`import_rejections\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`code\` text NOT NULL,
	\`message\` text NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`import_rows\` (
	\`import_id\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`sealed\` blob NOT NULL,
	PRIMARY KEY(\`import_id\`, \`unit\`, \`row\`),
	CONSTRAINT \`unit_begins_with_its_first_row\` CHECK (\`unit\` <= \`row\`)
) STRICT`,
      `CREATE TABLE \`imports\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`plan\` text NOT NULL,
	\`wrapped_key\` blob,
	\`dry_run\` integer NOT NULL,
	\`rows\` integer NOT NULL,
	\`cursor\` integer NOT NULL,
	\`done\` integer NOT NULL,
	\`created\` integer NOT NULL,
	\`updated\` integer NOT NULL,
	\`rejected\` integer NOT NULL,
	\`done_at\` integer,
	\`ending\` text,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`kind_known\` CHECK (\`kind\` IN ('members', 'purchases')),
	CONSTRAINT \`ends_once\` CHECK ((\`done_at\` IS NULL) = (\`ending\` IS NULL)),
	CONSTRAINT \`its_key_goes_with_its_rows\` CHECK ((\`done_at\` IS NULL) = (\`wrapped_key\` IS NOT NULL)),
	CONSTRAINT \`within_its_rows\` CHECK (\`done\` BETWEEN 0 AND \`rows\`)
) STRICT`,
      `CREATE INDEX \`imports_open\` ON \`imports\` (\`id\`) WHERE done_at IS NULL`,
      `CREATE TRIGGER \`imports_in_order\` BEFORE UPDATE ON \`imports\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 OR OLD.\`done_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the import went on meanwhile');
END`,
    ],
  },
  {
    name: '0019_webhooks',
    statements: [
      `CREATE TABLE \`event_marks\` (
	\`one\` integer PRIMARY KEY NOT NULL,
	\`through\` integer NOT NULL,
	CONSTRAINT \`one_mark\` CHECK (\`one\` = 1)
) STRICT`,
      `CREATE TABLE \`events\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`type\` integer NOT NULL,
	\`member_id\` integer,
	\`at\` integer NOT NULL,
	\`detail\` text,
	CONSTRAINT \`detail_is_json\` CHECK (\`detail\` IS NULL OR json_valid(\`detail\`))
) STRICT`,
      `CREATE TABLE \`webhook_deliveries\` (
	\`webhook_id\` integer NOT NULL,
	\`event_id\` integer NOT NULL,
	\`type\` integer NOT NULL,
	\`member_id\` integer,
	\`attempts\` integer NOT NULL,
	\`next_at\` integer,
	\`dead_at\` integer,
	\`first_at\` integer NOT NULL,
	\`status\` integer,
	\`error\` text,
	PRIMARY KEY(\`webhook_id\`, \`event_id\`, \`type\`),
	CONSTRAINT \`dead_is_not_tried\` CHECK (\`next_at\` IS NULL OR \`dead_at\` IS NULL),
	CONSTRAINT \`attempts_count\` CHECK (\`attempts\` >= 0)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`webhook_deliveries_due\` ON \`webhook_deliveries\` (\`webhook_id\`,\`next_at\`) WHERE next_at IS NOT NULL`,
      `CREATE INDEX \`webhook_deliveries_of_member\` ON \`webhook_deliveries\` (\`webhook_id\`,\`member_id\`)`,
      `CREATE TABLE \`webhooks\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`url\` text NOT NULL,
	\`description\` text,
	\`types\` text,
	\`enabled\` integer NOT NULL,
	\`disabled_because\` text,
	\`created_at\` integer NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`secret\` blob NOT NULL,
	\`previous_secret\` blob,
	\`previous_until\` integer,
	\`cursor\` integer NOT NULL,
	\`failures\` integer NOT NULL,
	\`failing_since\` integer,
	\`delivered_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`disabled_because\` CHECK (\`disabled_because\` IS NULL OR (\`enabled\` = 0 AND \`disabled_because\` IN ('gone', 'failing'))),
	CONSTRAINT \`overlap_ends\` CHECK ((\`previous_secret\` IS NULL) = (\`previous_until\` IS NULL)),
	CONSTRAINT \`failures_count\` CHECK (\`failures\` >= 0)
) STRICT`,
      `INSERT INTO \`event_marks\` (\`one\`, \`through\`) VALUES (1, 0)`,
      `CREATE TRIGGER \`event_marks_move_on\` BEFORE UPDATE ON \`event_marks\`
WHEN NEW.\`through\` < OLD.\`through\` BEGIN
	SELECT RAISE(IGNORE);
END`,
      `CREATE TRIGGER \`transactions_not_told\` BEFORE INSERT ON \`transactions\`
WHEN NEW.\`id\` <= (SELECT \`through\` FROM \`event_marks\` WHERE \`one\` = 1) BEGIN
	SELECT RAISE(ABORT, 'the journal is sealed beyond this id');
END`,
      `CREATE TRIGGER \`events_no_update\` BEFORE UPDATE ON \`events\` BEGIN
	SELECT RAISE(ABORT, 'events are never changed');
END`,
      `CREATE TRIGGER \`events_no_delete\` BEFORE DELETE ON \`events\` BEGIN
	SELECT RAISE(ABORT, 'events are never changed');
END`,
      `CREATE VIEW \`next_event\` AS SELECT 1 + max(
	coalesce((SELECT max(\`id\`) FROM \`events\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`transactions\`), 0),
	coalesce((SELECT \`through\` FROM \`event_marks\` WHERE \`one\` = 1), 0),
	coalesce((SELECT max(\`id\`) FROM \`members\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`consents\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`benefit_uses\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`job_occurrences\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`audit_entries\`), 0)
) AS \`id\``,
      `CREATE TRIGGER \`events_of_members\` AFTER INSERT ON \`members\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 0, NEW.\`id\`, NEW.\`registered_at\`, NULL);
END`,
      `CREATE TRIGGER \`events_of_consents\` AFTER INSERT ON \`consents\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 5, NEW.\`member_id\`, NEW.\`at\`, json_object('channel', NEW.\`channel\`, 'purpose', NEW.\`purpose\`, 'granted', json(iif(NEW.\`granted\`, 'true', 'false'))));
END`,
      `CREATE TRIGGER \`events_of_tiers\` AFTER UPDATE OF \`tier\` ON \`standings\`
WHEN NEW.\`tier\` IS NOT OLD.\`tier\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 4, NEW.\`member_id\`,
		coalesce(
			iif(NEW.\`seq\` > OLD.\`seq\`, (SELECT \`recorded_at\` FROM \`transactions\` WHERE \`member_id\` = NEW.\`member_id\` AND \`seq\` = NEW.\`seq\`), NULL),
			(SELECT \`at\` FROM \`job_occurrences\` ORDER BY \`id\` DESC LIMIT 1),
			0),
		json_object('before', OLD.\`tier\`, 'after', NEW.\`tier\`));
END`,
      `CREATE TRIGGER \`events_of_benefits\` AFTER INSERT ON \`benefit_uses\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 18, NEW.\`member_id\`, NEW.\`recorded_at\`, json_object('benefitUseId', NEW.\`id\`, 'benefit', NEW.\`benefit\`));
END`,
      `CREATE TRIGGER \`events_of_redemptions\` AFTER INSERT ON \`redemption_ends\`
WHEN NEW.\`end\` = 'collected' BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 11, (SELECT \`member_id\` FROM \`redemptions\` WHERE \`id\` = NEW.\`redemption_id\`), NEW.\`recorded_at\`, json_object('redemptionId', NEW.\`redemption_id\`));
END`,
      `CREATE TRIGGER \`events_of_coupons\` AFTER INSERT ON \`member_coupons\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 14, NEW.\`member_id\`, NEW.\`recorded_at\`, json_object('couponId', NEW.\`id\`, 'coupon', NEW.\`coupon\`, 'because', NEW.\`because\`));
END`,
      `CREATE TRIGGER \`events_of_withdrawals\` AFTER INSERT ON \`coupon_withdrawals\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 17, (SELECT \`member_id\` FROM \`member_coupons\` WHERE \`id\` = NEW.\`coupon_id\`), NEW.\`occurred_at\`, json_object('couponId', NEW.\`coupon_id\`));
END`,
      `CREATE TRIGGER \`events_of_undos\` AFTER INSERT ON \`benefit_undos\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 19, (SELECT \`member_id\` FROM \`benefit_uses\` WHERE \`id\` = NEW.\`use_id\`), NEW.\`recorded_at\`, json_object('benefitUseId', NEW.\`use_id\`));
END`,
      `CREATE TRIGGER \`events_of_changes\` AFTER INSERT ON \`audit_entries\`
WHEN NEW.\`act\` IN ('memberChanged', 'dossierChanged', 'memberErased') BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), iif(NEW.\`act\` = 'memberErased', 2, 1), NEW.\`member_id\`, NEW.\`at\`, NULL);
END`,
      `CREATE TRIGGER \`webhooks_in_order\` BEFORE UPDATE ON \`webhooks\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the endpoint was changed meanwhile');
END`,
      `CREATE TRIGGER \`webhook_deliveries_of_one\` BEFORE INSERT ON \`webhook_deliveries\`
WHEN NOT EXISTS (SELECT 1 FROM \`webhooks\` WHERE \`id\` = NEW.\`webhook_id\`) BEGIN
	SELECT RAISE(ABORT, 'there is no such endpoint');
END`,
      `CREATE TRIGGER \`webhooks_at_most\` BEFORE INSERT ON \`webhooks\`
WHEN (SELECT count(*) FROM \`webhooks\`) >= 50 BEGIN
	SELECT RAISE(ABORT, 'there are as many endpoints as may be');
END`,
    ],
  },
  {
    name: '0020_segments',
    statements: [
      `CREATE TABLE \`segments\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`filter\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`created_at\` integer NOT NULL
) STRICT`,
      `CREATE TRIGGER \`segments_in_order\` BEFORE UPDATE ON \`segments\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the segment was changed meanwhile');
END`,
      `CREATE TRIGGER \`segments_are_bounded\` BEFORE INSERT ON \`segments\`
WHEN (SELECT count(*) FROM \`segments\`) >= 200 BEGIN
	SELECT RAISE(ABORT, 'there are too many segments');
END`,
    ],
  },
  {
    name: '0021_insight',
    statements: [
      `CREATE TABLE \`insight_snapshots\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`day\` integer NOT NULL,
	\`cuts\` text,
	\`figures\` text NOT NULL,
	\`pairings\` text NOT NULL,
	\`is_done\` integer NOT NULL,
	CONSTRAINT \`insight_snapshot_done\` CHECK (\`is_done\` IN (0, 1))
) STRICT`,
      `CREATE UNIQUE INDEX \`insight_snapshots_by_day\` ON \`insight_snapshots\` (\`day\`)`,
      `CREATE TABLE \`member_baskets\` (
	\`member_id\` integer NOT NULL,
	\`a\` text NOT NULL,
	\`b\` text NOT NULL,
	\`receipts\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`a\`, \`b\`),
	CONSTRAINT \`member_basket\` CHECK (\`a\` <= \`b\` AND \`receipts\` > 0)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`member_facts\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`seq\` integer NOT NULL,
	\`half_life_days\` integer,
	\`receipts\` integer NOT NULL,
	\`purchase_days\` integer NOT NULL,
	\`first_on\` integer NOT NULL,
	\`last_on\` integer NOT NULL,
	\`sales_minor\` integer NOT NULL,
	\`spend_minor\` integer NOT NULL,
	\`promotional_minor\` integer NOT NULL,
	\`returned_minor\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`member_cash_minor\` integer NOT NULL,
	\`units\` integer NOT NULL,
	\`price_low_minor\` integer NOT NULL,
	\`price_median_minor\` integer NOT NULL,
	\`price_high_minor\` integer NOT NULL,
	\`promotion_share\` integer NOT NULL,
	\`cycle_days_x2\` integer,
	\`pyramid\` text,
	\`probability_active\` integer,
	\`expected_purchases\` integer,
	\`expected_value_minor\` integer,
	CONSTRAINT \`member_facts_bought\` CHECK (\`receipts\` > 0 AND \`purchase_days\` > 0 AND \`first_on\` <= \`last_on\` AND \`units\` > 0),
	CONSTRAINT \`member_facts_amounts\` CHECK (\`sales_minor\` >= 0 AND \`promotional_minor\` BETWEEN 0 AND \`sales_minor\` AND \`returned_minor\` >= 0),
	CONSTRAINT \`member_facts_share\` CHECK (\`promotion_share\` BETWEEN 0 AND 10000),
	CONSTRAINT \`member_facts_pyramid\` CHECK (\`pyramid\` IN ('A', 'B', 'C', 'D')),
	CONSTRAINT \`member_facts_forecast\` CHECK (\`probability_active\` BETWEEN 0 AND 1000000 AND \`expected_purchases\` >= 0 AND \`expected_value_minor\` >= 0)
) STRICT`,
      `CREATE TABLE \`member_preferences\` (
	\`member_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`value\` text NOT NULL,
	\`share\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`kind\`, \`value\`),
	CONSTRAINT \`member_preference_kind\` CHECK (\`kind\` IN ('sizes', 'colors', 'brands', 'categories', 'stores', 'weekdays', 'hours')),
	CONSTRAINT \`member_preference_share\` CHECK (\`share\` BETWEEN 0 AND 10000)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`job_occurrences_aside\` AS SELECT * FROM \`job_occurrences\``,
      `DROP TABLE \`job_occurrences\``,
      `CREATE TABLE \`job_occurrences\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text,
	\`day\` integer NOT NULL,
	\`at\` integer NOT NULL,
	\`cursor\` integer NOT NULL,
	\`members\` integer NOT NULL,
	\`done_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`job_kind\` CHECK (\`kind\` IN ('seal', 'lapse', 'expiry', 'inactivity', 'tiers', 'rebate', 'insight', 'forecast')),
	CONSTRAINT \`job_counts\` CHECK (\`members\` >= 0 AND \`revision\` >= 0)
) STRICT`,
      `INSERT INTO \`job_occurrences\` (\`id\`, \`name\`, \`kind\`, \`code\`, \`day\`, \`at\`, \`cursor\`, \`members\`, \`done_at\`, \`revision\`) SELECT \`id\`, \`name\`, \`kind\`, \`code\`, \`day\`, \`at\`, \`cursor\`, \`members\`, \`done_at\`, \`revision\` FROM \`job_occurrences_aside\``,
      `DROP TABLE \`job_occurrences_aside\``,
      `CREATE UNIQUE INDEX \`job_occurrences_name\` ON \`job_occurrences\` (\`name\`)`,
      `CREATE INDEX \`job_occurrences_by_day\` ON \`job_occurrences\` (\`day\`)`,
      `CREATE TRIGGER \`job_occurrences_in_order\` BEFORE UPDATE ON \`job_occurrences\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 OR OLD.\`done_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the occurrence went on meanwhile');
END`,
      `CREATE TRIGGER \`job_occurrences_no_delete\` BEFORE DELETE ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_entries\` WHERE \`occurrence_id\` = OLD.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'an occurrence that has posted stays');
END`,
      `CREATE TRIGGER \`job_occurrences_no_replace\` BEFORE INSERT ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_occurrences\` WHERE \`id\` = NEW.\`id\` OR \`name\` = NEW.\`name\`) BEGIN
	SELECT RAISE(ABORT, 'job_occurrences are never replaced');
END`,
      `CREATE TRIGGER \`member_facts_of_who_is_there\` BEFORE INSERT ON \`member_facts\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`member_preferences_of_who_is_there\` BEFORE INSERT ON \`member_preferences\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`member_baskets_of_who_is_there\` BEFORE INSERT ON \`member_baskets\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
    ],
  },
  {
    name: '0022_forecasts',
    statements: [
      `CREATE TABLE \`forecasts\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`day\` integer NOT NULL,
	\`horizon_days\` integer NOT NULL,
	\`buyers\` integer NOT NULL,
	\`reason\` text,
	\`forecast\` text NOT NULL,
	\`sums\` text NOT NULL,
	\`is_done\` integer NOT NULL,
	CONSTRAINT \`forecast_counts\` CHECK (\`buyers\` >= 0 AND \`horizon_days\` > 0),
	CONSTRAINT \`forecast_reason\` CHECK (\`reason\` IN ('too_few_repeat_buyers', 'not_identified', 'too_uncertain')),
	CONSTRAINT \`forecast_done\` CHECK (\`is_done\` IN (0, 1))
) STRICT`,
      `CREATE UNIQUE INDEX \`forecasts_by_day\` ON \`forecasts\` (\`day\`)`,
      `ALTER TABLE \`member_facts\` ADD \`first_day_minor\` integer DEFAULT 0 NOT NULL CHECK (\`first_day_minor\` BETWEEN 0 AND \`sales_minor\`)`,
      `DELETE FROM \`member_baskets\``,
      `DELETE FROM \`member_preferences\``,
      `DELETE FROM \`member_facts\``,
    ],
  },
  {
    name: '0023_import_keys',
    statements: [
      `CREATE TABLE \`import_keys\` (
	\`import_id\` integer NOT NULL,
	\`hash\` blob NOT NULL,
	\`has_external_id\` integer NOT NULL,
	PRIMARY KEY(\`import_id\`, \`hash\`),
	CONSTRAINT \`has_external_id_known\` CHECK (\`has_external_id\` IN (0, 1))
) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: '0024_moving_in',
    statements: [
      `CREATE TABLE \`openings\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`unit\` text NOT NULL,
	\`amount\` integer NOT NULL,
	\`expires_on\` integer,
	CONSTRAINT \`opening_unit\` CHECK (\`unit\` IN ('points', 'memberCash', 'prepaid')),
	CONSTRAINT \`opening_opens\` CHECK (\`amount\` <> 0 AND (\`unit\` <> 'prepaid' OR \`amount\` > 0)),
	CONSTRAINT \`opening_expires\` CHECK (\`expires_on\` IS NULL OR (\`unit\` <> 'prepaid' AND \`amount\` > 0))
) STRICT`,
      `CREATE INDEX \`openings_of_member\` ON \`openings\` (\`member_id\`)`,
      `CREATE TRIGGER \`openings_no_update\` BEFORE UPDATE ON \`openings\` BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END`,
      `CREATE TRIGGER \`openings_no_delete\` BEFORE DELETE ON \`openings\` BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END`,
      `CREATE TRIGGER \`openings_no_replace\` BEFORE INSERT ON \`openings\`
WHEN EXISTS (SELECT 1 FROM \`openings\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'openings are never replaced');
END`,
      `ALTER TABLE \`tier_acts\` ADD \`since\` integer CHECK (\`since\` IS NULL OR (\`kind\` = 'set' AND \`since\` <= \`day\`))`,
      `ALTER TABLE \`tier_acts\` ADD \`valid_from\` integer CHECK ((\`valid_from\` IS NULL) = (\`since\` IS NULL) AND \`valid_from\` BETWEEN \`since\` AND \`day\`)`,
      `CREATE TABLE \`import_sums\` (
	\`import_id\` integer NOT NULL,
	\`measure\` text NOT NULL,
	\`in_file\` integer NOT NULL,
	\`moved_in\` integer NOT NULL,
	\`already_there\` integer NOT NULL,
	PRIMARY KEY(\`import_id\`, \`measure\`)
) STRICT, WITHOUT ROWID`,
      `ALTER TABLE \`import_rejections\` ADD \`measure\` text`,
      `ALTER TABLE \`import_rejections\` ADD \`amount\` integer CHECK (\`amount\` IS NULL OR \`measure\` IS NOT NULL)`,
      `CREATE TABLE \`imports_wider\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`plan\` text NOT NULL,
	\`wrapped_key\` blob,
	\`dry_run\` integer NOT NULL,
	\`rows\` integer NOT NULL,
	\`cursor\` integer NOT NULL,
	\`done\` integer NOT NULL,
	\`created\` integer NOT NULL,
	\`updated\` integer NOT NULL,
	\`rejected\` integer NOT NULL,
	\`done_at\` integer,
	\`ending\` text,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`kind_known\` CHECK (\`kind\` IN ('members', 'purchases', 'openingBalances', 'tiers', 'pastPurchases')),
	CONSTRAINT \`ends_once\` CHECK ((\`done_at\` IS NULL) = (\`ending\` IS NULL)),
	CONSTRAINT \`its_key_goes_with_its_rows\` CHECK ((\`done_at\` IS NULL) = (\`wrapped_key\` IS NOT NULL)),
	CONSTRAINT \`within_its_rows\` CHECK (\`done\` BETWEEN 0 AND \`rows\`)
) STRICT`,
      `INSERT INTO \`imports_wider\` SELECT \`id\`, \`kind\`, \`actor_id\`, \`created_at\`, \`plan\`, \`wrapped_key\`, \`dry_run\`, \`rows\`, \`cursor\`, \`done\`, \`created\`, \`updated\`, \`rejected\`, \`done_at\`, \`ending\`, \`revision\` FROM \`imports\``,
      `DROP TABLE \`imports\``,
      `ALTER TABLE \`imports_wider\` RENAME TO \`imports\``,
      `CREATE INDEX \`imports_open\` ON \`imports\` (\`id\`) WHERE done_at IS NULL`,
      `CREATE TRIGGER \`imports_in_order\` BEFORE UPDATE ON \`imports\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 OR OLD.\`done_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the import went on meanwhile');
END`,
    ],
  },
  {
    name: '0025_segment_members',
    statements: [
      `CREATE TABLE \`segment_members\` (
	\`member_id\` integer NOT NULL,
	\`segment_id\` integer NOT NULL,
	\`entered_at\` integer NOT NULL,
	\`left_at\` integer,
	PRIMARY KEY(\`member_id\`, \`segment_id\`)
) STRICT, WITHOUT ROWID`,
      `ALTER TABLE \`segments\` ADD \`state\` text DEFAULT 'new' NOT NULL CHECK (\`state\` IN ('new', 'counting', 'followed'))`,
      `DROP TRIGGER \`segments_in_order\``,
      `CREATE TRIGGER \`segments_in_order\` BEFORE UPDATE OF \`name\`, \`filter\`, \`revision\` ON \`segments\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the segment was changed meanwhile');
END`,
      `CREATE TRIGGER \`segments_anew\` AFTER UPDATE OF \`filter\` ON \`segments\`
WHEN NEW.\`filter\` <> OLD.\`filter\` BEGIN
	UPDATE \`segments\` SET \`state\` = 'new' WHERE \`id\` = NEW.\`id\`;
END`,
      `CREATE TRIGGER \`events_of_entering\` AFTER INSERT ON \`segment_members\`
WHEN (SELECT \`state\` FROM \`segments\` WHERE \`id\` = NEW.\`segment_id\`) = 'followed' BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 20, NEW.\`member_id\`, NEW.\`entered_at\`, json_object('segmentId', NEW.\`segment_id\`));
END`,
      `CREATE TRIGGER \`events_of_leaving\` AFTER UPDATE OF \`left_at\` ON \`segment_members\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	SELECT (SELECT \`id\` FROM \`next_event\`), 21, NEW.\`member_id\`, NEW.\`left_at\`, json_object('segmentId', NEW.\`segment_id\`)
	FROM \`segments\` WHERE \`id\` = NEW.\`segment_id\` AND \`state\` = 'followed';
	DELETE FROM \`segment_members\` WHERE \`member_id\` = NEW.\`member_id\` AND \`segment_id\` = NEW.\`segment_id\`;
END`,
      `CREATE TRIGGER \`segment_members_of_who_is_there\` BEFORE INSERT ON \`segment_members\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TABLE \`job_occurrences_aside\` AS SELECT * FROM \`job_occurrences\``,
      `DROP TABLE \`job_occurrences\``,
      `CREATE TABLE \`job_occurrences\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text,
	\`day\` integer NOT NULL,
	\`at\` integer NOT NULL,
	\`cursor\` integer NOT NULL,
	\`members\` integer NOT NULL,
	\`done_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`job_kind\` CHECK (\`kind\` IN ('seal', 'lapse', 'expiry', 'inactivity', 'tiers', 'rebate', 'insight', 'forecast', 'segments')),
	CONSTRAINT \`job_counts\` CHECK (\`members\` >= 0 AND \`revision\` >= 0)
) STRICT`,
      `INSERT INTO \`job_occurrences\` (\`id\`, \`name\`, \`kind\`, \`code\`, \`day\`, \`at\`, \`cursor\`, \`members\`, \`done_at\`, \`revision\`) SELECT \`id\`, \`name\`, \`kind\`, \`code\`, \`day\`, \`at\`, \`cursor\`, \`members\`, \`done_at\`, \`revision\` FROM \`job_occurrences_aside\``,
      `DROP TABLE \`job_occurrences_aside\``,
      `CREATE UNIQUE INDEX \`job_occurrences_name\` ON \`job_occurrences\` (\`name\`)`,
      `CREATE INDEX \`job_occurrences_by_day\` ON \`job_occurrences\` (\`day\`)`,
      `CREATE TRIGGER \`job_occurrences_in_order\` BEFORE UPDATE ON \`job_occurrences\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 OR OLD.\`done_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the occurrence went on meanwhile');
END`,
      `CREATE TRIGGER \`job_occurrences_no_delete\` BEFORE DELETE ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_entries\` WHERE \`occurrence_id\` = OLD.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'an occurrence that has posted stays');
END`,
      `CREATE TRIGGER \`job_occurrences_no_replace\` BEFORE INSERT ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_occurrences\` WHERE \`id\` = NEW.\`id\` OR \`name\` = NEW.\`name\`) BEGIN
	SELECT RAISE(ABORT, 'job_occurrences are never replaced');
END`,
      `ALTER TABLE \`campaigns\` ADD \`entering\` integer`,
      `CREATE INDEX \`campaigns_entering\` ON \`campaigns\` (\`entering\`) WHERE entering IS NOT NULL`,
      `CREATE TABLE \`campaign_occasions\` (
	\`campaign_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`at\` integer NOT NULL,
	PRIMARY KEY(\`campaign_id\`, \`member_id\`, \`at\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TRIGGER \`campaign_occasions_of_entering\` AFTER INSERT ON \`segment_members\`
WHEN (SELECT \`state\` FROM \`segments\` WHERE \`id\` = NEW.\`segment_id\`) = 'followed' BEGIN
	INSERT OR IGNORE INTO \`campaign_occasions\` (\`campaign_id\`, \`member_id\`, \`at\`)
	SELECT \`id\`, NEW.\`member_id\`, NEW.\`entered_at\` FROM \`campaigns\`
	WHERE \`entering\` = NEW.\`segment_id\` AND \`status\` = 'scheduled' AND \`starts_at\` <= NEW.\`entered_at\`;
END`,
      `CREATE TRIGGER \`campaign_occasions_of_who_is_there\` BEFORE INSERT ON \`campaign_occasions\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE INDEX \`profiles_referred_by\` ON \`profiles\` (\`referred_by\`) WHERE referred_by IS NOT NULL`,
    ],
  },
  {
    name: '0026_merge',
    statements: [
      `ALTER TABLE \`members\` ADD \`merged_into\` integer`,
      `ALTER TABLE \`members\` ADD \`place_offset\` integer DEFAULT 0 NOT NULL`,
      `CREATE INDEX \`members_merged\` ON \`members\` (\`merged_into\`) WHERE merged_into IS NOT NULL`,
      `CREATE TRIGGER \`members_merged_into_who_is_there\` BEFORE UPDATE OF \`merged_into\` ON \`members\`
WHEN NEW.\`status\` <> 'merged' OR NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`merged_into\` AND \`status\` = 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `CREATE TRIGGER \`members_merged_lead_on\` BEFORE UPDATE OF \`status\` ON \`members\`
WHEN (NEW.\`status\` = 'merged') <> (NEW.\`merged_into\` IS NOT NULL) BEGIN
	SELECT RAISE(ABORT, 'who is merged leads to somebody');
END`,
      `CREATE TRIGGER \`approvals_of_who_is_there\` BEFORE INSERT ON \`approvals\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `ALTER TABLE \`cards\` ADD \`merged_from\` integer`,
      `CREATE TABLE \`merges\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`from_transaction_id\` integer NOT NULL,
	\`from_id\` integer NOT NULL,
	\`into_id\` integer NOT NULL,
	\`registered_at\` integer NOT NULL,
	\`registered_on\` integer NOT NULL,
	CONSTRAINT \`of_two_members\` CHECK (\`from_id\` <> \`into_id\` AND \`from_transaction_id\` <> \`id\`)
) STRICT`,
      `CREATE UNIQUE INDEX \`merges_from_transaction_id_unique\` ON \`merges\` (\`from_transaction_id\`)`,
      `CREATE UNIQUE INDEX \`merges_from_id_unique\` ON \`merges\` (\`from_id\`)`,
      `CREATE INDEX \`merges_into\` ON \`merges\` (\`into_id\`)`,
      `CREATE TRIGGER \`merges_no_update\` BEFORE UPDATE ON \`merges\` BEGIN
	SELECT RAISE(ABORT, 'merges are never changed');
END`,
      `CREATE TRIGGER \`merges_no_delete\` BEFORE DELETE ON \`merges\` BEGIN
	SELECT RAISE(ABORT, 'merges are never changed');
END`,
      `CREATE TRIGGER \`merges_no_replace\` BEFORE INSERT ON \`merges\`
WHEN EXISTS (SELECT 1 FROM \`merges\` WHERE \`id\` = NEW.\`id\` OR \`from_id\` = NEW.\`from_id\` OR \`from_transaction_id\` = NEW.\`from_transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'merges are never replaced');
END`,
      `CREATE TRIGGER \`events_of_merges\` AFTER INSERT ON \`merges\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 3, NEW.\`into_id\`,
		(SELECT \`recorded_at\` FROM \`transactions\` WHERE \`id\` = NEW.\`id\`), json_object('from', NEW.\`from_id\`));
END`,
      `CREATE TABLE \`tier_acts_wider\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`day\` integer NOT NULL,
	\`tier\` text,
	\`through\` integer,
	\`plan\` text,
	\`tier_before\` text,
	\`since\` integer,
	\`valid_from\` integer,
	\`since_after\` integer NOT NULL,
	\`through_after\` integer,
	CONSTRAINT \`act_says_what\` CHECK ((\`kind\` = 'set' AND \`plan\` IS NULL AND (\`tier\` IS NOT NULL OR \`through\` IS NULL)) OR (\`kind\` = 'topUp' AND \`plan\` IS NOT NULL AND \`tier\` IS NULL AND \`through\` IS NULL) OR (\`kind\` = 'merge' AND \`plan\` IS NULL AND \`tier\` IS NOT NULL)),
	CONSTRAINT \`act_says_since_when\` CHECK ((\`valid_from\` IS NULL) = (\`since\` IS NULL) AND (\`kind\` = 'set' OR (\`kind\` = 'merge') = (\`since\` IS NOT NULL))),
	CONSTRAINT \`since_before\` CHECK (\`since\` IS NULL OR (\`since\` <= \`valid_from\` AND \`valid_from\` <= \`day\`))
) STRICT`,
      `INSERT INTO \`tier_acts_wider\` (\`id\`, \`member_id\`, \`kind\`, \`day\`, \`tier\`, \`through\`, \`plan\`, \`tier_before\`, \`since_after\`, \`through_after\`, \`since\`, \`valid_from\`) SELECT \`id\`, \`member_id\`, \`kind\`, \`day\`, \`tier\`, \`through\`, \`plan\`, \`tier_before\`, \`since_after\`, \`through_after\`, \`since\`, \`valid_from\` FROM \`tier_acts\``,
      `DROP TABLE \`tier_acts\``,
      `ALTER TABLE \`tier_acts_wider\` RENAME TO \`tier_acts\``,
      `CREATE INDEX \`tier_acts_of_member\` ON \`tier_acts\` (\`member_id\`)`,
      `CREATE TRIGGER \`tier_acts_no_delete\` BEFORE DELETE ON \`tier_acts\` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END`,
      `CREATE TRIGGER \`tier_acts_no_replace\` BEFORE INSERT ON \`tier_acts\`
WHEN EXISTS (SELECT 1 FROM \`tier_acts\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never replaced');
END`,
      `CREATE TRIGGER \`tier_acts_no_update\` BEFORE UPDATE OF \`id\`, \`kind\`, \`day\`, \`tier\`, \`through\`, \`plan\`, \`tier_before\`, \`since_after\`, \`through_after\`, \`since\`, \`valid_from\` ON \`tier_acts\` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END`,
      `CREATE TRIGGER \`tier_acts_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`tier_acts\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END`,
      `DROP TRIGGER \`adjustments_no_update\``,
      `CREATE TRIGGER \`adjustments_no_update\` BEFORE UPDATE OF \`id\`, \`unit\`, \`amount\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`adjustments\` BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END`,
      `CREATE TRIGGER \`adjustments_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`adjustments\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END`,
      `DROP TRIGGER \`approvals_no_update\``,
      `CREATE TRIGGER \`approvals_no_update\` BEFORE UPDATE OF \`id\`, \`unit\`, \`amount\`, \`sealed\`, \`asked_by\`, \`asked_at\` ON \`approvals\` BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END`,
      `CREATE TRIGGER \`approvals_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`approvals\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END`,
      `DROP TRIGGER \`benefit_uses_no_update\``,
      `CREATE TRIGGER \`benefit_uses_no_update\` BEFORE UPDATE OF \`id\`, \`benefit\`, \`tier\`, \`grant\`, \`purchase_id\`, \`guests\`, \`used_at\`, \`used_on\`, \`recorded_at\`, \`rules_version\`, \`actor_id\` ON \`benefit_uses\` BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END`,
      `CREATE TRIGGER \`benefit_uses_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`benefit_uses\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END`,
      `DROP TRIGGER \`consents_no_update\``,
      `CREATE TRIGGER \`consents_no_update\` BEFORE UPDATE OF \`id\`, \`channel\`, \`purpose\`, \`granted\`, \`at\`, \`actor_id\` ON \`consents\` BEGIN
	SELECT RAISE(ABORT, 'consents are never changed');
END`,
      `CREATE TRIGGER \`consents_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`consents\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'consents are never changed');
END`,
      `DROP TRIGGER \`member_coupons_no_update\``,
      `CREATE TRIGGER \`member_coupons_no_update\` BEFORE UPDATE OF \`id\`, \`coupon\`, \`revision\`, \`code\`, \`issued_at\`, \`valid_through\`, \`because\`, \`purchase_id\`, \`recorded_at\`, \`actor_id\` ON \`member_coupons\` BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END`,
      `CREATE TRIGGER \`member_coupons_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`member_coupons\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END`,
      `DROP TRIGGER \`prepaid_refunds_no_update\``,
      `CREATE TRIGGER \`prepaid_refunds_no_update\` BEFORE UPDATE OF \`id\`, \`tender\`, \`amount_minor\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`prepaid_refunds\` BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END`,
      `CREATE TRIGGER \`prepaid_refunds_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`prepaid_refunds\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END`,
      `DROP TRIGGER \`purchases_no_update\``,
      `CREATE TRIGGER \`purchases_no_update\` BEFORE UPDATE OF \`id\`, \`external_id\`, \`body_hash\`, \`store\`, \`occurred_at\`, \`occurred_on\`, \`total_minor\`, \`cash_minor\`, \`points\`, \`member_cash\`, \`tier\`, \`birthday\`, \`cap_limit\`, \`cap_room\`, \`tier_before\`, \`tier_after\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`purchases\` BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END`,
      `CREATE TRIGGER \`purchases_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`purchases\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END`,
      `DROP TRIGGER \`reasons_no_update\``,
      `CREATE TRIGGER \`reasons_no_update\` BEFORE UPDATE OF \`transaction_id\`, \`sealed\` ON \`reasons\` BEGIN
	SELECT RAISE(ABORT, 'reasons are never changed');
END`,
      `CREATE TRIGGER \`reasons_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`reasons\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'reasons are never changed');
END`,
      `DROP TRIGGER \`redemptions_no_update\``,
      `CREATE TRIGGER \`redemptions_no_update\` BEFORE UPDATE OF \`id\`, \`reward\`, \`revision\`, \`code\`, \`tier\`, \`quantity\`, \`points_each\`, \`points\`, \`money_minor\`, \`collect_by\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`redemptions\` BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END`,
      `CREATE TRIGGER \`redemptions_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`redemptions\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END`,
      `DROP TRIGGER \`top_ups_no_update\``,
      `CREATE TRIGGER \`top_ups_no_update\` BEFORE UPDATE OF \`id\`, \`external_id\`, \`body_hash\`, \`plan\`, \`tender\`, \`paid_minor\`, \`prepaid_minor\`, \`points\`, \`tier_before\`, \`tier_after\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`top_ups\` BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END`,
      `CREATE TRIGGER \`top_ups_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`top_ups\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END`,
      `DROP TRIGGER \`openings_no_update\``,
      `CREATE TRIGGER \`openings_no_update\` BEFORE UPDATE OF \`id\`, \`unit\`, \`amount\`, \`expires_on\` ON \`openings\` BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END`,
      `CREATE TRIGGER \`openings_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`openings\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END`,
    ],
  },
  {
    name: '0027_kiosks',
    statements: [
      `CREATE TABLE \`kiosk_challenges\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kiosk_id\` integer NOT NULL,
	\`phone_hash\` blob NOT NULL,
	\`code_hash\` blob NOT NULL,
	\`made_at\` integer NOT NULL,
	\`tries\` integer NOT NULL,
	\`used_at\` integer,
	CONSTRAINT \`challenge_tries\` CHECK (\`tries\` BETWEEN 0 AND 5)
) STRICT`,
      `CREATE INDEX \`challenges_of_phone\` ON \`kiosk_challenges\` (\`phone_hash\`,\`made_at\`)`,
      `CREATE INDEX \`challenges_by_time\` ON \`kiosk_challenges\` (\`made_at\`)`,
      `CREATE TABLE \`kiosk_sessions\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kiosk_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`opened_at\` integer NOT NULL,
	\`expires_at\` integer NOT NULL
) STRICT`,
      `CREATE INDEX \`kiosk_sessions_of_member\` ON \`kiosk_sessions\` (\`member_id\`)`,
      `CREATE INDEX \`kiosk_sessions_by_end\` ON \`kiosk_sessions\` (\`expires_at\`)`,
      `CREATE TABLE \`kiosks\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`store\` text,
	\`created_at\` integer NOT NULL,
	\`enrolment_hash\` blob,
	\`enrolment_expires_at\` integer,
	\`key_hash\` blob,
	\`hint\` text,
	\`enrolled_at\` integer,
	\`seen_at\` integer,
	\`revoked_at\` integer,
	CONSTRAINT \`an_enrolment_ends\` CHECK ((\`enrolment_hash\` IS NULL) = (\`enrolment_expires_at\` IS NULL)),
	CONSTRAINT \`enrolled_has_a_key\` CHECK ((\`key_hash\` IS NULL) = (\`enrolled_at\` IS NULL) AND (\`key_hash\` IS NULL) = (\`seen_at\` IS NULL)),
	CONSTRAINT \`enrolled_is_enrolled\` CHECK (\`key_hash\` IS NULL OR \`enrolment_hash\` IS NULL)
) STRICT`,
      `CREATE UNIQUE INDEX \`kiosks_enrolment_hash_unique\` ON \`kiosks\` (\`enrolment_hash\`)`,
      `CREATE UNIQUE INDEX \`kiosks_key_hash_unique\` ON \`kiosks\` (\`key_hash\`)`,
      `CREATE TRIGGER \`kiosks_no_delete\` BEFORE DELETE ON \`kiosks\` BEGIN
	SELECT RAISE(ABORT, 'kiosks are never deleted');
END`,
      `CREATE TRIGGER \`kiosks_enrolled_once\` BEFORE UPDATE OF \`key_hash\` ON \`kiosks\`
WHEN OLD.\`key_hash\` IS NOT NULL OR OLD.\`revoked_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'a kiosk is enrolled once');
END`,
      `CREATE TRIGGER \`kiosk_challenges_in_order\` BEFORE UPDATE ON \`kiosk_challenges\`
WHEN NEW.\`tries\` <> OLD.\`tries\` + 1 OR OLD.\`used_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the challenge was tried meanwhile');
END`,
      `CREATE TRIGGER \`kiosk_sessions_of_who_is_there\` BEFORE INSERT ON \`kiosk_sessions\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
    ],
  },
  {
    name: '0028_kiosk_challenges_of_both_secrets',
    statements: [
      `ALTER TABLE \`kiosk_challenges\` ADD \`or_phone_hash\` blob`,
      `CREATE TRIGGER \`kiosk_challenges_five_an_hour\` BEFORE INSERT ON \`kiosk_challenges\`
WHEN (SELECT count(*) FROM \`kiosk_challenges\`
	WHERE \`phone_hash\` IN (NEW.\`phone_hash\`, NEW.\`or_phone_hash\`) AND \`made_at\` > NEW.\`made_at\` - 3600000) >= 5 BEGIN
	SELECT RAISE(ABORT, 'the phone was sent enough codes');
END`,
    ],
  },
  {
    name: '0029_import_undos',
    statements: [
      `CREATE TABLE \`import_undos\` (
	\`import_id\` integer PRIMARY KEY NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`asked_at\` integer NOT NULL,
	\`plan\` text NOT NULL,
	\`cursor\` integer NOT NULL,
	\`rows\` integer NOT NULL,
	\`undone\` integer NOT NULL,
	\`standing\` integer NOT NULL,
	\`erased\` integer NOT NULL,
	\`erasing\` text NOT NULL,
	\`done_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`undo_within_its_rows\` CHECK (\`undone\` >= 0 AND \`standing\` >= 0 AND \`erased\` >= 0 AND \`undone\` + \`standing\` + \`erased\` <= \`rows\`)
) STRICT`,
      `CREATE INDEX \`import_undos_open\` ON \`import_undos\` (\`import_id\`) WHERE done_at IS NULL`,
      `CREATE TRIGGER \`import_undos_in_order\` BEFORE UPDATE ON \`import_undos\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the undo went on meanwhile');
END`,
      `CREATE TABLE \`import_undone\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`made_id\` integer NOT NULL,
	\`undone_id\` integer NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`import_undone_made\` ON \`import_undone\` (\`made_id\`)`,
      `CREATE INDEX \`import_undone_by\` ON \`import_undone\` (\`undone_id\`)`,
      `CREATE TRIGGER \`import_undone_no_update\` BEFORE UPDATE ON \`import_undone\` BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END`,
      `CREATE TRIGGER \`import_undone_no_delete\` BEFORE DELETE ON \`import_undone\` BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END`,
      `CREATE TRIGGER \`import_undone_no_replace\` BEFORE INSERT ON \`import_undone\`
WHEN EXISTS (SELECT 1 FROM \`import_undone\` WHERE \`import_id\` = NEW.\`import_id\` AND \`row\` = NEW.\`row\`) BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END`,
      `CREATE TABLE \`import_left\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`code\` text NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`import_replaced\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`audit_id\` integer NOT NULL,
	\`birthday\` integer NOT NULL,
	\`sealed\` blob NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`)
) STRICT`,
      `CREATE INDEX \`import_replaced_of_member\` ON \`import_replaced\` (\`member_id\`)`,
      `CREATE TRIGGER \`import_replaced_of_who_is_there\` BEFORE INSERT ON \`import_replaced\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `DROP INDEX \`purchases_external_id\``,
      `CREATE INDEX \`purchases_external_id\` ON \`purchases\` (\`external_id\`) WHERE external_id IS NOT NULL`,
      `DROP TRIGGER \`purchases_no_replace\``,
      `CREATE TRIGGER \`purchases_no_replace\` BEFORE INSERT ON \`purchases\`
WHEN EXISTS (SELECT 1 FROM \`purchases\` WHERE \`id\` = NEW.\`id\`)
	OR EXISTS (SELECT 1 FROM \`purchases\` WHERE \`external_id\` IS NOT NULL AND \`external_id\` = NEW.\`external_id\`
		AND NOT EXISTS (SELECT 1 FROM \`import_undone\` WHERE \`made_id\` = \`purchases\`.\`id\`)) BEGIN
	SELECT RAISE(ABORT, 'purchases are never replaced');
END`,
    ],
  },
  {
    name: '0030_wechat_open_ids',
    statements: [
      `DROP INDEX \`lookups_one_member\``,
      `CREATE UNIQUE INDEX \`lookups_one_member\` ON \`lookups\` (\`kind\`,\`hash\`) WHERE kind IN ('phone', 'email', 'externalId', 'wechatOpenId')`,
    ],
  },
  {
    name: '0031_goods',
    statements: [
      `CREATE TABLE \`goods_codes\` (
	\`code\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`value\` text NOT NULL,
	CONSTRAINT \`goods_kind\` CHECK (\`kind\` IN ('category', 'size', 'brand', 'color', 'store', 'sku'))
) STRICT`,
      `CREATE UNIQUE INDEX \`goods_codes_of\` ON \`goods_codes\` (\`kind\`,\`value\`)`,
      `CREATE TABLE \`member_goods\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`goods\` text
) STRICT`,
      `CREATE TRIGGER \`member_goods_of_who_is_there\` BEFORE INSERT ON \`member_goods\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
    ],
  },
  {
    name: '0032_styles',
    statements: [
      `ALTER TABLE \`purchase_lines\` ADD \`style\` text`,
      `CREATE TABLE \`member_preferences_wider\` (
	\`member_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`value\` text NOT NULL,
	\`share\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`kind\`, \`value\`),
	CONSTRAINT \`member_preference_kind\` CHECK (\`kind\` IN ('sizes', 'colors', 'brands', 'categories', 'styles', 'stores', 'weekdays', 'hours')),
	CONSTRAINT \`member_preference_share\` CHECK (\`share\` BETWEEN 0 AND 10000)
) STRICT, WITHOUT ROWID`,
      `INSERT INTO \`member_preferences_wider\` SELECT \`member_id\`, \`kind\`, \`value\`, \`share\` FROM \`member_preferences\``,
      `DROP TABLE \`member_preferences\``,
      `ALTER TABLE \`member_preferences_wider\` RENAME TO \`member_preferences\``,
      `CREATE TRIGGER \`member_preferences_of_who_is_there\` BEFORE INSERT ON \`member_preferences\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `DELETE FROM \`member_goods\``,
      `DROP TABLE \`goods_codes\``,
      `CREATE TABLE \`goods_codes\` (
	\`code\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`value\` text NOT NULL,
	CONSTRAINT \`goods_kind\` CHECK (\`kind\` IN ('category', 'size', 'brand', 'color', 'style', 'store', 'sku'))
) STRICT`,
      `CREATE UNIQUE INDEX \`goods_codes_of\` ON \`goods_codes\` (\`kind\`,\`value\`)`,
    ],
  },
  { name: '0033_habits_counted', statements: [`ALTER TABLE \`dossiers\` ADD \`habits\` integer DEFAULT 0 NOT NULL`] },
  {
    name: '0034_campaign_results',
    statements: [
      `CREATE TABLE \`campaign_results\` (
	\`campaign_id\` integer NOT NULL,
	\`day\` integer NOT NULL,
	\`side\` text NOT NULL,
	\`is_told\` integer NOT NULL,
	\`messages\` integer NOT NULL,
	\`buyers\` integer NOT NULL,
	\`sales_minor\` integer NOT NULL,
	\`squared_sales\` real NOT NULL,
	PRIMARY KEY(\`campaign_id\`, \`day\`, \`side\`, \`is_told\`),
	CONSTRAINT \`campaign_side_is_known\` CHECK (\`side\` IN ('reached', 'missed', 'held_out')),
	CONSTRAINT \`campaign_buyers_were_spoken_to\` CHECK (\`buyers\` BETWEEN 0 AND \`messages\`)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE \`messages_wider\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`campaign_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`occasion\` text NOT NULL,
	\`status\` text NOT NULL,
	\`decided_at\` integer NOT NULL,
	\`send_at\` integer NOT NULL,
	\`attempts\` integer NOT NULL,
	\`next_at\` integer,
	\`carrier_id\` text,
	\`code\` text,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`message_status_is_known\` CHECK (\`status\` IN ('waiting', 'sent', 'failed', 'task', 'done', 'held_out', 'unreachable', 'no_consent', 'frequency_cap', 'always_quiet', 'cancelled')),
	CONSTRAINT \`waiting_is_tried_again\` CHECK ((\`status\` = 'waiting') = (\`next_at\` IS NOT NULL))
) STRICT`,
      `INSERT INTO \`messages_wider\` SELECT \`id\`, \`campaign_id\`, \`member_id\`, \`occasion\`, \`status\`, \`decided_at\`, \`send_at\`, \`attempts\`, \`next_at\`, \`carrier_id\`, \`code\`, \`revision\` FROM \`messages\``,
      `DROP TABLE \`messages\``,
      `ALTER TABLE \`messages_wider\` RENAME TO \`messages\``,
      `CREATE UNIQUE INDEX \`messages_once\` ON \`messages\` (\`campaign_id\`,\`member_id\`,\`occasion\`)`,
      `CREATE INDEX \`messages_by_status\` ON \`messages\` (\`campaign_id\`,\`status\`)`,
      `CREATE INDEX \`messages_of_member\` ON \`messages\` (\`member_id\`,\`send_at\`)`,
      `CREATE INDEX \`messages_due\` ON \`messages\` (\`next_at\`) WHERE next_at IS NOT NULL`,
      `CREATE TRIGGER \`messages_in_order\` BEFORE UPDATE ON \`messages\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the message was changed meanwhile');
END`,
      `CREATE TRIGGER \`messages_of_who_is_there\` BEFORE INSERT ON \`messages\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `DELETE FROM \`member_preferences\` WHERE \`member_id\` IN (SELECT \`member_id\` FROM \`purchases\` WHERE \`id\` IN (SELECT \`made_id\` FROM \`import_undone\`))`,
      `DELETE FROM \`member_baskets\` WHERE \`member_id\` IN (SELECT \`member_id\` FROM \`purchases\` WHERE \`id\` IN (SELECT \`made_id\` FROM \`import_undone\`))`,
      `DELETE FROM \`member_goods\` WHERE \`member_id\` IN (SELECT \`member_id\` FROM \`purchases\` WHERE \`id\` IN (SELECT \`made_id\` FROM \`import_undone\`))`,
      `DELETE FROM \`member_facts\` WHERE \`member_id\` IN (SELECT \`member_id\` FROM \`purchases\` WHERE \`id\` IN (SELECT \`made_id\` FROM \`import_undone\`))`,
    ],
  },
  {
    name: '0035_family_sizes',
    statements: [
      `CREATE TABLE \`family_sizes\` (
	\`person_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`garment\` text NOT NULL,
	\`size\` text NOT NULL,
	PRIMARY KEY(\`person_id\`, \`garment\`)
) STRICT, WITHOUT ROWID`,
      `CREATE INDEX \`family_sizes_of_member\` ON \`family_sizes\` (\`member_id\`)`,
      `CREATE TRIGGER \`family_sizes_of_who_is_there\` BEFORE INSERT ON \`family_sizes\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
      `ALTER TABLE \`messages\` ADD \`settled_at\` integer`,
      `CREATE TRIGGER \`events_of_notes\` AFTER INSERT ON \`member_notes\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 42, NEW.\`member_id\`, NEW.\`written_at\`, json_object('noteId', NEW.\`id\`));
END`,
      `CREATE TRIGGER \`events_of_messages\` AFTER UPDATE OF \`status\` ON \`messages\`
WHEN OLD.\`status\` = 'waiting' AND NEW.\`status\` IN ('sent', 'failed') BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), iif(NEW.\`status\` = 'sent', 43, 44), NEW.\`member_id\`, coalesce(NEW.\`settled_at\`, NEW.\`send_at\`), json_object('messageId', NEW.\`id\`, 'campaignId', NEW.\`campaign_id\`));
END`,
      `CREATE TRIGGER \`events_of_tasks\` AFTER UPDATE OF \`status\` ON \`messages\`
WHEN OLD.\`status\` = 'task' AND NEW.\`status\` IN ('sent', 'done') BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 45, NEW.\`member_id\`, coalesce(NEW.\`settled_at\`, NEW.\`send_at\`), json_object('messageId', NEW.\`id\`, 'campaignId', NEW.\`campaign_id\`, 'outcome', NEW.\`code\`));
END`,
      `CREATE TRIGGER \`events_of_imports\` AFTER UPDATE OF \`ending\` ON \`imports\`
WHEN NEW.\`ending\` IS NOT OLD.\`ending\` AND NEW.\`ending\` IS NOT NULL AND NOT NEW.\`dry_run\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 46, NULL, coalesce((SELECT \`clock_at\` FROM \`program\`), NEW.\`done_at\`), json_object('importId', NEW.\`id\`, 'kind', NEW.\`kind\`, 'status', NEW.\`ending\`));
END`,
      `CREATE TRIGGER \`events_of_import_undos\` AFTER UPDATE OF \`done_at\` ON \`import_undos\`
WHEN OLD.\`done_at\` IS NULL AND NEW.\`done_at\` IS NOT NULL BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 47, NULL, coalesce((SELECT \`clock_at\` FROM \`program\`), NEW.\`done_at\`), json_object('importId', NEW.\`import_id\`, 'status', iif(NEW.\`standing\` = 0, 'undone', 'partlyUndone')));
END`,
      `CREATE TRIGGER \`events_of_rules\` AFTER INSERT ON \`audit_entries\`
WHEN NEW.\`act\` = 'rulesPublished' BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 48, NULL, NEW.\`at\`, json_object('version', CAST(NEW.\`subject\` AS INTEGER)));
END`,
    ],
  },
  { name: '0036_active_since', statements: [`ALTER TABLE \`member_facts\` ADD \`active_since\` integer`] },
  { name: '0037_goods_names', statements: [`ALTER TABLE \`purchase_lines\` ADD \`name\` text`] },
]

/** What the migrations of a program come to, in a new database. */
export const newProgram: readonly string[] = [
  `CREATE TABLE \`api_keys\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`hash\` blob NOT NULL,
	\`hint\` text NOT NULL,
	\`name\` text,
	\`store\` text,
	\`allowed_origins\` text,
	\`created_at\` integer NOT NULL,
	\`revoked_at\` integer
) STRICT`,
  `CREATE TABLE \`brand_cards\` (
	\`member_id\` integer NOT NULL,
	\`brand\` text NOT NULL,
	PRIMARY KEY(\`member_id\`, \`brand\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`brand_settings\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`brand\` text NOT NULL,
	\`store\` text NOT NULL,
	\`effective_at\` integer NOT NULL,
	\`multiplier\` integer NOT NULL,
	\`contract_rate\` integer,
	\`takes_member_discount\` integer NOT NULL,
	\`discount_tiers\` text,
	\`discount_rate\` integer
) STRICT`,
  `CREATE TABLE \`brands\` (
	\`code\` text PRIMARY KEY NOT NULL,
	\`name\` text
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`cards\` (
	\`number\` text PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL
, \`merged_from\` integer) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`consents\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`channel\` text NOT NULL,
	\`purpose\` text NOT NULL,
	\`granted\` integer NOT NULL,
	\`at\` integer NOT NULL
, \`actor_id\` integer) STRICT`,
  `CREATE TABLE \`lookups\` (
	\`kind\` text NOT NULL,
	\`hash\` blob NOT NULL,
	\`member_id\` integer NOT NULL,
	PRIMARY KEY(\`kind\`, \`hash\`, \`member_id\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`lot_moves\` (
	\`transaction_id\` integer NOT NULL,
	\`lot_id\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`delta\` integer NOT NULL,
	PRIMARY KEY(\`transaction_id\`, \`lot_id\`, \`unit\`),
	CONSTRAINT \`move_moves\` CHECK (\`delta\` <> 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`member_days\` (
	\`member_id\` integer NOT NULL,
	\`day\` integer NOT NULL,
	\`rules_version\` integer NOT NULL,
	\`qualifying_points\` integer NOT NULL,
	\`spend_minor\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`day\`, \`rules_version\`),
	CONSTRAINT \`day_is_not_negative\` CHECK (\`qualifying_points\` >= 0 AND \`spend_minor\` >= 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`members\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`status\` text NOT NULL,
	\`registered_at\` integer NOT NULL,
	\`registered_on\` integer NOT NULL
, \`merged_into\` integer, \`place_offset\` integer DEFAULT 0 NOT NULL) STRICT`,
  `CREATE TABLE \`profiles\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`identity\` blob NOT NULL,
	\`birth_year\` integer,
	\`birth_month\` integer,
	\`birth_day\` integer,
	\`lunar_month\` integer,
	\`lunar_day\` integer,
	\`lunar_leap\` integer,
	\`gender\` text,
	\`region\` text,
	\`referred_by\` integer,
	\`revision\` integer NOT NULL
) STRICT`,
  `CREATE TABLE \`program\` (
	\`one\` integer PRIMARY KEY NOT NULL,
	\`id\` text NOT NULL,
	\`name\` text NOT NULL,
	\`mode\` text NOT NULL,
	\`preset\` text,
	\`created_at\` integer NOT NULL,
	\`clock_at\` integer,
	CONSTRAINT \`one_program\` CHECK (\`one\` = 1),
	CONSTRAINT \`only_tests_have_a_clock\` CHECK (\`clock_at\` IS NULL OR \`mode\` = 'test')
) STRICT`,
  `CREATE TABLE \`purchase_lines\` (
	\`purchase_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`sku\` text NOT NULL,
	\`brand\` text,
	\`category\` text,
	\`size\` text,
	\`color\` text,
	\`quantity\` integer NOT NULL,
	\`unit_price_minor\` integer NOT NULL,
	\`list_price_minor\` integer NOT NULL,
	\`total_minor\` integer NOT NULL,
	\`promotional\` integer NOT NULL,
	\`brand_multiplier\` integer NOT NULL,
	\`points\` integer NOT NULL, \`style\` text, \`name\` text,
	PRIMARY KEY(\`purchase_id\`, \`position\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`purchase_tenders\` (
	\`purchase_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`amount_minor\` integer NOT NULL,
	PRIMARY KEY(\`purchase_id\`, \`position\`),
	CONSTRAINT \`tender_is_not_negative\` CHECK (\`amount_minor\` >= 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`purchases\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`external_id\` text,
	\`body_hash\` blob NOT NULL,
	\`store\` text NOT NULL,
	\`occurred_at\` integer NOT NULL,
	\`occurred_on\` integer NOT NULL,
	\`total_minor\` integer NOT NULL,
	\`cash_minor\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`member_cash\` integer NOT NULL,
	\`tier\` text,
	\`birthday\` integer NOT NULL,
	\`cap_limit\` text,
	\`cap_room\` integer,
	\`tier_before\` text,
	\`tier_after\` text,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`total_is_not_negative\` CHECK (\`total_minor\` >= 0 AND \`cash_minor\` >= 0 AND \`points\` >= 0 AND \`member_cash\` >= 0)
) STRICT`,
  `CREATE TABLE \`requests\` (
	\`key_hash\` blob PRIMARY KEY NOT NULL,
	\`request_hash\` blob NOT NULL,
	\`resource\` text NOT NULL
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`rules_versions\` (
	\`version\` integer PRIMARY KEY NOT NULL,
	\`document\` text NOT NULL,
	\`effective_at\` integer NOT NULL,
	\`published_at\` integer NOT NULL
) STRICT`,
  `CREATE TABLE \`standings\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`seq\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`member_cash\` integer NOT NULL,
	\`prepaid\` integer NOT NULL,
	\`tier\` text,
	\`tier_since\` integer NOT NULL,
	\`tier_through\` integer,
	\`tier_as_of\` integer NOT NULL,
	\`tier_next_on\` integer, \`expires_on\` integer,
	CONSTRAINT \`prepaid_is_no_debt\` CHECK (\`prepaid\` >= 0),
	CONSTRAINT \`seq_counts\` CHECK (\`seq\` >= 0)
) STRICT`,
  `CREATE TABLE \`stores\` (
	\`code\` text PRIMARY KEY NOT NULL,
	\`name\` text,
	\`region\` text
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`transactions\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`seq\` integer NOT NULL,
	\`kind\` integer NOT NULL,
	\`occurred_at\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	\`rules_version\` integer NOT NULL,
	\`cause_id\` integer,
	"actor_id" integer NOT NULL,
	CONSTRAINT \`seq_counts\` CHECK (\`seq\` > 0)
) STRICT`,
  `CREATE TABLE \`transfers\` (
	\`transaction_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`debit\` integer NOT NULL,
	\`credit\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`amount\` integer NOT NULL,
	PRIMARY KEY(\`transaction_id\`, \`position\`),
	CONSTRAINT \`transfer_is_positive\` CHECK (\`amount\` > 0),
	CONSTRAINT \`transfer_moves\` CHECK (\`debit\` <> \`credit\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`adjustments\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`unit\` text NOT NULL,
	\`amount\` integer NOT NULL,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`adjustment_moves\` CHECK (\`amount\` <> 0),
	CONSTRAINT \`adjustment_unit\` CHECK (\`unit\` IN ('points', 'memberCash', 'prepaid')),
	CONSTRAINT \`adjusted_prepaid_is_no_debt\` CHECK (\`prepaid_after\` >= 0)
) STRICT`,
  `CREATE TABLE \`prepaid_refunds\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`tender\` text NOT NULL,
	\`amount_minor\` integer NOT NULL,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`refund_is_positive\` CHECK (\`amount_minor\` > 0),
	CONSTRAINT \`refund_leaves_no_debt\` CHECK (\`prepaid_after\` >= 0)
) STRICT`,
  `CREATE TABLE \`reasons\` (
	\`transaction_id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`sealed\` blob NOT NULL
) STRICT`,
  `CREATE TABLE \`top_up_reversals\` (
	\`top_up_id\` integer PRIMARY KEY NOT NULL,
	\`id\` integer NOT NULL,
	\`tier_before\` text,
	\`tier_after\` text,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`reversal_leaves_no_debt\` CHECK (\`prepaid_after\` >= 0)
) STRICT`,
  `CREATE TABLE \`top_ups\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`external_id\` text,
	\`body_hash\` blob NOT NULL,
	\`plan\` text NOT NULL,
	\`tender\` text NOT NULL,
	\`paid_minor\` integer NOT NULL,
	\`prepaid_minor\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`tier_before\` text,
	\`tier_after\` text,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`top_up_is_positive\` CHECK (\`paid_minor\` > 0 AND \`prepaid_minor\` > 0 AND \`points\` >= 0)
) STRICT`,
  `CREATE TABLE \`job_entries\` (
	\`occurrence_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`transaction_id\` integer NOT NULL,
	\`tier\` text,
	PRIMARY KEY(\`occurrence_id\`, \`member_id\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`jobs\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`from_at\` integer NOT NULL,
	\`to_at\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`done_at\` integer
) STRICT`,
  `CREATE TABLE \`return_lines\` (
	\`return_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`quantity\` integer NOT NULL,
	PRIMARY KEY(\`return_id\`, \`position\`),
	CONSTRAINT \`something_came_back\` CHECK (\`quantity\` > 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`return_refunds\` (
	\`return_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`amount_minor\` integer NOT NULL,
	PRIMARY KEY(\`return_id\`, \`position\`),
	CONSTRAINT \`refund_is_positive\` CHECK (\`amount_minor\` > 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`returns\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`purchase_id\` integer NOT NULL,
	\`external_id\` text,
	\`body_hash\` blob NOT NULL,
	\`cash_minor\` integer NOT NULL,
	\`points_reversed\` integer NOT NULL,
	\`points_lapsed\` integer NOT NULL,
	\`points_spent\` integer NOT NULL,
	\`member_cash_reversed\` integer NOT NULL,
	\`member_cash_lapsed\` integer NOT NULL,
	\`member_cash_spent\` integer NOT NULL,
	\`tier_before\` text,
	\`tier_after\` text,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`cash_is_not_negative\` CHECK (\`cash_minor\` >= 0)
) STRICT`,
  `CREATE TABLE \`benefit_claims\` (
	\`holder\` integer NOT NULL,
	\`scope\` text NOT NULL,
	\`benefit\` text NOT NULL,
	\`period\` integer NOT NULL,
	\`place\` integer NOT NULL,
	\`use_id\` integer NOT NULL,
	PRIMARY KEY(\`holder\`, \`scope\`, \`benefit\`, \`period\`, \`place\`),
	CONSTRAINT \`place_counts\` CHECK (\`place\` > 0),
	CONSTRAINT \`receipt_serves_once\` CHECK (\`scope\` <> 'receipt' OR (\`period\` = 0 AND \`place\` = 1))
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`benefit_undos\` (
	\`use_id\` integer PRIMARY KEY NOT NULL,
	\`reason\` blob,
	\`occurred_at\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	"actor_id" integer NOT NULL
) STRICT`,
  `CREATE TABLE \`benefit_uses\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`benefit\` text NOT NULL,
	\`tier\` text NOT NULL,
	\`grant\` text NOT NULL,
	\`purchase_id\` integer,
	\`guests\` integer NOT NULL,
	\`used_at\` integer NOT NULL,
	\`used_on\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	\`rules_version\` integer NOT NULL,
	"actor_id" integer NOT NULL,
	CONSTRAINT \`guests_count\` CHECK (\`guests\` >= 0)
) STRICT`,
  `CREATE TABLE \`redemption_ends\` (
	\`redemption_id\` integer PRIMARY KEY NOT NULL,
	\`end\` text NOT NULL,
	\`occurred_at\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	"actor_id" integer NOT NULL,
	\`transaction_id\` integer,
	\`points_after\` integer,
	\`member_cash_after\` integer,
	\`prepaid_after\` integer,
	CONSTRAINT \`end_is_known\` CHECK (\`end\` IN ('collected', 'cancelled', 'lapsed')),
	CONSTRAINT \`points_come_back\` CHECK ((\`end\` = 'collected') = (\`transaction_id\` IS NULL) AND (\`transaction_id\` IS NULL) = (\`points_after\` IS NULL))
) STRICT`,
  `CREATE TABLE \`redemptions\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`reward\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`code\` text NOT NULL,
	\`tier\` text,
	\`quantity\` integer NOT NULL,
	\`points_each\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`money_minor\` integer NOT NULL,
	\`collect_by\` integer NOT NULL,
	\`points_after\` integer NOT NULL,
	\`member_cash_after\` integer NOT NULL,
	\`prepaid_after\` integer NOT NULL,
	CONSTRAINT \`redemption_adds_up\` CHECK (\`quantity\` > 0 AND \`points_each\` >= 0 AND \`points\` = \`points_each\` * \`quantity\` AND \`money_minor\` >= 0)
) STRICT`,
  `CREATE TABLE \`reservations\` (
	\`collect_by\` integer NOT NULL,
	\`redemption_id\` integer NOT NULL,
	PRIMARY KEY(\`collect_by\`, \`redemption_id\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`reward_counts\` (
	\`member_id\` integer NOT NULL,
	\`reward\` text NOT NULL,
	\`taken\` integer NOT NULL,
	\`most\` integer,
	PRIMARY KEY(\`member_id\`, \`reward\`),
	CONSTRAINT \`per_member_limit\` CHECK (\`taken\` <= \`most\`),
	CONSTRAINT \`taken_counts\` CHECK (\`taken\` >= 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`rewards\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`active\` integer NOT NULL,
	\`name\` text NOT NULL,
	\`picture\` text,
	\`points\` integer NOT NULL,
	\`money_minor\` integer,
	\`stock\` integer,
	\`taken\` integer NOT NULL,
	\`per_member\` integer,
	\`tiers\` text,
	\`from_at\` integer,
	\`until_at\` integer,
	\`hold_days\` integer NOT NULL,
	CONSTRAINT \`stock_is_there\` CHECK (\`stock\` >= 0),
	CONSTRAINT \`taken_counts\` CHECK (\`taken\` >= 0),
	CONSTRAINT \`reward_has_a_price\` CHECK (\`points\` >= 0 AND \`money_minor\` > 0 AND \`per_member\` > 0 AND \`hold_days\` > 0 AND \`until_at\` > \`from_at\`)
) STRICT`,
  `CREATE TABLE \`used_tokens\` (
	\`token_hash\` blob PRIMARY KEY NOT NULL,
	\`expires_at\` integer NOT NULL
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`coupon_counts\` (
	\`member_id\` integer NOT NULL,
	\`coupon\` text NOT NULL,
	\`issued\` integer NOT NULL,
	\`most\` integer,
	PRIMARY KEY(\`member_id\`, \`coupon\`),
	CONSTRAINT \`per_member_limit\` CHECK (\`issued\` <= \`most\`),
	CONSTRAINT \`issued_counts\` CHECK (\`issued\` >= 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`coupon_give_backs\` (
	\`coupon_id\` integer NOT NULL,
	\`number\` integer NOT NULL,
	\`return_id\` integer NOT NULL,
	PRIMARY KEY(\`coupon_id\`, \`number\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`coupon_terms\` (
	\`coupon\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`use\` text NOT NULL,
	\`amount_minor\` integer,
	\`rate\` integer,
	\`most_minor\` integer,
	\`minimum_minor\` integer,
	\`brands\` text,
	\`categories\` text,
	\`stores\` text,
	\`tiers\` text,
	\`regular_price_only\` integer NOT NULL,
	\`from_at\` integer,
	\`until_at\` integer,
	\`valid_days\` integer,
	\`uses\` integer NOT NULL,
	\`per_member\` integer,
	PRIMARY KEY(\`coupon\`, \`revision\`),
	CONSTRAINT \`use_is_known\` CHECK (\`use\` IN ('discount', 'voucher')),
	CONSTRAINT \`takes_something_off\` CHECK ((\`amount_minor\` IS NULL) <> (\`rate\` IS NULL) AND coalesce(\`amount_minor\`, 1) > 0 AND coalesce(\`rate\`, 1) BETWEEN 1 AND 10000 AND coalesce(\`most_minor\`, 1) > 0 AND (\`most_minor\` IS NULL OR \`amount_minor\` IS NULL)),
	CONSTRAINT \`terms_make_sense\` CHECK (\`minimum_minor\` > 0 AND \`uses\` > 0 AND \`valid_days\` > 0 AND \`per_member\` > 0 AND \`until_at\` > \`from_at\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`coupon_uses\` (
	\`coupon_id\` integer NOT NULL,
	\`number\` integer NOT NULL,
	\`purchase_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`amount_minor\` integer NOT NULL,
	PRIMARY KEY(\`coupon_id\`, \`number\`),
	CONSTRAINT \`use_counts\` CHECK (\`number\` > 0 AND \`position\` >= 0 AND \`amount_minor\` > 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`coupon_withdrawals\` (
	\`coupon_id\` integer PRIMARY KEY NOT NULL,
	\`uses\` integer NOT NULL,
	\`return_id\` integer,
	\`reason\` blob,
	\`occurred_at\` integer NOT NULL,
	\`actor_id\` integer NOT NULL
) STRICT`,
  `CREATE TABLE \`coupons\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`active\` integer NOT NULL,
	\`name\` text NOT NULL,
	\`distribution\` text NOT NULL,
	\`stock\` integer,
	\`issued\` integer NOT NULL,
	CONSTRAINT \`stock_is_there\` CHECK (\`issued\` <= \`stock\`),
	CONSTRAINT \`issued_counts\` CHECK (\`issued\` >= 0),
	CONSTRAINT \`distribution_is_known\` CHECK (\`distribution\` IN ('given', 'byCode'))
) STRICT`,
  `CREATE TABLE \`lines_before_coupons\` (
	\`purchase_id\` integer NOT NULL,
	\`position\` integer NOT NULL,
	\`total_minor\` integer NOT NULL,
	PRIMARY KEY(\`purchase_id\`, \`position\`),
	CONSTRAINT \`total_counts\` CHECK (\`total_minor\` >= 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`member_coupons\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`coupon\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`code\` text NOT NULL,
	\`issued_at\` integer NOT NULL,
	\`valid_through\` integer,
	\`because\` text NOT NULL,
	\`purchase_id\` integer,
	\`recorded_at\` integer NOT NULL,
	\`actor_id\` integer NOT NULL,
	CONSTRAINT \`brought_by_a_purchase\` CHECK (\`because\` IN ('given', 'byCode', 'promotion') AND (\`because\` = 'given') = (\`purchase_id\` IS NULL))
) STRICT`,
  `CREATE TABLE \`promotion_revisions\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`effective_at\` integer NOT NULL,
	\`recorded_at\` integer NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`ended\` integer NOT NULL,
	\`name\` text NOT NULL,
	\`from_at\` integer NOT NULL,
	\`until_at\` integer NOT NULL,
	\`early_tiers\` text,
	\`early_from_at\` integer,
	\`conditions\` text NOT NULL,
	\`effects\` text NOT NULL,
	CONSTRAINT \`time_runs_on\` CHECK (\`until_at\` > \`from_at\`),
	CONSTRAINT \`early_is_earlier\` CHECK ((\`early_tiers\` IS NULL) = (\`early_from_at\` IS NULL) AND coalesce(\`early_from_at\`, \`from_at\` - 1) < \`from_at\`)
) STRICT`,
  `CREATE TABLE \`purchase_promotions\` (
	\`purchase_id\` integer NOT NULL,
	\`revision_id\` integer NOT NULL,
	PRIMARY KEY(\`purchase_id\`, \`revision_id\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`seals\` (
	\`through\` integer PRIMARY KEY NOT NULL,
	\`after\` integer NOT NULL,
	\`transactions\` integer NOT NULL,
	\`sealed_at\` integer NOT NULL,
	\`previous\` blob NOT NULL,
	\`hash\` blob NOT NULL,
	\`marks\` blob NOT NULL,
	CONSTRAINT \`seal_covers\` CHECK (\`transactions\` > 0 AND \`after\` < \`through\`),
	CONSTRAINT \`seal_bytes\` CHECK (length(\`previous\`) = 32 AND length(\`hash\`) = 32 AND length(\`marks\`) = 16 * \`transactions\`)
) STRICT`,
  `CREATE TABLE \`approval_decisions\` (
	\`approval_id\` integer PRIMARY KEY NOT NULL,
	\`decision\` text NOT NULL,
	\`decided_by\` integer NOT NULL,
	\`decided_at\` integer NOT NULL,
	\`transaction_id\` integer,
	\`sealed\` blob,
	CONSTRAINT \`approved_is_posted\` CHECK ((\`decision\` = 'approved') = (\`transaction_id\` IS NOT NULL))
) STRICT`,
  `CREATE TABLE \`approvals\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`unit\` text NOT NULL,
	\`amount\` integer NOT NULL,
	\`sealed\` blob NOT NULL,
	\`asked_by\` integer NOT NULL,
	\`asked_at\` integer NOT NULL,
	CONSTRAINT \`approval_moves\` CHECK (\`amount\` <> 0)
) STRICT`,
  `CREATE TABLE \`audit_entries\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`at\` integer NOT NULL,
	\`actor_id\` integer,
	\`act\` text NOT NULL,
	\`subject\` text NOT NULL,
	\`member_id\` integer,
	\`sealed\` blob
) STRICT`,
  `CREATE TABLE \`sign_in_attempts\` (
	\`email_hash\` blob PRIMARY KEY NOT NULL,
	\`failures\` integer NOT NULL,
	\`last_at\` integer NOT NULL,
	\`locked_until\` integer NOT NULL,
	CONSTRAINT \`failures_count\` CHECK (\`failures\` > 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`staff\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`email_hash\` blob NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`sealed\` blob NOT NULL,
	\`role\` text NOT NULL,
	\`store\` text,
	\`member_id\` integer,
	\`active\` integer NOT NULL,
	\`password\` text,
	\`invitation_hash\` blob,
	\`invitation_expires_at\` integer,
	\`created_at\` integer NOT NULL,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`an_invitation_ends\` CHECK ((\`invitation_hash\` IS NULL) = (\`invitation_expires_at\` IS NULL)),
	CONSTRAINT \`role_is_known\` CHECK (\`role\` IN ('associate', 'manager', 'admin'))
) STRICT`,
  `CREATE TABLE \`staff_grants\` (
	\`staff_id\` integer NOT NULL,
	\`unit\` text NOT NULL,
	\`day\` integer NOT NULL,
	\`total\` integer NOT NULL,
	\`most\` integer,
	PRIMARY KEY(\`staff_id\`, \`unit\`, \`day\`),
	CONSTRAINT \`within_daily_limit\` CHECK (\`total\` <= \`most\`),
	CONSTRAINT \`total_counts\` CHECK (\`total\` > 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`staff_limits\` (
	\`unit\` text PRIMARY KEY NOT NULL,
	\`per_act\` integer NOT NULL,
	\`per_day\` integer NOT NULL,
	CONSTRAINT \`limit_counts\` CHECK (\`per_act\` >= 0 AND \`per_day\` >= 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`staff_sessions\` (
	\`token_hash\` blob PRIMARY KEY NOT NULL,
	\`staff_id\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`expires_at\` integer NOT NULL,
	\`seen_at\` integer NOT NULL
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`replays\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`plan\` text NOT NULL,
	\`cursor\` integer NOT NULL,
	\`members\` integer NOT NULL,
	\`totals\` text NOT NULL,
	\`done_at\` integer,
	\`failure\` text,
	CONSTRAINT \`failed_once_it_is_done\` CHECK (\`failure\` IS NULL OR \`done_at\` IS NOT NULL)
) STRICT`,
  `CREATE TABLE \`promotion_gifts\` (
	\`purchase_id\` integer NOT NULL,
	\`revision_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text NOT NULL,
	\`given_id\` integer,
	\`why_not\` text,
	PRIMARY KEY(\`purchase_id\`, \`revision_id\`, \`kind\`, \`code\`),
	CONSTRAINT \`gift_kind_is_known\` CHECK (\`kind\` IN ('gift', 'coupon')),
	CONSTRAINT \`given_or_why_not\` CHECK ((\`given_id\` IS NULL) = (\`why_not\` IS NOT NULL))
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`return_gifts\` (
	\`return_id\` integer NOT NULL,
	\`revision_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text NOT NULL,
	\`taken_back\` integer NOT NULL,
	PRIMARY KEY(\`return_id\`, \`revision_id\`, \`kind\`, \`code\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE "lots" (
	\`transaction_id\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`earned_at\` integer NOT NULL,
	\`expires_on\` integer,
	\`amount\` integer NOT NULL,
	\`opened\` integer NOT NULL,
	\`remaining\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`transaction_id\`, \`unit\`),
	CONSTRAINT \`lot_holds\` CHECK (\`remaining\` >= 0 AND \`remaining\` <= \`amount\` AND \`opened\` >= 0 AND \`opened\` <= \`amount\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`custom_fields\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`type\` text NOT NULL,
	\`name\` text NOT NULL,
	\`options\` text NOT NULL,
	\`weight\` integer NOT NULL,
	\`active\` integer NOT NULL,
	\`revision\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	CONSTRAINT \`weight_is_a_percentage\` CHECK (\`weight\` BETWEEN 0 AND 100),
	CONSTRAINT \`active_or_not\` CHECK (\`active\` IN (0, 1))
) STRICT`,
  `CREATE TABLE \`dossiers\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`occupation\` text,
	\`education\` text,
	\`preferred_channel\` text,
	\`quiet_from\` integer,
	\`quiet_until\` integer,
	\`sealed\` blob NOT NULL,
	\`revision\` integer NOT NULL,
	\`changed_at\` integer NOT NULL, \`language\` text CHECK (\`language\` IN ('en', 'zh-CN', 'zh-TW')), \`habits\` integer DEFAULT 0 NOT NULL,
	CONSTRAINT \`quiet_hours_are_of_a_day\` CHECK ((\`quiet_from\` IS NULL) = (\`quiet_until\` IS NULL) AND (\`quiet_from\` IS NULL OR (\`quiet_from\` BETWEEN 0 AND 1439 AND \`quiet_until\` BETWEEN 0 AND 1439 AND \`quiet_from\` <> \`quiet_until\`)))
) STRICT`,
  `CREATE TABLE \`family_members\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`relation\` text NOT NULL,
	\`birth_year\` integer,
	\`birth_month\` integer,
	\`birth_day\` integer,
	\`lunar_month\` integer,
	\`lunar_day\` integer,
	\`lunar_leap\` integer,
	\`sealed\` blob NOT NULL,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`leap_or_not\` CHECK (\`lunar_leap\` IN (0, 1))
) STRICT`,
  `CREATE TABLE \`member_fields\` (
	\`member_id\` integer NOT NULL,
	\`field\` text NOT NULL,
	\`code\` text NOT NULL,
	\`number\` integer,
	PRIMARY KEY(\`member_id\`, \`field\`, \`code\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`member_interests\` (
	\`member_id\` integer NOT NULL,
	\`interest\` text NOT NULL,
	PRIMARY KEY(\`member_id\`, \`interest\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`member_notes\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`sealed\` blob NOT NULL,
	\`written_at\` integer NOT NULL,
	\`author_id\` integer NOT NULL
) STRICT`,
  `CREATE TABLE \`member_sizes\` (
	\`member_id\` integer NOT NULL,
	\`garment\` text NOT NULL,
	\`size\` text NOT NULL,
	PRIMARY KEY(\`member_id\`, \`garment\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`member_tags\` (
	\`member_id\` integer NOT NULL,
	\`tag\` text NOT NULL,
	PRIMARY KEY(\`member_id\`, \`tag\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`erasures\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL
) STRICT`,
  `CREATE TABLE \`campaigns\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`template\` text NOT NULL,
	\`channel\` text NOT NULL,
	\`purpose\` text NOT NULL,
	\`audience\` text NOT NULL,
	\`data\` text NOT NULL,
	\`starts_at\` integer NOT NULL,
	\`control_share\` integer NOT NULL,
	\`response_days\` integer NOT NULL,
	\`status\` text NOT NULL,
	\`cursor\` integer NOT NULL,
	\`revision\` integer NOT NULL, \`entering\` integer,
	CONSTRAINT \`purpose_is_known\` CHECK (\`purpose\` IN ('marketing', 'service')),
	CONSTRAINT \`campaign_status_is_known\` CHECK (\`status\` IN ('scheduled', 'done', 'cancelled'))
) STRICT`,
  `CREATE TABLE \`channel_accounts\` (
	\`channel\` text PRIMARY KEY NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`sealed\` blob NOT NULL,
	\`revision\` integer NOT NULL
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`message_templates\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`code\` text NOT NULL,
	\`channel\` text NOT NULL,
	\`document\` text NOT NULL,
	\`active\` integer NOT NULL,
	\`revision\` integer NOT NULL
) STRICT`,
  `CREATE TABLE \`import_made\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`made_id\` integer NOT NULL,
	\`change\` text NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`),
	CONSTRAINT \`change_known\` CHECK (\`change\` IN ('created', 'updated'))
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`import_rejections\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`code\` text NOT NULL,
	\`message\` text NOT NULL, \`measure\` text, \`amount\` integer CHECK (\`amount\` IS NULL OR \`measure\` IS NOT NULL),
	PRIMARY KEY(\`import_id\`, \`row\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`import_rows\` (
	\`import_id\` integer NOT NULL,
	\`unit\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`sealed\` blob NOT NULL,
	PRIMARY KEY(\`import_id\`, \`unit\`, \`row\`),
	CONSTRAINT \`unit_begins_with_its_first_row\` CHECK (\`unit\` <= \`row\`)
) STRICT`,
  `CREATE TABLE \`event_marks\` (
	\`one\` integer PRIMARY KEY NOT NULL,
	\`through\` integer NOT NULL,
	CONSTRAINT \`one_mark\` CHECK (\`one\` = 1)
) STRICT`,
  `CREATE TABLE \`events\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`type\` integer NOT NULL,
	\`member_id\` integer,
	\`at\` integer NOT NULL,
	\`detail\` text,
	CONSTRAINT \`detail_is_json\` CHECK (\`detail\` IS NULL OR json_valid(\`detail\`))
) STRICT`,
  `CREATE TABLE \`webhook_deliveries\` (
	\`webhook_id\` integer NOT NULL,
	\`event_id\` integer NOT NULL,
	\`type\` integer NOT NULL,
	\`member_id\` integer,
	\`attempts\` integer NOT NULL,
	\`next_at\` integer,
	\`dead_at\` integer,
	\`first_at\` integer NOT NULL,
	\`status\` integer,
	\`error\` text,
	PRIMARY KEY(\`webhook_id\`, \`event_id\`, \`type\`),
	CONSTRAINT \`dead_is_not_tried\` CHECK (\`next_at\` IS NULL OR \`dead_at\` IS NULL),
	CONSTRAINT \`attempts_count\` CHECK (\`attempts\` >= 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`webhooks\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`url\` text NOT NULL,
	\`description\` text,
	\`types\` text,
	\`enabled\` integer NOT NULL,
	\`disabled_because\` text,
	\`created_at\` integer NOT NULL,
	\`wrapped_key\` blob NOT NULL,
	\`secret\` blob NOT NULL,
	\`previous_secret\` blob,
	\`previous_until\` integer,
	\`cursor\` integer NOT NULL,
	\`failures\` integer NOT NULL,
	\`failing_since\` integer,
	\`delivered_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`disabled_because\` CHECK (\`disabled_because\` IS NULL OR (\`enabled\` = 0 AND \`disabled_because\` IN ('gone', 'failing'))),
	CONSTRAINT \`overlap_ends\` CHECK ((\`previous_secret\` IS NULL) = (\`previous_until\` IS NULL)),
	CONSTRAINT \`failures_count\` CHECK (\`failures\` >= 0)
) STRICT`,
  `CREATE TABLE \`segments\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`filter\` text NOT NULL,
	\`revision\` integer NOT NULL,
	\`created_at\` integer NOT NULL
, \`state\` text DEFAULT 'new' NOT NULL CHECK (\`state\` IN ('new', 'counting', 'followed'))) STRICT`,
  `CREATE TABLE \`insight_snapshots\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`day\` integer NOT NULL,
	\`cuts\` text,
	\`figures\` text NOT NULL,
	\`pairings\` text NOT NULL,
	\`is_done\` integer NOT NULL,
	CONSTRAINT \`insight_snapshot_done\` CHECK (\`is_done\` IN (0, 1))
) STRICT`,
  `CREATE TABLE \`member_baskets\` (
	\`member_id\` integer NOT NULL,
	\`a\` text NOT NULL,
	\`b\` text NOT NULL,
	\`receipts\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`a\`, \`b\`),
	CONSTRAINT \`member_basket\` CHECK (\`a\` <= \`b\` AND \`receipts\` > 0)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`member_facts\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`seq\` integer NOT NULL,
	\`half_life_days\` integer,
	\`receipts\` integer NOT NULL,
	\`purchase_days\` integer NOT NULL,
	\`first_on\` integer NOT NULL,
	\`last_on\` integer NOT NULL,
	\`sales_minor\` integer NOT NULL,
	\`spend_minor\` integer NOT NULL,
	\`promotional_minor\` integer NOT NULL,
	\`returned_minor\` integer NOT NULL,
	\`points\` integer NOT NULL,
	\`member_cash_minor\` integer NOT NULL,
	\`units\` integer NOT NULL,
	\`price_low_minor\` integer NOT NULL,
	\`price_median_minor\` integer NOT NULL,
	\`price_high_minor\` integer NOT NULL,
	\`promotion_share\` integer NOT NULL,
	\`cycle_days_x2\` integer,
	\`pyramid\` text,
	\`probability_active\` integer,
	\`expected_purchases\` integer,
	\`expected_value_minor\` integer, \`first_day_minor\` integer DEFAULT 0 NOT NULL CHECK (\`first_day_minor\` BETWEEN 0 AND \`sales_minor\`), \`active_since\` integer,
	CONSTRAINT \`member_facts_bought\` CHECK (\`receipts\` > 0 AND \`purchase_days\` > 0 AND \`first_on\` <= \`last_on\` AND \`units\` > 0),
	CONSTRAINT \`member_facts_amounts\` CHECK (\`sales_minor\` >= 0 AND \`promotional_minor\` BETWEEN 0 AND \`sales_minor\` AND \`returned_minor\` >= 0),
	CONSTRAINT \`member_facts_share\` CHECK (\`promotion_share\` BETWEEN 0 AND 10000),
	CONSTRAINT \`member_facts_pyramid\` CHECK (\`pyramid\` IN ('A', 'B', 'C', 'D')),
	CONSTRAINT \`member_facts_forecast\` CHECK (\`probability_active\` BETWEEN 0 AND 1000000 AND \`expected_purchases\` >= 0 AND \`expected_value_minor\` >= 0)
) STRICT`,
  `CREATE TABLE \`forecasts\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`day\` integer NOT NULL,
	\`horizon_days\` integer NOT NULL,
	\`buyers\` integer NOT NULL,
	\`reason\` text,
	\`forecast\` text NOT NULL,
	\`sums\` text NOT NULL,
	\`is_done\` integer NOT NULL,
	CONSTRAINT \`forecast_counts\` CHECK (\`buyers\` >= 0 AND \`horizon_days\` > 0),
	CONSTRAINT \`forecast_reason\` CHECK (\`reason\` IN ('too_few_repeat_buyers', 'not_identified', 'too_uncertain')),
	CONSTRAINT \`forecast_done\` CHECK (\`is_done\` IN (0, 1))
) STRICT`,
  `CREATE TABLE \`import_keys\` (
	\`import_id\` integer NOT NULL,
	\`hash\` blob NOT NULL,
	\`has_external_id\` integer NOT NULL,
	PRIMARY KEY(\`import_id\`, \`hash\`),
	CONSTRAINT \`has_external_id_known\` CHECK (\`has_external_id\` IN (0, 1))
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`openings\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`unit\` text NOT NULL,
	\`amount\` integer NOT NULL,
	\`expires_on\` integer,
	CONSTRAINT \`opening_unit\` CHECK (\`unit\` IN ('points', 'memberCash', 'prepaid')),
	CONSTRAINT \`opening_opens\` CHECK (\`amount\` <> 0 AND (\`unit\` <> 'prepaid' OR \`amount\` > 0)),
	CONSTRAINT \`opening_expires\` CHECK (\`expires_on\` IS NULL OR (\`unit\` <> 'prepaid' AND \`amount\` > 0))
) STRICT`,
  `CREATE TABLE \`import_sums\` (
	\`import_id\` integer NOT NULL,
	\`measure\` text NOT NULL,
	\`in_file\` integer NOT NULL,
	\`moved_in\` integer NOT NULL,
	\`already_there\` integer NOT NULL,
	PRIMARY KEY(\`import_id\`, \`measure\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE "imports" (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`created_at\` integer NOT NULL,
	\`plan\` text NOT NULL,
	\`wrapped_key\` blob,
	\`dry_run\` integer NOT NULL,
	\`rows\` integer NOT NULL,
	\`cursor\` integer NOT NULL,
	\`done\` integer NOT NULL,
	\`created\` integer NOT NULL,
	\`updated\` integer NOT NULL,
	\`rejected\` integer NOT NULL,
	\`done_at\` integer,
	\`ending\` text,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`kind_known\` CHECK (\`kind\` IN ('members', 'purchases', 'openingBalances', 'tiers', 'pastPurchases')),
	CONSTRAINT \`ends_once\` CHECK ((\`done_at\` IS NULL) = (\`ending\` IS NULL)),
	CONSTRAINT \`its_key_goes_with_its_rows\` CHECK ((\`done_at\` IS NULL) = (\`wrapped_key\` IS NOT NULL)),
	CONSTRAINT \`within_its_rows\` CHECK (\`done\` BETWEEN 0 AND \`rows\`)
) STRICT`,
  `CREATE TABLE \`segment_members\` (
	\`member_id\` integer NOT NULL,
	\`segment_id\` integer NOT NULL,
	\`entered_at\` integer NOT NULL,
	\`left_at\` integer,
	PRIMARY KEY(\`member_id\`, \`segment_id\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`job_occurrences\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`kind\` text NOT NULL,
	\`code\` text,
	\`day\` integer NOT NULL,
	\`at\` integer NOT NULL,
	\`cursor\` integer NOT NULL,
	\`members\` integer NOT NULL,
	\`done_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`job_kind\` CHECK (\`kind\` IN ('seal', 'lapse', 'expiry', 'inactivity', 'tiers', 'rebate', 'insight', 'forecast', 'segments')),
	CONSTRAINT \`job_counts\` CHECK (\`members\` >= 0 AND \`revision\` >= 0)
) STRICT`,
  `CREATE TABLE \`campaign_occasions\` (
	\`campaign_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`at\` integer NOT NULL,
	PRIMARY KEY(\`campaign_id\`, \`member_id\`, \`at\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`merges\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`from_transaction_id\` integer NOT NULL,
	\`from_id\` integer NOT NULL,
	\`into_id\` integer NOT NULL,
	\`registered_at\` integer NOT NULL,
	\`registered_on\` integer NOT NULL,
	CONSTRAINT \`of_two_members\` CHECK (\`from_id\` <> \`into_id\` AND \`from_transaction_id\` <> \`id\`)
) STRICT`,
  `CREATE TABLE "tier_acts" (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`member_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`day\` integer NOT NULL,
	\`tier\` text,
	\`through\` integer,
	\`plan\` text,
	\`tier_before\` text,
	\`since\` integer,
	\`valid_from\` integer,
	\`since_after\` integer NOT NULL,
	\`through_after\` integer,
	CONSTRAINT \`act_says_what\` CHECK ((\`kind\` = 'set' AND \`plan\` IS NULL AND (\`tier\` IS NOT NULL OR \`through\` IS NULL)) OR (\`kind\` = 'topUp' AND \`plan\` IS NOT NULL AND \`tier\` IS NULL AND \`through\` IS NULL) OR (\`kind\` = 'merge' AND \`plan\` IS NULL AND \`tier\` IS NOT NULL)),
	CONSTRAINT \`act_says_since_when\` CHECK ((\`valid_from\` IS NULL) = (\`since\` IS NULL) AND (\`kind\` = 'set' OR (\`kind\` = 'merge') = (\`since\` IS NOT NULL))),
	CONSTRAINT \`since_before\` CHECK (\`since\` IS NULL OR (\`since\` <= \`valid_from\` AND \`valid_from\` <= \`day\`))
) STRICT`,
  `CREATE TABLE \`kiosk_challenges\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kiosk_id\` integer NOT NULL,
	\`phone_hash\` blob NOT NULL,
	\`code_hash\` blob NOT NULL,
	\`made_at\` integer NOT NULL,
	\`tries\` integer NOT NULL,
	\`used_at\` integer, \`or_phone_hash\` blob,
	CONSTRAINT \`challenge_tries\` CHECK (\`tries\` BETWEEN 0 AND 5)
) STRICT`,
  `CREATE TABLE \`kiosk_sessions\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`kiosk_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`opened_at\` integer NOT NULL,
	\`expires_at\` integer NOT NULL
) STRICT`,
  `CREATE TABLE \`kiosks\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`name\` text NOT NULL,
	\`store\` text,
	\`created_at\` integer NOT NULL,
	\`enrolment_hash\` blob,
	\`enrolment_expires_at\` integer,
	\`key_hash\` blob,
	\`hint\` text,
	\`enrolled_at\` integer,
	\`seen_at\` integer,
	\`revoked_at\` integer,
	CONSTRAINT \`an_enrolment_ends\` CHECK ((\`enrolment_hash\` IS NULL) = (\`enrolment_expires_at\` IS NULL)),
	CONSTRAINT \`enrolled_has_a_key\` CHECK ((\`key_hash\` IS NULL) = (\`enrolled_at\` IS NULL) AND (\`key_hash\` IS NULL) = (\`seen_at\` IS NULL)),
	CONSTRAINT \`enrolled_is_enrolled\` CHECK (\`key_hash\` IS NULL OR \`enrolment_hash\` IS NULL)
) STRICT`,
  `CREATE TABLE \`import_undos\` (
	\`import_id\` integer PRIMARY KEY NOT NULL,
	\`actor_id\` integer NOT NULL,
	\`asked_at\` integer NOT NULL,
	\`plan\` text NOT NULL,
	\`cursor\` integer NOT NULL,
	\`rows\` integer NOT NULL,
	\`undone\` integer NOT NULL,
	\`standing\` integer NOT NULL,
	\`erased\` integer NOT NULL,
	\`erasing\` text NOT NULL,
	\`done_at\` integer,
	\`revision\` integer NOT NULL,
	CONSTRAINT \`undo_within_its_rows\` CHECK (\`undone\` >= 0 AND \`standing\` >= 0 AND \`erased\` >= 0 AND \`undone\` + \`standing\` + \`erased\` <= \`rows\`)
) STRICT`,
  `CREATE TABLE \`import_undone\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`made_id\` integer NOT NULL,
	\`undone_id\` integer NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`import_left\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`code\` text NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`import_replaced\` (
	\`import_id\` integer NOT NULL,
	\`row\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`audit_id\` integer NOT NULL,
	\`birthday\` integer NOT NULL,
	\`sealed\` blob NOT NULL,
	PRIMARY KEY(\`import_id\`, \`row\`)
) STRICT`,
  `CREATE TABLE \`member_goods\` (
	\`member_id\` integer PRIMARY KEY NOT NULL,
	\`goods\` text
) STRICT`,
  `CREATE TABLE "member_preferences" (
	\`member_id\` integer NOT NULL,
	\`kind\` text NOT NULL,
	\`value\` text NOT NULL,
	\`share\` integer NOT NULL,
	PRIMARY KEY(\`member_id\`, \`kind\`, \`value\`),
	CONSTRAINT \`member_preference_kind\` CHECK (\`kind\` IN ('sizes', 'colors', 'brands', 'categories', 'styles', 'stores', 'weekdays', 'hours')),
	CONSTRAINT \`member_preference_share\` CHECK (\`share\` BETWEEN 0 AND 10000)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE \`goods_codes\` (
	\`code\` integer PRIMARY KEY NOT NULL,
	\`kind\` text NOT NULL,
	\`value\` text NOT NULL,
	CONSTRAINT \`goods_kind\` CHECK (\`kind\` IN ('category', 'size', 'brand', 'color', 'style', 'store', 'sku'))
) STRICT`,
  `CREATE TABLE \`campaign_results\` (
	\`campaign_id\` integer NOT NULL,
	\`day\` integer NOT NULL,
	\`side\` text NOT NULL,
	\`is_told\` integer NOT NULL,
	\`messages\` integer NOT NULL,
	\`buyers\` integer NOT NULL,
	\`sales_minor\` integer NOT NULL,
	\`squared_sales\` real NOT NULL,
	PRIMARY KEY(\`campaign_id\`, \`day\`, \`side\`, \`is_told\`),
	CONSTRAINT \`campaign_side_is_known\` CHECK (\`side\` IN ('reached', 'missed', 'held_out')),
	CONSTRAINT \`campaign_buyers_were_spoken_to\` CHECK (\`buyers\` BETWEEN 0 AND \`messages\`)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE "messages" (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`campaign_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`occasion\` text NOT NULL,
	\`status\` text NOT NULL,
	\`decided_at\` integer NOT NULL,
	\`send_at\` integer NOT NULL,
	\`attempts\` integer NOT NULL,
	\`next_at\` integer,
	\`carrier_id\` text,
	\`code\` text,
	\`revision\` integer NOT NULL, \`settled_at\` integer,
	CONSTRAINT \`message_status_is_known\` CHECK (\`status\` IN ('waiting', 'sent', 'failed', 'task', 'done', 'held_out', 'unreachable', 'no_consent', 'frequency_cap', 'always_quiet', 'cancelled')),
	CONSTRAINT \`waiting_is_tried_again\` CHECK ((\`status\` = 'waiting') = (\`next_at\` IS NOT NULL))
) STRICT`,
  `CREATE TABLE \`family_sizes\` (
	\`person_id\` integer NOT NULL,
	\`member_id\` integer NOT NULL,
	\`garment\` text NOT NULL,
	\`size\` text NOT NULL,
	PRIMARY KEY(\`person_id\`, \`garment\`)
) STRICT, WITHOUT ROWID`,
  `CREATE UNIQUE INDEX \`api_keys_hash_unique\` ON \`api_keys\` (\`hash\`)`,
  `CREATE INDEX \`api_keys_by_kind\` ON \`api_keys\` (\`kind\`)`,
  `CREATE INDEX \`brand_settings_at\` ON \`brand_settings\` (\`brand\`,\`store\`,\`effective_at\`)`,
  `CREATE INDEX \`cards_of_member\` ON \`cards\` (\`member_id\`)`,
  `CREATE INDEX \`consents_of_member\` ON \`consents\` (\`member_id\`)`,
  `CREATE INDEX \`lookups_of_member\` ON \`lookups\` (\`member_id\`)`,
  `CREATE INDEX \`purchases_of_member\` ON \`purchases\` (\`member_id\`,\`occurred_at\`)`,
  `CREATE UNIQUE INDEX \`transactions_in_order\` ON \`transactions\` (\`member_id\`,\`seq\`)`,
  `CREATE INDEX \`reasons_of_member\` ON \`reasons\` (\`member_id\`)`,
  `CREATE UNIQUE INDEX \`top_up_reversals_by_id\` ON \`top_up_reversals\` (\`id\`)`,
  `CREATE UNIQUE INDEX \`top_ups_external_id\` ON \`top_ups\` (\`external_id\`) WHERE external_id IS NOT NULL`,
  `CREATE INDEX \`top_ups_of_member\` ON \`top_ups\` (\`member_id\`,\`id\`)`,
  `CREATE UNIQUE INDEX \`job_entries_transaction\` ON \`job_entries\` (\`transaction_id\`)`,
  `CREATE INDEX \`jobs_open\` ON \`jobs\` (\`to_at\`) WHERE done_at IS NULL`,
  `CREATE INDEX \`standings_tier_next\` ON \`standings\` (\`tier_next_on\`)`,
  `CREATE UNIQUE INDEX \`returns_external_id\` ON \`returns\` (\`external_id\`) WHERE external_id IS NOT NULL`,
  `CREATE INDEX \`returns_of_purchase\` ON \`returns\` (\`purchase_id\`)`,
  `CREATE INDEX \`benefit_claims_of_use\` ON \`benefit_claims\` (\`use_id\`)`,
  `CREATE INDEX \`benefit_uses_of_member\` ON \`benefit_uses\` (\`member_id\`,\`benefit\`,\`used_on\`)`,
  `CREATE UNIQUE INDEX \`redemption_ends_transaction\` ON \`redemption_ends\` (\`transaction_id\`) WHERE transaction_id IS NOT NULL`,
  `CREATE UNIQUE INDEX \`redemptions_code_unique\` ON \`redemptions\` (\`code\`)`,
  `CREATE INDEX \`redemptions_of_member\` ON \`redemptions\` (\`member_id\`)`,
  `CREATE UNIQUE INDEX \`rewards_code_unique\` ON \`rewards\` (\`code\`)`,
  `CREATE UNIQUE INDEX \`coupon_uses_of_purchase\` ON \`coupon_uses\` (\`purchase_id\`,\`position\`)`,
  `CREATE UNIQUE INDEX \`coupons_code_unique\` ON \`coupons\` (\`code\`)`,
  `CREATE UNIQUE INDEX \`member_coupons_code_unique\` ON \`member_coupons\` (\`code\`)`,
  `CREATE INDEX \`member_coupons_of_member\` ON \`member_coupons\` (\`member_id\`,\`coupon\`)`,
  `CREATE INDEX \`member_coupons_of_purchase\` ON \`member_coupons\` (\`purchase_id\`) WHERE purchase_id IS NOT NULL`,
  `CREATE UNIQUE INDEX \`promotion_revisions_of_code\` ON \`promotion_revisions\` (\`code\`,\`revision\`)`,
  `CREATE UNIQUE INDEX \`approval_decisions_transaction\` ON \`approval_decisions\` (\`transaction_id\`)`,
  `CREATE INDEX \`approvals_of_asker\` ON \`approvals\` (\`asked_by\`)`,
  `CREATE INDEX \`audit_entries_of_member\` ON \`audit_entries\` (\`member_id\`) WHERE member_id IS NOT NULL`,
  `CREATE INDEX \`audit_entries_of_actor\` ON \`audit_entries\` (\`actor_id\`)`,
  `CREATE INDEX \`attempts_by_time\` ON \`sign_in_attempts\` (\`last_at\`)`,
  `CREATE UNIQUE INDEX \`staff_email_hash_unique\` ON \`staff\` (\`email_hash\`)`,
  `CREATE UNIQUE INDEX \`staff_invitation_hash_unique\` ON \`staff\` (\`invitation_hash\`)`,
  `CREATE INDEX \`sessions_of_staff\` ON \`staff_sessions\` (\`staff_id\`)`,
  `CREATE INDEX \`transactions_by_hand\` ON \`transactions\` (\`id\`) WHERE kind IN (7, 8, 10, 11)`,
  `CREATE INDEX \`replays_open\` ON \`replays\` (\`id\`) WHERE done_at IS NULL`,
  `CREATE UNIQUE INDEX \`promotion_gifts_given\` ON \`promotion_gifts\` (\`given_id\`) WHERE given_id IS NOT NULL`,
  `CREATE INDEX \`standings_expiring\` ON \`standings\` (\`expires_on\`) WHERE expires_on IS NOT NULL`,
  `CREATE INDEX \`transactions_expiring\` ON \`transactions\` (\`member_id\`) WHERE kind = 6`,
  `CREATE UNIQUE INDEX \`custom_fields_code_unique\` ON \`custom_fields\` (\`code\`)`,
  `CREATE INDEX \`family_of_member\` ON \`family_members\` (\`member_id\`)`,
  `CREATE INDEX \`member_fields_of\` ON \`member_fields\` (\`field\`,\`code\`,\`number\`)`,
  `CREATE INDEX \`member_interests_of\` ON \`member_interests\` (\`interest\`)`,
  `CREATE INDEX \`notes_of_member\` ON \`member_notes\` (\`member_id\`)`,
  `CREATE INDEX \`member_sizes_of\` ON \`member_sizes\` (\`garment\`,\`size\`)`,
  `CREATE INDEX \`member_tags_of\` ON \`member_tags\` (\`tag\`)`,
  `CREATE UNIQUE INDEX \`erasures_member_id_unique\` ON \`erasures\` (\`member_id\`)`,
  `CREATE INDEX \`campaigns_waiting\` ON \`campaigns\` (\`starts_at\`) WHERE status = 'scheduled'`,
  `CREATE UNIQUE INDEX \`message_templates_code_unique\` ON \`message_templates\` (\`code\`)`,
  `CREATE INDEX \`import_made_of\` ON \`import_made\` (\`made_id\`)`,
  `CREATE INDEX \`webhook_deliveries_due\` ON \`webhook_deliveries\` (\`webhook_id\`,\`next_at\`) WHERE next_at IS NOT NULL`,
  `CREATE INDEX \`webhook_deliveries_of_member\` ON \`webhook_deliveries\` (\`webhook_id\`,\`member_id\`)`,
  `CREATE VIEW \`next_event\` AS SELECT 1 + max(
	coalesce((SELECT max(\`id\`) FROM \`events\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`transactions\`), 0),
	coalesce((SELECT \`through\` FROM \`event_marks\` WHERE \`one\` = 1), 0),
	coalesce((SELECT max(\`id\`) FROM \`members\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`consents\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`benefit_uses\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`job_occurrences\`), 0),
	coalesce((SELECT max(\`id\`) FROM \`audit_entries\`), 0)
) AS \`id\``,
  `CREATE UNIQUE INDEX \`insight_snapshots_by_day\` ON \`insight_snapshots\` (\`day\`)`,
  `CREATE UNIQUE INDEX \`forecasts_by_day\` ON \`forecasts\` (\`day\`)`,
  `CREATE INDEX \`openings_of_member\` ON \`openings\` (\`member_id\`)`,
  `CREATE INDEX \`imports_open\` ON \`imports\` (\`id\`) WHERE done_at IS NULL`,
  `CREATE UNIQUE INDEX \`job_occurrences_name\` ON \`job_occurrences\` (\`name\`)`,
  `CREATE INDEX \`job_occurrences_by_day\` ON \`job_occurrences\` (\`day\`)`,
  `CREATE INDEX \`campaigns_entering\` ON \`campaigns\` (\`entering\`) WHERE entering IS NOT NULL`,
  `CREATE INDEX \`profiles_referred_by\` ON \`profiles\` (\`referred_by\`) WHERE referred_by IS NOT NULL`,
  `CREATE INDEX \`members_merged\` ON \`members\` (\`merged_into\`) WHERE merged_into IS NOT NULL`,
  `CREATE UNIQUE INDEX \`merges_from_transaction_id_unique\` ON \`merges\` (\`from_transaction_id\`)`,
  `CREATE UNIQUE INDEX \`merges_from_id_unique\` ON \`merges\` (\`from_id\`)`,
  `CREATE INDEX \`merges_into\` ON \`merges\` (\`into_id\`)`,
  `CREATE INDEX \`tier_acts_of_member\` ON \`tier_acts\` (\`member_id\`)`,
  `CREATE INDEX \`challenges_of_phone\` ON \`kiosk_challenges\` (\`phone_hash\`,\`made_at\`)`,
  `CREATE INDEX \`challenges_by_time\` ON \`kiosk_challenges\` (\`made_at\`)`,
  `CREATE INDEX \`kiosk_sessions_of_member\` ON \`kiosk_sessions\` (\`member_id\`)`,
  `CREATE INDEX \`kiosk_sessions_by_end\` ON \`kiosk_sessions\` (\`expires_at\`)`,
  `CREATE UNIQUE INDEX \`kiosks_enrolment_hash_unique\` ON \`kiosks\` (\`enrolment_hash\`)`,
  `CREATE UNIQUE INDEX \`kiosks_key_hash_unique\` ON \`kiosks\` (\`key_hash\`)`,
  `CREATE INDEX \`import_undos_open\` ON \`import_undos\` (\`import_id\`) WHERE done_at IS NULL`,
  `CREATE INDEX \`import_undone_made\` ON \`import_undone\` (\`made_id\`)`,
  `CREATE INDEX \`import_undone_by\` ON \`import_undone\` (\`undone_id\`)`,
  `CREATE INDEX \`import_replaced_of_member\` ON \`import_replaced\` (\`member_id\`)`,
  `CREATE INDEX \`purchases_external_id\` ON \`purchases\` (\`external_id\`) WHERE external_id IS NOT NULL`,
  `CREATE UNIQUE INDEX \`lookups_one_member\` ON \`lookups\` (\`kind\`,\`hash\`) WHERE kind IN ('phone', 'email', 'externalId', 'wechatOpenId')`,
  `CREATE UNIQUE INDEX \`goods_codes_of\` ON \`goods_codes\` (\`kind\`,\`value\`)`,
  `CREATE UNIQUE INDEX \`messages_once\` ON \`messages\` (\`campaign_id\`,\`member_id\`,\`occasion\`)`,
  `CREATE INDEX \`messages_by_status\` ON \`messages\` (\`campaign_id\`,\`status\`)`,
  `CREATE INDEX \`messages_of_member\` ON \`messages\` (\`member_id\`,\`send_at\`)`,
  `CREATE INDEX \`messages_due\` ON \`messages\` (\`next_at\`) WHERE next_at IS NOT NULL`,
  `CREATE INDEX \`family_sizes_of_member\` ON \`family_sizes\` (\`member_id\`)`,
  `INSERT INTO event_marks VALUES (1, 0)`,
  `CREATE TRIGGER \`transactions_no_delete\` BEFORE DELETE ON \`transactions\` BEGIN
	SELECT RAISE(ABORT, 'transactions are never changed');
END`,
  `CREATE TRIGGER \`transactions_no_replace\` BEFORE INSERT ON \`transactions\`
WHEN EXISTS (SELECT 1 FROM \`transactions\` WHERE \`id\` = NEW.\`id\` OR (\`member_id\` = NEW.\`member_id\` AND \`seq\` = NEW.\`seq\`)) BEGIN
	SELECT RAISE(ABORT, 'transactions are never replaced');
END`,
  `CREATE TRIGGER \`transfers_no_update\` BEFORE UPDATE ON \`transfers\` BEGIN
	SELECT RAISE(ABORT, 'transfers are never changed');
END`,
  `CREATE TRIGGER \`transfers_no_delete\` BEFORE DELETE ON \`transfers\` BEGIN
	SELECT RAISE(ABORT, 'transfers are never changed');
END`,
  `CREATE TRIGGER \`transfers_no_replace\` BEFORE INSERT ON \`transfers\`
WHEN EXISTS (SELECT 1 FROM \`transfers\` WHERE \`transaction_id\` = NEW.\`transaction_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'transfers are never replaced');
END`,
  `CREATE TRIGGER \`lot_moves_no_update\` BEFORE UPDATE ON \`lot_moves\` BEGIN
	SELECT RAISE(ABORT, 'lot_moves are never changed');
END`,
  `CREATE TRIGGER \`lot_moves_no_delete\` BEFORE DELETE ON \`lot_moves\` BEGIN
	SELECT RAISE(ABORT, 'lot_moves are never changed');
END`,
  `CREATE TRIGGER \`lot_moves_no_replace\` BEFORE INSERT ON \`lot_moves\`
WHEN EXISTS (SELECT 1 FROM \`lot_moves\` WHERE \`transaction_id\` = NEW.\`transaction_id\` AND \`lot_id\` = NEW.\`lot_id\` AND \`unit\` = NEW.\`unit\`) BEGIN
	SELECT RAISE(ABORT, 'lot_moves are never replaced');
END`,
  `CREATE TRIGGER \`purchases_no_delete\` BEFORE DELETE ON \`purchases\` BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END`,
  `CREATE TRIGGER \`purchase_lines_no_update\` BEFORE UPDATE ON \`purchase_lines\` BEGIN
	SELECT RAISE(ABORT, 'purchase_lines are never changed');
END`,
  `CREATE TRIGGER \`purchase_lines_no_delete\` BEFORE DELETE ON \`purchase_lines\` BEGIN
	SELECT RAISE(ABORT, 'purchase_lines are never changed');
END`,
  `CREATE TRIGGER \`purchase_lines_no_replace\` BEFORE INSERT ON \`purchase_lines\`
WHEN EXISTS (SELECT 1 FROM \`purchase_lines\` WHERE \`purchase_id\` = NEW.\`purchase_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'purchase_lines are never replaced');
END`,
  `CREATE TRIGGER \`purchase_tenders_no_update\` BEFORE UPDATE ON \`purchase_tenders\` BEGIN
	SELECT RAISE(ABORT, 'purchase_tenders are never changed');
END`,
  `CREATE TRIGGER \`purchase_tenders_no_delete\` BEFORE DELETE ON \`purchase_tenders\` BEGIN
	SELECT RAISE(ABORT, 'purchase_tenders are never changed');
END`,
  `CREATE TRIGGER \`purchase_tenders_no_replace\` BEFORE INSERT ON \`purchase_tenders\`
WHEN EXISTS (SELECT 1 FROM \`purchase_tenders\` WHERE \`purchase_id\` = NEW.\`purchase_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'purchase_tenders are never replaced');
END`,
  `CREATE TRIGGER \`rules_versions_no_update\` BEFORE UPDATE ON \`rules_versions\` BEGIN
	SELECT RAISE(ABORT, 'rules_versions are never changed');
END`,
  `CREATE TRIGGER \`rules_versions_no_delete\` BEFORE DELETE ON \`rules_versions\` BEGIN
	SELECT RAISE(ABORT, 'rules_versions are never changed');
END`,
  `CREATE TRIGGER \`rules_versions_no_replace\` BEFORE INSERT ON \`rules_versions\`
WHEN EXISTS (SELECT 1 FROM \`rules_versions\` WHERE \`version\` = NEW.\`version\`) BEGIN
	SELECT RAISE(ABORT, 'rules_versions are never replaced');
END`,
  `CREATE TRIGGER \`requests_no_update\` BEFORE UPDATE ON \`requests\` BEGIN
	SELECT RAISE(ABORT, 'requests are never changed');
END`,
  `CREATE TRIGGER \`requests_no_delete\` BEFORE DELETE ON \`requests\` BEGIN
	SELECT RAISE(ABORT, 'requests are never changed');
END`,
  `CREATE TRIGGER \`requests_no_replace\` BEFORE INSERT ON \`requests\`
WHEN EXISTS (SELECT 1 FROM \`requests\` WHERE \`key_hash\` = NEW.\`key_hash\`) BEGIN
	SELECT RAISE(ABORT, 'requests are never replaced');
END`,
  `CREATE TRIGGER \`brand_settings_no_update\` BEFORE UPDATE ON \`brand_settings\` BEGIN
	SELECT RAISE(ABORT, 'brand_settings are never changed');
END`,
  `CREATE TRIGGER \`brand_settings_no_delete\` BEFORE DELETE ON \`brand_settings\` BEGIN
	SELECT RAISE(ABORT, 'brand_settings are never changed');
END`,
  `CREATE TRIGGER \`brand_settings_no_replace\` BEFORE INSERT ON \`brand_settings\`
WHEN EXISTS (SELECT 1 FROM \`brand_settings\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'brand_settings are never replaced');
END`,
  `CREATE TRIGGER \`consents_no_replace\` BEFORE INSERT ON \`consents\`
WHEN EXISTS (SELECT 1 FROM \`consents\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'consents are never replaced');
END`,
  `CREATE TRIGGER \`profiles_in_order\` BEFORE UPDATE ON \`profiles\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the profile was changed meanwhile');
END`,
  `CREATE TRIGGER \`clock_never_backwards\` BEFORE UPDATE ON \`program\`
WHEN NEW.\`clock_at\` < OLD.\`clock_at\` AND EXISTS (SELECT 1 FROM \`transactions\`) BEGIN
	SELECT RAISE(ABORT, 'the clock never runs backwards');
END`,
  `CREATE TRIGGER \`adjustments_no_delete\` BEFORE DELETE ON \`adjustments\` BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END`,
  `CREATE TRIGGER \`adjustments_no_replace\` BEFORE INSERT ON \`adjustments\`
WHEN EXISTS (SELECT 1 FROM \`adjustments\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'adjustments are never replaced');
END`,
  `CREATE TRIGGER \`prepaid_refunds_no_delete\` BEFORE DELETE ON \`prepaid_refunds\` BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END`,
  `CREATE TRIGGER \`prepaid_refunds_no_replace\` BEFORE INSERT ON \`prepaid_refunds\`
WHEN EXISTS (SELECT 1 FROM \`prepaid_refunds\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never replaced');
END`,
  `CREATE TRIGGER \`top_ups_no_delete\` BEFORE DELETE ON \`top_ups\` BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END`,
  `CREATE TRIGGER \`top_ups_no_replace\` BEFORE INSERT ON \`top_ups\`
WHEN EXISTS (SELECT 1 FROM \`top_ups\` WHERE \`id\` = NEW.\`id\` OR (\`external_id\` IS NOT NULL AND \`external_id\` = NEW.\`external_id\`)) BEGIN
	SELECT RAISE(ABORT, 'top_ups are never replaced');
END`,
  `CREATE TRIGGER \`top_up_reversals_no_update\` BEFORE UPDATE ON \`top_up_reversals\` BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never changed');
END`,
  `CREATE TRIGGER \`top_up_reversals_no_delete\` BEFORE DELETE ON \`top_up_reversals\` BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never changed');
END`,
  `CREATE TRIGGER \`top_up_reversals_no_replace\` BEFORE INSERT ON \`top_up_reversals\`
WHEN EXISTS (SELECT 1 FROM \`top_up_reversals\` WHERE \`top_up_id\` = NEW.\`top_up_id\` OR \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never replaced');
END`,
  `CREATE TRIGGER \`reasons_no_replace\` BEFORE INSERT ON \`reasons\`
WHEN EXISTS (SELECT 1 FROM \`reasons\` WHERE \`transaction_id\` = NEW.\`transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'reasons are never replaced');
END`,
  `CREATE TRIGGER \`job_entries_no_update\` BEFORE UPDATE ON \`job_entries\` BEGIN
	SELECT RAISE(ABORT, 'job_entries are never changed');
END`,
  `CREATE TRIGGER \`job_entries_no_delete\` BEFORE DELETE ON \`job_entries\` BEGIN
	SELECT RAISE(ABORT, 'job_entries are never changed');
END`,
  `CREATE TRIGGER \`job_entries_no_replace\` BEFORE INSERT ON \`job_entries\`
WHEN EXISTS (SELECT 1 FROM \`job_entries\` WHERE (\`occurrence_id\` = NEW.\`occurrence_id\` AND \`member_id\` = NEW.\`member_id\`) OR \`transaction_id\` = NEW.\`transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'job_entries are never replaced');
END`,
  `CREATE TRIGGER \`returns_no_update\` BEFORE UPDATE ON \`returns\` BEGIN
	SELECT RAISE(ABORT, 'returns are never changed');
END`,
  `CREATE TRIGGER \`returns_no_delete\` BEFORE DELETE ON \`returns\` BEGIN
	SELECT RAISE(ABORT, 'returns are never changed');
END`,
  `CREATE TRIGGER \`returns_no_replace\` BEFORE INSERT ON \`returns\`
WHEN EXISTS (SELECT 1 FROM \`returns\` WHERE \`id\` = NEW.\`id\` OR (\`external_id\` IS NOT NULL AND \`external_id\` = NEW.\`external_id\`)) BEGIN
	SELECT RAISE(ABORT, 'returns are never replaced');
END`,
  `CREATE TRIGGER \`return_lines_no_update\` BEFORE UPDATE ON \`return_lines\` BEGIN
	SELECT RAISE(ABORT, 'return_lines are never changed');
END`,
  `CREATE TRIGGER \`return_lines_no_delete\` BEFORE DELETE ON \`return_lines\` BEGIN
	SELECT RAISE(ABORT, 'return_lines are never changed');
END`,
  `CREATE TRIGGER \`return_lines_no_replace\` BEFORE INSERT ON \`return_lines\`
WHEN EXISTS (SELECT 1 FROM \`return_lines\` WHERE \`return_id\` = NEW.\`return_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'return_lines are never replaced');
END`,
  `CREATE TRIGGER \`return_refunds_no_update\` BEFORE UPDATE ON \`return_refunds\` BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never changed');
END`,
  `CREATE TRIGGER \`return_refunds_no_delete\` BEFORE DELETE ON \`return_refunds\` BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never changed');
END`,
  `CREATE TRIGGER \`return_refunds_no_replace\` BEFORE INSERT ON \`return_refunds\`
WHEN EXISTS (SELECT 1 FROM \`return_refunds\` WHERE \`return_id\` = NEW.\`return_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never replaced');
END`,
  `CREATE TRIGGER \`benefit_uses_no_delete\` BEFORE DELETE ON \`benefit_uses\` BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END`,
  `CREATE TRIGGER \`benefit_uses_no_replace\` BEFORE INSERT ON \`benefit_uses\`
WHEN EXISTS (SELECT 1 FROM \`benefit_uses\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never replaced');
END`,
  `CREATE TRIGGER \`benefit_undos_no_update\` BEFORE UPDATE ON \`benefit_undos\` BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never changed');
END`,
  `CREATE TRIGGER \`benefit_undos_no_delete\` BEFORE DELETE ON \`benefit_undos\` BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never changed');
END`,
  `CREATE TRIGGER \`benefit_undos_no_replace\` BEFORE INSERT ON \`benefit_undos\`
WHEN EXISTS (SELECT 1 FROM \`benefit_undos\` WHERE \`use_id\` = NEW.\`use_id\`) BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never replaced');
END`,
  `CREATE TRIGGER \`redemptions_no_delete\` BEFORE DELETE ON \`redemptions\` BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END`,
  `CREATE TRIGGER \`redemptions_no_replace\` BEFORE INSERT ON \`redemptions\`
WHEN EXISTS (SELECT 1 FROM \`redemptions\` WHERE \`id\` = NEW.\`id\` OR \`code\` = NEW.\`code\`) BEGIN
	SELECT RAISE(ABORT, 'redemptions are never replaced');
END`,
  `CREATE TRIGGER \`redemption_ends_no_update\` BEFORE UPDATE ON \`redemption_ends\` BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never changed');
END`,
  `CREATE TRIGGER \`redemption_ends_no_delete\` BEFORE DELETE ON \`redemption_ends\` BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never changed');
END`,
  `CREATE TRIGGER \`redemption_ends_no_replace\` BEFORE INSERT ON \`redemption_ends\`
WHEN EXISTS (SELECT 1 FROM \`redemption_ends\` WHERE \`redemption_id\` = NEW.\`redemption_id\` OR \`transaction_id\` = NEW.\`transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never replaced');
END`,
  `CREATE TRIGGER \`rewards_in_order\` BEFORE UPDATE OF \`revision\` ON \`rewards\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the reward was changed meanwhile');
END`,
  `CREATE TRIGGER \`redemptions_at_present_terms\` BEFORE INSERT ON \`redemptions\`
WHEN NOT EXISTS (SELECT 1 FROM \`rewards\` WHERE \`code\` = NEW.\`reward\` AND \`revision\` = NEW.\`revision\`) BEGIN
	SELECT RAISE(ABORT, 'the reward was changed meanwhile');
END`,
  `CREATE TRIGGER \`benefit_undos_of_uses\` BEFORE INSERT ON \`benefit_undos\`
WHEN NOT EXISTS (SELECT 1 FROM \`benefit_uses\` WHERE \`id\` = NEW.\`use_id\`) BEGIN
	SELECT RAISE(ABORT, 'there is no such use');
END`,
  `CREATE TRIGGER \`transactions_no_update\` BEFORE UPDATE ON \`transactions\` BEGIN
	SELECT RAISE(ABORT, 'transactions are never changed');
END`,
  `CREATE TRIGGER \`coupon_terms_no_update\` BEFORE UPDATE ON \`coupon_terms\` BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never changed');
END`,
  `CREATE TRIGGER \`coupon_terms_no_delete\` BEFORE DELETE ON \`coupon_terms\` BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never changed');
END`,
  `CREATE TRIGGER \`coupon_terms_no_replace\` BEFORE INSERT ON \`coupon_terms\`
WHEN EXISTS (SELECT 1 FROM \`coupon_terms\` WHERE \`coupon\` = NEW.\`coupon\` AND \`revision\` = NEW.\`revision\`) BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never replaced');
END`,
  `CREATE TRIGGER \`member_coupons_no_delete\` BEFORE DELETE ON \`member_coupons\` BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END`,
  `CREATE TRIGGER \`member_coupons_no_replace\` BEFORE INSERT ON \`member_coupons\`
WHEN EXISTS (SELECT 1 FROM \`member_coupons\` WHERE \`id\` = NEW.\`id\` OR \`code\` = NEW.\`code\`) BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never replaced');
END`,
  `CREATE TRIGGER \`coupon_withdrawals_no_update\` BEFORE UPDATE ON \`coupon_withdrawals\` BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never changed');
END`,
  `CREATE TRIGGER \`coupon_withdrawals_no_delete\` BEFORE DELETE ON \`coupon_withdrawals\` BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never changed');
END`,
  `CREATE TRIGGER \`coupon_withdrawals_no_replace\` BEFORE INSERT ON \`coupon_withdrawals\`
WHEN EXISTS (SELECT 1 FROM \`coupon_withdrawals\` WHERE \`coupon_id\` = NEW.\`coupon_id\`) BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never replaced');
END`,
  `CREATE TRIGGER \`coupon_uses_no_update\` BEFORE UPDATE ON \`coupon_uses\` BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never changed');
END`,
  `CREATE TRIGGER \`coupon_uses_no_delete\` BEFORE DELETE ON \`coupon_uses\` BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never changed');
END`,
  `CREATE TRIGGER \`coupon_uses_no_replace\` BEFORE INSERT ON \`coupon_uses\`
WHEN EXISTS (SELECT 1 FROM \`coupon_uses\` WHERE (\`coupon_id\` = NEW.\`coupon_id\` AND \`number\` = NEW.\`number\`) OR (\`purchase_id\` = NEW.\`purchase_id\` AND \`position\` = NEW.\`position\`)) BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never replaced');
END`,
  `CREATE TRIGGER \`coupon_give_backs_no_update\` BEFORE UPDATE ON \`coupon_give_backs\` BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never changed');
END`,
  `CREATE TRIGGER \`coupon_give_backs_no_delete\` BEFORE DELETE ON \`coupon_give_backs\` BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never changed');
END`,
  `CREATE TRIGGER \`coupon_give_backs_no_replace\` BEFORE INSERT ON \`coupon_give_backs\`
WHEN EXISTS (SELECT 1 FROM \`coupon_give_backs\` WHERE \`coupon_id\` = NEW.\`coupon_id\` AND \`number\` = NEW.\`number\`) BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never replaced');
END`,
  `CREATE TRIGGER \`lines_before_coupons_no_update\` BEFORE UPDATE ON \`lines_before_coupons\` BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never changed');
END`,
  `CREATE TRIGGER \`lines_before_coupons_no_delete\` BEFORE DELETE ON \`lines_before_coupons\` BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never changed');
END`,
  `CREATE TRIGGER \`lines_before_coupons_no_replace\` BEFORE INSERT ON \`lines_before_coupons\`
WHEN EXISTS (SELECT 1 FROM \`lines_before_coupons\` WHERE \`purchase_id\` = NEW.\`purchase_id\` AND \`position\` = NEW.\`position\`) BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never replaced');
END`,
  `CREATE TRIGGER \`coupons_in_order\` BEFORE UPDATE OF \`revision\` ON \`coupons\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the coupon was changed meanwhile');
END`,
  `CREATE TRIGGER \`member_coupons_at_present_terms\` BEFORE INSERT ON \`member_coupons\`
WHEN NOT EXISTS (SELECT 1 FROM \`coupons\` WHERE \`code\` = NEW.\`coupon\` AND \`revision\` = NEW.\`revision\` AND \`active\` = 1) BEGIN
	SELECT RAISE(ABORT, 'the coupon was changed meanwhile');
END`,
  `CREATE TRIGGER \`coupon_uses_in_order\` BEFORE INSERT ON \`coupon_uses\`
WHEN NEW.\`number\` <> 1 + (SELECT count(*) FROM \`coupon_uses\` WHERE \`coupon_id\` = NEW.\`coupon_id\`) BEGIN
	SELECT RAISE(ABORT, 'the coupon was used meanwhile');
END`,
  `CREATE TRIGGER \`coupon_uses_while_they_last\` BEFORE INSERT ON \`coupon_uses\`
WHEN EXISTS (SELECT 1 FROM \`coupon_withdrawals\` WHERE \`coupon_id\` = NEW.\`coupon_id\`)
	OR (SELECT count(*) FROM \`coupon_uses\` WHERE \`coupon_id\` = NEW.\`coupon_id\`) - (SELECT count(*) FROM \`coupon_give_backs\` WHERE \`coupon_id\` = NEW.\`coupon_id\`)
	>= coalesce((SELECT t.\`uses\` FROM \`member_coupons\` c JOIN \`coupon_terms\` t ON t.\`coupon\` = c.\`coupon\` AND t.\`revision\` = c.\`revision\` WHERE c.\`id\` = NEW.\`coupon_id\`), 0) BEGIN
	SELECT RAISE(ABORT, 'the coupon cannot be used any more');
END`,
  `CREATE TRIGGER \`coupon_withdrawals_of_known_uses\` BEFORE INSERT ON \`coupon_withdrawals\`
WHEN NEW.\`uses\` <> (SELECT count(*) FROM \`coupon_uses\` WHERE \`coupon_id\` = NEW.\`coupon_id\`)
	OR NOT EXISTS (SELECT 1 FROM \`member_coupons\` WHERE \`id\` = NEW.\`coupon_id\`) BEGIN
	SELECT RAISE(ABORT, 'the coupon was used meanwhile');
END`,
  `CREATE TRIGGER \`coupon_give_backs_of_uses\` BEFORE INSERT ON \`coupon_give_backs\`
WHEN NOT EXISTS (SELECT 1 FROM \`coupon_uses\` WHERE \`coupon_id\` = NEW.\`coupon_id\` AND \`number\` = NEW.\`number\`) BEGIN
	SELECT RAISE(ABORT, 'there is no such use');
END`,
  `CREATE TRIGGER \`promotion_revisions_in_order\` BEFORE INSERT ON \`promotion_revisions\`
WHEN NEW.\`id\` <> 1 + (SELECT coalesce(max(\`id\`), 0) FROM \`promotion_revisions\`)
	OR NEW.\`revision\` <> 1 + (SELECT coalesce(max(\`revision\`), 0) FROM \`promotion_revisions\` WHERE \`code\` = NEW.\`code\`) BEGIN
	SELECT RAISE(ABORT, 'another promotion was published meanwhile');
END`,
  `CREATE TRIGGER \`promotion_revisions_no_update\` BEFORE UPDATE ON \`promotion_revisions\` BEGIN
	SELECT RAISE(ABORT, 'promotion_revisions are never changed');
END`,
  `CREATE TRIGGER \`promotion_revisions_no_delete\` BEFORE DELETE ON \`promotion_revisions\` BEGIN
	SELECT RAISE(ABORT, 'promotion_revisions are never changed');
END`,
  `CREATE TRIGGER \`purchase_promotions_no_update\` BEFORE UPDATE ON \`purchase_promotions\` BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never changed');
END`,
  `CREATE TRIGGER \`purchase_promotions_no_delete\` BEFORE DELETE ON \`purchase_promotions\` BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never changed');
END`,
  `CREATE TRIGGER \`purchase_promotions_no_replace\` BEFORE INSERT ON \`purchase_promotions\`
WHEN EXISTS (SELECT 1 FROM \`purchase_promotions\` WHERE \`purchase_id\` = NEW.\`purchase_id\` AND \`revision_id\` = NEW.\`revision_id\`)
	OR NOT EXISTS (SELECT 1 FROM \`promotion_revisions\` WHERE \`id\` = NEW.\`revision_id\`) BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never replaced');
END`,
  `CREATE TRIGGER \`seals_follow\` BEFORE INSERT ON \`seals\`
WHEN NEW.\`after\` <> coalesce((SELECT max(\`through\`) FROM \`seals\`), 0)
	OR NEW.\`previous\` <> coalesce((SELECT \`hash\` FROM \`seals\` WHERE \`through\` = NEW.\`after\`), zeroblob(32)) BEGIN
	SELECT RAISE(ABORT, 'the journal was sealed meanwhile');
END`,
  `CREATE TRIGGER \`seals_cover_all\` BEFORE INSERT ON \`seals\`
WHEN NEW.\`transactions\` <> (SELECT count(*) FROM \`transactions\` WHERE \`id\` > NEW.\`after\` AND \`id\` <= NEW.\`through\`)
	OR NOT EXISTS (SELECT 1 FROM \`transactions\` WHERE \`id\` = NEW.\`through\`) BEGIN
	SELECT RAISE(ABORT, 'the journal went on meanwhile');
END`,
  `CREATE TRIGGER \`seals_no_update\` BEFORE UPDATE ON \`seals\` BEGIN
	SELECT RAISE(ABORT, 'seals are never changed');
END`,
  `CREATE TRIGGER \`seals_no_delete\` BEFORE DELETE ON \`seals\` BEGIN
	SELECT RAISE(ABORT, 'seals are never changed');
END`,
  `CREATE TRIGGER \`transactions_not_sealed\` BEFORE INSERT ON \`transactions\`
WHEN NEW.\`id\` <= (SELECT max(\`through\`) FROM \`seals\`) BEGIN
	SELECT RAISE(ABORT, 'the journal is sealed beyond this id');
END`,
  `CREATE TRIGGER \`audit_entries_no_update\` BEFORE UPDATE ON \`audit_entries\` BEGIN
	SELECT RAISE(ABORT, 'audit_entries are never changed');
END`,
  `CREATE TRIGGER \`audit_entries_no_delete\` BEFORE DELETE ON \`audit_entries\` BEGIN
	SELECT RAISE(ABORT, 'audit_entries are never changed');
END`,
  `CREATE TRIGGER \`audit_entries_no_replace\` BEFORE INSERT ON \`audit_entries\`
WHEN EXISTS (SELECT 1 FROM \`audit_entries\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(IGNORE);
END`,
  `CREATE TRIGGER \`approvals_no_delete\` BEFORE DELETE ON \`approvals\` BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END`,
  `CREATE TRIGGER \`approvals_no_replace\` BEFORE INSERT ON \`approvals\`
WHEN EXISTS (SELECT 1 FROM \`approvals\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'approvals are never replaced');
END`,
  `CREATE TRIGGER \`approval_decisions_no_update\` BEFORE UPDATE ON \`approval_decisions\` BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never changed');
END`,
  `CREATE TRIGGER \`approval_decisions_no_delete\` BEFORE DELETE ON \`approval_decisions\` BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never changed');
END`,
  `CREATE TRIGGER \`approval_decisions_no_replace\` BEFORE INSERT ON \`approval_decisions\`
WHEN EXISTS (SELECT 1 FROM \`approval_decisions\` WHERE \`approval_id\` = NEW.\`approval_id\` OR \`transaction_id\` = NEW.\`transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never replaced');
END`,
  `CREATE TRIGGER \`approval_decisions_of_others\` BEFORE INSERT ON \`approval_decisions\`
WHEN NOT EXISTS (SELECT 1 FROM \`approvals\` WHERE \`id\` = NEW.\`approval_id\` AND \`asked_by\` <> NEW.\`decided_by\`) BEGIN
	SELECT RAISE(ABORT, 'nobody decides what they asked for themselves');
END`,
  `CREATE TRIGGER \`staff_no_delete\` BEFORE DELETE ON \`staff\` BEGIN
	SELECT RAISE(ABORT, 'staff are never deleted');
END`,
  `CREATE TRIGGER \`staff_in_order\` BEFORE UPDATE OF \`revision\` ON \`staff\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the account was changed meanwhile');
END`,
  `CREATE TRIGGER \`api_keys_last_secret\` BEFORE UPDATE OF \`revoked_at\` ON \`api_keys\`
WHEN NEW.\`revoked_at\` IS NOT NULL AND OLD.\`revoked_at\` IS NULL AND OLD.\`kind\` = 'secret' AND OLD.\`store\` IS NULL AND NOT EXISTS (SELECT 1 FROM \`api_keys\` WHERE \`kind\` = 'secret' AND \`store\` IS NULL AND \`revoked_at\` IS NULL AND \`id\` <> OLD.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'the last secret key stays');
END`,
  `CREATE TRIGGER \`api_keys_are_no_others\` BEFORE INSERT ON \`api_keys\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`id\`) OR EXISTS (SELECT 1 FROM \`staff\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END`,
  `CREATE TRIGGER \`members_are_no_others\` BEFORE INSERT ON \`members\`
WHEN EXISTS (SELECT 1 FROM \`api_keys\` WHERE \`id\` = NEW.\`id\`) OR EXISTS (SELECT 1 FROM \`staff\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END`,
  `CREATE TRIGGER \`staff_are_no_others\` BEFORE INSERT ON \`staff\`
WHEN EXISTS (SELECT 1 FROM \`api_keys\` WHERE \`id\` = NEW.\`id\`) OR EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END`,
  `CREATE TRIGGER \`promotion_gifts_no_update\` BEFORE UPDATE ON \`promotion_gifts\` BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never changed');
END`,
  `CREATE TRIGGER \`promotion_gifts_no_delete\` BEFORE DELETE ON \`promotion_gifts\` BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never changed');
END`,
  `CREATE TRIGGER \`promotion_gifts_no_replace\` BEFORE INSERT ON \`promotion_gifts\`
WHEN EXISTS (SELECT 1 FROM \`promotion_gifts\` WHERE (\`purchase_id\` = NEW.\`purchase_id\` AND \`revision_id\` = NEW.\`revision_id\` AND \`kind\` = NEW.\`kind\` AND \`code\` = NEW.\`code\`) OR \`given_id\` = NEW.\`given_id\`) BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never replaced');
END`,
  `CREATE TRIGGER \`return_gifts_no_update\` BEFORE UPDATE ON \`return_gifts\` BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never changed');
END`,
  `CREATE TRIGGER \`return_gifts_no_delete\` BEFORE DELETE ON \`return_gifts\` BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never changed');
END`,
  `CREATE TRIGGER \`return_gifts_no_replace\` BEFORE INSERT ON \`return_gifts\`
WHEN EXISTS (SELECT 1 FROM \`return_gifts\` WHERE \`return_id\` = NEW.\`return_id\` AND \`revision_id\` = NEW.\`revision_id\` AND \`kind\` = NEW.\`kind\` AND \`code\` = NEW.\`code\`) BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never replaced');
END`,
  `CREATE TRIGGER \`lots_opened\` AFTER INSERT ON \`lots\`
WHEN NEW.\`remaining\` > 0 AND NEW.\`expires_on\` IS NOT NULL BEGIN
	UPDATE \`standings\` SET \`expires_on\` = NEW.\`expires_on\`
	WHERE \`member_id\` = NEW.\`member_id\` AND (\`expires_on\` IS NULL OR \`expires_on\` > NEW.\`expires_on\`);
END`,
  `CREATE TRIGGER \`dossiers_in_order\` BEFORE UPDATE ON \`dossiers\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the dossier was changed meanwhile');
END`,
  `CREATE TRIGGER \`family_members_in_order\` BEFORE UPDATE ON \`family_members\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the person was changed meanwhile');
END`,
  `CREATE TRIGGER \`custom_fields_in_order\` BEFORE UPDATE ON \`custom_fields\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the field was changed meanwhile');
END`,
  `CREATE TRIGGER \`custom_fields_keep_their_type\` BEFORE UPDATE ON \`custom_fields\`
WHEN NEW.\`type\` <> OLD.\`type\` OR NEW.\`code\` <> OLD.\`code\` BEGIN
	SELECT RAISE(ABORT, 'a field keeps its code and type');
END`,
  `CREATE TRIGGER \`custom_fields_are_bounded\` BEFORE INSERT ON \`custom_fields\`
WHEN (SELECT count(*) FROM \`custom_fields\`) >= 100 BEGIN
	SELECT RAISE(ABORT, 'there are too many fields');
END`,
  `CREATE TRIGGER \`member_tags_are_bounded\` BEFORE INSERT ON \`member_tags\`
WHEN (SELECT count(*) FROM \`member_tags\` WHERE \`member_id\` = NEW.\`member_id\`) >= 100 BEGIN
	SELECT RAISE(ABORT, 'there are too many tags');
END`,
  `CREATE TRIGGER \`family_members_are_bounded\` BEFORE INSERT ON \`family_members\`
WHEN (SELECT count(*) FROM \`family_members\` WHERE \`member_id\` = NEW.\`member_id\`) >= 50 BEGIN
	SELECT RAISE(ABORT, 'there are too many of a family');
END`,
  `CREATE TRIGGER \`member_notes_are_bounded\` BEFORE INSERT ON \`member_notes\`
WHEN (SELECT count(*) FROM \`member_notes\` WHERE \`member_id\` = NEW.\`member_id\`) >= 1000 BEGIN
	SELECT RAISE(ABORT, 'there are too many notes');
END`,
  `CREATE TRIGGER \`erasures_no_update\` BEFORE UPDATE ON \`erasures\` BEGIN
	SELECT RAISE(ABORT, 'erasures are never changed');
END`,
  `CREATE TRIGGER \`erasures_no_delete\` BEFORE DELETE ON \`erasures\` BEGIN
	SELECT RAISE(ABORT, 'erasures are never changed');
END`,
  `CREATE TRIGGER \`erasures_no_replace\` BEFORE INSERT ON \`erasures\`
WHEN EXISTS (SELECT 1 FROM \`erasures\` WHERE \`id\` = NEW.\`id\` OR \`member_id\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'erasures are never replaced');
END`,
  `CREATE TRIGGER \`members_stay_gone\` BEFORE UPDATE OF \`status\` ON \`members\`
WHEN OLD.\`status\` <> 'active' BEGIN
	SELECT RAISE(ABORT, 'who is gone stays gone');
END`,
  `CREATE TRIGGER \`profiles_of_who_is_there\` BEFORE INSERT ON \`profiles\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`lookups_of_who_is_there\` BEFORE INSERT ON \`lookups\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`cards_of_who_is_there\` BEFORE INSERT ON \`cards\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`consents_of_who_is_there\` BEFORE INSERT ON \`consents\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`brand_cards_of_who_is_there\` BEFORE INSERT ON \`brand_cards\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`standings_of_who_is_there\` BEFORE INSERT ON \`standings\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`member_coupons_of_who_is_there\` BEFORE INSERT ON \`member_coupons\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`benefit_uses_of_who_is_there\` BEFORE INSERT ON \`benefit_uses\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`dossiers_of_who_is_there\` BEFORE INSERT ON \`dossiers\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`member_interests_of_who_is_there\` BEFORE INSERT ON \`member_interests\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`member_sizes_of_who_is_there\` BEFORE INSERT ON \`member_sizes\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`member_tags_of_who_is_there\` BEFORE INSERT ON \`member_tags\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`family_members_of_who_is_there\` BEFORE INSERT ON \`family_members\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`member_notes_of_who_is_there\` BEFORE INSERT ON \`member_notes\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`member_fields_of_who_is_there\` BEFORE INSERT ON \`member_fields\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`message_templates_in_order\` BEFORE UPDATE ON \`message_templates\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the template was changed meanwhile');
END`,
  `CREATE TRIGGER \`channel_accounts_in_order\` BEFORE UPDATE ON \`channel_accounts\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the account was changed meanwhile');
END`,
  `CREATE TRIGGER \`campaigns_in_order\` BEFORE UPDATE ON \`campaigns\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the campaign was changed meanwhile');
END`,
  `CREATE TRIGGER \`event_marks_move_on\` BEFORE UPDATE ON \`event_marks\`
WHEN NEW.\`through\` < OLD.\`through\` BEGIN
	SELECT RAISE(IGNORE);
END`,
  `CREATE TRIGGER \`transactions_not_told\` BEFORE INSERT ON \`transactions\`
WHEN NEW.\`id\` <= (SELECT \`through\` FROM \`event_marks\` WHERE \`one\` = 1) BEGIN
	SELECT RAISE(ABORT, 'the journal is sealed beyond this id');
END`,
  `CREATE TRIGGER \`events_no_update\` BEFORE UPDATE ON \`events\` BEGIN
	SELECT RAISE(ABORT, 'events are never changed');
END`,
  `CREATE TRIGGER \`events_no_delete\` BEFORE DELETE ON \`events\` BEGIN
	SELECT RAISE(ABORT, 'events are never changed');
END`,
  `CREATE TRIGGER \`events_of_members\` AFTER INSERT ON \`members\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 0, NEW.\`id\`, NEW.\`registered_at\`, NULL);
END`,
  `CREATE TRIGGER \`events_of_consents\` AFTER INSERT ON \`consents\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 5, NEW.\`member_id\`, NEW.\`at\`, json_object('channel', NEW.\`channel\`, 'purpose', NEW.\`purpose\`, 'granted', json(iif(NEW.\`granted\`, 'true', 'false'))));
END`,
  `CREATE TRIGGER \`events_of_tiers\` AFTER UPDATE OF \`tier\` ON \`standings\`
WHEN NEW.\`tier\` IS NOT OLD.\`tier\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 4, NEW.\`member_id\`,
		coalesce(
			iif(NEW.\`seq\` > OLD.\`seq\`, (SELECT \`recorded_at\` FROM \`transactions\` WHERE \`member_id\` = NEW.\`member_id\` AND \`seq\` = NEW.\`seq\`), NULL),
			(SELECT \`at\` FROM \`job_occurrences\` ORDER BY \`id\` DESC LIMIT 1),
			0),
		json_object('before', OLD.\`tier\`, 'after', NEW.\`tier\`));
END`,
  `CREATE TRIGGER \`events_of_benefits\` AFTER INSERT ON \`benefit_uses\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 18, NEW.\`member_id\`, NEW.\`recorded_at\`, json_object('benefitUseId', NEW.\`id\`, 'benefit', NEW.\`benefit\`));
END`,
  `CREATE TRIGGER \`events_of_redemptions\` AFTER INSERT ON \`redemption_ends\`
WHEN NEW.\`end\` = 'collected' BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 11, (SELECT \`member_id\` FROM \`redemptions\` WHERE \`id\` = NEW.\`redemption_id\`), NEW.\`recorded_at\`, json_object('redemptionId', NEW.\`redemption_id\`));
END`,
  `CREATE TRIGGER \`events_of_coupons\` AFTER INSERT ON \`member_coupons\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 14, NEW.\`member_id\`, NEW.\`recorded_at\`, json_object('couponId', NEW.\`id\`, 'coupon', NEW.\`coupon\`, 'because', NEW.\`because\`));
END`,
  `CREATE TRIGGER \`events_of_withdrawals\` AFTER INSERT ON \`coupon_withdrawals\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 17, (SELECT \`member_id\` FROM \`member_coupons\` WHERE \`id\` = NEW.\`coupon_id\`), NEW.\`occurred_at\`, json_object('couponId', NEW.\`coupon_id\`));
END`,
  `CREATE TRIGGER \`events_of_undos\` AFTER INSERT ON \`benefit_undos\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 19, (SELECT \`member_id\` FROM \`benefit_uses\` WHERE \`id\` = NEW.\`use_id\`), NEW.\`recorded_at\`, json_object('benefitUseId', NEW.\`use_id\`));
END`,
  `CREATE TRIGGER \`events_of_changes\` AFTER INSERT ON \`audit_entries\`
WHEN NEW.\`act\` IN ('memberChanged', 'dossierChanged', 'memberErased') BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), iif(NEW.\`act\` = 'memberErased', 2, 1), NEW.\`member_id\`, NEW.\`at\`, NULL);
END`,
  `CREATE TRIGGER \`webhooks_in_order\` BEFORE UPDATE ON \`webhooks\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the endpoint was changed meanwhile');
END`,
  `CREATE TRIGGER \`webhook_deliveries_of_one\` BEFORE INSERT ON \`webhook_deliveries\`
WHEN NOT EXISTS (SELECT 1 FROM \`webhooks\` WHERE \`id\` = NEW.\`webhook_id\`) BEGIN
	SELECT RAISE(ABORT, 'there is no such endpoint');
END`,
  `CREATE TRIGGER \`webhooks_at_most\` BEFORE INSERT ON \`webhooks\`
WHEN (SELECT count(*) FROM \`webhooks\`) >= 50 BEGIN
	SELECT RAISE(ABORT, 'there are as many endpoints as may be');
END`,
  `CREATE TRIGGER \`segments_are_bounded\` BEFORE INSERT ON \`segments\`
WHEN (SELECT count(*) FROM \`segments\`) >= 200 BEGIN
	SELECT RAISE(ABORT, 'there are too many segments');
END`,
  `CREATE TRIGGER \`member_facts_of_who_is_there\` BEFORE INSERT ON \`member_facts\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`member_baskets_of_who_is_there\` BEFORE INSERT ON \`member_baskets\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`openings_no_delete\` BEFORE DELETE ON \`openings\` BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END`,
  `CREATE TRIGGER \`openings_no_replace\` BEFORE INSERT ON \`openings\`
WHEN EXISTS (SELECT 1 FROM \`openings\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'openings are never replaced');
END`,
  `CREATE TRIGGER \`imports_in_order\` BEFORE UPDATE ON \`imports\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 OR OLD.\`done_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the import went on meanwhile');
END`,
  `CREATE TRIGGER \`segments_in_order\` BEFORE UPDATE OF \`name\`, \`filter\`, \`revision\` ON \`segments\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the segment was changed meanwhile');
END`,
  `CREATE TRIGGER \`segments_anew\` AFTER UPDATE OF \`filter\` ON \`segments\`
WHEN NEW.\`filter\` <> OLD.\`filter\` BEGIN
	UPDATE \`segments\` SET \`state\` = 'new' WHERE \`id\` = NEW.\`id\`;
END`,
  `CREATE TRIGGER \`events_of_entering\` AFTER INSERT ON \`segment_members\`
WHEN (SELECT \`state\` FROM \`segments\` WHERE \`id\` = NEW.\`segment_id\`) = 'followed' BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 20, NEW.\`member_id\`, NEW.\`entered_at\`, json_object('segmentId', NEW.\`segment_id\`));
END`,
  `CREATE TRIGGER \`events_of_leaving\` AFTER UPDATE OF \`left_at\` ON \`segment_members\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	SELECT (SELECT \`id\` FROM \`next_event\`), 21, NEW.\`member_id\`, NEW.\`left_at\`, json_object('segmentId', NEW.\`segment_id\`)
	FROM \`segments\` WHERE \`id\` = NEW.\`segment_id\` AND \`state\` = 'followed';
	DELETE FROM \`segment_members\` WHERE \`member_id\` = NEW.\`member_id\` AND \`segment_id\` = NEW.\`segment_id\`;
END`,
  `CREATE TRIGGER \`segment_members_of_who_is_there\` BEFORE INSERT ON \`segment_members\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`job_occurrences_in_order\` BEFORE UPDATE ON \`job_occurrences\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 OR OLD.\`done_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the occurrence went on meanwhile');
END`,
  `CREATE TRIGGER \`job_occurrences_no_delete\` BEFORE DELETE ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_entries\` WHERE \`occurrence_id\` = OLD.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'an occurrence that has posted stays');
END`,
  `CREATE TRIGGER \`job_occurrences_no_replace\` BEFORE INSERT ON \`job_occurrences\`
WHEN EXISTS (SELECT 1 FROM \`job_occurrences\` WHERE \`id\` = NEW.\`id\` OR \`name\` = NEW.\`name\`) BEGIN
	SELECT RAISE(ABORT, 'job_occurrences are never replaced');
END`,
  `CREATE TRIGGER \`campaign_occasions_of_entering\` AFTER INSERT ON \`segment_members\`
WHEN (SELECT \`state\` FROM \`segments\` WHERE \`id\` = NEW.\`segment_id\`) = 'followed' BEGIN
	INSERT OR IGNORE INTO \`campaign_occasions\` (\`campaign_id\`, \`member_id\`, \`at\`)
	SELECT \`id\`, NEW.\`member_id\`, NEW.\`entered_at\` FROM \`campaigns\`
	WHERE \`entering\` = NEW.\`segment_id\` AND \`status\` = 'scheduled' AND \`starts_at\` <= NEW.\`entered_at\`;
END`,
  `CREATE TRIGGER \`campaign_occasions_of_who_is_there\` BEFORE INSERT ON \`campaign_occasions\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`members_merged_into_who_is_there\` BEFORE UPDATE OF \`merged_into\` ON \`members\`
WHEN NEW.\`status\` <> 'merged' OR NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`merged_into\` AND \`status\` = 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`members_merged_lead_on\` BEFORE UPDATE OF \`status\` ON \`members\`
WHEN (NEW.\`status\` = 'merged') <> (NEW.\`merged_into\` IS NOT NULL) BEGIN
	SELECT RAISE(ABORT, 'who is merged leads to somebody');
END`,
  `CREATE TRIGGER \`approvals_of_who_is_there\` BEFORE INSERT ON \`approvals\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`merges_no_update\` BEFORE UPDATE ON \`merges\` BEGIN
	SELECT RAISE(ABORT, 'merges are never changed');
END`,
  `CREATE TRIGGER \`merges_no_delete\` BEFORE DELETE ON \`merges\` BEGIN
	SELECT RAISE(ABORT, 'merges are never changed');
END`,
  `CREATE TRIGGER \`merges_no_replace\` BEFORE INSERT ON \`merges\`
WHEN EXISTS (SELECT 1 FROM \`merges\` WHERE \`id\` = NEW.\`id\` OR \`from_id\` = NEW.\`from_id\` OR \`from_transaction_id\` = NEW.\`from_transaction_id\`) BEGIN
	SELECT RAISE(ABORT, 'merges are never replaced');
END`,
  `CREATE TRIGGER \`events_of_merges\` AFTER INSERT ON \`merges\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 3, NEW.\`into_id\`,
		(SELECT \`recorded_at\` FROM \`transactions\` WHERE \`id\` = NEW.\`id\`), json_object('from', NEW.\`from_id\`));
END`,
  `CREATE TRIGGER \`tier_acts_no_delete\` BEFORE DELETE ON \`tier_acts\` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END`,
  `CREATE TRIGGER \`tier_acts_no_replace\` BEFORE INSERT ON \`tier_acts\`
WHEN EXISTS (SELECT 1 FROM \`tier_acts\` WHERE \`id\` = NEW.\`id\`) BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never replaced');
END`,
  `CREATE TRIGGER \`tier_acts_no_update\` BEFORE UPDATE OF \`id\`, \`kind\`, \`day\`, \`tier\`, \`through\`, \`plan\`, \`tier_before\`, \`since_after\`, \`through_after\`, \`since\`, \`valid_from\` ON \`tier_acts\` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END`,
  `CREATE TRIGGER \`tier_acts_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`tier_acts\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END`,
  `CREATE TRIGGER \`adjustments_no_update\` BEFORE UPDATE OF \`id\`, \`unit\`, \`amount\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`adjustments\` BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END`,
  `CREATE TRIGGER \`adjustments_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`adjustments\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END`,
  `CREATE TRIGGER \`approvals_no_update\` BEFORE UPDATE OF \`id\`, \`unit\`, \`amount\`, \`sealed\`, \`asked_by\`, \`asked_at\` ON \`approvals\` BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END`,
  `CREATE TRIGGER \`approvals_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`approvals\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END`,
  `CREATE TRIGGER \`benefit_uses_no_update\` BEFORE UPDATE OF \`id\`, \`benefit\`, \`tier\`, \`grant\`, \`purchase_id\`, \`guests\`, \`used_at\`, \`used_on\`, \`recorded_at\`, \`rules_version\`, \`actor_id\` ON \`benefit_uses\` BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END`,
  `CREATE TRIGGER \`benefit_uses_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`benefit_uses\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END`,
  `CREATE TRIGGER \`consents_no_update\` BEFORE UPDATE OF \`id\`, \`channel\`, \`purpose\`, \`granted\`, \`at\`, \`actor_id\` ON \`consents\` BEGIN
	SELECT RAISE(ABORT, 'consents are never changed');
END`,
  `CREATE TRIGGER \`consents_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`consents\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'consents are never changed');
END`,
  `CREATE TRIGGER \`member_coupons_no_update\` BEFORE UPDATE OF \`id\`, \`coupon\`, \`revision\`, \`code\`, \`issued_at\`, \`valid_through\`, \`because\`, \`purchase_id\`, \`recorded_at\`, \`actor_id\` ON \`member_coupons\` BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END`,
  `CREATE TRIGGER \`member_coupons_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`member_coupons\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END`,
  `CREATE TRIGGER \`prepaid_refunds_no_update\` BEFORE UPDATE OF \`id\`, \`tender\`, \`amount_minor\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`prepaid_refunds\` BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END`,
  `CREATE TRIGGER \`prepaid_refunds_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`prepaid_refunds\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END`,
  `CREATE TRIGGER \`purchases_no_update\` BEFORE UPDATE OF \`id\`, \`external_id\`, \`body_hash\`, \`store\`, \`occurred_at\`, \`occurred_on\`, \`total_minor\`, \`cash_minor\`, \`points\`, \`member_cash\`, \`tier\`, \`birthday\`, \`cap_limit\`, \`cap_room\`, \`tier_before\`, \`tier_after\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`purchases\` BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END`,
  `CREATE TRIGGER \`purchases_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`purchases\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END`,
  `CREATE TRIGGER \`reasons_no_update\` BEFORE UPDATE OF \`transaction_id\`, \`sealed\` ON \`reasons\` BEGIN
	SELECT RAISE(ABORT, 'reasons are never changed');
END`,
  `CREATE TRIGGER \`reasons_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`reasons\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'reasons are never changed');
END`,
  `CREATE TRIGGER \`redemptions_no_update\` BEFORE UPDATE OF \`id\`, \`reward\`, \`revision\`, \`code\`, \`tier\`, \`quantity\`, \`points_each\`, \`points\`, \`money_minor\`, \`collect_by\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`redemptions\` BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END`,
  `CREATE TRIGGER \`redemptions_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`redemptions\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END`,
  `CREATE TRIGGER \`top_ups_no_update\` BEFORE UPDATE OF \`id\`, \`external_id\`, \`body_hash\`, \`plan\`, \`tender\`, \`paid_minor\`, \`prepaid_minor\`, \`points\`, \`tier_before\`, \`tier_after\`, \`points_after\`, \`member_cash_after\`, \`prepaid_after\` ON \`top_ups\` BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END`,
  `CREATE TRIGGER \`top_ups_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`top_ups\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END`,
  `CREATE TRIGGER \`openings_no_update\` BEFORE UPDATE OF \`id\`, \`unit\`, \`amount\`, \`expires_on\` ON \`openings\` BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END`,
  `CREATE TRIGGER \`openings_follow_their_member\` BEFORE UPDATE OF \`member_id\` ON \`openings\`
WHEN NOT EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = OLD.\`member_id\` AND \`merged_into\` = NEW.\`member_id\`) BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END`,
  `CREATE TRIGGER \`kiosks_no_delete\` BEFORE DELETE ON \`kiosks\` BEGIN
	SELECT RAISE(ABORT, 'kiosks are never deleted');
END`,
  `CREATE TRIGGER \`kiosks_enrolled_once\` BEFORE UPDATE OF \`key_hash\` ON \`kiosks\`
WHEN OLD.\`key_hash\` IS NOT NULL OR OLD.\`revoked_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'a kiosk is enrolled once');
END`,
  `CREATE TRIGGER \`kiosk_challenges_in_order\` BEFORE UPDATE ON \`kiosk_challenges\`
WHEN NEW.\`tries\` <> OLD.\`tries\` + 1 OR OLD.\`used_at\` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the challenge was tried meanwhile');
END`,
  `CREATE TRIGGER \`kiosk_sessions_of_who_is_there\` BEFORE INSERT ON \`kiosk_sessions\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`kiosk_challenges_five_an_hour\` BEFORE INSERT ON \`kiosk_challenges\`
WHEN (SELECT count(*) FROM \`kiosk_challenges\`
	WHERE \`phone_hash\` IN (NEW.\`phone_hash\`, NEW.\`or_phone_hash\`) AND \`made_at\` > NEW.\`made_at\` - 3600000) >= 5 BEGIN
	SELECT RAISE(ABORT, 'the phone was sent enough codes');
END`,
  `CREATE TRIGGER \`import_undos_in_order\` BEFORE UPDATE ON \`import_undos\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the undo went on meanwhile');
END`,
  `CREATE TRIGGER \`import_undone_no_update\` BEFORE UPDATE ON \`import_undone\` BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END`,
  `CREATE TRIGGER \`import_undone_no_delete\` BEFORE DELETE ON \`import_undone\` BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END`,
  `CREATE TRIGGER \`import_undone_no_replace\` BEFORE INSERT ON \`import_undone\`
WHEN EXISTS (SELECT 1 FROM \`import_undone\` WHERE \`import_id\` = NEW.\`import_id\` AND \`row\` = NEW.\`row\`) BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END`,
  `CREATE TRIGGER \`import_replaced_of_who_is_there\` BEFORE INSERT ON \`import_replaced\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`purchases_no_replace\` BEFORE INSERT ON \`purchases\`
WHEN EXISTS (SELECT 1 FROM \`purchases\` WHERE \`id\` = NEW.\`id\`)
	OR EXISTS (SELECT 1 FROM \`purchases\` WHERE \`external_id\` IS NOT NULL AND \`external_id\` = NEW.\`external_id\`
		AND NOT EXISTS (SELECT 1 FROM \`import_undone\` WHERE \`made_id\` = \`purchases\`.\`id\`)) BEGIN
	SELECT RAISE(ABORT, 'purchases are never replaced');
END`,
  `CREATE TRIGGER \`member_goods_of_who_is_there\` BEFORE INSERT ON \`member_goods\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`member_preferences_of_who_is_there\` BEFORE INSERT ON \`member_preferences\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`messages_in_order\` BEFORE UPDATE ON \`messages\`
WHEN NEW.\`revision\` <> OLD.\`revision\` + 1 BEGIN
	SELECT RAISE(ABORT, 'the message was changed meanwhile');
END`,
  `CREATE TRIGGER \`messages_of_who_is_there\` BEFORE INSERT ON \`messages\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`family_sizes_of_who_is_there\` BEFORE INSERT ON \`family_sizes\`
WHEN EXISTS (SELECT 1 FROM \`members\` WHERE \`id\` = NEW.\`member_id\` AND \`status\` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END`,
  `CREATE TRIGGER \`events_of_notes\` AFTER INSERT ON \`member_notes\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 42, NEW.\`member_id\`, NEW.\`written_at\`, json_object('noteId', NEW.\`id\`));
END`,
  `CREATE TRIGGER \`events_of_messages\` AFTER UPDATE OF \`status\` ON \`messages\`
WHEN OLD.\`status\` = 'waiting' AND NEW.\`status\` IN ('sent', 'failed') BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), iif(NEW.\`status\` = 'sent', 43, 44), NEW.\`member_id\`, coalesce(NEW.\`settled_at\`, NEW.\`send_at\`), json_object('messageId', NEW.\`id\`, 'campaignId', NEW.\`campaign_id\`));
END`,
  `CREATE TRIGGER \`events_of_tasks\` AFTER UPDATE OF \`status\` ON \`messages\`
WHEN OLD.\`status\` = 'task' AND NEW.\`status\` IN ('sent', 'done') BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 45, NEW.\`member_id\`, coalesce(NEW.\`settled_at\`, NEW.\`send_at\`), json_object('messageId', NEW.\`id\`, 'campaignId', NEW.\`campaign_id\`, 'outcome', NEW.\`code\`));
END`,
  `CREATE TRIGGER \`events_of_imports\` AFTER UPDATE OF \`ending\` ON \`imports\`
WHEN NEW.\`ending\` IS NOT OLD.\`ending\` AND NEW.\`ending\` IS NOT NULL AND NOT NEW.\`dry_run\` BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 46, NULL, coalesce((SELECT \`clock_at\` FROM \`program\`), NEW.\`done_at\`), json_object('importId', NEW.\`id\`, 'kind', NEW.\`kind\`, 'status', NEW.\`ending\`));
END`,
  `CREATE TRIGGER \`events_of_import_undos\` AFTER UPDATE OF \`done_at\` ON \`import_undos\`
WHEN OLD.\`done_at\` IS NULL AND NEW.\`done_at\` IS NOT NULL BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 47, NULL, coalesce((SELECT \`clock_at\` FROM \`program\`), NEW.\`done_at\`), json_object('importId', NEW.\`import_id\`, 'status', iif(NEW.\`standing\` = 0, 'undone', 'partlyUndone')));
END`,
  `CREATE TRIGGER \`events_of_rules\` AFTER INSERT ON \`audit_entries\`
WHEN NEW.\`act\` = 'rulesPublished' BEGIN
	INSERT INTO \`events\` (\`id\`, \`type\`, \`member_id\`, \`at\`, \`detail\`)
	VALUES ((SELECT \`id\` FROM \`next_event\`), 48, NULL, NEW.\`at\`, json_object('version', CAST(NEW.\`subject\` AS INTEGER)));
END`,
]
