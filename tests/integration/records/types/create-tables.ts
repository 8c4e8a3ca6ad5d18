const columns = `n integer primary key autoincrement, id text not null unique, version integer not null,
  created_by text not null references principals (id), updated_at integer not null, record text not null`;
const texts = `using fts5(text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')`;

/** Creates the tables, which are in no migration of the program. */
export const createTables = `
  create table notes (${columns}, event_id text not null);
  create virtual table notes_fts ${texts};
  create table layouts (${columns}, shared integer not null);
  create table hooks (${columns});
  create table findings (${columns}, tlp integer not null, recipients text not null);
  create virtual table findings_fts ${texts};
`;
