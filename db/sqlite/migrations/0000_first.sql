CREATE TABLE `actors` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`type` text NOT NULL,
	`parent_id` text,
	`is_example` integer DEFAULT false NOT NULL,
	CONSTRAINT "type_known" CHECK("type" in ('terrorist-group', 'armed-group', 'de-facto-authority', 'state', 'criminal-group', 'movement', 'individual', 'other', 'unknown'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `actors_id_unique` ON `actors` (`id`);--> statement-breakpoint
CREATE TABLE `changes` (
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
	CONSTRAINT "type_known" CHECK("type" in ('event', 'mission', 'actor', 'visit', 'link'))
);
--> statement-breakpoint
CREATE INDEX `changes_by_record` ON `changes` (`record_id`,`seq`);--> statement-breakpoint
CREATE TABLE `counts` (
	`dimension` text NOT NULL,
	`value` text NOT NULL,
	`tlp` integer NOT NULL,
	`events` integer NOT NULL,
	PRIMARY KEY(`dimension`, `value`, `tlp`),
	CONSTRAINT "not_negative" CHECK("events" >= 0)
);
--> statement-breakpoint
CREATE TABLE `event_actors` (
	`event_n` integer NOT NULL,
	`position` integer NOT NULL,
	`actor_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`event_n`, `position`),
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`actor_id`) REFERENCES `actors`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "role_known" CHECK("role" in ('perpetrator', 'suspected', 'claimed', 'threatened'))
);
--> statement-breakpoint
CREATE INDEX `event_actors_by_actor` ON `event_actors` (`actor_id`);--> statement-breakpoint
CREATE TABLE `event_countries` (
	`country` text NOT NULL,
	`event_n` integer NOT NULL,
	`at` integer NOT NULL,
	`activity_at` integer NOT NULL,
	PRIMARY KEY(`event_n`, `country`),
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `event_countries_by_at` ON `event_countries` (`country`,`at`,`event_n`);--> statement-breakpoint
CREATE INDEX `event_countries_by_activity` ON `event_countries` (`country`,`activity_at`,`event_n`);--> statement-breakpoint
CREATE TABLE `events` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`ref` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`handling` text NOT NULL,
	`severity` text NOT NULL,
	`verification` text NOT NULL,
	`tlp` integer NOT NULL,
	`status` text,
	`phase` text,
	`is_pressing` integer NOT NULL,
	`is_deleted` integer DEFAULT false NOT NULL,
	`host` text NOT NULL,
	`lat` real,
	`lon` real,
	`at` integer NOT NULL,
	`activity_at` integer NOT NULL,
	`logged_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`valid_until` integer,
	`created_by` text NOT NULL,
	`updated_by` text NOT NULL,
	`record` text NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`updated_by`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "kind_known" CHECK("kind" in ('incident', 'threat')),
	CONSTRAINT "handling_known" CHECK("handling" in ('actual', 'exercise', 'example')),
	CONSTRAINT "severity_known" CHECK("severity" in ('extreme', 'severe', 'moderate', 'minor', 'unknown')),
	CONSTRAINT "verification_known" CHECK("verification" in ('unverified', 'corroborated', 'confirmed', 'disputed', 'refuted')),
	CONSTRAINT "status_known" CHECK("status" in ('current', 'realised', 'foiled', 'lapsed', 'withdrawn', 'unfounded')),
	CONSTRAINT "phase_known" CHECK("phase" in ('ongoing', 'over', 'unknown')),
	CONSTRAINT "tlp_rank" CHECK("tlp" between 0 and 4),
	CONSTRAINT "kind_part" CHECK(("kind" = 'threat') = ("status" is not null) and ("kind" = 'incident') = ("phase" is not null)),
	CONSTRAINT "refuted_not_current" CHECK(not ("verification" = 'refuted' and "status" is 'current')),
	CONSTRAINT "version_counts" CHECK("version" >= 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id_unique` ON `events` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_ref_unique` ON `events` (`ref`);--> statement-breakpoint
CREATE INDEX `events_by_at` ON `events` (`at`,`n`);--> statement-breakpoint
CREATE INDEX `events_by_activity` ON `events` (`activity_at`,`n`);--> statement-breakpoint
CREATE INDEX `events_by_change` ON `events` (`updated_at`);--> statement-breakpoint
CREATE INDEX `events_pressing` ON `events` (`n`) WHERE is_pressing = 1;--> statement-breakpoint
CREATE INDEX `events_to_lapse` ON `events` (`valid_until`) WHERE status = 'current' and valid_until is not null;--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`principal_id` text NOT NULL,
	`key` text NOT NULL,
	`type` text NOT NULL,
	`digest` text NOT NULL,
	`record_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`principal_id`, `key`),
	FOREIGN KEY (`principal_id`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_at` ON `idempotency_keys` (`at`);--> statement-breakpoint
CREATE TABLE `links` (
	`type` text NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`from_id`, `type`, `to_id`),
	FOREIGN KEY (`from_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "type_known" CHECK("type" in ('realises'))
);
--> statement-breakpoint
CREATE INDEX `links_to` ON `links` (`to_id`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `missions` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`wikidata` text,
	`sending` text NOT NULL,
	`host` text NOT NULL,
	`type` text NOT NULL,
	`type_rank` integer NOT NULL,
	`city_key` text,
	`name` text,
	`aliases` text NOT NULL,
	`city` text,
	`lat` real,
	`lon` real,
	`status` text NOT NULL,
	`status_since` text,
	CONSTRAINT "type_known" CHECK("type" in ('embassy', 'high-commission', 'nunciature', 'consulate-general', 'consulate', 'honorary-consulate', 'liaison-office', 'representative-office', 'interests-section', 'delegation')),
	CONSTRAINT "status_known" CHECK("status" in ('open', 'reduced', 'suspended', 'closed', 'unknown'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `missions_id_unique` ON `missions` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `missions_wikidata_unique` ON `missions` (`wikidata`);--> statement-breakpoint
CREATE INDEX `missions_by_host` ON `missions` (`host`,`sending`);--> statement-breakpoint
CREATE INDEX `missions_by_sending` ON `missions` (`sending`,`host`);--> statement-breakpoint
CREATE INDEX `missions_by_rank` ON `missions` (`type_rank`,`n`);--> statement-breakpoint
CREATE TABLE `places` (
	`n` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`country` text NOT NULL,
	`province` text,
	`lat` real NOT NULL,
	`lon` real NOT NULL,
	`population` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `principals` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`clearance` text NOT NULL,
	CONSTRAINT "kind_known" CHECK("kind" in ('person', 'key', 'system', 'local')),
	CONSTRAINT "role_known" CHECK("role" in ('viewer', 'analyst', 'admin')),
	CONSTRAINT "clearance_known" CHECK("clearance" in ('clear', 'green', 'amber', 'amber+strict', 'red'))
);
--> statement-breakpoint
CREATE TABLE `recipients` (
	`principal_id` text NOT NULL,
	`event_n` integer NOT NULL,
	PRIMARY KEY(`principal_id`, `event_n`),
	FOREIGN KEY (`principal_id`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `recipients_by_event` ON `recipients` (`event_n`);--> statement-breakpoint
CREATE TABLE `ref_counters` (
	`prefix` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` text PRIMARY KEY NOT NULL,
	`event_n` integer NOT NULL,
	`position` integer NOT NULL,
	`publisher` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`reliability` text NOT NULL,
	`credibility` integer NOT NULL,
	`origin` text,
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "reliability_known" CHECK("reliability" in ('A', 'B', 'C', 'D', 'E', 'F')),
	CONSTRAINT "credibility_known" CHECK("credibility" in (1, 2, 3, 4, 5, 6))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_by_event` ON `sources` (`event_n`,`position`);--> statement-breakpoint
CREATE TABLE `tags` (
	`event_n` integer NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`tag`, `event_n`),
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `tags_by_event` ON `tags` (`event_n`);--> statement-breakpoint
CREATE TABLE `targets` (
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
	CONSTRAINT "type_known" CHECK("type" in ('embassy', 'consulate', 'residence', 'delegation', 'diplomat', 'international-organisation', 'government', 'military', 'police', 'religious', 'media', 'ngo', 'business', 'education', 'transport', 'infrastructure', 'civilians', 'other')),
	CONSTRAINT "outcome_known" CHECK("outcome" in ('realised', 'foiled', 'lapsed', 'withdrawn', 'unfounded'))
);
--> statement-breakpoint
CREATE INDEX `targets_by_mission` ON `targets` (`mission_id`) WHERE mission_id is not null;--> statement-breakpoint
CREATE INDEX `targets_by_visit` ON `targets` (`visit_id`) WHERE visit_id is not null;--> statement-breakpoint
CREATE TABLE `visits` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`country` text NOT NULL,
	`host` text NOT NULL,
	`city` text,
	`title` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`tlp` integer NOT NULL,
	`created_by` text NOT NULL,
	`is_example` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tlp_rank" CHECK("tlp" between 0 and 4)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visits_id_unique` ON `visits` (`id`);