ALTER TABLE `kiosk_challenges` ADD `or_phone_hash` blob;--> statement-breakpoint
CREATE TRIGGER `kiosk_challenges_five_an_hour` BEFORE INSERT ON `kiosk_challenges`
WHEN (SELECT count(*) FROM `kiosk_challenges`
	WHERE `phone_hash` IN (NEW.`phone_hash`, NEW.`or_phone_hash`) AND `made_at` > NEW.`made_at` - 3600000) >= 5 BEGIN
	SELECT RAISE(ABORT, 'the phone was sent enough codes');
END;
