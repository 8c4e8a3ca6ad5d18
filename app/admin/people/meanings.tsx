import { useTranslations } from 'next-intl';
import { roles, tlps } from '@/db/model/words';
import { TlpLabel } from '../../_ui/labels/tlp';
import { Section } from '../_frame/section';

const row = 'grid grid-cols-[9.5rem_minmax(0,1fr)] items-baseline gap-x-3 border-t border-line py-2';

/** The meaning of each role and clearance. */
export function Meanings() {
  const t = useTranslations('admin.meaning');
  const words = useTranslations('words.roles');
  return (
    <Section title={t('title')}>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <dl className="self-start border-b border-line">
          {roles.map((role) => (
            <div key={role} className={row}>
              <dt className="font-medium">{words(role)}</dt>
              <dd>{t(`roles.${role}`)}</dd>
            </div>
          ))}
        </dl>
        <dl className="self-start border-b border-line">
          {tlps.map((tlp) => (
            <div key={tlp} className={row}>
              <dt>
                <TlpLabel tlp={tlp} />
              </dt>
              <dd>{t(`clearances.${tlp}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Section>
  );
}
