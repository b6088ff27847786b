DROP INDEX `lookups_one_member`;--> statement-breakpoint
CREATE UNIQUE INDEX `lookups_one_member` ON `lookups` (`kind`,`hash`) WHERE kind IN ('phone', 'email', 'externalId', 'wechatOpenId');