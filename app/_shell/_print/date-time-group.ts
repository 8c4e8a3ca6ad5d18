const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** The military date-time group of a moment in UTC: "301218Z NOV 26" (ACP 121). */
export function dateTimeGroup(moment: Date): string {
  const [date = '', time = ''] = moment.toISOString().split('T');
  const [year = '', , day = ''] = date.split('-');
  return `${day}${time.slice(0, 2)}${time.slice(3, 5)}Z ${months[moment.getUTCMonth()]} ${year.slice(-2)}`;
}
