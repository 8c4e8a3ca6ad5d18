PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_targets` (
	`event_n` integer NOT NULL,
	`position` integer NOT NULL,
	`country` text NOT NULL,
	`type` text NOT NULL,
	`is_diplomatic` integer NOT NULL,
	`mission_id` text,
	`visit_id` text,
	`outcome` text,
	PRIMARY KEY(`event_n`, `position`),
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`mission_id`) REFERENCES `missions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outcome_known" CHECK("outcome" in ('realised', 'foiled', 'lapsed', 'withdrawn', 'unfounded'))
);
--> statement-breakpoint
INSERT INTO `__new_targets`("event_n", "position", "country", "type", "is_diplomatic", "mission_id", "visit_id", "outcome") SELECT "event_n", "position", "country", "type", "is_diplomatic", "mission_id", "visit_id", "outcome" FROM `targets`;--> statement-breakpoint
DROP TABLE `targets`;--> statement-breakpoint
ALTER TABLE `__new_targets` RENAME TO `targets`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `targets_by_mission` ON `targets` (`mission_id`) WHERE mission_id is not null;--> statement-breakpoint
CREATE INDEX `targets_by_visit` ON `targets` (`visit_id`) WHERE visit_id is not null;--> statement-breakpoint
DROP INDEX `events_to_lapse`;--> statement-breakpoint
CREATE INDEX `events_deleted` ON `events` (`updated_at`,`n`) WHERE is_deleted = 1;--> statement-breakpoint
CREATE INDEX `events_to_lapse` ON `events` (`valid_until`) WHERE status = 'current' and valid_until is not null and severity not in ('extreme', 'severe');--> statement-breakpoint
ALTER TABLE `api_keys` ADD `reads_red` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `second_factors` ADD `used_codes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `actors` ADD `renaming_after` integer;--> statement-breakpoint
CREATE INDEX `actors_renaming` ON `actors` (`n`) WHERE renaming_after is not null;--> statement-breakpoint
ALTER TABLE `missions` ADD `metro` text;--> statement-breakpoint
ALTER TABLE `missions` ADD `renaming_after` integer;--> statement-breakpoint
CREATE INDEX `missions_renaming` ON `missions` (`n`) WHERE renaming_after is not null;--> statement-breakpoint
CREATE INDEX `changes_by_at` ON `changes` (`at`);