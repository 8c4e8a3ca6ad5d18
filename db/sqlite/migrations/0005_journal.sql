-- Written by hand: drizzle-kit would rebuild both tables, which takes minutes; SQLite 3.53 drops a constraint in place.
ALTER TABLE `changes` DROP CONSTRAINT `type_known`;--> statement-breakpoint
ALTER TABLE `links` DROP CONSTRAINT `type_known`;--> statement-breakpoint
ALTER TABLE `changes` ADD `format` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `changes` ADD `clock_at` integer;--> statement-breakpoint
ALTER TABLE `changes` ADD `activity_at` integer;--> statement-breakpoint
ALTER TABLE `changes` ADD `operation` text;--> statement-breakpoint
ALTER TABLE `changes` ADD `operation_id` text;--> statement-breakpoint
CREATE INDEX `changes_by_operation` ON `changes` (`operation_id`,`seq`) WHERE operation_id is not null;--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `result` text;--> statement-breakpoint
ALTER TABLE `events` RENAME COLUMN `is_pressing` TO `is_active`;--> statement-breakpoint
DROP INDEX `events_pressing`;--> statement-breakpoint
CREATE INDEX `events_active` ON `events` (`n`) WHERE is_active = 1;
