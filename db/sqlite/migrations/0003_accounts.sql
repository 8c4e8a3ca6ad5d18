CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`hash` text NOT NULL,
	`start` text NOT NULL,
	`scope` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "scope_known" CHECK("scope" in ('read', 'write'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash_unique` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `api_keys_by_owner` ON `api_keys` (`owner_id`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `credentials_by_user` ON `credentials` (`user_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`person_id` text,
	`email` text,
	`role` text NOT NULL,
	`clearance` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "kind_known" CHECK("kind" in ('set-up', 'join', 'reset')),
	CONSTRAINT "role_known" CHECK("role" in ('viewer', 'analyst', 'admin')),
	CONSTRAINT "clearance_known" CHECK("clearance" in ('clear', 'green', 'amber', 'amber+strict', 'red'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_hash_unique` ON `invitations` (`hash`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`user_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`created_at` integer,
	`aaguid` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkeys_credential_id_unique` ON `passkeys` (`credential_id`);--> statement-breakpoint
CREATE INDEX `passkeys_by_user` ON `passkeys` (`user_id`);--> statement-breakpoint
CREATE TABLE `rights` (
	`n` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `second_factors` (
	`id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`user_id` text NOT NULL,
	`verified` integer DEFAULT false NOT NULL,
	`failed_verification_count` integer DEFAULT 0 NOT NULL,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `second_factors_by_user` ON `second_factors` (`user_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`two_factor_enabled` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_by_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE INDEX `verifications_by_end` ON `verifications` (`expires_at`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_changes` (
	`seq` integer PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`record_id` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text,
	`body` text,
	`created_by` text NOT NULL,
	`tlp_before` integer,
	`tlp_after` integer,
	`recipients_before` text NOT NULL,
	`recipients_after` text NOT NULL,
	`salt` text NOT NULL,
	`digest` text NOT NULL,
	`chain` text NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "type_known" CHECK("type" in ('event', 'mission', 'actor', 'visit', 'link', 'account'))
);
--> statement-breakpoint
INSERT INTO `__new_changes`("seq", "type", "record_id", "version", "at", "by", "reason", "body", "created_by", "tlp_before", "tlp_after", "recipients_before", "recipients_after", "salt", "digest", "chain") SELECT "seq", "type", "record_id", "version", "at", "by", "reason", "body", "created_by", "tlp_before", "tlp_after", "recipients_before", "recipients_after", "salt", "digest", "chain" FROM `changes`;--> statement-breakpoint
DROP TABLE `changes`;--> statement-breakpoint
ALTER TABLE `__new_changes` RENAME TO `changes`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `changes_by_record` ON `changes` (`record_id`,`seq`);--> statement-breakpoint
CREATE INDEX `changes_of_accounts` ON `changes` (`seq`) WHERE type = 'account';--> statement-breakpoint
ALTER TABLE `principals` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `principals` ADD `is_suspended` integer DEFAULT false NOT NULL;--> statement-breakpoint
INSERT INTO `rights` VALUES (1, 0);--> statement-breakpoint
CREATE TRIGGER `principals_update_raises_rights` AFTER UPDATE ON `principals` WHEN (OLD.`name`, OLD.`role`, OLD.`clearance`, OLD.`is_suspended`) IS NOT (NEW.`name`, NEW.`role`, NEW.`clearance`, NEW.`is_suspended`) BEGIN UPDATE `rights` SET `version` = `version` + 1; END;--> statement-breakpoint
CREATE TRIGGER `users_insert_raises_rights` AFTER INSERT ON `users` BEGIN UPDATE `rights` SET `version` = `version` + 1; END;--> statement-breakpoint
CREATE TRIGGER `users_delete_raises_rights` AFTER DELETE ON `users` BEGIN UPDATE `rights` SET `version` = `version` + 1; END;--> statement-breakpoint
CREATE TRIGGER `sessions_update_raises_rights` AFTER UPDATE ON `sessions` BEGIN UPDATE `rights` SET `version` = `version` + 1; END;--> statement-breakpoint
CREATE TRIGGER `sessions_delete_raises_rights` AFTER DELETE ON `sessions` BEGIN UPDATE `rights` SET `version` = `version` + 1; END;--> statement-breakpoint
CREATE TRIGGER `api_keys_update_raises_rights` AFTER UPDATE ON `api_keys` BEGIN UPDATE `rights` SET `version` = `version` + 1; END;--> statement-breakpoint
CREATE TRIGGER `api_keys_delete_raises_rights` AFTER DELETE ON `api_keys` BEGIN UPDATE `rights` SET `version` = `version` + 1; END;
