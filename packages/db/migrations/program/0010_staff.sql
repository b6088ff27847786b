CREATE TABLE `approval_decisions` (
	`approval_id` integer PRIMARY KEY NOT NULL,
	`decision` text NOT NULL,
	`decided_by` integer NOT NULL,
	`decided_at` integer NOT NULL,
	`transaction_id` integer,
	`sealed` blob,
	CONSTRAINT `approved_is_posted` CHECK ((`decision` = 'approved') = (`transaction_id` IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `approval_decisions_transaction` ON `approval_decisions` (`transaction_id`);--> statement-breakpoint
CREATE TABLE `approvals` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`unit` text NOT NULL,
	`amount` integer NOT NULL,
	`sealed` blob NOT NULL,
	`asked_by` integer NOT NULL,
	`asked_at` integer NOT NULL,
	CONSTRAINT `approval_moves` CHECK (`amount` <> 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `approvals_of_asker` ON `approvals` (`asked_by`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer,
	`act` text NOT NULL,
	`subject` text NOT NULL,
	`member_id` integer,
	`sealed` blob
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_entries_of_member` ON `audit_entries` (`member_id`) WHERE member_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_entries_of_actor` ON `audit_entries` (`actor_id`);--> statement-breakpoint
CREATE TABLE `identity_providers` (
	`one` integer PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`wrapped_key` blob NOT NULL,
	`sealed` blob NOT NULL,
	`email_domain` text,
	CONSTRAINT `at_most_one` CHECK (`one` = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `sign_in_attempts` (
	`email_hash` blob PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at` integer NOT NULL,
	`locked_until` integer NOT NULL,
	CONSTRAINT `failures_count` CHECK (`failures` > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `attempts_by_time` ON `sign_in_attempts` (`last_at`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` integer PRIMARY KEY NOT NULL,
	`email_hash` blob NOT NULL,
	`wrapped_key` blob NOT NULL,
	`sealed` blob NOT NULL,
	`role` text NOT NULL,
	`store` text,
	`member_id` integer,
	`active` integer NOT NULL,
	`password` text,
	`invitation_hash` blob,
	`invitation_expires_at` integer,
	`created_at` integer NOT NULL,
	`revision` integer NOT NULL,
	CONSTRAINT `an_invitation_ends` CHECK ((`invitation_hash` IS NULL) = (`invitation_expires_at` IS NULL)),
	CONSTRAINT `role_is_known` CHECK (`role` IN ('associate', 'manager', 'admin'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email_hash_unique` ON `staff` (`email_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `staff_invitation_hash_unique` ON `staff` (`invitation_hash`);--> statement-breakpoint
CREATE TABLE `staff_grants` (
	`staff_id` integer NOT NULL,
	`unit` text NOT NULL,
	`day` integer NOT NULL,
	`total` integer NOT NULL,
	`most` integer,
	PRIMARY KEY(`staff_id`, `unit`, `day`),
	CONSTRAINT `within_daily_limit` CHECK (`total` <= `most`),
	CONSTRAINT `total_counts` CHECK (`total` > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `staff_limits` (
	`unit` text PRIMARY KEY NOT NULL,
	`per_act` integer NOT NULL,
	`per_day` integer NOT NULL,
	CONSTRAINT `limit_counts` CHECK (`per_act` >= 0 AND `per_day` >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`token_hash` blob PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`seen_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `sessions_of_staff` ON `staff_sessions` (`staff_id`);--> statement-breakpoint
CREATE INDEX `transactions_by_hand` ON `transactions` (`id`) WHERE kind IN (7, 8, 10, 11);
--> statement-breakpoint
CREATE TRIGGER `audit_entries_no_update` BEFORE UPDATE ON `audit_entries` BEGIN
	SELECT RAISE(ABORT, 'audit_entries are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_entries_no_delete` BEFORE DELETE ON `audit_entries` BEGIN
	SELECT RAISE(ABORT, 'audit_entries are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_entries_no_replace` BEFORE INSERT ON `audit_entries`
WHEN EXISTS (SELECT 1 FROM `audit_entries` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER `approvals_no_update` BEFORE UPDATE ON `approvals` BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `approvals_no_delete` BEFORE DELETE ON `approvals` BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `approvals_no_replace` BEFORE INSERT ON `approvals`
WHEN EXISTS (SELECT 1 FROM `approvals` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'approvals are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `approval_decisions_no_update` BEFORE UPDATE ON `approval_decisions` BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `approval_decisions_no_delete` BEFORE DELETE ON `approval_decisions` BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `approval_decisions_no_replace` BEFORE INSERT ON `approval_decisions`
WHEN EXISTS (SELECT 1 FROM `approval_decisions` WHERE `approval_id` = NEW.`approval_id` OR `transaction_id` = NEW.`transaction_id`) BEGIN
	SELECT RAISE(ABORT, 'approval_decisions are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `approval_decisions_of_others` BEFORE INSERT ON `approval_decisions`
WHEN NOT EXISTS (SELECT 1 FROM `approvals` WHERE `id` = NEW.`approval_id` AND `asked_by` <> NEW.`decided_by`) BEGIN
	SELECT RAISE(ABORT, 'nobody decides what they asked for themselves');
END;
--> statement-breakpoint
CREATE TRIGGER `staff_no_delete` BEFORE DELETE ON `staff` BEGIN
	SELECT RAISE(ABORT, 'staff are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `staff_in_order` BEFORE UPDATE OF `revision` ON `staff`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the account was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `api_keys_last_secret` BEFORE UPDATE OF `revoked_at` ON `api_keys`
WHEN NEW.`revoked_at` IS NOT NULL AND OLD.`revoked_at` IS NULL AND OLD.`kind` = 'secret' AND OLD.`store` IS NULL AND NOT EXISTS (SELECT 1 FROM `api_keys` WHERE `kind` = 'secret' AND `store` IS NULL AND `revoked_at` IS NULL AND `id` <> OLD.`id`) BEGIN
	SELECT RAISE(ABORT, 'the last secret key stays');
END;
--> statement-breakpoint
CREATE TRIGGER `api_keys_are_no_others` BEFORE INSERT ON `api_keys`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`id`) OR EXISTS (SELECT 1 FROM `staff` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END;
--> statement-breakpoint
CREATE TRIGGER `members_are_no_others` BEFORE INSERT ON `members`
WHEN EXISTS (SELECT 1 FROM `api_keys` WHERE `id` = NEW.`id`) OR EXISTS (SELECT 1 FROM `staff` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END;
--> statement-breakpoint
CREATE TRIGGER `staff_are_no_others` BEFORE INSERT ON `staff`
WHEN EXISTS (SELECT 1 FROM `api_keys` WHERE `id` = NEW.`id`) OR EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'another actor has this id');
END;
