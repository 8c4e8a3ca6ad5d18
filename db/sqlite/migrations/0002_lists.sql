DROP INDEX `events_by_at`;--> statement-breakpoint
DROP INDEX `events_by_activity`;--> statement-breakpoint
ALTER TABLE `events` ADD `has_links` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `events_lapsed` ON `events` (`activity_at`,`n`) WHERE status = 'lapsed' and is_deleted = 0;--> statement-breakpoint
CREATE INDEX `events_examples` ON `events` (`n`) WHERE handling = 'example' and is_deleted = 0;--> statement-breakpoint
CREATE INDEX `events_by_at` ON `events` (`at`,`n`,`is_deleted`,`tlp`,`kind`);--> statement-breakpoint
CREATE INDEX `events_by_activity` ON `events` (`activity_at`,`n`,`is_deleted`,`tlp`,`kind`,`host`,`severity`,`verification`,`status`,`phase`,`handling`,`at`);--> statement-breakpoint
UPDATE `events` SET `has_links` = 1 WHERE EXISTS (SELECT 1 FROM `links` WHERE `links`.`from_id` = `events`.`id` OR `links`.`to_id` = `events`.`id`);--> statement-breakpoint
UPDATE `events` SET `record` = json_set(`record`,
  '$.targets', json((SELECT json_group_array(json_set(`target`.`value`, '$.mission', json((
      SELECT json_object('type', `type`, 'host', `host`, 'city', `city`, 'name', `name`)
      FROM `missions` WHERE `missions`.`id` = `target`.`value` ->> '$.missionId')))
    ORDER BY `target`.`key`)
    FROM json_each(`record`, '$.targets') AS `target`)),
  '$.actors', json((SELECT json_group_array(json_set(`actor`.`value`, '$.name', coalesce((
      SELECT `name` FROM `actors` WHERE `actors`.`id` = `actor`.`value` ->> '$.actorId'), ''))
    ORDER BY `actor`.`key`)
    FROM json_each(`record`, '$.actors') AS `actor`)));--> statement-breakpoint
UPDATE `events` SET `record` = json_set(`record`, '$.incident.realises', json('[]')) WHERE `kind` = 'incident';--> statement-breakpoint
UPDATE `events` SET `record` = json_set(`record`, '$.threat.realisedBy', json('[]')) WHERE `kind` = 'threat';
